-- What the actor list says of a group beside its id: full name, later names, origin, alliances.
select
    '' as since,
    '' as until,
    '' as place,
    coalesce(name_orig_full_eng, name_orig_full) as full_name,
    new_name as later_names,
    name_prev as split_from,
    name_alliance as in_alliance,
    group_name as joined
from mine
order by full_name
