-- Months with state-based deaths by country, and the first and last covered month even where they are zero.
with covered as (
    select panel_names.country, panel.month, sum(panel.deaths) as deaths
    from read_parquet($panel) as panel
    join panel_names using (name)
    where panel_names.first = '' or panel.month >= panel_names.first
    group by panel_names.country, panel.month
),
spans as (
    select country, min(month) as first, max(month) as last from covered group by country
)
select
    covered.country,
    cast(cast(left(month, 4) as integer) * 12 + cast(right(month, 2) as integer) - 1 as integer) as month,
    cast(deaths as integer) as deaths
from covered
join spans using (country)
where deaths > 0 or month in (first, last)
order by covered.country, month
