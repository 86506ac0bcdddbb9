-- ACLED rows as staged events. `acled_rows` has ACLED's columns as text; `country_names` and `actor_ids`
-- stand beside it. Kept are battles, explosions and violence against civilians, and broken rows, to be rejected.
-- ACLED has no kinds of violence and no deaths by side: the kind follows from who is involved.
with roles as (
    select *,
        actor_role(inter1, actor1) as role_a,
        actor_role(inter2, actor2) as role_b
    from acled_rows
    where trouble is not null or is_attack(event_type)
),
judged as (
    select *,
        case
            when trouble is not null or event_type is null then null
            when lower(event_type) = 'violence against civilians' or role_a = 'civilians' or role_b = 'civilians'
                or (role_b is null and lower(civilian_targeting) like 'civilian%') then 'one-sided'
            when role_a in ('state', 'external') or role_b in ('state', 'external') then 'state-based'
            when role_b is null and role_a = 'rebel' then 'state-based'
            else 'non-state'
        end as kind
    from roles
),
sided as (
    select *,
        case when kind = 'one-sided' and role_a = 'civilians' then actor2 else actor1 end as side_a,
        case when kind = 'one-sided' then 'Civilians' else actor2 end as side_b,
        month_said(event_date) as month
    from judged
)
select
    sided.row, trouble, 'acled' as source, $vintage as vintage, sided.id, kind,
    cast(a.id as varchar) as side_a_id, side_a, cast(b.id as varchar) as side_b_id, side_b,
    coalesce(c.ours, sided.country) as country, adm_1, adm_2, latitude, longitude,
    case geo_precision when '1' then '1' when '2' then '3' when '3' then '4' end as where_prec,
    event_date as date_start, event_date as date_end,
    case time_precision when '1' then '1' when '2' then '3' when '3' then '4' end as date_prec,
    cast(len(string_split(reports, ';')) as varchar) as sources,
    fatalities as best
from sided
left join country_names as c on c.theirs = sided.country
left join actor_ids as a on a.name = sided.side_a and a.country = coalesce(c.ours, sided.country)
    and sided.month between a.since and a.until
left join actor_ids as b on b.name = sided.side_b and b.country = coalesce(c.ours, sided.country)
    and sided.month between b.since and b.until
order by sided.row
