-- What a group came out of, and what it wants and rests on.
select
    '' as since,
    '' as until,
    location as place,
    origin,
    origin2 as also,
    origin_name as out_of,
    aim1 as aim,
    aim2 as second_aim,
    aim3 as third_aim,
    ethnicity,
    religion
from mine
order by origin
