-- Events and deaths of one group in one country by month and cell, in order.
select month, row, col, placed, events, deaths
from figures
where group_id = $group_id and country = $country
order by month, row, col, placed
