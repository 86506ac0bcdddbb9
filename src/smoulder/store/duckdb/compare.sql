-- What each incoming row is to the rows that the store holds of the same source and vintage (`held`):
-- 'added', 'replaced' (same id, other content) or 'unchanged'.
select
    incoming.id,
    case when held.id is null then 'added'
        when hash({incoming_columns}) = hash({held_columns}) then 'unchanged'
        else 'replaced' end as what
from incoming
left join held on held.id = incoming.id
where incoming.source = $source and incoming.vintage = $vintage
