"""What an analyst writes as a judgement, and its way into the log."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pydantic import ValidationError

from smoulder.records.change import Change, Judged, NumberGiven
from smoulder.records.errors import BadEntry

if TYPE_CHECKING:
    from smoulder.assessment.panel.coherent import Coherent
    from smoulder.desk.desk import Desk
    from smoulder.desk.panel_table import Table
    from smoulder.records.case_file import CaseFile

_NUMBER = re.compile(r"(\d+(?:\.\d*)?|\.\d+)\s*(%?)")


@dataclass(frozen=True, slots=True)
class Said:
    """Options as written."""

    leaves: tuple[str, ...]
    items: tuple[str, ...]
    comeback: tuple[str, ...]
    number: int

    def __bool__(self) -> bool:
        """Whether anything was said."""
        return bool(self.leaves or self.items or self.comeback)


def enter_judgement(desk: Desk, table: Table, said: Said, why: str) -> Coherent:
    """Enter a judgement, with its numbers as forecasts of the analyst's own.

    returns: the analyst's whole judgement of this round, made coherent.
    raises:  BadEntry where nobody is named, the case does not have what is judged, or the round is closed, by others
             who have judged up to the moment at which it is entered; ChangedMeanwhile where another judgement of the
             analyst came in since the table was laid.
    """
    from smoulder.assessment.panel.blind import take
    from smoulder.assessment.panel.coherent import make_coherent
    from smoulder.store.case_log import Unless

    def is_own(change: Change) -> bool:
        return change.what == "judgement" and change.analyst == desk.who

    def check(file: CaseFile) -> None:
        take(given, file.judgements)

    given = _given(desk, table, said)
    judged = _taken(given, table)
    as_of = table.answer.question.as_of
    numbers = [
        NumberGiven(analyst=desk.who, horizon=horizon, as_of=as_of, value=value)
        for horizon, value in given.comeback.items()
    ]
    changes: list[Change] = [judged, *numbers]
    desk.enter(table.case_id, changes, why, Unless(table.last, is_own), check)
    return make_coherent(judged, table.held)


def preview_judgement(desk: Desk, table: Table, said: Said) -> tuple[Coherent, bool]:
    """What a judgement would be, without entering it.

    returns: the analyst's whole judgement of this round, made coherent; whether it says anything that is not in.
    raises:  BadEntry as `enter_judgement`.
    """
    from smoulder.assessment.panel.coherent import make_coherent

    judged = _taken(_given(desk, table, said), table)
    return make_coherent(judged, table.held), judged != table.judgements.get((desk.who, judged.round))


def _given(desk: Desk, table: Table, said: Said) -> Judged:
    from smoulder.assessment.panel.held import check_judged
    from smoulder.desk.desk import NOBODY

    if desk.who == NOBODY:
        raise BadEntry("a judgement needs a name; give it with --analyst NAME, or set SMOULDER_ANALYST")
    given = read_judgement(said, desk.who, table)
    check_judged(given, table.held)
    return given


def _taken(given: Judged, table: Table) -> Judged:
    from smoulder.assessment.panel.blind import take

    return take(given, table.judgements)


def read_judgement(said: Said, analyst: str, table: Table) -> Judged:
    """Options as a judgement.

    raises: BadEntry that names the option and what to write.
    """
    from smoulder.desk.desk import one_of

    known = {name: item.words for name, item in table.held.items.items()}
    items: dict[str, dict[str, float]] = {}
    for text in said.items:
        item = text.strip()
        which, sign, rest = (item if ":" in item else item.replace(" ", ":", 1)).partition(":")
        if not sign:
            raise BadEntry(f"--item {text!r} names no leaf; write it as --item e3fa9c1:patience=unlikely")
        by_leaf = items.setdefault(one_of(which, known, "item"), {})
        by_leaf |= _pairs([rest], f"--item {which}:")
    leaves = _pairs(said.leaves, "--leaf ")
    comeback = {_months(key): value for key, value in _pairs(said.comeback, "--comeback ").items()}
    number: Literal[1, 2] = 2 if said.number == 2 else 1
    try:
        return Judged(
            analyst=analyst, round=number, hypotheses=leaves, items=items, comeback=comeback,
            as_of=table.answer.question.as_of,
        )  # fmt: skip
    except ValidationError as reason:
        first = reason.errors()[0]
        place = " ".join(str(part) for part in first["loc"] if part != "[key]")
        raise BadEntry(f"{place}: {first['msg']}; write it as `smoulder case judge ID` names it") from reason


def _pairs(written: Sequence[str], option: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for text in written:
        name, sign, value = (part.strip().casefold() for part in text.partition("="))
        if not sign or not name:
            raise BadEntry(f"{option}{text} has no '='; write it as NAME=P, such as patience=.3 or 12=30%")
        if name in found:
            raise BadEntry(f"{option}{name} is given twice; give it once")
        found[name] = chance(value, f"{option}{name}")
    return found


def chance(text: str, place: str) -> float:
    """One chance from a number between 0 and 1, per cent, a range's middle, or a word of ICD 203.

    place:  where it is written, for errors.
    raises: BadEntry where it is none of these.

    >>> chance("30%", "here"), chance(".3", "here"), chance("0", "here"), chance("unlikely", "here")
    (0.3, 0.3, 0.0, 0.325)
    """
    from smoulder.assessment.likelihood import parse_likelihood

    number = _NUMBER.fullmatch(text)
    if number is None:
        return parse_likelihood(text, place).mid
    value = float(number[1]) / (100 if number[2] else 1)
    if value > 1:
        raise BadEntry(f"{place}: {text} is more than all; write a number from 0 to 1, or per cent: {text}%")
    return value


def _months(text: str) -> int:
    if not (text.isdecimal() and len(text) < 5):
        raise BadEntry(
            f"--comeback {text[:40]}: a whole number of months stands before '='; write it as 12=30%"
        )
    return int(text)
