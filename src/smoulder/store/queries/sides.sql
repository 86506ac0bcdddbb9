-- One row for each group in each event of `written`, as the group sees it. Each side gets the event's full deaths,
-- so that groups must never be added up. Inflicted are the other side's dead and the civilians of the group's
-- own one-sided events; suffered are its own dead; unknown is the rest, civilians of two-sided fights among
-- them, because the source does not say who killed them. Civilians are no group.
with seen as (
    select side_a_id as group_id, side_a as group_name, country, kind, source, vintage, date_start, date_end,
        best, low, high, deaths_a as suffered,
        case kind when 'one-sided' then deaths_b + deaths_civilians else deaths_b end as inflicted
    from written
    where side_a_id is not null
    union all
    select side_b_id, side_b, country, kind, source, vintage, date_start, date_end,
        best, low, high, deaths_b, deaths_a
    from written
    where side_b_id is not null and kind <> 'one-sided'
)
select
    group_id, group_name, country, kind, source, vintage, date_start, date_end,
    cast(year(date_end) * 12 + month(date_end) - 1 as integer) as month,
    best, low, high, inflicted, suffered,
    case when best is not null then greatest(best - inflicted - suffered, 0) end as unknown
from seen
