-- Group-months by kind of violence, from `group_sides`.
select
    cast(group_id as integer) as group_id,
    country,
    cast(month as integer) as month,
    kind,
    round(sum(share order by event), 9) as events,
    round(sum(share * best order by event), 9) as deaths,
    round(sum(share * low order by event), 9) as low,
    round(sum(share * high order by event), 9) as high,
    round(sum(share * inflicted order by event), 9) as inflicted,
    round(sum(share * suffered order by event), 9) as suffered,
    round(sum(share * unknown order by event), 9) as unknown
from group_sides
group by group_id, country, month, kind
order by group_id, country, month, kind
