-- Counts by group, country and month: `counts` in order. One release is chosen for a country and month, so that
-- each month stands there once.
select group_id, code, month, events, deaths, low, high, inflicted, suffered, unknown
from counts
order by group_id, code, month
