-- The events of a group that count, with the part it took: side A, side B. Civilians, the second side of a
-- one-sided event, are no group.
with own as (
    select source, vintage, id, kind, conflict_id, conflict, dyad_id, dyad, side_a_id, side_a, side_b_id, side_b,
        country, country_id, adm_1, adm_2, where_prec, latitude, longitude, date_start, date_end, date_prec,
        event_clarity, sources, source_headline, deaths_a, deaths_b, deaths_civilians, deaths_unknown,
        best, low, high,
        cast(year(date_end) * 12 + month(date_end) - 1 as integer) as month
    from rows
    where (side_a_id = $group_id or (side_b_id = $group_id and kind <> 'one-sided')) and {rules}
)
select own.source, own.vintage, own.id, own.kind, own.conflict_id, own.conflict, own.dyad_id, own.dyad,
    own.side_a_id, own.side_a, own.side_b_id, own.side_b, own.country, own.country_id, own.adm_1, own.adm_2,
    own.where_prec, own.latitude, own.longitude, own.date_start, own.date_end, own.date_prec, own.event_clarity,
    own.sources, own.source_headline, own.deaths_a, own.deaths_b, own.deaths_civilians, own.deaths_unknown,
    own.best, own.low, own.high,
    case when own.side_a_id = $group_id then 'A' else 'B' end as part
from own
join chosen on chosen.country = own.country and chosen.month = own.month
    and chosen.source = own.source and chosen.vintage = own.vintage
where own.month between $first_month and $last_month
order by own.date_start, own.date_end, own.source, own.id, own.vintage, own.country
