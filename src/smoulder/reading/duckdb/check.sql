-- Every staged row with its columns cast, what was repaired, and the first thing that is wrong with it.
-- `full_staged` has every column as text, null where the file lacks it. $month_first: how 03/04/2004 is read.
-- Lowest before best before highest is broken in a few hundred rows of every full release by UCDP's own
-- counting, up to low 22, best 9, high 0: such rows are kept and counted. Rows in which all three
-- run the wrong way by more than the best estimate and more than a hundred deaths are taken for damaged.
with cast_rows as (
    select
        row, trouble, source, vintage, case when ends_with(id, '.0') then left(id, length(id) - 2) else id end as id,
        case kind when '1' then 'state-based' when '2' then 'non-state' when '3' then 'one-sided'
            when 'state-based' then kind when 'non-state' then kind when 'one-sided' then kind
            when '1.0' then 'state-based' when '2.0' then 'non-state' when '3.0' then 'one-sided'
        end as kind,
        kind as kind_text,
        try_cast(conflict_id as integer) as conflict_id, conflict,
        try_cast(dyad_id as integer) as dyad_id, dyad,
        try_cast(side_a_id as integer) as side_a_id, trim(side_a) as side_a,
        try_cast(side_b_id as integer) as side_b_id, trim(side_b) as side_b,
        trim(country) as country, try_cast(country_id as integer) as country_id, adm_1, adm_2,
        as_whole(where_prec) as where_prec,
        latitude as latitude_text, longitude as longitude_text,
        as_number(latitude) as latitude, as_number(longitude) as longitude,
        try_cast(priogrid_gid as integer) as cell,
        date_start as start_text, date_end as end_text,
        as_day(trim(date_start), $month_first) as date_start,
        as_day(trim(coalesce(date_end, date_start)), $month_first) as date_end,
        as_whole(date_prec) as date_prec, as_whole(event_clarity) as event_clarity,
        as_whole(sources) as sources, source_headline,
        deaths_a as a_text, deaths_b as b_text, deaths_civilians as civilians_text,
        deaths_unknown as unknown_text, best as best_text, low as low_text, high as high_text,
        as_whole(deaths_a) as a_given, as_whole(deaths_b) as b_given,
        as_whole(deaths_civilians) as civilians_given, as_whole(deaths_unknown) as unknown_given,
        as_whole(best) as best_given, as_whole(low) as low, as_whole(high) as high
    from full_staged
),
turned as (
    select * exclude (latitude, longitude),
        coalesce(cell <> grid_cell(latitude, longitude) and cell = grid_cell(longitude, latitude), false)
            as swapped,
        case when swapped then longitude else latitude end as latitude,
        case when swapped then latitude else longitude end as longitude,
        coalesce(a_given, 0) as deaths_a, coalesce(b_given, 0) as deaths_b,
        coalesce(civilians_given, 0) as deaths_civilians,
        coalesce(a_given, b_given, civilians_given, unknown_given) is not null as has_parts,
        deaths_a + deaths_b + deaths_civilians + coalesce(unknown_given, 0) as parts,
        coalesce(best_given, case when best_text is null and has_parts then parts end) as best,
        case when has_parts then coalesce(unknown_given, 0) else coalesce(best, 0) end as deaths_unknown
    from cast_rows
),
known as (
    -- a source that knows no deaths says nothing of sides either: null, and not zero
    select * replace (
        case when best is not null then deaths_a end as deaths_a,
        case when best is not null then deaths_b end as deaths_b,
        case when best is not null then deaths_civilians end as deaths_civilians,
        case when best is not null then deaths_unknown end as deaths_unknown
    )
    from turned
),
judged as (
    select *,
        case
            when trouble is not null then struct_pack(name := '', why := trouble)
            when kind is null then struct_pack(
                name := 'kind', why := coalesce(kind_text || ' is no kind of violence (1, 2 or 3)', 'is missing'))
            when country is null or country = '' then struct_pack(name := 'country', why := 'is missing')
            when date_start is null then struct_pack(
                name := 'date_start', why := coalesce(start_text || ' is no date', 'is missing'))
            when date_end is null then struct_pack(name := 'date_end', why := end_text || ' is no date')
            when year(date_start) not between 1900 and 2100 then struct_pack(
                name := 'date_start', why := start_text || ' is in no year of events')
            when year(date_end) not between 1900 and 2100 then struct_pack(
                name := 'date_end', why := end_text || ' is in no year of events')
            when date_end < date_start then struct_pack(
                name := 'date_end', why := date_end || ' is before date_start ' || date_start)
            when latitude is null and latitude_text is not null then struct_pack(
                name := 'latitude', why := latitude_text || ' is no number')
            when longitude is null and longitude_text is not null then struct_pack(
                name := 'longitude', why := longitude_text || ' is no number')
            when not coalesce(latitude between -90 and 90, true) then struct_pack(
                name := 'latitude', why := latitude || ' is out of range'
                    || case when longitude between -90 and 90 then '; is it the longitude?' else '' end)
            when not coalesce(longitude between -180 and 180, true) then struct_pack(
                name := 'longitude', why := longitude || ' is out of range')
            when deaths_a < 0 or a_text is not null and a_given is null then struct_pack(
                name := 'deaths_a', why := a_text || ' is no count of deaths')
            when deaths_b < 0 or b_text is not null and b_given is null then struct_pack(
                name := 'deaths_b', why := b_text || ' is no count of deaths')
            when deaths_civilians < 0 or civilians_text is not null and civilians_given is null
                then struct_pack(name := 'deaths_civilians', why := civilians_text || ' is no count of deaths')
            when deaths_unknown < 0 or unknown_text is not null and unknown_given is null
                then struct_pack(name := 'deaths_unknown', why := unknown_text || ' is no count of deaths')
            when best < 0 or best_text is not null and best_given is null then struct_pack(
                name := 'best', why := best_text || ' is no count of deaths')
            when low < 0 or low_text is not null and low is null then struct_pack(
                name := 'low', why := low_text || ' is no count of deaths')
            when high < 0 or high_text is not null and high is null then struct_pack(
                name := 'high', why := high_text || ' is no count of deaths')
            when low > best and best > high and low - high > greatest(100, best) then struct_pack(
                name := 'best', why := 'low ' || low || ' is above best ' || best || ', and best above high ' || high)
        end as fault
    from known
)
select
    row, fault.name as fault_column, fault.why as fault,
    {columns},
    swapped,
    regexp_matches(latitude_text, ',') or regexp_matches(longitude_text, ',') as comma,
    best is not null and has_parts and best <> parts as sum_differs,
    best_given is null and best is not null as summed,
    best is null as no_deaths,
    coalesce(low > best or best > high, false) as out_of_order
from judged
