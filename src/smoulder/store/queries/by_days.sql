-- The counts of `picked` in every month an event touches, by the share of its days that lie there. A share counts
-- where the event's release is `chosen` for that month, so that two releases never tell of the same days.
-- Shares are added up in whole numbers, so that the order of adding does not show, on however many hands: first the
-- days of events that are equally long, times their dead, then the quotients, as a whole part and a rest in units of
-- 1e-12. Only the last step makes figures of nine places of them. `round` would not do: it would be given sums of
-- fractions, which come out a little differently each time, and engines differ in what they round up.
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
        ) as length,
        cast(date_diff('day', date_start, date_end) + 1 as bigint) as days
    from picked
    where year(date_start) * 12 + month(date_start) - 1 < picked.month
),
shared as (
    select long.*, months.month as in_month,
        cast(
            date_diff('day', greatest(long.date_start, months.first_day), least(long.date_end, months.last_day)) + 1
            as bigint
        ) as days_here
    from long
    join reach on reach.length = long.length
    join months on months.month = long.month - reach.step
),
added as (
    select group_id, country, source, vintage, in_month, days,
        cast(sum(days_here) as bigint) as events,
        cast(sum(days_here * best) as bigint) as deaths,
        cast(sum(days_here * coalesce(low, best)) as bigint) as low,
        cast(sum(days_here * coalesce(high, best)) as bigint) as high,
        cast(sum(days_here * inflicted) as bigint) as inflicted,
        cast(sum(days_here * suffered) as bigint) as suffered,
        cast(sum(days_here * unknown) as bigint) as unknown
    from shared
    group by group_id, country, source, vintage, in_month, days
),
parts as (
    select group_id, country, source, vintage, in_month,
        cast(events // days as double) as events,
        cast(((events % days) * 1000000000000) // days as double) as events_rest,
        cast(deaths // days as double) as deaths,
        cast(((deaths % days) * 1000000000000) // days as double) as deaths_rest,
        cast(low // days as double) as low,
        cast(((low % days) * 1000000000000) // days as double) as low_rest,
        cast(high // days as double) as high,
        cast(((high % days) * 1000000000000) // days as double) as high_rest,
        cast(inflicted // days as double) as inflicted,
        cast(((inflicted % days) * 1000000000000) // days as double) as inflicted_rest,
        cast(suffered // days as double) as suffered,
        cast(((suffered % days) * 1000000000000) // days as double) as suffered_rest,
        cast(unknown // days as double) as unknown,
        cast(((unknown % days) * 1000000000000) // days as double) as unknown_rest
    from added
    union all
    select group_id, country, source, vintage, month as in_month,
        cast(1 as double) as events,
        cast(0 as double) as events_rest,
        cast(best as double) as deaths,
        cast(0 as double) as deaths_rest,
        cast(coalesce(low, best) as double) as low,
        cast(0 as double) as low_rest,
        cast(coalesce(high, best) as double) as high,
        cast(0 as double) as high_rest,
        cast(inflicted as double) as inflicted,
        cast(0 as double) as inflicted_rest,
        cast(suffered as double) as suffered,
        cast(0 as double) as suffered_rest,
        cast(unknown as double) as unknown,
        cast(0 as double) as unknown_rest
    from picked
    where year(date_start) * 12 + month(date_start) - 1 = picked.month
),
tallies as (
    select group_id, country, source, vintage, in_month,
        (sum(events) * 1e9 + cast(floor((sum(events_rest) + 500) / 1000) as double)) / 1e9 as events,
        (sum(deaths) * 1e9 + cast(floor((sum(deaths_rest) + 500) / 1000) as double)) / 1e9 as deaths,
        (sum(low) * 1e9 + cast(floor((sum(low_rest) + 500) / 1000) as double)) / 1e9 as low,
        (sum(high) * 1e9 + cast(floor((sum(high_rest) + 500) / 1000) as double)) / 1e9 as high,
        (sum(inflicted) * 1e9 + cast(floor((sum(inflicted_rest) + 500) / 1000) as double)) / 1e9 as inflicted,
        (sum(suffered) * 1e9 + cast(floor((sum(suffered_rest) + 500) / 1000) as double)) / 1e9 as suffered,
        (sum(unknown) * 1e9 + cast(floor((sum(unknown_rest) + 500) / 1000) as double)) / 1e9 as unknown
    from parts
    group by group_id, country, source, vintage, in_month
)
select tallies.group_id, chosen.code, tallies.in_month as month, tallies.events, tallies.deaths, tallies.low,
    tallies.high, tallies.inflicted, tallies.suffered, tallies.unknown
from tallies
join chosen on chosen.country = tallies.country and chosen.month = tallies.in_month
    and chosen.source = tallies.source and chosen.vintage = tallies.vintage
