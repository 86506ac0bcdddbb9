-- How much the months of a country hold beside UCDP's yearly total over all countries.
select
    first_active as since,
    last_active as until,
    country as place,
    round(deaths, 2) as deaths_by_month,
    ucdp_total_all_countries_1989_2024 as yearly_deaths_in_all_countries,
    first_month as covered_from,
    last_month as covered_to
from mine
order by deaths desc, place
