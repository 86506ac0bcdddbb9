-- Peace agreements that a group signed; no names of persons, which the table has too.
select
    cast(pa_date as varchar) as since,
    case when ended = 1 then cast(duration as varchar) end as until,
    split_part(conflict_name, ':', 1) as place,
    pa_name as agreement,
    case pa_type when 1 then 'full' when 2 then 'partial' when 3 then 'process' end as kind,
    case cease when 1 then 'yes' when 0 then 'no' end as ceasefire,
    case ended when 1 then 'ended' when 0 then 'held' end as fate,
    dyad_name as between_sides
from mine
order by since desc, agreement
