-- Rows with the shape of a full GED release: 49 columns, about 570 bytes a row, and the skew of the real one:
-- few dyads hold most events (rank by a power law), months cluster by dyad, most events have under ten dead.
-- {rows} rows from row number {first} on; the same rows each time.
with numbers as (
    select i, hash(i * 5 + 1) % 1000000 / 1e6 as u, hash(i * 5 + 2) % 1000000 / 1e6 as v,
        hash(i * 5 + 3) % 1000000 / 1e6 as w, hash(i * 5 + 4) % 1000000 / 1e6 as z
    from range({first}, {first} + {rows}) as t(i)
),
dyads as (
    select *, cast(floor(1500 * pow(u, 3)) as bigint) as dyad from numbers
),
shaped as (
    select *,
        case when hash(dyad) % 10 < 6 then 1 when hash(dyad) % 10 < 8 then 2 else 3 end as violence,
        cast(hash(dyad * 7) % 120 as bigint) as land,
        -- each dyad has a middle year of its own, and most of its events lie near it
        least(12783, greatest(0, cast(cast(hash(dyad * 11) % 12784 as bigint) + (v + w - 1) * 3000 as bigint))) as day,
        cast(floor(pow(z + 1e-6, -0.75)) - 1 as bigint) % 5000 as dead,
        case when hash(i * 3) % 20 = 0 then 30 when hash(i * 3) % 5 = 0 then 2 else 0 end as days
    from dyads
),
sided as (
    select *, dead * cast(hash(i * 13) % 4 as bigint) // 6 as dead_a, dead * cast(hash(i * 17) % 3 as bigint) // 6 as dead_b from shaped
)
select
    i as id, 'LAN-' || i as relid, 1989 + day // 365 as year, true as active_year, 'Clear' as code_status,
    violence as type_of_violence, 200 + dyad as conflict_dset_id, 200 + dyad as conflict_new_id,
    'Land ' || land || ': Government' as conflict_name, 500 + dyad as dyad_dset_id, 500 + dyad as dyad_new_id,
    'Government of Land ' || land || ' - Group ' || dyad as dyad_name,
    case violence when 1 then land + 2 else 3000 + dyad end as side_a_dset_id,
    case violence when 1 then land + 2 else 3000 + dyad end as side_a_new_id,
    case violence when 1 then 'Government of Land ' || land else 'Group ' || dyad end as side_a,
    case violence when 3 then 9999 else 5000 + dyad end as side_b_dset_id,
    case violence when 3 then 1 else 5000 + dyad end as side_b_new_id,
    case violence when 3 then 'Civilians' else 'Other group ' || dyad end as side_b,
    1 + i % 4 as number_of_sources,
    '"Office ' || i % 900 || ',2020-01-01,' || repeat('words of an article on it, ', 6) || i || '"'
        as source_article,
    'Office ' || i % 900 as source_office, date '1989-01-01' + cast(day as integer) as source_date,
    'A headline, ' || repeat('some words ', 5) || i as source_headline,
    'local sources; officials' as source_original, 1 + i % 5 as where_prec, 'Town ' || i % 9000
        as where_coordinates,
    'near the market of Town ' || i % 9000 || ' in its district' as where_description,
    'Province ' || i % 700 as adm_1, 'District ' || i % 4000 as adm_2,
    round(land - 60 + u, 6) as latitude, round(land + v, 6) as longitude,
    'POINT (' || round(land + v, 6) || ' ' || round(land - 60 + u, 6) || ')' as geom_wkt,
    cast(floor((round(land - 60 + u, 6) + 90) * 2) * 720 + floor((round(land + v, 6) + 180) * 2) + 1 as bigint)
        as priogrid_gid,
    'Land ' || land as country, land + 2 as country_id, 'Region ' || land % 5 as region,
    1 + i % 2 as event_clarity, 1 + i % 5 as date_prec,
    (date '1989-01-01' + cast(day as integer))::varchar || ' 00:00:00.000' as date_start,
    (date '1989-01-01' + cast(day + days as integer))::varchar || ' 00:00:00.000' as date_end,
    dead_a as deaths_a, dead_b as deaths_b, case violence when 3 then dead - dead_a - dead_b else 0 end
        as deaths_civilians,
    case violence when 3 then 0 else dead - dead_a - dead_b end as deaths_unknown,
    dead as best, dead + i % 3 as high, greatest(0, dead - i % 2) as low, land + 2 as gwnoa, null as gwnob
from sided
