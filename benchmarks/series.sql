-- Counts by group, country and month of the last day, as each side sees an event: inflicted are the other side's dead
-- and the civilians of its own one-sided events, suffered its own; civilians are no group. $events is a Parquet file;
-- `lands` numbers its countries, because whole numbers group faster than names.
with events as (
    select side_a_id, side_b_id, code, kind, best, low, high, deaths_a, deaths_b, deaths_civilians,
        year(date_end) * 12 + month(date_end) - 1 as month
    from read_parquet($events) join lands using (country)
),
sides as (
    select side_a_id as group_id, code, month, best, low, high, deaths_a as suffered,
        case kind when 'one-sided' then deaths_b + deaths_civilians else deaths_b end as inflicted
    from events
    union all
    select side_b_id, code, month, best, low, high, deaths_b, deaths_a
    from events
    where kind <> 'one-sided'
)
select group_id, code, month, count(*)::double as events, sum(best)::double as deaths, sum(low)::double as low,
    sum(high)::double as high, sum(inflicted)::double as inflicted, sum(suffered)::double as suffered
from sides
group by group_id, code, month
