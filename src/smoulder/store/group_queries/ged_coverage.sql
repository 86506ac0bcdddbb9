-- Spans of months in which the events of a country are complete.
select first_month as since, last_month as until, country as place, source as events_of
from mine
order by until desc, place
