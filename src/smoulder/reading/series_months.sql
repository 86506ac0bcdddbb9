-- One row per group, country and month with an event; $measure is one kind of violence, or 'all kinds'.
select group_id, country, month,
    sum(events order by kind), sum(deaths order by kind), sum(low order by kind), sum(high order by kind),
    sum(inflicted order by kind), sum(suffered order by kind)
from read_parquet($table)
where $measure in ('all kinds', kind)
group by group_id, country, month
order by group_id, country, month
