-- Small tables beside the events: the countries in question with the month they began to be, the releases, and
-- one row for each month from $first to $last, `step` counting them from 0.
create or replace temp table countries (country varchar, code integer, began integer);
create or replace temp table coverage (
    source varchar, vintage varchar, final boolean, released date, country varchar,
    first_month integer, last_month integer);
create or replace temp table months as
    select month, cast(month - $first as integer) as step,
        make_date(month // 12, month % 12 + 1, 1) as first_day,
        make_date((month + 1) // 12, (month + 1) % 12 + 1, 1) - 1 as last_day
    from (select cast(range as integer) as month from range($first, $last + 1)) as numbers;
