"""A whole case out of a ledger and into another one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from smoulder import __version__
from smoulder.records.case_export import CaseExport
from smoulder.records.errors import BadData
from smoulder.records.fix import Fix, KeptFix
from smoulder.store.asked import ask, ask_numbers, read_forecasts, read_questions, read_resolutions
from smoulder.store.brought_reports import answers_anew, check_reports, digest_of_answer, read_anew
from smoulder.store.case_entries import Laid, add_entries
from smoulder.store.case_id import case_id, case_key
from smoulder.store.case_log import enter, read_log
from smoulder.store.case_rows import find_case, one_case
from smoulder.store.case_terms import Terms, admit_to
from smoulder.store.catch_up import index_kept
from smoulder.store.fixes import hold_fixes, read_fixes
from smoulder.store.kept_answers import read_answers
from smoulder.store.report_texts import keep_reports, read_report
from smoulder.store.rows import add_new, add_numbered, lock_case, stamp
from smoulder.store.scored import pack
from smoulder.store.tables import ANSWERS, CASES, FIXES, QUESTIONS, REPORTS, RESOLUTIONS
from smoulder.store.transaction import read, write

_LOOK = "to look at it, take it into an empty data folder with `smoulder case import --data FOLDER`"


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What an import added: whether the case is new, and how many rows of each kind are.

    left: what was left out by its terms, in words: what is scored, and judgements.
    """

    case_id: str
    new: bool
    entries: int
    answers: int
    fixes: int
    resolutions: int
    left: tuple[str, ...] = ()


def export_case(engine: sa.Engine, name: str, now: datetime) -> CaseExport:
    """A case with everything that belongs to it, as it stood at one moment.

    raises: NoCase if the ledger has none of that id.
    """
    return read(engine, lambda connection: _export(connection, name, now))


def _export(connection: sa.Connection, name: str, now: datetime) -> CaseExport:
    case = one_case(connection, name)
    log, answers = read_log(connection, name), read_answers(connection, name)
    reports = _with_text(connection, [one.change.sha256 for one in log if one.change.what == "report"])
    questions = read_questions(connection, name)
    place = {entry.number: at for at, entry in enumerate(log, 1)}
    return CaseExport(
        smoulder_version=__version__,
        exported=now,
        id=name,
        label=case.label,
        created=case.created,
        question=case.question,
        log=tuple(entry.model_copy(update={"number": place[entry.number]}) for entry in log),
        reports=tuple(read_report(connection, one) for one in reports),
        fixes=tuple(read_fixes(connection, reports)),
        answers=tuple(
            one.model_copy(update={"entry": place.get(one.entry) if one.entry else None}) for one in answers
        ),
        questions=tuple(questions),
        forecasts=tuple(one for asked in questions for one in read_forecasts(connection, asked.id)),
        resolutions=tuple(one for asked in questions for one in read_resolutions(connection, asked.id)),
    )


def import_case(engine: sa.Engine, export: CaseExport, terms: Terms | None = None) -> TakenIn:
    """Take a case in; of one that is there already only what is new is added, after what it has.

    export: one that was checked (`smoulder.store.case_check`). terms: None for who keeps the ledger alone.
    raises: BadData where another case of this ledger has its id, or a change is of a report that nobody has;
            CannotWrite, BadLedger. By terms: what `terms.refuse` raises, BadEntry where words would go under another
            account's name, something is of a time to come or a report is not read as its file has it, BadData where an
            answer holds another text of it, and BadReport.

    By terms a file only opens a case that is not there. Words of whoever has no account here are entered as taken in by
    `terms.who`; judgements, numbers, forecasts and outcomes are left out; and the log says who brought the case.
    By either way all keeps its own time, by which it is known again when the file comes another time.
    All rows are written in one transaction, or none is.
    """
    if terms is not None:
        terms.check_times(export)
        export = export.model_copy(update={"reports": read_anew(export.reports)})

    def there(to: sa.Connection, done: TakenIn) -> bool:
        # without terms the work adds nothing the second time; by terms a case that is there is refused
        of = sa.select(CASES.c.id).where(CASES.c.id == done.case_id)
        return terms is not None and to.scalar(of) is not None

    return write(engine, lambda to: _import(to, export, terms), there)


def _import(to: sa.Connection, export: CaseExport, terms: Terms | None) -> TakenIn:
    new = _case_row(to, export, terms)
    _check_questions(to, export)
    if terms is not None:
        check_reports(to, export.reports)
    keep_reports(to, export.reports, brought=terms is not None)
    hold_fixes(to, [one.fix for one in export.fixes])
    laid = add_entries(to, export, terms)
    given = export.answers if terms is None else answers_anew(to, export)
    answers = _answers(to, export.model_copy(update={"answers": given}), laid.place, terms)
    fixes = _fixes(to, export, terms)
    closed, left = 0, _left(export, laid) if terms else ()
    if terms is None:
        ask(to, export.questions, export.forecasts)
        ask_numbers(to, export.id, read_log(to, export.id, "number"))
        closed = _resolutions(to, export)
    else:
        ask(to, export.questions, ())
        _ = enter(to, export.id, [terms.note(export)], terms.who, "", terms.now)
    index_kept(to, export.id)
    return TakenIn(export.id, new, laid.added, answers, fixes, closed, left)


def _left(export: CaseExport, laid: Laid) -> tuple[str, ...]:
    counts = (
        (laid.judgements, "judgement", "judgements"),
        (laid.numbers, "number", "numbers"),
        (len(export.forecasts), "forecast", "forecasts"),
        (len(export.resolutions), "outcome", "outcomes"),
    )
    return tuple(f"{count} {one if count == 1 else many}" for count, one, many in counts if count)


def _with_text(connection: sa.Connection, sha256s: Sequence[str]) -> list[str]:
    """Those reports whose text is kept, each once, in their order."""
    kept = sa.select(REPORTS.c.sha256).where(REPORTS.c.sha256.in_(set(sha256s)), REPORTS.c.raw.is_not(None))
    known = set(connection.scalars(kept))
    return [one for one in dict.fromkeys(sha256s) if one in known]


def _case_row(to: sa.Connection, export: CaseExport, terms: Terms | None) -> bool:
    """Find the case or add it under its own id, and hold it; True where it was added."""
    key = case_key(export.question, export.label)
    known = find_case(to, key)
    if known is None and _add_case(to, export, key):
        lock_case(to, export.id)
        return True
    there = known or find_case(to, key) or export.id  # another was faster, or has the id for another question
    lock_case(to, there)
    admit_to(to, there, terms.refuse if terms else None)
    if there != export.id:
        raise BadData(f"this ledger has the case under another id, {there}; {_LOOK}")
    if find_case(to, key) is None:
        raise BadData(f"another case of this ledger has the id {export.id}; {_LOOK}")
    return False


def _add_case(to: sa.Connection, export: CaseExport, key: str) -> bool:
    asked = export.question
    row = {
        "id": export.id,
        "key": key,
        "group_id": asked.group_id,
        "group_name": asked.group,
        "country": asked.country,
        "as_of": asked.as_of,
        "mode": asked.mode,
        "question": asked.model_dump(mode="json", by_alias=True),
        "created": stamp(export.created),
        "label": export.label,
    }
    return add_new(to, CASES, [row]) == 1


def _check_questions(to: sa.Connection, export: CaseExport) -> None:
    """raises: BadData where a question of the export is another case's here."""
    for at in range(0, len(export.questions), 1000):
        ids = [one.id for one in export.questions[at : at + 1000]]
        others = QUESTIONS.c.id.in_(ids) & (QUESTIONS.c.case_id != export.id)
        if to.scalar(sa.select(QUESTIONS.c.id).where(others).limit(1)) is not None:
            raise BadData(f"a question of the file belongs to another case of this ledger; {_LOOK}")


def ids_of(export: CaseExport) -> set[str]:
    """The ids that a ledger could have given to the case."""
    asked = export.question
    key = case_key(asked, export.label)
    return {case_id(asked.group, asked.country, asked.as_of, key, length) for length in (4, 8, 16, 64)}


def _answers(
    to: sa.Connection, export: CaseExport, place: Mapping[int, int | None], terms: Terms | None
) -> int:
    """Add the answers that are new; by terms under a key that no answer of this ledger can have."""
    here = sa.select(ANSWERS.c.created, ANSWERS.c.answer).where(ANSWERS.c.case_id == export.id)
    there = {(created, digest_of_answer(answer)) for created, answer in to.execute(here)}
    added = 0
    for kept in export.answers:
        answer, created = kept.answer.model_dump_json(by_alias=True), stamp(kept.created)
        row = {
            "case_id": export.id,
            "inputs": kept.inputs if terms is None else terms.key(export.id, kept.inputs),
            "version": kept.answer.smoulder_version,
            "seed": kept.answer.seed,
            "settings": dict(kept.answer.settings),
            "answer": answer,
            "created": created,
            "entry": place.get(kept.entry) if kept.entry else None,
        }
        if not there or (created, digest_of_answer(answer)) not in there:
            added += add_new(to, ANSWERS, [row])
    return added


def _fixes(to: sa.Connection, export: CaseExport, terms: Terms | None) -> int:
    """Add the corrections that are new; by terms they count as made in the case that is taken in."""
    reports = sorted({one.fix.sha256 for one in export.fixes})
    there = {_same_fix(one) for one in read_fixes(to, reports)}
    new = [one for one in export.fixes if _same_fix(one) not in there]
    for one in new:
        row = {**one.fix.model_dump(), "why": one.why, "at": stamp(one.at)}
        made_in = {"who": one.who, "case_id": one.case_id}
        if terms is not None:
            made_in = {"who": terms.name_for(one.who), "case_id": export.id}
        add_numbered(to, FIXES, row | made_in)
    return len(new)


def _same_fix(kept: KeptFix) -> tuple[Fix, str]:
    """What makes a correction the same in two ledgers; who made it is not told in every case."""
    return kept.fix, stamp(kept.at)


def _resolutions(to: sa.Connection, export: CaseExport) -> int:
    """Add the outcomes that are later than what this ledger knows of their questions."""
    of_case = [one.id for one in export.questions]
    wanted = sa.select(RESOLUTIONS.c.question, sa.func.max(RESOLUTIONS.c.made)).group_by(
        RESOLUTIONS.c.question
    )
    last = {question: made for question, made in to.execute(wanted) if question in set(of_case)}
    new = [one for one in export.resolutions if stamp(one.made) > last.get(one.question, "")]
    for one in new:
        add_numbered(to, RESOLUTIONS, {**one.model_dump(mode="json"), "made": stamp(one.made)})
    pack(to, [export.id] if new else [])
    return len(new)
