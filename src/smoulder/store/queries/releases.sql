-- The releases that stand for the months of each country, in the order of these months.
select code, source, vintage, min(month) as first_month
from chosen
group by code, source, vintage
order by code, first_month, source, vintage
