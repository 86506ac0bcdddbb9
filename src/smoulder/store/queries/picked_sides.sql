-- The rows of `sides` in question: one for each group in an event.
select group_id, country, kind, source, vintage, date_start, date_end, month, best, low, high, inflicted, suffered, unknown
from sides
where {rules}
