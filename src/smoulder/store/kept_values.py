"""Values in the file of a case that no ledger keeps, or keeps and cannot give back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from smoulder.records.case_export import CaseExport
from smoulder.store.tables import ANSWERS, CASES, FORECASTS, QUESTIONS, RESOLUTIONS

DEEPEST = 40
"""Levels of a file at most; a case has a dozen."""
MOST, MOST_SEED = 2**31 - 1, 2**63 - 1
"""The largest whole number of a column, and of that of seeds."""
MOST_FLOAT = 1e100
"""What is multiplied or squared is finite still."""
FIRST_YEAR, LAST_YEAR = 2, 9998
"""Of a time: by UTC each is then of a year that there is."""
_HALF = re.compile("[\ud800-\udfff]")
_HALF_OR_NUL = re.compile("[\x00\ud800-\udfff]")
_FROM_REPORTS = ("reports", "answers", "fixes")
"""Parts of a file that hold texts as they were published, also with the character NUL."""


def is_too_deep(whole: object) -> bool:
    """Whether a JSON object is nested deeper than any case, so that what goes down in it does not come back."""
    level: list[Any] = [whole]  # Any: JSON
    for _ in range(DEEPEST):
        inner = (one.values() if isinstance(one, dict) else one for one in level)
        level = [under for values in inner for under in values if isinstance(under, dict | list)]
        if not level:
            return False
    return True


def odd_value(export: CaseExport) -> str:
    """The first value of a file that cannot be kept, with its place, in words; '' where all can.

    What was read is looked at, and not the JSON: there "1e999" and 1e999 are one number.
    """
    for part, value in export.model_dump(by_alias=True).items():
        found = _odd(value, part, _HALF if part in _FROM_REPORTS else _HALF_OR_NUL)
        if found is not None:
            return f"{part}{found[0]} {found[1]}"
    return next(_too_long(export), "")


def _odd(value: Any, name: object, never: re.Pattern[str]) -> tuple[str, str] | None:  # Any: of any field
    """Where below a value something cannot be kept, and why.

    name: of the field that holds it. never: characters that are not kept.
    """
    if isinstance(value, dict):
        for key, one in value.items():
            if why := _wrong(key, "", never):
                return "", f"has the name {str(key)[:20]!a}, which {why}"
            if found := _odd(one, key, never):
                return f".{key}{found[0]}", found[1]
    elif isinstance(value, list | tuple):
        for at, one in enumerate(value):
            if type(one) is int and -MOST <= one <= MOST:
                continue  # as the places of letters, of which there are hundreds of thousands
            if found := _odd(one, name, never):
                return f"[{at}]{found[0]}", found[1]
    elif why := _wrong(value, name, never):
        return "", why
    return None


def _wrong(value: object, name: object, never: re.Pattern[str]) -> str:
    """Why a value cannot be kept; '' where it can."""
    if isinstance(value, str) and never.search(value):
        return "holds the character NUL or half of a pair (\\ud800 to \\udfff), which no ledger keeps"
    if isinstance(value, int) and abs(value) > (MOST_SEED if name == "seed" else MOST):
        return "is a larger number than a ledger keeps"
    if isinstance(value, float) and abs(value) > MOST_FLOAT:
        return f"is {value:g}, a larger number than can be counted with"
    if isinstance(value, datetime) and not FIRST_YEAR <= value.year <= LAST_YEAR:
        return f"is of the year {value.year}, which no ledger keeps"
    return ""


def _too_long(export: CaseExport) -> Iterator[str]:
    """Texts that are longer than their columns, which PostgreSQL does not take."""
    asked = {"group_name": export.question.group, "country": export.question.country, "label": export.label}
    yield from _longer(CASES, asked, "the case")
    for at, one in enumerate(export.answers):
        yield from _longer(ANSWERS, {"version": one.answer.smoulder_version}, f"answers[{at}]")
    for table, part in ((QUESTIONS, "questions"), (FORECASTS, "forecasts"), (RESOLUTIONS, "resolutions")):
        for at, record in enumerate(getattr(export, part)):
            yield from _longer(table, dict(record), f"{part}[{at}]")


def _longer(table: sa.Table, row: Mapping[str, object], where: str) -> Iterator[str]:
    for name, value in row.items():
        most = getattr(table.c[name].type, "length", None)
        if isinstance(value, str) and most is not None and len(value) > most:
            yield f"{where} has a {name} of {len(value):,} letters, and a ledger keeps {most}"
