-- One row per group, country and month with an event; $measure is one kind of violence, or 'all kinds'. Rounded, so
-- that the order of adding does not show.
select group_id, country, month,
    round(sum(events), 9) as events,
    round(sum(deaths), 9) as deaths,
    round(sum(low), 9) as low,
    round(sum(high), 9) as high,
    round(sum(inflicted), 9) as inflicted,
    round(sum(suffered), 9) as suffered
from figures
where $measure in ('all kinds', kind)
group by group_id, country, month
order by group_id, country, month
