-- Each counted event of `picked` in the month of its last day, as VIEWS counts.
select picked.*, chosen.code, picked.month as in_month, 1.0 as share
from picked
join chosen on chosen.country = picked.country and chosen.month = picked.month
    and chosen.source = picked.source and chosen.vintage = picked.vintage
