-- Events by group and month, from events that span days: each calendar day of an event takes an equal
-- share of its count and its deaths. $events is the Parquet file of events; `series` holds the covered
-- spans that are kept.
-- Each side of an event gets the full deaths. Seen from a side: inflicted are the other side's dead
-- and the civilians of its own one-sided events; suffered are its own dead; the rest is unknown.
with events as (
    select
        row_number() over (order by source, id, date_start, date_end, side_a, side_b, latitude, longitude,
                           best, low, high, deaths_a, deaths_b, deaths_civilians, deaths_unknown) as event,
        country,
        case type_of_violence when 1 then 'state-based' when 2 then 'non-state' else 'one-sided' end as kind,
        cast(coalesce(side_a_new_id, -1) as integer) as side_a_id,
        cast(coalesce(side_b_new_id, -1) as integer) as side_b_id,
        cast(date_start as date) as first_day,
        cast(date_end as date) as last_day,
        best, low, high, deaths_a, deaths_b, deaths_civilians, deaths_unknown,
        where_prec, latitude, longitude
    from read_parquet($events)
    where in_authoritative_series and source not like 'candidate%'
),
event_months as (
    select *, unnest(generate_series(
        year(first_day) * 12 + month(first_day) - 1,
        year(last_day) * 12 + month(last_day) - 1)) as month
    from events
),
month_days as (
    select *,
        make_date(cast(month // 12 as integer), cast(month % 12 + 1 as integer), 1) as month_start,
        make_date(cast((month + 1) // 12 as integer), cast((month + 1) % 12 + 1 as integer), 1) as next_start
    from event_months
),
shares as (
    select *,
        (least(last_day + 1, next_start) - greatest(first_day, month_start)) / (last_day + 1 - first_day) as share
    from month_days
),
sides as (
    select event, country, kind, month, share, where_prec, latitude, longitude, best, low, high,
        side_a_id as group_id,
        case kind when 'one-sided' then deaths_b + deaths_civilians else deaths_b end as inflicted,
        deaths_a as suffered,
        case kind when 'one-sided' then deaths_unknown else deaths_unknown + deaths_civilians end as unknown
    from shares
    union all
    select event, country, kind, month, share, where_prec, latitude, longitude, best, low, high, side_b_id,
        deaths_a, deaths_b, deaths_unknown + deaths_civilians
    from shares
    where kind <> 'one-sided'
)
select * from sides
semi join series on sides.group_id = series.group_id and sides.country = series.country
    and sides.month between series.first_month and series.last_month
