-- For each release in a file: countries, first and last month, last day.
select source, vintage, count(distinct country),
    cast(min(year(date_end) * 12 + month(date_end) - 1) as integer),
    cast(max(year(date_end) * 12 + month(date_end) - 1) as integer),
    max(date_end)
from incoming
group by source, vintage
order by source, vintage
