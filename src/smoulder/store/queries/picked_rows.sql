-- The rows of `rows` in question, each event once: as if all were one group, whose deaths have no sides.
select 0 as group_id, country, kind, source, vintage, date_start, date_end,
    cast(year(date_end) * 12 + month(date_end) - 1 as integer) as month,
    best, low, high, 0 as inflicted, 0 as suffered, 0 as unknown
from rows
where {rules}
