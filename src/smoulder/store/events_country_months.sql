-- Counts by country and month from `shares`, each event once.
select
    code, cast(in_month as integer) as month,
    round(sum(share), 9) as events,
    round(sum(share * best), 9) as deaths,
    round(sum(share * coalesce(low, best)), 9) as low,
    round(sum(share * coalesce(high, best)), 9) as high
from shares
group by code, in_month
order by code, in_month
