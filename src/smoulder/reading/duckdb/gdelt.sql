-- GDELT rows as staged events. `gdelt_rows`, `fips` (code, country), `actor_ids` and `shown_groups` (id, shown) stand
-- ready.
-- A side has the name of its group where the register knows it, else what it is with its country's code: GDELT's own
-- actor names can be persons' and are not kept. GDELT knows no deaths: all counts stay empty.
with kept as (
    select r.*, coalesce(fips.country, r.fips) as country, month_said(day) as month
    from gdelt_rows as r left join fips on fips.code = r.fips
    where left_out is null or left_out = 'broken'
)
select
    kept.row, trouble, 'gdelt' as source, $vintage as vintage, kept.id,
    case
        when trouble is not null then null
        when role2 = 'other' then 'one-sided'
        when role1 = 'armed' and role2 = 'armed' then 'non-state'
        else 'state-based'
    end as kind,
    cast(a.id as varchar) as side_a_id, coalesce(ga.shown, gdelt_side(types1, role1, land1)) as side_a,
    case when role2 <> 'other' then cast(b.id as varchar) end as side_b_id,
    case when role2 = 'other' then 'Civilians' else coalesce(gb.shown, gdelt_side(types2, role2, land2)) end as side_b,
    kept.country,
    case
        when place_type in ('2', '5') then trim(split_part(place, ',', 1))
        when place_type in ('3', '4') and len(string_split(place, ',')) > 2 then trim(string_split(place, ',')[-2])
    end as adm_1,
    latitude, longitude,
    case place_type when '1' then '6' when '2' then '4' when '5' then '4' when '3' then '1' when '4' then '1' end
        as where_prec,
    day as date_start, day as date_end, sources
from kept
left join actor_ids as a on a.name = kept.name1 and a.country = kept.country and role1 = 'armed'
    and kept.month between a.since and a.until
left join shown_groups as ga on ga.id = a.id
left join actor_ids as b on b.name = kept.name2 and b.country = kept.country and role2 = 'armed'
    and kept.month between b.since and b.until
left join shown_groups as gb on gb.id = b.id
order by kept.row
