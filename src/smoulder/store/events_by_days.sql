-- Each counted event of `picked` in every month it touches, with the share of its days that lie there.
with counted as (
    select picked.*, chosen.code,
        year(date_start) * 12 + month(date_start) - 1 as first_month
    from picked
    join chosen on chosen.country = picked.country and chosen.month = picked.month
        and chosen.source = picked.source and chosen.vintage = picked.vintage
)
select counted.*, months.month as in_month,
    cast(least(date_end + 1, months.next_day) - greatest(date_start, months.first_day) as double)
        / (date_end + 1 - date_start) as share
from counted
join months on months.month between counted.first_month and counted.month
