-- Months with deaths by country, all deaths in them, and the months that the table covers.
select
    min(case when deaths_best > 0 then month end) as since,
    max(case when deaths_best > 0 then month end) as until,
    country as place,
    round(sum(deaths_best), 2) as deaths,
    round(sum(events), 2) as events,
    min(month) as covered_from,
    max(month) as covered_to
from mine
group by country
order by until desc, place
