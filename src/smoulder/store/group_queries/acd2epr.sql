-- Ethnic groups that a group is linked to; claim, recruitment and support are codes of the ACD2EPR codebook.
select
    cast(from_year as varchar) as since,
    cast(to_year as varchar) as until,
    statename as place,
    ethnic_group,
    claim as claim_code,
    recruitment as recruitment_code,
    support as support_code
from mine
order by from_year desc, ethnic_group, support
