-- Countries in which a group has rows, whether they count or not.
select distinct country from sides where group_id = $group_id order by country
