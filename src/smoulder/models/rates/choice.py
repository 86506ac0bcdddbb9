"""Past cases that fit conditions, and the parts they are split into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic

from smoulder.models.rates.condition import Condition
from smoulder.models.rates.covariates import UNKNOWN, Covariate, One
from smoulder.records.errors import NoLulls


@dataclass(frozen=True, slots=True)
class Fitting(Generic[One]):
    """Cases that fit, by their place among those there are.

    unknown: how many were left out because a condition cannot be told of them, by condition.
    """

    places: tuple[int, ...]
    unknown: dict[str, int]


def choose_fitting(cases: Sequence[One], conditions: Sequence[Condition[One]], what: str) -> Fitting[One]:
    """The cases that fit all conditions.

    what:   the cases in words, for the error.
    raises: NoLulls if none fits; it says how many fit each condition alone.
    """
    places = tuple(at for at, one in enumerate(cases) if all(each.holds(one) for each in conditions))
    if not cases:
        raise NoLulls(f"there are no {what} by this day; give a smaller --age or a later --as-of")
    if not places:
        alone = [f"{each.text} ({sum(map(each.holds, cases))})" for each in conditions]
        raise NoLulls(
            f"of {len(cases)} {what}, none fits {' and '.join(alone)}; widen a --where, or give a smaller --age"
        )
    unknown = {each.text: sum(map(each.unknown, cases)) for each in conditions}
    return Fitting(places, {text: count for text, count in unknown.items() if count})


def split_by(cases: Sequence[One], covariate: Covariate[One]) -> dict[str, tuple[int, ...]]:
    """The places of the cases of each bin: numbers in their order, words by how many; unknown ones last.

    returns: bins that hold a case; together they hold every case once.
    """
    rows: dict[str, list[int]] = {}
    for at, one in enumerate(cases):
        rows.setdefault(covariate.bin(covariate.value(one)), []).append(at)
    order = (
        covariate.bins() if covariate.number else sorted(rows, key=lambda value: (-len(rows[value]), value))
    )
    known = [value for value in order if value in rows and value != UNKNOWN]
    last = [value for value in rows if value not in known]
    return {value: tuple(rows[value]) for value in (*known, *last)}
