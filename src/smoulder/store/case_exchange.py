"""A whole case out of a ledger and into another one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa

from smoulder import __version__
from smoulder.records.case_export import CaseExport, KeptAnswer
from smoulder.records.change import Entry
from smoulder.records.errors import BadData
from smoulder.records.fix import Fix, KeptFix
from smoulder.store.asked import ask, ask_numbers, read_forecasts, read_questions, read_resolutions
from smoulder.store.case_id import case_id, case_key
from smoulder.store.case_log import read_log
from smoulder.store.case_rows import find_case, one_case
from smoulder.store.catch_up import index_kept
from smoulder.store.fixes import hold_fixes, read_fixes
from smoulder.store.kept_answers import read_answers
from smoulder.store.report_texts import keep_reports, read_report
from smoulder.store.rows import add_new, add_numbered, lock_case, stamp
from smoulder.store.scored import pack
from smoulder.store.tables import ANSWERS, CASES, ENTRIES, FIXES, REPORTS, RESOLUTIONS
from smoulder.store.transaction import read, write


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What an import added: whether the case is new, and how many rows of each kind are."""

    case_id: str
    new: bool
    entries: int
    answers: int
    fixes: int
    resolutions: int


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


def import_case(engine: sa.Engine, export: CaseExport) -> TakenIn:
    """Take a case in; of one that is there already only what is new is added, after what it has.

    export: one that was checked (`smoulder.reading.case_check`).
    raises: BadData where another case of this ledger has its id; CannotWrite, BadLedger.

    All rows are written in one transaction, or none is.
    """
    return write(engine, lambda to: _import(to, export))


def _import(to: sa.Connection, export: CaseExport) -> TakenIn:
    new = _case_row(to, export)
    lock_case(to, export.id)
    keep_reports(to, export.reports)
    hold_fixes(to, [one.fix for one in export.fixes])
    place, entries = _entries(to, export)
    answers = sum(_answer(to, export.id, one, place) for one in export.answers)
    fixes = _fixes(to, export.fixes)
    ask(to, export.questions, export.forecasts)
    ask_numbers(to, export.id, read_log(to, export.id))
    resolutions = _resolutions(to, export)
    index_kept(to, export.id)
    return TakenIn(export.id, new, entries, answers, fixes, resolutions)


def _with_text(connection: sa.Connection, sha256s: Sequence[str]) -> list[str]:
    """Those reports whose text is kept, each once, in their order."""
    kept = sa.select(REPORTS.c.sha256).where(REPORTS.c.sha256.in_(set(sha256s)), REPORTS.c.raw.is_not(None))
    known = set(connection.scalars(kept))
    return [one for one in dict.fromkeys(sha256s) if one in known]


def _case_row(to: sa.Connection, export: CaseExport) -> bool:
    """Find the case or add it under its own id; True where it was added."""
    asked, key = export.question, case_key(export.question, export.label)
    if known := find_case(to, key):
        if known != export.id:
            raise BadData(
                f"this ledger has the case under another id, {known}; "
                "import it into an empty data folder with --data to look at it"
            )
        return False
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
    if not add_new(to, CASES, [row]):
        raise BadData(
            f"another case of this ledger has the id {export.id}; "
            "import it into an empty data folder with --data to look at it"
        )
    return True


def ids_of(export: CaseExport) -> set[str]:
    """The ids that a ledger could have given to the case."""
    asked = export.question
    key = case_key(asked, export.label)
    return {case_id(asked.group, asked.country, asked.as_of, key, length) for length in (4, 8, 16, 64)}


def _content(entry: Entry) -> str:
    """What makes an entry the same in two ledgers: everything but its number."""
    return entry.model_copy(update={"number": 0, "at": entry.at.astimezone(UTC)}).model_dump_json()


def _entries(to: sa.Connection, export: CaseExport) -> tuple[dict[int, int], int]:
    """Add the changes that are new, in their order and with their own times, after those that are there.

    returns: the number in this ledger of each entry of the export, and how many are new.
    """
    there: dict[str, list[int]] = {}
    for entry in read_log(to, export.id):
        there.setdefault(_content(entry), []).append(entry.number)
    place, added = {}, 0
    for entry in export.log:
        if waiting := there.get(_content(entry)):
            place[entry.number] = waiting.pop(0)
            continue
        body = entry.change.model_dump(mode="json", exclude_defaults=True)
        row = {"case_id": export.id, "what": entry.change.what, "body": body}
        row |= {"who": entry.who, "why": entry.why, "at": stamp(entry.at)}
        place[entry.number] = add_numbered(to, ENTRIES, row)
        added += 1
    return place, added


def _answer(to: sa.Connection, name: str, kept: KeptAnswer, place: Mapping[int, int]) -> int:
    row = {
        "case_id": name,
        "inputs": kept.inputs,
        "version": kept.answer.smoulder_version,
        "seed": kept.answer.seed,
        "settings": dict(kept.answer.settings),
        "answer": kept.answer.model_dump_json(by_alias=True),
        "created": stamp(kept.created),
        "entry": place.get(kept.entry) if kept.entry else None,
    }
    return add_new(to, ANSWERS, [row])


def _fixes(to: sa.Connection, kept: Sequence[KeptFix]) -> int:
    """Add the corrections that are new."""
    held = sa.select(FIXES).where(FIXES.c.sha256.in_({one.fix.sha256 for one in kept}))
    there = {tuple(row[name] for name in _FIX) for row in to.execute(held).mappings()}
    rows = [{**one.fix.model_dump(), "who": one.who, "why": one.why, "at": stamp(one.at)} for one in kept]
    new = [row for row in rows if tuple(row[name] for name in _FIX) not in there]
    for row in new:
        add_numbered(to, FIXES, row)
    return len(new)


_FIX = (*Fix.model_fields, "who", "at")


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
