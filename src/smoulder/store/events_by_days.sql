-- Each event of `picked` in every month it touches, with the share of its days that lie there. A share counts
-- where the event's release stands for that month, so that two releases never tell of the same days.
with spread as (
    select picked.*, months.month as in_month,
        cast(least(date_end + 1, months.next_day) - greatest(date_start, months.first_day) as double)
            / (date_end + 1 - date_start) as share
    from picked
    join months on months.month between year(date_start) * 12 + month(date_start) - 1 and picked.month
)
select spread.*, chosen.code
from spread
join chosen on chosen.country = spread.country and chosen.month = spread.in_month
    and chosen.source = spread.source and chosen.vintage = spread.vintage
