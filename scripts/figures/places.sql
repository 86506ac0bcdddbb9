-- Where the events of `group_sides` were: by group, country and month, the cell of half a degree and how sure the
-- place is. The classes follow UCDP's precision code: 1 and 2 a place, 3 a district, 4 and 5 a province, 6 and 7 the
-- country alone, which has no cell; three files give positions without a code.
with placed as (
    select event, group_id, country, month, share, best,
        case
            when where_prec in (6, 7) or latitude is null or longitude is null then 'country'
            when where_prec is null then 'unsaid'
            when where_prec <= 2 then 'place'
            when where_prec = 3 then 'district'
            else 'province'
        end as placed,
        cast(floor(latitude * 2) as smallint) as row,
        cast(floor(longitude * 2) as smallint) as col
    from group_sides
),
cells as (
    select * exclude (row, col),
        case when placed <> 'country' then row end as row,
        case when placed <> 'country' then col end as col
    from placed
)
select
    cast(group_id as integer) as group_id,
    country,
    row,
    col,
    placed,
    cast(month as smallint) as month,
    round(sum(share order by event), 6) as events,
    round(sum(share * best order by event), 6) as deaths
from cells
group by group_id, country, row, col, placed, month
order by group_id, country, row, col, placed, month
