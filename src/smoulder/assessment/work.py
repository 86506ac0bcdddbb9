"""Work on a case: what was kept of it, what is new, the answer to it all, and why the number moved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from smoulder import __version__
from smoulder.assessment.assess import answer, answer_on, find_subject, read_reports
from smoulder.assessment.basis import Basis, find_basis
from smoulder.assessment.judge import chance_with
from smoulder.assessment.moved import what_moved
from smoulder.assessment.subject import Request, Subject
from smoulder.reading.fixes import apply_fixes
from smoulder.reading.groups import load_registry
from smoulder.records.case import Assessment, Question
from smoulder.records.case_file import CaseFile
from smoulder.records.change import DayMoved
from smoulder.records.evidence import Item
from smoulder.records.fix import Fix
from smoulder.records.statement import Reading
from smoulder.store.ledger import Kept, Ledger


@dataclass(frozen=True, slots=True)
class Worked:
    """An answer and where it was kept.

    moved_from: the day of the case before, where later reports moved it on; None where it stands.
    """

    assessment: Assessment
    kept: Kept
    moved_from: date | None = None


def work(
    request: Request, ledger: Ledger, *, now: datetime, who: str = "smoulder", label: str = ""
) -> Worked:
    """Answer a question within its case: a new one is opened, a known one is answered with all that it holds.

    now:    the time to note. label: tells cases of one question apart.
    raises: as `assess`; CannotWrite, BadLedger where the ledger does not take it.
    """
    request = _with_fixes(request, ledger)
    readings = read_reports(request)
    subject = find_subject(request, readings)
    case_id = ledger.find_case(_question_of(subject, request), label)
    if case_id is not None:
        return _answer_known(request, readings, subject, ledger, case_id, now, who)
    found = answer(replace(request, grades=ledger.grades.on(subject.as_of)), readings, subject)
    return Worked(found, ledger.keep(found, now=now, who=who, label=label))


def work_first(
    request: Request, open_: Callable[[], Ledger], *, now: datetime, who: str = "smoulder", label: str = ""
) -> Worked:
    """Answer the first question of a ledger, which is made once there is an answer to keep."""
    readings = read_reports(request)
    found = answer(request, readings, find_subject(request, readings))
    with open_() as ledger:
        return Worked(found, ledger.keep(found, now=now, who=who, label=label))


def work_on(
    case_id: str, request: Request, ledger: Ledger, *, now: datetime, who: str = "smoulder"
) -> Worked:
    """Answer a case anew, with reports that join it now and all that was entered since its last answer.

    request: `reports` join the case; `as_of` moves its day, and without it the newest of these reports does, where
             that is later than the day of the case.
    raises:  NoCase; else as `work`.
    """
    case = ledger.case(case_id)
    request = _with_fixes(replace(request, mode=case.question.mode), ledger)
    readings = read_reports(request)
    file = ledger.file(case_id)
    day = file.as_of or case.as_of
    newest = max((one.report.published for one in readings if one.report.published is not None), default=day)
    as_of = request.as_of or max(day, newest)
    group = load_registry(request.own).group(case.question.group_id)
    subject = Subject(group, case.country, as_of, "given")
    moved = _answer_known(request, readings, subject, ledger, case_id, now, who, day)
    return replace(moved, moved_from=day if as_of != day else None)


def _answer_known(
    request: Request,
    readings: Sequence[Reading],
    subject: Subject,
    ledger: Ledger,
    case_id: str,
    now: datetime,
    who: str,
    day: date | None = None,
) -> Worked:
    """Answer a case that is there; `day` is the one it stood at, None where the subject's own is the first of it."""
    file = ledger.file(case_id)
    last = next(iter(ledger.answers(case_id, last=1)), None)
    if day is None:
        subject = replace(subject, as_of=file.as_of or subject.as_of)
    elif subject.as_of != day:
        why = "later reports came in" if request.as_of is None else "the day was given"
        ledger.log.add(case_id, [DayMoved(as_of=subject.as_of)], who=who, why=why, now=now)
        file = ledger.file(case_id)
    request = replace(request, file=file, grades=ledger.grades.on(subject.as_of))
    every = (*_kept_readings(request, readings, file, last, ledger), *readings)
    basis = find_basis(request, every, subject)
    found = with_moves(basis, last, answer_on(basis, request, every))
    return Worked(found, ledger.keep(found, now=now, who=who, case_id=case_id, file=file))


def with_moves(basis: Basis, last: Assessment | None, found: Assessment) -> Assessment:
    """The answer with why its number is not that of the last one, where there was one."""
    footing = basis.footing
    if last is None or footing is None:
        return found
    if found == last.model_copy(update={"moved": None}):
        return last

    def ask(items: Sequence[Item], horizon: int) -> float:
        return chance_with(footing, items, horizon)

    return found.model_copy(update={"moved": what_moved(last, found, ask)})


def _kept_readings(
    request: Request,
    given: Sequence[Reading],
    file: CaseFile,
    last: Assessment | None,
    ledger: Ledger,
) -> list[Reading]:
    """What was read of the case's other reports: taken from the last answer, or read again where that cannot serve."""
    have = {one.report.sha256 for one in given}
    others = [sha256 for sha256 in file.reports if sha256 not in have]
    if not others:
        return []
    registry, fixes = load_registry(request.own), _fixes_of(ledger, others)
    as_read = {} if last is None else {one.report.sha256: one for one in last.readings}
    # an answer holds readings as they were corrected then: what was taken out is there again only when it is read anew
    stale = {fix.sha256 for fix in fixes if fix.part == "published" or fix.now == fix.was}
    if request.parser is not None or last is None or last.smoulder_version != __version__:
        stale = set(others)
    afresh = [sha256 for sha256 in others if sha256 not in as_read or sha256 in stale]
    reports = tuple(ledger.reports.report(sha256) for sha256 in afresh)
    again = {one.report.sha256: one for one in read_reports(replace(request, reports=reports, fixes=fixes))}
    return [
        again[sha256] if sha256 in again else apply_fixes(as_read[sha256], fixes, registry)
        for sha256 in others
    ]


def _with_fixes(request: Request, ledger: Ledger) -> Request:
    return replace(request, fixes=_fixes_of(ledger, [one.sha256 for one in request.reports]))


def _fixes_of(ledger: Ledger, sha256s: Sequence[str]) -> tuple[Fix, ...]:
    return tuple(kept.fix for kept in ledger.fixes.of(sha256s))


def _question_of(subject: Subject, request: Request) -> Question:
    """The question as far as it names a case."""
    return Question(
        group_id=subject.group.group_id,
        group=subject.group.full_name or subject.group.name,
        country=subject.country,
        as_of=subject.as_of,
        mode=request.mode,
    )
