-- The fields of GDELT rows that matter, with what each actor is and why a row is left out. $path, one column `line`.
-- GDELT's 61 fields have no header; places are counted from 1. An actor is what its armed type says, else a
-- government one, else any other type; a country without a type stands for its state.
-- No name of an actor is kept that could be a person's: see gdelt.sql.
create or replace temp table gdelt_rows as
with split as (
    select row_number() over () as row, string_split(line, chr(9)) as f, len(f) as width
    from read_csv($path, columns = {'line': 'VARCHAR'}, delim = chr(1), quote = '', escape = '', header = false,
        auto_detect = false, max_line_size = 4000000)
),
named as (
    select row,
        case when width <> 61 then width || ' fields where GDELT 2.0 has 61' end as trouble,
        f[1] as id, f[2] as day, nullif(f[7], '') as name1, nullif(f[17], '') as name2,
        nullif(f[8], '') as land1, nullif(f[18], '') as land2,
        [f[13], f[14], f[15]] as types1, [f[23], f[24], f[25]] as types2,
        f[29] as root, f[30] as quad, f[33] as sources,
        f[52] as place_type, f[53] as place, nullif(f[54], '') as fips, nullif(f[57], '') as latitude,
        nullif(f[58], '') as longitude, f[60] as added
    from split
),
roles as (
    select *, gdelt_role(types1, land1) as role1, gdelt_role(types2, land2) as role2 from named
)
select *,
    case
        when trouble is not null then 'broken'
        when quad <> '4' then 'no material conflict'
        when root not in ('18', '19', '20') then 'no assault, fight or mass violence'
        when role1 is null or role2 is null then 'one side is not said'
        when role1 = 'other' then 'the attacker is neither armed group nor state'
        when not (role1 in ('armed', 'military') or role2 in ('armed', 'military'))
            then 'neither armed group nor military is in it'
        when fips is null then 'no country is said'
    end as left_out
from roles
