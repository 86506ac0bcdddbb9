-- Published counts of attacks or incidents, each with its page.
select
    period as since, '' as until, '' as place, series, attacks, unit, deaths, kind, note, url as page
from mine
order by since desc, series
