-- Strength, command, territory, sanctuary and support of a group, by period.
select
    cast(startdate as varchar) as since,
    cast(enddate as varchar) as until,
    side_a as place,
    rebstrength as against_government,
    rebestimate as fighters,
    rebestlow as fighters_low,
    rebesthigh as fighters_high,
    strengthcent as central_command,
    mobcap as mobilisation,
    armsproc as arms,
    fightcap as fighting,
    terrcont as holds_territory,
    nullif(terrname, '.') as territory,
    rebpresosts as presence_abroad,
    nullif(nullif(presname, '.'), 'no') as abroad_in,
    rebel_support as support_by_states,
    nullif(nullif(rsupname, '.'), 'no') as supported_by,
    rebpolwing as political_wing
from mine
order by since desc
