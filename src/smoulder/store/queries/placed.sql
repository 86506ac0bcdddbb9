-- Where the events of a group that count were: by month, by cell of half a degree (counted from the equator and from
-- Greenwich) and by how sure the place is. As in by_days, each month takes the share of the event's days, a share
-- counts where the event's release is `chosen` for that month, and shares are added up in whole numbers. The classes
-- follow UCDP's precision code; a row without a position, or with a code of 6 and more, is known to the country alone.
with own as (
    select country, source, vintage, where_prec, latitude, longitude, date_start, date_end, best
    from rows
    where side_a_id = $group_id and {rules}
    union all
    select country, source, vintage, where_prec, latitude, longitude, date_start, date_end, best
    from rows
    where side_b_id = $group_id and kind <> 'one-sided' and {rules}
),
dated as (
    select own.*,
        cast(year(date_start) * 12 + month(date_start) - 1 as integer) as first_month,
        cast(year(date_end) * 12 + month(date_end) - 1 as integer) as last_month,
        case
            when latitude is null or longitude is null or where_prec >= 6 then 'country'
            when where_prec is null then 'unsaid'
            when where_prec <= 2 then 'place'
            when where_prec = 3 then 'district'
            else 'province'
        end as placed
    from own
),
shared as (
    select dated.country, dated.source, dated.vintage, dated.placed, coalesce(dated.best, 0) as best,
        months.month as in_month,
        cast(date_diff('day', dated.date_start, dated.date_end) + 1 as bigint) as days,
        cast(
            date_diff('day', greatest(dated.date_start, months.first_day), least(dated.date_end, months.last_day)) + 1
            as bigint
        ) as days_here,
        case when placed <> 'country' then cast(floor(latitude * 2) as integer) end as cell_row,
        case when placed <> 'country' then cast(floor(longitude * 2) as integer) end as cell_col
    from dated
    join months on months.month between dated.first_month and dated.last_month
),
added as (
    select shared.in_month, shared.cell_row, shared.cell_col, shared.placed, shared.days,
        cast(sum(shared.days_here) as bigint) as events,
        cast(sum(shared.days_here * shared.best) as bigint) as deaths
    from shared
    join chosen on chosen.country = shared.country and chosen.month = shared.in_month
        and chosen.source = shared.source and chosen.vintage = shared.vintage
    group by shared.in_month, shared.cell_row, shared.cell_col, shared.placed, shared.days
),
parts as (
    select in_month, cell_row, cell_col, placed,
        cast(events // days as double) as events,
        cast(((events % days) * 1000000000000) // days as double) as events_rest,
        cast(deaths // days as double) as deaths,
        cast(((deaths % days) * 1000000000000) // days as double) as deaths_rest
    from added
)
select in_month as month, cell_row, cell_col, placed,
    (sum(events) * 1e6 + cast(floor((sum(events_rest) + 500000) / 1000000) as double)) / 1e6 as events,
    (sum(deaths) * 1e6 + cast(floor((sum(deaths_rest) + 500000) / 1000000) as double)) / 1e6 as deaths
from parts
group by in_month, cell_row, cell_col, placed
order by in_month, cell_row, cell_col, placed
