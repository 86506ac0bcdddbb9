-- One row per group, country and month with an event; $measure is one kind of violence, or 'all kinds'. Figures of
-- nine places are added up as whole numbers, so that the order of adding does not show, in any engine.
select group_id, country, month,
    sum(cast(floor(events * 1e9 + 0.5) as double)) / 1e9 as events,
    sum(cast(floor(deaths * 1e9 + 0.5) as double)) / 1e9 as deaths,
    sum(cast(floor(low * 1e9 + 0.5) as double)) / 1e9 as low,
    sum(cast(floor(high * 1e9 + 0.5) as double)) / 1e9 as high,
    sum(cast(floor(inflicted * 1e9 + 0.5) as double)) / 1e9 as inflicted,
    sum(cast(floor(suffered * 1e9 + 0.5) as double)) / 1e9 as suffered
from figures
where $measure in ('all kinds', kind)
group by group_id, country, month
order by group_id, country, month
