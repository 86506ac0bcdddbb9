-- A day by the table's own format, as ISO; days that are ISO already and Excel's serial numbers stay, and all
-- of them where the table has no format of its own.
create or replace temp macro table_day(t, own, format) as
    case
        when not own or regexp_matches(t, '^[0-9]{4}-[0-9]{2}-[0-9]{2}') or regexp_matches(t, '^[0-9]{5}$') then t
        else strftime(try_strptime(t, format), '%Y-%m-%d')
    end;

-- A count without the marks that part thousands: dots where decimals have a comma, else commas.
create or replace temp macro table_count(t, comma) as
    case
        when comma and regexp_matches(t, '^[0-9]{1,3}([.][0-9]{3})+$') then replace(t, '.', '')
        when not comma and regexp_matches(t, '^[0-9]{1,3}(,[0-9]{3})+$') then replace(t, ',', '')
        else t
    end;

-- The dead whose side is not said: all of the best estimate that the given sides leave.
create or replace temp macro table_rest(best, a, b, civilians) as
    case when coalesce(a, b, civilians) is not null then cast(greatest(try_cast(best as integer)
        - coalesce(try_cast(a as integer), 0) - coalesce(try_cast(b as integer), 0)
        - coalesce(try_cast(civilians as integer), 0), 0) as varchar) end;
