"""Conditions on past cases as they are typed: `deaths=10..24`, `country!=Sudan`, `depth=quiet,unknown`."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Generic

from smoulder.models.rates.covariates import UNKNOWN, Covariate, One, Table, Value
from smoulder.records.errors import BadSetting

_NAME = re.compile(r"\s*(?P<name>[^=!<>]*?)\s*(?:(?P<sign>!?=)(?P<rest>.*))?\s*", re.DOTALL)
_FIGURE = r"-?(?:0|[1-9]\d*)(?:\.\d+)?"
_RANGE = re.compile(rf"(?P<low>{_FIGURE})?\s*(?:\.\.|–|(?<=\d)-(?=\d))\s*(?P<high>{_FIGURE})?")
_NUMBER = re.compile(rf"{_FIGURE}\+?")


@dataclass(frozen=True, slots=True)
class Condition(Generic[One]):
    """What a case must be like to be in a class.

    text:   in words, such as 'deaths 10–24'.
    spans:  of numbers: from and up to, both included; words: values that may stand, 'unknown' among them.
    unlike: True turns it round.
    """

    covariate: Covariate[One]
    text: str
    spans: tuple[tuple[float, float], ...]
    words: tuple[str, ...]
    unlike: bool = False

    def holds(self, one: One) -> bool:
        """Whether a case is like that; an unknown value is only where 'unknown' is asked for."""
        return self._fits(self.covariate.value(one)) != self.unlike

    def unknown(self, one: One) -> bool:
        """Whether it cannot be told of a case, and unknown ones were not asked for."""
        return self.covariate.value(one) is None and UNKNOWN not in self.words

    def _fits(self, value: Value) -> bool:
        if value is None:
            return UNKNOWN in self.words
        if isinstance(value, str):
            return value in self.words
        return any(low <= value <= high for low, high in self.spans)


def parse_condition(text: str, table: Table[One], case: One | None = None) -> Condition[One]:
    """Read one condition.

    text:   NAME=VALUE, NAME!=VALUE, with several values set off by commas; a value is a word, a number, a
            range as 10..24, 10.. or ..24, or 'unknown'. NAME alone means: as the case has it.
    case:   the running lull, for NAME alone.
    raises: BadSetting that names the condition, what is wrong, and what may stand there.
    """
    found = _NAME.fullmatch(text)
    name = found["name"].casefold() if found else ""
    covariate = find_covariate(name, table, f"--where {text}")
    if found is None or found["sign"] is None:
        return _as_the_case(text, covariate, case)
    parts = [part.strip() for part in found["rest"].split(",")]
    spans: list[tuple[float, float]] = []
    words: list[str] = []
    for part in parts:
        if part.casefold() == UNKNOWN:
            words.append(UNKNOWN)
        elif covariate.number:
            spans.append(_span(text, part, covariate))
        else:
            words.append(_word(text, part, covariate))
    unlike = found["sign"] == "!="
    said = " or ".join(_said(one, covariate) for one in spans) if spans else ""
    said = " or ".join(filter(None, [said, *words]))
    return Condition(
        covariate, f"{name} {'not ' if unlike else ''}{said}", tuple(spans), tuple(words), unlike
    )


def find_covariate(name: str, table: Table[One], place: str) -> Covariate[One]:
    """The covariate of that name.

    raises: BadSetting with the nearest name, or all of them.
    """
    if name in table:
        return table[name]
    if name == "age":
        raise BadSetting(
            f"{place}: age is set with --age MONTHS; only lulls can be split by it, with --by age"
        )
    near = get_close_matches(name, table, n=1)
    cure = f"did you mean {near[0]}?" if near else f"there are {', '.join(table)}"
    raise BadSetting(f"{place}: nothing is known of past cases by the name {name!r}; {cure}")


def _as_the_case(text: str, covariate: Covariate[One], case: One | None) -> Condition[One]:
    if case is None:
        raise BadSetting(
            f"--where {text} has no value; write {covariate.name}=VALUE, or give --group for that of its lull"
        )
    value = covariate.value(case)
    said = f"{covariate.name} {covariate.bin(value)}, as now"
    if isinstance(value, (int, float)):
        low, high = covariate.span(value)
        return Condition(covariate, said, ((low, math.nextafter(high, -math.inf)),), ())
    return Condition(covariate, said, (), (UNKNOWN if value is None else value,))


def _span(text: str, part: str, covariate: Covariate[One]) -> tuple[float, float]:
    """A number or a range, both ends included."""
    if part in (labels := covariate.bins()) and covariate.label is not None:
        low, high = covariate.span(covariate.edges[labels.index(part)])
        return low, math.nextafter(high, -math.inf)
    if _NUMBER.fullmatch(part):
        low = float(part.rstrip("+"))
        return (low, math.inf) if part.endswith("+") else (low, low)
    found = _RANGE.fullmatch(part)
    if found is None or not (found["low"] or found["high"]):
        examples = ("2010s", "1995..2005", "1995..") if covariate.label else ("10", "10..24", "10..")
        one, two, three = (f"{covariate.name}={example}" for example in examples)
        raise BadSetting(
            f"--where {text}: {part!r} is no number, range or 'unknown'; "
            f"write {one}, {two} or {three} ({covariate.meaning})"
        )
    low = float(found["low"]) if found["low"] else -math.inf
    high = float(found["high"]) if found["high"] else math.inf
    if high < low:
        raise BadSetting(f"--where {text}: the range {part} ends before it begins; write {high:g}..{low:g}")
    return low, high


def _word(text: str, part: str, covariate: Covariate[One]) -> str:
    known = {word.casefold(): word for word in covariate.words}
    if part.casefold() in known:
        return known[part.casefold()]
    if covariate.name_of is not None:
        return covariate.name_of(part)
    near = get_close_matches(part.casefold(), known, n=3)
    words: Sequence[str] = [known[one] for one in near] or covariate.words[:12]
    cure = f"did you mean {' or '.join(words)}?" if near else f"write one of {', '.join([*words, UNKNOWN])}"
    raise BadSetting(f"--where {text}: no past case has the {covariate.name} {part!r}; {cure}")


def _said(span: tuple[float, float], covariate: Covariate[One]) -> str:
    low, high = span
    # calendar years are written without a comma
    form = ".0f" if covariate.label else ",.10g"
    if low == high:
        return f"{low:{form}}"
    if math.isinf(high):
        return f"{low:{form}} or more"
    if math.isinf(low):
        return f"{high:{form}} or less"
    whole = math.ceil(high) - 1 if high != int(high) and covariate.whole else high
    return f"{low:{form}}–{whole:{form}}"
