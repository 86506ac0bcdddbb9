-- Where the events of a group that count were: by month, by cell of half a degree (counted from the equator and from
-- Greenwich) and by how sure the place is. As in by_days, each month takes the share of the event's days, and a share
-- counts where the event's release is `chosen` for that month. The classes follow UCDP's precision code; a row without
-- a position, or with a code of 6 and more, is known to the country alone.
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
shares as (
    select dated.*, months.month as in_month,
        cast(
            date_diff('day', greatest(dated.date_start, months.first_day), least(dated.date_end, months.last_day)) + 1
            as double
        ) / cast(date_diff('day', dated.date_start, dated.date_end) + 1 as double) as share
    from dated
    join months on months.month between dated.first_month and dated.last_month
),
cells as (
    select shares.country, shares.source, shares.vintage, shares.in_month, shares.placed, shares.share, shares.best,
        case when placed <> 'country' then cast(floor(latitude * 2) as integer) end as cell_row,
        case when placed <> 'country' then cast(floor(longitude * 2) as integer) end as cell_col
    from shares
)
select cells.in_month as month, cells.cell_row, cells.cell_col, cells.placed,
    round(sum(cells.share), 6) as events,
    round(sum(cells.share * coalesce(cells.best, 0)), 6) as deaths
from cells
join chosen on chosen.country = cells.country and chosen.month = cells.in_month
    and chosen.source = cells.source and chosen.vintage = cells.vintage
group by cells.in_month, cells.cell_row, cells.cell_col, cells.placed
order by cells.in_month, cells.cell_row, cells.cell_col, cells.placed
