-- The counts of `picked` in every month an event touches, by the share of its days that lie there. A share counts
-- where the event's release is `chosen` for that month, so that two releases never tell of the same days. Sums are
-- rounded, so that the order of adding does not show.
-- Most events lie in one month: only the others meet `months`, by as many steps from their first month as they are
-- long, which is quicker than to look for the months between two.
with dated as (
    select picked.*, cast(year(date_start) * 12 + month(date_start) - 1 as integer) as first_month
    from picked
),
shares as (
    select dated.*, dated.month as in_month, cast(1 as double) as share
    from dated
    where dated.first_month = dated.month
    union all
    select dated.*, months.month as in_month,
        cast(
            date_diff('day', greatest(dated.date_start, months.first_day), least(dated.date_end, months.last_day)) + 1
            as double
        ) / cast(date_diff('day', dated.date_start, dated.date_end) + 1 as double) as share
    from dated
    join months as steps on steps.step <= dated.month - dated.first_month
    join months on months.month = dated.first_month + steps.step
    where dated.first_month < dated.month
),
tallies as (
    select group_id, country, source, vintage, in_month,
        round(sum(share), 9) as events,
        round(sum(share * best), 9) as deaths,
        round(sum(share * coalesce(low, best)), 9) as low,
        round(sum(share * coalesce(high, best)), 9) as high,
        round(sum(share * inflicted), 9) as inflicted,
        round(sum(share * suffered), 9) as suffered,
        round(sum(share * unknown), 9) as unknown
    from shares
    group by group_id, country, source, vintage, in_month
)
select tallies.group_id, chosen.code, tallies.in_month as month, tallies.events, tallies.deaths, tallies.low,
    tallies.high, tallies.inflicted, tallies.suffered, tallies.unknown
from tallies
join chosen on chosen.country = tallies.country and chosen.month = tallies.in_month
    and chosen.source = tallies.source and chosen.vintage = tallies.vintage
