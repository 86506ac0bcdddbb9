-- For each country and month the release whose rows count: a final one before a candidate, a newer one before
-- an older. Only releases known by $as_of. `coverage` holds a row for each release and country (country null:
-- all of `countries`), `months` every month index.
with spans as (
    select coverage.source, coverage.vintage, coverage.final, coverage.released,
        countries.country, countries.code, greatest(coverage.first_month, countries.began) as first_month, coverage.last_month
    from coverage
    join countries on coverage.country is null or coverage.country = countries.country
    where coverage.released <= $as_of
),
ranked as (
    select spans.country, spans.code, months.month, spans.source, spans.vintage, spans.final,
        row_number() over (
            partition by spans.country, months.month
            order by case when spans.final then 0 else 1 end, spans.released desc, spans.vintage desc
        ) as place
    from spans
    join months on months.month between spans.first_month and spans.last_month
    where months.month <= $last_month
)
select country, code, month, source, vintage, final from ranked where place = 1
