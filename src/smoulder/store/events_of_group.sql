-- The events of a group that count, with the part it took: side A, side B. `picked` holds the rows.
select picked.* exclude (month), case when side_a_id = $group_id then 'A' else 'B' end as part
from picked
join chosen on chosen.country = picked.country and chosen.month = picked.month
    and chosen.source = picked.source and chosen.vintage = picked.vintage
where picked.month between $first_month and $last_month
order by date_start, date_end, source, id
