-- Counts by group, country and month: `counts`, in order and rounded, so that the order of adding does not show.
-- One release is chosen for a country and month, so that each month stands there once.
select
    group_id, code, month,
    round(events, 9) as events,
    round(deaths, 9) as deaths,
    round(low, 9) as low,
    round(high, 9) as high,
    round(inflicted, 9) as inflicted,
    round(suffered, 9) as suffered,
    round(unknown, 9) as unknown
from counts
order by group_id, code, month
