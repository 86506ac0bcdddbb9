-- Governments that a group fought: first and last year of 25 battle deaths or more, and all of them together.
select
    cast(min(year) as varchar) as since,
    cast(max(year) as varchar) as until,
    max(location) as place,
    max(side_a) as fought,
    sum(bd_best) as battle_deaths,
    count(*) as years
from mine
group by dyad_id
order by max(year) desc, battle_deaths desc
