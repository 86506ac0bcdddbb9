-- Groups that a group fought: first and last year of 25 deaths or more, and the deaths of both sides together.
select
    cast(min(year) as varchar) as since,
    cast(max(year) as varchar) as until,
    max(location) as place,
    max(case side when 1 then side_b else side_a end) as fought,
    sum(best_fatality_estimate) as deaths,
    count(*) as years
from mine
group by dyad_id
order by max(year) desc, deaths desc
