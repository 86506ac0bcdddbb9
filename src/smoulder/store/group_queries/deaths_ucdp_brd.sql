-- Battle-related deaths of a group by year and country of the government it fights; wars of states are left out.
select year, location as place, sum(bd_best) as deaths, sum(bd_low) as low, sum(bd_high) as high
from mine
where type_of_conflict in (3, 4)
group by year, location
order by year, place
