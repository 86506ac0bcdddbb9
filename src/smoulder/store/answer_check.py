"""Whether the answers in the file of a case are such as one goes on from: their pages show, and the case is answered
anew with their settings.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel, ValidationError

from smoulder.records.case import Assessment
from smoulder.records.case_export import CaseExport
from smoulder.records.forecast import Chance
from smoulder.records.settings import Settings

_EDGE = 1e-9
"""So far off 0 or 1 a chance lies that was rounded."""
_PASSED_OVER = ("readings", "months", "years", "evidence", "settings")
"""Parts of an answer that hold no chances, or many values and no chances."""


def odd_answer(export: CaseExport) -> str:
    """What is wrong with the first answer with which nobody can go on, in words; '' where nothing is."""
    for at, kept in enumerate(export.answers):
        if wrong := next(_wrong(kept.answer), ""):
            return f"answers[{at}].answer{wrong}"
    return ""


def _wrong(answer: Assessment) -> Iterator[str]:
    if answer.seed < 0:
        yield f".seed is {answer.seed}, and a seed is 0 or above"
    known = {name: answer.settings[name] for name in Settings.model_fields if name in answer.settings}
    try:
        _ = Settings.model_validate(known)
    except ValidationError as reason:
        first = reason.errors()[0]
        yield f".settings.{first['loc'][0]} is {first['input']!r}, and no case is answered with that"
    for at, item in enumerate(answer.evidence):
        if (item.source.report or 0) < 0:
            yield f".evidence[{at}] stands at no report"
        for leaf, one in item.likelihoods.items():
            if not -_EDGE <= one.low <= one.mid + _EDGE <= one.high + 2 * _EDGE <= 1 + 3 * _EDGE:
                yield (
                    f".evidence[{at}].likelihoods.{leaf} goes from {one.low:g} over {one.mid:g} to {one.high:g}; "
                    "it lies between 0 and 1, low before high"
                )
    for name in type(answer).model_fields:
        for chance in _chances(getattr(answer, name)) if name not in _PASSED_OVER else ():
            for number in (chance.value, chance.low, chance.high):
                if not -_EDGE <= number <= 1 + _EDGE:
                    yield f".{name} holds the chance {number:g}, and one lies between 0 and 1"


def _chances(value: object) -> Iterator[Chance]:
    """All chances in a value, however deep they lie."""
    if isinstance(value, Chance):
        yield value
    elif isinstance(value, BaseModel):
        for _, one in value:
            yield from _chances(one)
    elif isinstance(value, dict | tuple):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _chances(one)
