-- The counts of `picked` in every month an event touches, by the share of its days that lie there. A share counts
-- where the event's release is `chosen` for that month, so that two releases never tell of the same days. Sums are
-- rounded, so that the order of adding does not show.
-- Most events lie in one month: only the others meet `months`, by as many steps back from their last month as they
-- are long. `reach` holds these steps for each length, so that events meet it by equality: a comparison would lay
-- all of them down and sort them first. `picked` is read once for either kind, because one that both shared would be
-- held in memory whole.
with reach as (
    select lengths.step as length, steps.step
    from months as lengths
    join months as steps on steps.step <= lengths.step
),
long as (
    select picked.*,
        -- no month is in question before the first of `months`, however long ago an event began
        least(
            picked.month - (year(date_start) * 12 + month(date_start) - 1), (select max(step) from months)
        ) as length
    from picked
    where year(date_start) * 12 + month(date_start) - 1 < picked.month
),
shares as (
    select group_id, country, source, vintage, best, low, high, inflicted, suffered, unknown,
        picked.month as in_month, cast(1 as double) as share
    from picked
    where year(date_start) * 12 + month(date_start) - 1 = picked.month
    union all
    select long.group_id, long.country, long.source, long.vintage, long.best, long.low, long.high, long.inflicted,
        long.suffered, long.unknown, months.month as in_month,
        cast(
            date_diff('day', greatest(long.date_start, months.first_day), least(long.date_end, months.last_day)) + 1
            as double
        ) / cast(date_diff('day', long.date_start, long.date_end) + 1 as double) as share
    from long
    join reach on reach.length = long.length
    join months on months.month = long.month - reach.step
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
