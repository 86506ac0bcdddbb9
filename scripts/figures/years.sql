-- Battle-related deaths by dyad and year, of dyads of a government and a group, from the CSV file $dyads.
select
    cast(dyad_id as integer) as dyad_id,
    cast(side_b_id as integer) as group_id,
    trim(side_a) as side_a,
    trim(side_b) as side_b,
    trim(location_inc) as country,
    trim(battle_location) as battle_location,
    cast(year as integer) as year,
    cast(bd_best as integer) as deaths,
    cast(bd_low as integer) as low,
    cast(bd_high as integer) as high
from read_csv($dyads, all_varchar = true)
where type_of_conflict in ('3', '4')
order by group_id, country, dyad_id, year
