-- Country-months that both a candidate release and a final one cover: deaths by each, and the candidate's lag in
-- months from the end of the month to its release. The newest final release stands for the truth.
with spans as (
    select coverage.source, coverage.vintage, coverage.final, coverage.released, countries.country,
        months.month
    from coverage
    join countries on coverage.country is null or coverage.country = countries.country
    join months on months.month between coverage.first_month and coverage.last_month
    where coverage.released <= $as_of
),
finals as (
    select source, vintage, country, month,
        row_number() over (partition by country, month order by released desc, vintage desc, source) as place
    from spans
    where final
),
pairs as (
    select c.country, c.month, c.source, c.vintage, f.source as final_source, f.vintage as final_vintage,
        year(c.released) * 12 + month(c.released) - 1 - c.month as lag
    from spans as c
    join finals as f on f.country = c.country and f.month = c.month and f.place = 1
    where not c.final
),
sums as (
    select country, month, source, vintage, sum(cast(best as double)) as deaths
    from picked
    group by country, month, source, vintage
)
select pairs.country, cast(pairs.month as integer) as month, cast(pairs.lag as integer) as lag,
    pairs.vintage, pairs.final_vintage,
    coalesce(s.deaths, 0) as candidate, coalesce(t.deaths, 0) as final
from pairs
left join sums as s on s.country = pairs.country and s.month = pairs.month
    and s.source = pairs.source and s.vintage = pairs.vintage
left join sums as t on t.country = pairs.country and t.month = pairs.month
    and t.source = pairs.final_source and t.vintage = pairs.final_vintage
where coalesce(s.deaths, 0) + coalesce(t.deaths, 0) > 0
order by pairs.country, pairs.month, pairs.vintage, pairs.source
