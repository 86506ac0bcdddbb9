"""Close the questions that the data now decide (docs/methods/ledger-scores.md#resolve)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from smoulder.assessment.record.deciding import Decider
from smoulder.assessment.record.outcome import outcome_of
from smoulder.assessment.record.verdict import BranchVerdict, verdict_of
from smoulder.records.asked import Asked, Resolution
from smoulder.records.calendar import Calendar


@dataclass(frozen=True, slots=True)
class Found:
    """What became of one question.

    resolution: how it stands; None where it is still open. new: False where the same was on record already.
    why:        in words, of an open question too.
    """

    asked: Asked
    resolution: Resolution | None
    new: bool
    why: str


def resolve(
    questions: Sequence[Asked],
    known: Mapping[str, Resolution],
    decider: Decider,
    calendar: Calendar,
    now: datetime,
) -> list[Found]:
    """Look at every question that is not closed for good.

    questions: of any cases; known: the last resolution of each, by its id.
    calendar:  the pressure calendar, everything on record by now.
    now:       the time to note, with its time zone; months that are not over by then are still to come.
    returns:   in the order of the questions. Branches are all judged first, by the calendar alone; only then is a
               series opened, and never for a question on a branch that was not taken. What is final stays, a
               provisional answer may change on later rows: each change is a new resolution.
    """
    today = now.date()
    open_ = [one for one in questions if not _closed(known.get(one.id))]
    verdicts = {one.id: verdict_of(one, calendar, today) for one in open_}
    return [
        _found(one, verdicts[one.id], known.get(one.id), decider, now)
        if one.id in verdicts
        else Found(one, known[one.id], False, known[one.id].why)
        for one in questions
    ]


def new_resolutions(found: Iterable[Found]) -> list[Resolution]:
    """The resolutions to be kept."""
    return [one.resolution for one in found if one.new and one.resolution is not None]


def _closed(last: Resolution | None) -> bool:
    """Whether nothing can change any more: void, or decided on a yearly release with its horizon covered."""
    return last is not None and last.status != "undecidable" and last.final and not last.early


def _found(
    asked: Asked, verdict: BranchVerdict, last: Resolution | None, decider: Decider, now: datetime
) -> Found:
    if verdict.answer == "not taken":
        void = Resolution(question=asked.id, status="void", final=True, why=verdict.why, made=now)
        return Found(asked, void, True, f"the branch was not taken: {verdict.why}")
    if verdict.answer == "no rule":
        told = Resolution(question=asked.id, status="undecidable", final=False, why=verdict.why, made=now)
        return _kept(asked, told, last)
    if verdict.answer != "taken":
        words = "whether the branch was taken is not known: " if verdict.answer == "not known" else ""
        return _open_again(asked, words + verdict.why, _CALENDAR, last, now)
    outcome = outcome_of(asked, decider.of(asked), now.date())
    if outcome.status == "open":
        return _open_again(asked, outcome.why, _ROWS, last, now)
    told = Resolution(
        question=asked.id,
        status=outcome.status,
        final=outcome.final,
        early=outcome.early,
        rows=outcome.rows,
        vintage=outcome.vintage,
        why=outcome.why,
        made=now,
    )
    return _kept(asked, told, last)


_ROWS = "the rows that made it {status!r} have been revised"
_CALENDAR = "the calendar by which it was {status!r} has changed"
"""Why an answer is taken back."""


def _open_again(asked: Asked, why: str, changed: str, last: Resolution | None, now: datetime) -> Found:
    """A question whose months are still to come, or whose branch is not known; one that was closed is taken back.

    changed: what has changed since it was closed, with a place for how it was closed.
    """
    if last is None or last.status == "undecidable":
        return Found(asked, None, False, why)
    words = f"taken back: {changed.format(status=last.status)}; {why}"
    told = Resolution(question=asked.id, status="undecidable", final=False, why=words, made=now)
    return Found(asked, told, True, words)


def _kept(asked: Asked, told: Resolution, last: Resolution | None) -> Found:
    """The resolution, new only where it says another thing than the last one did."""
    if last is not None and _says(told) == _says(last):
        return Found(asked, last, False, last.why)
    return Found(asked, told, True, told.why)


def _says(one: Resolution) -> tuple[object, ...]:
    return one.status, one.final, one.early
