"""A number as an analyst says it at practice."""

from __future__ import annotations

import re

from smoulder.records.errors import BadEntry

_PART = r"(\d{1,15}(?:[.,]\d+)?)"
_OUT_OF = re.compile(rf"{_PART}\s*(?:in|of|out of|/)\s*{_PART}", re.IGNORECASE)
_BARE = re.compile(r"\d+(?:[.,]\d+)?")


def number_of(text: str) -> float:
    """A chance from '30 %', '.3', '3 in 10', '3/10', a range, whose middle is meant, or a word of ICD 203.

    raises: BadEntry that says what to write.

    >>> number_of("30 %"), number_of(".3"), number_of("3 in 10"), number_of("unlikely")
    (0.3, 0.3, 0.3, 0.325)
    """
    from smoulder.desk.judge import chance

    said = " ".join(text.split())
    parts = _OUT_OF.fullmatch(said)
    if parts:
        above, below = (float(one.replace(",", ".")) for one in parts.groups())
        if not below or above > below:
            raise BadEntry(f"{said!r} is no share; write it as 3 in 10")
        return above / below
    if _BARE.fullmatch(said) and float(said.replace(",", ".")) >= 1:
        raise BadEntry(f"{said!r} can be a share or per cent; write {said} % if it is per cent")
    return chance(said.replace(",", "."), "your number")
