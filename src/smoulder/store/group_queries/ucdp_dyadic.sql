-- Dyads of a group with a government: first and last year, and how intense at most.
select
    cast(min(year) as varchar) as since,
    cast(max(year) as varchar) as until,
    max(location) as place,
    max(side_a) as fought,
    max(territory_name) as territory,
    case max(intensity_level) when 2 then 'war, 1,000 deaths or more in a year' else 'minor, 25 to 999' end as at_most,
    count(*) as years
from mine
group by dyad_id
order by max(year) desc, min(year) desc
