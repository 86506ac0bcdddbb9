-- Episodes of conflicts in which a group is named, and how each ended, which is coded in hindsight.
with
held as (
    select conflict_ep_id, min(year) as first_year, max(year) as last_year
    from mine
    group by conflict_ep_id
),

episodes as (
    select
        conflict_ep_id,
        max(location) as location,
        max(side_a) as side_a,
        max(territory_name) as territory_name,
        min(start_date2) as began,
        max(ep_end_date) as ended,
        max(outcome) as outcome,
        max(year) as last_year
    from loaded
    group by conflict_ep_id
)

select
    cast(episodes.began as varchar) as since,
    cast(episodes.ended as varchar) as until,
    episodes.location as place,
    case episodes.outcome
        when 1 then 'peace agreement'
        when 2 then 'ceasefire'
        when 3 then 'government victory'
        when 4 then 'rebel victory'
        when 5 then 'low activity'
        when 6 then 'actor ceased to exist'
    end as ended_by,
    case when episodes.outcome is null then cast(episodes.last_year as varchar) end as still_running_in,
    episodes.side_a as fought,
    episodes.territory_name as territory,
    cast(held.first_year as varchar) as named_from,
    cast(held.last_year as varchar) as named_to
from held
inner join episodes on held.conflict_ep_id = episodes.conflict_ep_id
order by held.last_year desc, episodes.began desc
