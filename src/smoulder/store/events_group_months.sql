-- Counts by group, country, month and kind of violence from `shares`, rounded so that the order of
-- adding does not show.
select
    group_id, code, cast(in_month as integer) as month, kind,
    round(sum(share), 9) as events,
    round(sum(share * best), 9) as deaths,
    round(sum(share * coalesce(low, best)), 9) as low,
    round(sum(share * coalesce(high, best)), 9) as high,
    round(sum(share * inflicted), 9) as inflicted,
    round(sum(share * suffered), 9) as suffered,
    round(sum(share * unknown), 9) as unknown
from shares
group by group_id, code, in_month, kind
order by group_id, code, in_month, kind
