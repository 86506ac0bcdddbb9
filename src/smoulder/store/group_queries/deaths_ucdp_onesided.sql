-- Civilians killed by a group by year and place.
select
    year,
    location as place,
    sum(best_fatality_estimate) as deaths,
    sum(low_fatality_estimate) as low,
    sum(high_fatality_estimate) as high
from mine
group by year, location
order by year, place
