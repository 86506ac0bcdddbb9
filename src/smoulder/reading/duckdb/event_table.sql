-- A mapped table as staged events. `cells` has our columns with the table's words; `meanings` (part, theirs, ours),
-- `country_names`, `actor_ids` and `shown_sides` stand ready. $own tells whether dates have the format $date_format;
-- $comma is true where numbers have a decimal comma. `trouble` says which word the map does not explain.
with said as (
    select cells.* exclude (deaths_a, deaths_b, deaths_civilians, deaths_unknown, best, low, high),
        table_count(deaths_a, $comma) as deaths_a, table_count(deaths_b, $comma) as deaths_b,
        table_count(deaths_civilians, $comma) as deaths_civilians,
        table_count(deaths_unknown, $comma) as deaths_unknown,
        table_count(best, $comma) as best, table_count(low, $comma) as low, table_count(high, $comma) as high,
        coalesce(k.ours, case when lower(kind) in ('state-based', 'non-state', 'one-sided') then lower(kind) end)
            as our_kind,
        coalesce(w.ours, case when regexp_matches(where_prec, '^[1-7]$') then where_prec end) as our_where,
        coalesce(d.ours, case when regexp_matches(date_prec, '^[1-5]$') then date_prec end) as our_prec,
        coalesce(m.ours, c.ours, cells.country) as our_country,
        table_day(date_start, $own, $date_format) as first_day, table_day(date_end, $own, $date_format) as last_day
    from cells
    left join meanings as k on k.part = 'kinds' and k.theirs = lower(kind)
    left join meanings as w on w.part = 'where_prec' and w.theirs = lower(where_prec)
    left join meanings as d on d.part = 'date_prec' and d.theirs = lower(date_prec)
    left join meanings as m on m.part = 'countries' and m.theirs = lower(cells.country)
    left join country_names as c on c.theirs = cells.country
)
select
    "row",
    coalesce(
        trouble,
        case when kind is not null and our_kind is null then 'kind ''' || kind || ''' is not in [kinds] of $map' end,
        case when where_prec is not null and our_where is null
            then 'where_prec ''' || where_prec || ''' is not in [where_prec] of $map' end,
        case when date_prec is not null and our_prec is null
            then 'date_prec ''' || date_prec || ''' is not in [date_prec] of $map' end,
        case when date_start is not null and first_day is null
            then 'date_start ''' || date_start || ''' does not fit date_format of $map' end,
        case when date_end is not null and last_day is null
            then 'date_end ''' || date_end || ''' does not fit date_format of $map' end
    ) as trouble,
    'table' as source, $vintage as vintage, said.id, our_kind as kind, conflict, dyad,
    cast(a.id as varchar) as side_a_id, sa.shown as side_a,
    cast(b.id as varchar) as side_b_id,
    coalesce(sb.shown, case when our_kind = 'one-sided' then 'Civilians' end) as side_b,
    our_country as country, adm_1, adm_2, our_where as where_prec,
    case when $comma then replace(latitude, ',', '.') else latitude end as latitude,
    case when $comma then replace(longitude, ',', '.') else longitude end as longitude,
    first_day as date_start, last_day as date_end, our_prec as date_prec, event_clarity, sources,
    said.deaths_a, said.deaths_b, said.deaths_civilians,
    coalesce(said.deaths_unknown, table_rest(best, deaths_a, deaths_b, deaths_civilians)) as deaths_unknown,
    best, low, high
from said
left join shown_sides as sa on sa.name = side_a and sa.country = our_country
left join actor_ids as a on a.name = side_a and a.country = our_country
    and month_said(coalesce(last_day, first_day)) between a.since and a.until
left join shown_sides as sb on sb.name = side_b and sb.country = our_country
left join actor_ids as b on b.name = side_b and b.country = our_country
    and month_said(coalesce(last_day, first_day)) between b.since and b.until
order by "row"
