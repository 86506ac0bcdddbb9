-- For each country and month the release whose rows count: a final one before a candidate, a newer one before
-- an older. Only releases known by $as_of. `coverage` holds a row for each release and country (country null:
-- all of `countries`), `months` every month index.
with ranked as (
    select source, vintage, final, country, first_month, last_month,
        row_number() over (
            order by case when final then 0 else 1 end, released desc, vintage desc, source, country, first_month,
                last_month
        ) as place
    from coverage
    where released <= $as_of
),
best as (
    select countries.code, months.month, min(ranked.place) as place
    from ranked
    join countries on ranked.country is null or ranked.country = countries.country
    join months on months.month between greatest(ranked.first_month, countries.began) and ranked.last_month
    where months.month <= $last_month
    group by countries.code, months.month
)
select countries.country, best.code, best.month, ranked.source, ranked.vintage, ranked.final
from best
join ranked on ranked.place = best.place
join countries on countries.code = best.code
