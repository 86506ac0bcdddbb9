"""How the data sets of UCDP are cited."""

from __future__ import annotations

GED = (
    "Sundberg, R. and Melander, E. (2013). Introducing the UCDP Georeferenced Event Dataset. "
    "Journal of Peace Research 50(4)"
)
CANDIDATE = (
    "Hegre, H., Croicu, M., Eck, K. and Högbladh, S. (2020). Introducing the UCDP Candidate Events Dataset. "
    "Research & Politics 7(3)"
)
YEARLY = (
    "Davies, S., Pettersson, T., Sollenberg, M. and Öberg, M. (2025). Organized violence 1989–2024. "
    "Journal of Peace Research 62(4)"
)
TERMINATION = (
    "Kreutz, J. (2010). How and when armed conflicts end: introducing the UCDP Conflict Termination dataset. "
    "Journal of Peace Research 47(2)"
)
AGREEMENTS = (
    "Pettersson, T., Högbladh, S. and Öberg, M. (2019). Organized violence, 1989–2018 and peace agreements. "
    "Journal of Peace Research 56(4)"
)
