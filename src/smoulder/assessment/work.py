"""Work on a case: what was kept of it, what is new, the answer to it all, and why the number moved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from smoulder import __version__
from smoulder.assessment.assess import answer, answer_on, find_subject, read_reports
from smoulder.assessment.basis import Basis, OtherWindow, find_basis
from smoulder.assessment.judge import chance_with
from smoulder.assessment.moved import what_moved
from smoulder.assessment.record.track import with_record
from smoulder.assessment.subject import Request, Subject, newest_day
from smoulder.reading.fixes import apply_fixes
from smoulder.reading.groups import load_registry
from smoulder.records.case import Assessment, Question
from smoulder.records.case_file import CaseFile
from smoulder.records.evidence import Item
from smoulder.records.fix import Fix
from smoulder.records.statement import Reading
from smoulder.store.access import Access
from smoulder.store.case_terms import Admit, brought_until
from smoulder.store.keeping import Kept
from smoulder.store.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Held:
    """An answered case that stays open: its request with the case file, its readings, basis and answer.

    fixes: corrections of its reports as they were when it was answered.
    """

    case_id: str
    request: Request
    readings: tuple[Reading, ...]
    fixes: tuple[Fix, ...]
    basis: Basis
    last: Assessment


@dataclass(frozen=True, slots=True)
class Doing:
    """Where an answer is kept, when, and who asked for it.

    moved: why the case moves to another day with this answer; '' where it stands. admit: asked of the case while it is
    held.
    """

    ledger: Ledger
    now: datetime
    who: str
    moved: str = ""
    admit: Admit | None = None


@dataclass(frozen=True, slots=True)
class Worked:
    """An answer and where it was kept.

    held:       what the same case needs to be answered once more on the same ground; None after a first answer.
    moved_from: the day of the case before, where later reports moved it on; None where it stands.
    """

    assessment: Assessment
    kept: Kept
    held: Held | None = None
    moved_from: date | None = None


def work(
    request: Request,
    ledger: Ledger,
    *,
    now: datetime,
    who: str = "smoulder",
    label: str = "",
    admit: Admit | None = None,
) -> Worked:
    """Answer a question within its case: a new one is opened, a known one is answered with all that it holds.

    now:    the time to note. label: tells cases of one question apart.
    admit:  asked of a case that is there, before it is answered and again while the answer is kept.
    raises: as `assess`; what `admit` raises; CannotWrite, BadLedger where the ledger does not take it.
    """
    request = _with_fixes(request, ledger)
    readings = read_reports(request)
    subject = find_subject(request, readings)
    case_id = ledger.find_case(_question_of(subject, request), label)
    if case_id is not None:
        if admit is not None:
            admit(case_id, ledger.workbench().access.of(case_id) or Access())
        day = ledger.file(case_id).as_of or subject.as_of
        doing = Doing(ledger, now, who, admit=admit)
        return _answer_known(case_id, request, readings, replace(subject, as_of=day), doing)
    found = answer(replace(request, grades=ledger.grades.on(subject.as_of)), readings, subject)
    found = with_record(found, ledger)
    return Worked(found, ledger.keep(found, now=now, who=who, label=label, admit=admit))


def work_first(
    request: Request, open_: Callable[[], Ledger], *, now: datetime, who: str = "smoulder", label: str = ""
) -> Worked:
    """Answer the first question of a ledger, which is made once there is an answer to keep."""
    readings = read_reports(request)
    found = answer(request, readings, find_subject(request, readings))
    with open_() as ledger:
        found = with_record(found, ledger)
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
    as_of = request.as_of or max(day, newest_day([one.report for one in readings], request.today) or day)
    group = load_registry(request.own).group(case.question.group_id)
    subject = Subject(group, case.country, as_of, "given")
    why = "later reports came in" if request.as_of is None else "the day was given"
    doing = Doing(ledger, now, who, moved="" if as_of == day else why)
    done = _answer_known(case_id, request, readings, subject, doing)
    return replace(done, moved_from=None if as_of == day else day)


def work_further(held: Held, ledger: Ledger, *, now: datetime, who: str = "smoulder") -> Worked | None:
    """Answer an open case with the items that were entered or marked since; nothing is looked up or fitted again.

    held:    of an earlier answer, for as long as the data folder does not change.
    returns: None where more than items changed, so that the case wants `work_on`: reports, corrections, the day, the
             tree, or a window that is brought as evidence.
    """
    file, basis = ledger.file(held.case_id), held.basis
    same = _beside_items(file) == _beside_items(held.request.file)
    if not same or _fixes_of(ledger, list(file.reports)) != held.fixes:
        return None
    request = replace(held.request, file=file, grades=ledger.grades.on(basis.ground.subject.as_of))
    try:
        found = with_moves(basis, held.last, answer_on(basis, request, held.readings))
    except OtherWindow:
        return None
    # what came out meanwhile is looked up when the case is answered anew
    found = found.model_copy(update={"record": held.last.record})
    kept = ledger.keep(found, now=now, who=who, case_id=held.case_id, file=file)
    told = _told(found, kept, ledger)
    return Worked(told, kept, replace(held, request=request, last=told))


def _beside_items(file: CaseFile) -> tuple[object, ...]:
    """What a case holds that a basis rests on, with who set the priors."""
    said = {leaf: file.said.get(leaf) for leaf in file.hypotheses}
    return (file.reports, file.hypotheses, said, file.as_of)


def _answer_known(
    case_id: str, request: Request, given: Sequence[Reading], subject: Subject, doing: Doing
) -> Worked:
    """Answer a case that is there."""
    ledger = doing.ledger
    file = ledger.file(case_id)
    last = next(iter(ledger.answers(case_id, last=1)), None)
    request = replace(request, file=file, grades=ledger.grades.on(subject.as_of))
    place = {sha256: at for at, sha256 in enumerate(file.reports)}
    read_here = None if _is_brought(case_id, ledger) else last
    every = [*_kept_readings(request, given, file, read_here, ledger), *given]
    readings = tuple(sorted(every, key=lambda one: place.get(one.report.sha256, len(place))))
    basis = find_basis(request, readings, subject)
    found = with_record(with_moves(basis, last, answer_on(basis, request, readings)), ledger)
    kept = ledger.keep(
        found, now=doing.now, who=doing.who, case_id=case_id, file=file, moved=doing.moved, admit=doing.admit
    )
    if doing.moved:
        seen = ledger.answer_rows(case_id)[-1].entry or 0
        file = file.model_copy(update={"as_of": subject.as_of, "last": seen})
    fixes = _fixes_of(ledger, [one.report.sha256 for one in readings])
    # reports that join now are in the log once the answer is kept; what others entered meanwhile it has not seen
    ours = {one.report.sha256 for one in readings}
    after = ledger.file(case_id).reports
    reports = {key: file.reports.get(key, put) for key, put in after.items() if key in ours}
    request = replace(request, reports=(), file=file.model_copy(update={"reports": reports}))
    told = _told(found, kept, ledger)
    return Worked(told, kept, Held(case_id, request, readings, fixes, basis, told))


def _told(found: Assessment, kept: Kept, ledger: Ledger) -> Assessment:
    """The answer as it is told: the one that is kept, with how good earlier answers were by now."""
    if kept.new_answer:
        return found
    (last,) = ledger.answers(kept.case_id, last=1)
    return last.model_copy(update={"chosen": found.chosen, "record": found.record})


def with_moves(basis: Basis, last: Assessment | None, found: Assessment) -> Assessment:
    """The answer with why its number is not that of the last one, where there was one."""
    footing = basis.footing
    if last is None or footing is None:
        return found

    def ask(items: Sequence[Item], horizon: int) -> float:
        return chance_with(footing, items, horizon)

    return found.model_copy(update={"moved": what_moved(last, found, ask)})


def _is_brought(case_id: str, ledger: Ledger) -> bool:
    """Whether the last answer of a case came by a file on terms, so that its reports are to be read here."""
    until, rows = brought_until(ledger.log.entries(case_id)), ledger.answer_rows(case_id)
    return bool(rows) and (rows[-1].entry or 0) < until


def _kept_readings(
    request: Request,
    given: Sequence[Reading],
    file: CaseFile,
    last: Assessment | None,
    ledger: Ledger,
) -> list[Reading]:
    """What was read of the case's other reports: taken from the last answer, or read again where that cannot serve.

    last: the last answer; None where none was given here.
    """
    have = {one.report.sha256 for one in given}
    others = [sha256 for sha256 in file.reports if sha256 not in have]
    if not others:
        return []
    registry, fixes = load_registry(request.own), _fixes_of(ledger, others)
    as_read = {} if last is None else {one.report.sha256: one for one in last.readings}
    # an answer holds readings as they were corrected then: what was taken out is there again only when it is read anew
    stale = {fix.sha256 for fix in fixes if fix.part == "published" or fix.now == fix.was}
    # a correction that an import brings, of what was taken out before, finds nothing in such a reading either
    stale |= {fix.sha256 for fix in fixes if not fix.now and _is_met(fix, fixes)}
    if request.parser is not None or last is None or last.smoulder_version != __version__:
        stale = set(others)
    afresh = [sha256 for sha256 in others if sha256 not in as_read or sha256 in stale]
    reports = tuple(ledger.reports.report(sha256) for sha256 in afresh)
    again = {one.report.sha256: one for one in read_reports(replace(request, reports=reports, fixes=fixes))}
    return [
        again[sha256] if sha256 in again else apply_fixes(as_read[sha256], fixes, registry)
        for sha256 in others
    ]


def _is_met(fix: Fix, fixes: Sequence[Fix]) -> bool:
    """Whether another correction is of the passage that one takes out."""
    place = (fix.sha256, fix.start, fix.end)
    return sum((one.sha256, one.start, one.end) == place for one in fixes) > 1


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
