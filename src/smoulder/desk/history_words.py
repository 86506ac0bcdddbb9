"""Changes of a case in words, and what moved its number."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Protocol

from smoulder.desk.hypothesis import NAMED

if TYPE_CHECKING:
    from smoulder.records.case_file import CaseFile
    from smoulder.records.change import Change
    from smoulder.records.evidence import Likelihood
    from smoulder.records.fix import Fix
    from smoulder.records.forecast import Chance
    from smoulder.records.moved import Moved


LEAST = 0.0005
"""A smaller step does not show, even with a decimal."""


def change_words(change: Change, names: Mapping[str, str]) -> str:
    """One change in a line.

    names: of reports by SHA-256.

    >>> from smoulder.records.change import Note
    >>> change_words(Note(text="ask again"), {})
    'note: ask again'
    """
    from smoulder.records.case_file import own_item_id

    if change.what == "report":
        later = f", replaced by {_named(change.replaced_by, names)}" if change.replaced_by else ""
        return f"report {_named(change.sha256, names)}: {change.status}{later}"
    if change.what == "item":
        return f"item {own_item_id(change)} entered: {change.kind}: {change.text}"
    if change.what == "mark":
        told = [
            "rejected" if change.rejected else "" if change.rejected is None else "taken back in",
            f"reliability {change.reliability}" if change.reliability else "",
            f"credibility {change.credibility}" if change.credibility else "",
            ""
            if change.cluster is None
            else f"cluster {change.cluster!r}"
            if change.cluster
            else "out of its cluster",
            f"likelihoods {_likelihoods(change.likelihoods)}" if change.likelihoods else "",
            f"likelihoods under {', '.join(change.takes_back)} taken back" if change.takes_back else "",
        ]
        return f"item {change.item}: {', '.join(filter(None, told))}"
    if change.what == "hypothesis":
        told = [
            f"called {change.words!r}" if change.words else "",
            f"split into {' and '.join(part.id for part in change.parts)}" if change.parts else "",
            f"prior {range_words(change.prior)}" if change.prior else "",
            f"{' and '.join(NAMED[one] for one in change.takes_back)} taken back"
            if change.takes_back
            else "",
        ]
        return f"hypothesis {change.leaf}: {', '.join(filter(None, told))}"
    if change.what == "judgement":
        return f"{change.analyst} judged (round {change.round})"
    if change.what == "number":
        branch = f" if the pressure {change.branch}" if change.branch else ""
        return f"{change.analyst}: {change.topic} within {change.horizon} months{branch}: {_per_cent(change.value)}"
    if change.what == "day":
        return f"as-of day moved to {change.as_of}"
    return f"note: {change.text}"


def fix_words(fix: Fix) -> str:
    """One correction of the reader in a line.

    >>> from smoulder.records.fix import Fix
    >>> fix_words(Fix(sha256="a" * 64, part="claim", start=1, end=5, was="asserts patience"))
    "claim at 1:5: was 'asserts patience', taken out"
    """
    place = f"{fix.part} at {fix.start}:{fix.end}" if fix.end else fix.part
    if fix.now == fix.was:
        return f"{place}: the reader was right, {fix.was!r}; corrections taken back"
    return f"{place}: was {fix.was!r}, {f'now {fix.now!r}' if fix.now else 'taken out'}"


def standing_words(file: CaseFile, names: Mapping[str, str]) -> str:
    """What a case holds beside its answer; '' where that is nothing."""
    lines = []
    if file.as_of is not None:
        lines.append(f"As-of day moved to {file.as_of}.")
    for number, (key, put) in enumerate(file.reports.items(), 1):
        lines.append(
            f"Report {number}: {_named(key, names)}{'' if put.status == 'read' else f' ({put.status})'}"
        )
    rejected = [key for key, mark in file.marks.items() if mark.rejected]
    if file.items or file.marks:
        lines.append(
            f"Items entered: {len(file.items)}; rejected: {len(rejected)}; marked: {len(file.marks)}."
        )
    lines += [
        f"Hypothesis {change_words(put, names).removeprefix('hypothesis ')}"
        for put in file.hypotheses.values()
    ]
    lines += [f"Note: {text}" for text in file.notes]
    return "\n".join(lines)


class _Situation(Protocol):
    @property
    def state(self) -> str: ...


class _Asked(Protocol):
    @property
    def as_of(self) -> date: ...


class Answered(Protocol):
    """What the history tells of an answer: a whole one, or one that was read in short."""

    @property
    def question(self) -> _Asked: ...

    @property
    def situation(self) -> _Situation: ...

    @property
    def answer(self) -> Mapping[int, Chance]: ...

    @property
    def moved(self) -> Moved | None: ...


def answer_words(answer: Answered, before: Answered | None) -> list[str]:
    """What an answer said, against the one before, and what moved it."""
    if not answer.answer:
        return [f"answer: {answer.situation.state}, no question"]
    horizon = 12 if 12 in answer.answer else max(answer.answer)
    now = answer.answer[horizon].value
    then = before.answer.get(horizon) if before else None
    words = f"answer: comeback within {horizon} months {_per_cent(now)}"
    if then is not None:
        words += f" (was {_per_cent(then.value)})"
    return [words, *moved_words(answer)]


def moved_words(answer: Answered) -> list[str]:
    """Why the number is not what it was, a line for each cause: 'from 41 % to 33 %: the group did not …'."""
    if answer.moved is None:
        return []
    told = [one for one in answer.moved.steps if abs(one.after - one.before) >= LEAST] or answer.moved.steps
    return [f"{_from_to(step.before, step.after)}: {step.words}" for step in told]


def _from_to(before: float, after: float) -> str:
    """Two chances, with a decimal where whole per cents would hide the move.

    >>> _from_to(0.41, 0.33), _from_to(0.228, 0.232)
    ('from 41 % to 33 %', 'from 22.8 % to 23.2 %')
    """
    digits = 1 if _per_cent(before) == _per_cent(after) else 0
    return f"from {before * 100:.{digits}f} % to {after * 100:.{digits}f} %"


def _per_cent(chance: float) -> str:
    return f"{chance * 100:.0f} %"


def _named(sha256: str, names: Mapping[str, str]) -> str:
    return f"{names[sha256]} ({sha256[:8]})" if names.get(sha256) else sha256[:12]


def _likelihoods(given: Mapping[str, Likelihood]) -> str:
    return ", ".join(f"{leaf} {range_words(one)}" for leaf, one in given.items())


def range_words(one: Likelihood) -> str:
    """A word, a number or a range, as it was entered."""
    return one.word or (f"{one.low:g}" if one.low == one.high else f"{one.low:g} to {one.high:g}")
