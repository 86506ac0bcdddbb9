-- Every group id with the names and countries that the monthly, yearly and event files give it.
with named as (
    select 1 as place, group_id, name, country from series
    union
    select 2, try_cast(side_b_id as integer), side_b, unnest(string_split(location_inc, ','))
    from read_csv($dyads, all_varchar = true)
    union
    select 3, try_cast(group_id as integer), group_name, unnest(string_split(locations, ';'))
    from read_parquet($years)
    union
    select 4, cast(side_a_new_id as integer), side_a, country from read_parquet($events)
    union
    select 4, cast(side_b_new_id as integer), side_b, country from read_parquet($events)
)
select
    group_id,
    name,
    case trim(country) when 'Myanmar' then 'Myanmar (Burma)' else trim(country) end as country
from named
where group_id is not null
order by place, group_id, name, country
