-- Numbers and days as files write them; null where the text is none.
-- A cast to integer would round 12.5, so that whatever has a point or an exponent takes the long way.
create or replace temp macro as_whole(t) as
    case when contains(t, '.') or contains(t, 'e') or contains(t, 'E') then
        case when try_cast(t as double) between -1e9 and 1e9 and try_cast(t as double) = floor(try_cast(t as double))
            then cast(try_cast(t as double) as integer) end
    else try_cast(t as integer) end;

create or replace temp macro as_number(t) as
    coalesce(
        try_cast(t as double),
        case when regexp_matches(t, '^-?[0-9]+,[0-9]+$') then try_cast(replace(t, ',', '.') as double) end
    );

-- ISO first, as nearly every file has it; then slashes and dots in the file's own order, names of months,
-- digits alone, and the serial numbers of Excel, which count days from 1899-12-30.
create or replace temp macro as_day(t, month_first) as
    coalesce(
        try_cast(left(t, 10) as date),
        try_cast(split_part(split_part(t, ' ', 1), 'T', 1) as date),
        cast(coalesce(
            case when month_first then try_strptime(split_part(t, ' ', 1), '%m/%d/%Y')
                else try_strptime(split_part(t, ' ', 1), '%d/%m/%Y') end,
            try_strptime(split_part(t, ' ', 1), '%Y/%m/%d'),
            try_strptime(split_part(t, ' ', 1), '%d.%m.%Y'),
            try_strptime(t, '%d %B %Y'),
            try_strptime(t, '%d %b %Y'),
            -- %Y takes the two digits of 9-May-20 for the year 20
            case when regexp_matches(t, '-[0-9]{2}$') then try_strptime(t, '%d-%b-%y') else try_strptime(t, '%d-%b-%Y') end,
            try_strptime(t, '%d-%B-%Y'),
            case when regexp_matches(t, '^[12][0-9]{7}$') then try_strptime(t, '%Y%m%d') end
        ) as date),
        case when regexp_matches(t, '^[2-7][0-9]{4}([.][0-9]+)?$')
            then date '1899-12-30' + cast(floor(try_cast(t as double)) as integer) end
    );

create or replace temp macro grid_cell(lat, lon) as
    cast(floor((lat + 90) * 2) * 720 + floor((lon + 180) * 2) + 1 as integer);

-- The month of a day, YYYY-MM, for what only asks which name a group bore then; '' where the text is no day.
create or replace temp macro month_said(t) as
    coalesce(left(cast(coalesce(as_day(trim(t), false), as_day(trim(t), true)) as varchar), 7), '');
