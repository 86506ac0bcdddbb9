-- How far events lie from the point that stands for their province, by country: the distance within which two in three
-- of the events with a known place lie that name the same province. $events is the Parquet file of events; a country
-- needs $least such distances; the row without a country holds those of all.
with events as (
    select country, trim(replace(adm_1, chr(160), ' ')) as province, latitude, longitude, where_prec
    from read_parquet($events)
    where in_authoritative_series and adm_1 is not null and latitude is not null and where_prec in (1, 2, 4)
),
middles as (
    select distinct country, province, latitude, longitude from events where where_prec = 4
),
distances as (
    select middles.country,
        -- kilometres of a degree of latitude; a degree of longitude is shorter by the cosine
        111.2 * sqrt(pow(middles.latitude - events.latitude, 2)
            + pow((middles.longitude - events.longitude) * cos(radians(middles.latitude)), 2)) as km
    from middles
    join events using (country, province)
    where events.where_prec <= 2
)
select country, cast(round(quantile_cont(km, 2 / 3)) as integer) as reach_km, count(*) as distances
from distances
group by country
having count(*) >= $least
union all
select '', cast(round(quantile_cont(km, 2 / 3)) as integer), count(*) from distances
order by country
