-- Deaths of all kinds over all countries by year, in years for which all three yearly files are in.
select year, 'all countries' as place, sum(deaths_best) as deaths, sum(low) as low, sum(high) as high
from mine
where complete like 'complete%'
group by year
order by year
