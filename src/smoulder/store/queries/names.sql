-- The name by which each group of `sides` was last called.
with called as (
    select group_id, group_name, max(month) as last_month
    from sides
    where {rules}
    group by group_id, group_name
),
ranked as (
    select group_id, group_name,
        row_number() over (partition by group_id order by last_month desc, group_name) as place
    from called
)
select group_id, group_name from ranked where place = 1 order by group_id
