-- The covered spans of each series in the Parquet file $months, countries named as UCDP names them.
with months as (
    select
        cast(group_id as integer) as group_id,
        trim(group_name) as name,
        case country when 'Myanmar' then 'Myanmar (Burma)' else country end as country,
        block,
        month,
        cast(left(month, 4) as integer) * 12 + cast(right(month, 2) as integer) - 1 as month_index
    from read_parquet($months)
)
select
    group_id,
    min(name) as name,
    country,
    min(month) as first,
    max(month) as last,
    min(month_index) as first_month,
    max(month_index) as last_month
from months
group by group_id, country, block
order by group_id, country, first
