-- Covered months by country.
select code, month from chosen order by code, month
