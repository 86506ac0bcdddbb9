-- The counts of `picked` in the month of the last day, as VIEWS counts, of the releases that are `chosen` there.
-- Rows are added up before they are joined, because there are many of them to a month.
with tallies as (
    select group_id, country, source, vintage, month,
        cast(count(*) as double) as events,
        sum(cast(best as double)) as deaths,
        sum(cast(coalesce(low, best) as double)) as low,
        sum(cast(coalesce(high, best) as double)) as high,
        sum(cast(inflicted as double)) as inflicted,
        sum(cast(suffered as double)) as suffered,
        sum(cast(unknown as double)) as unknown
    from picked
    group by group_id, country, source, vintage, month
)
select tallies.group_id, chosen.code, tallies.month, tallies.events, tallies.deaths, tallies.low, tallies.high,
    tallies.inflicted, tallies.suffered, tallies.unknown
from tallies
join chosen on chosen.country = tallies.country and chosen.month = tallies.month
    and chosen.source = tallies.source and chosen.vintage = tallies.vintage
