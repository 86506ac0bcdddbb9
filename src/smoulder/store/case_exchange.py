"""A whole case out of a ledger and into another one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

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
from smoulder.store.case_terms import Terms, admit_to, check_reports, forecasts_told, number_of, own_name
from smoulder.store.catch_up import index_kept
from smoulder.store.fixes import hold_fixes, read_fixes
from smoulder.store.kept_answers import read_answers
from smoulder.store.report_texts import keep_reports, read_report
from smoulder.store.rows import add_new, add_numbered, lock_case, stamp
from smoulder.store.scored import pack
from smoulder.store.tables import ANSWERS, CASES, ENTRIES, FIXES, QUESTIONS, REPORTS, RESOLUTIONS
from smoulder.store.transaction import read, write


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What an import added: whether the case is new, and how many rows of each kind are.

    left: what was left out by its terms, in words.
    """

    case_id: str
    new: bool
    entries: int
    answers: int
    fixes: int
    resolutions: int
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Laid:
    """The changes of an export in this ledger.

    place: number in this ledger by that of the export. added: how many are new; left: how many were left out.
    """

    place: Mapping[int, int]
    added: int
    left: int


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
    raises: BadData where another case of this ledger has its id; what `terms.admit` raises, and BadEntry where words
            would go under another account's name; CannotWrite, BadLedger.

    By terms, words of whoever has no account here are entered as taken in by `terms.who`; numbers of `terms.who` are
    left out of a case that is there, where they are given blind and dated when they are given; so are outcomes where
    the terms settle nothing. All rows are written in one transaction, or none is.
    """
    return write(engine, lambda to: _import(to, export, terms))


def _import(to: sa.Connection, export: CaseExport, terms: Terms | None) -> TakenIn:
    new = _case_row(to, export, terms)
    _check_questions(to, export)
    if terms is not None:
        check_reports(to, export.reports)
    keep_reports(to, export.reports)
    hold_fixes(to, [one.fix for one in export.fixes])
    laid = _entries(to, export, terms, new)
    answers = sum(_answer(to, export.id, one, laid.place) for one in export.answers)
    fixes = _fixes(to, export.fixes, terms)
    log = read_log(to, export.id)
    told = forecasts_told(export, log, terms) if terms else export.forecasts
    ask(to, export.questions, told)
    ask_numbers(to, export.id, log)
    settles = terms is None or terms.settles
    closed = _resolutions(to, export, add=settles)
    index_kept(to, export.id)
    left = []
    if laid.left:
        left.append(
            f"{laid.left} judgements and numbers of your own, which you enter in the panel of the case"
        )
    if closed and not settles:
        left.append(f"{closed} outcomes, which who may resolve questions takes in")
    return TakenIn(export.id, new, laid.added, answers, fixes, closed if settles else 0, tuple(left))


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
    admit_to(to, there, terms.admit if terms else None)
    if there != export.id:
        raise BadData(
            f"this ledger has the case under another id, {there}; "
            "import it into an empty data folder with --data to look at it"
        )
    if find_case(to, key) is None:
        raise BadData(
            f"another case of this ledger has the id {export.id}; "
            "import it into an empty data folder with --data to look at it"
        )
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
            raise BadData(
                "a question of the file belongs to another case of this ledger; "
                "import it into an empty data folder with --data to look at it"
            )


def ids_of(export: CaseExport) -> set[str]:
    """The ids that a ledger could have given to the case."""
    asked = export.question
    key = case_key(asked, export.label)
    return {case_id(asked.group, asked.country, asked.as_of, key, length) for length in (4, 8, 16, 64)}


def _content(entry: Entry) -> str:
    """What makes an entry the same in two ledgers: everything but its number and who took it in."""
    same = {"number": 0, "at": entry.at.astimezone(UTC), "who": own_name(entry.who)}
    return entry.model_copy(update=same).model_dump_json()


def _entries(to: sa.Connection, export: CaseExport, terms: Terms | None, new: bool) -> _Laid:
    """Add the changes that are new, in their order and with their own times, after those that are there.

    new: whether the case is.
    """
    there: dict[str, list[int]] = {}
    for entry in read_log(to, export.id):
        there.setdefault(_content(entry), []).append(entry.number)
    place, added, left = {}, 0, 0
    for entry in export.log:
        if waiting := there.get(_content(entry)):
            place[entry.number] = waiting.pop(0)
            continue
        analyst, who = number_of(entry.change), entry.who
        if terms is not None:
            terms.check_name(analyst)
            who = terms.name_for(who)
            if analyst and terms.is_own(analyst) and not new:
                left += 1
                continue
        body = entry.change.model_dump(mode="json", exclude_defaults=True)
        row = {"case_id": export.id, "what": entry.change.what, "body": body}
        row |= {"who": who, "why": entry.why, "at": stamp(entry.at)}
        place[entry.number] = add_numbered(to, ENTRIES, row)
        added += 1
    return _Laid(place, added, left)


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


def _fixes(to: sa.Connection, kept: Sequence[KeptFix], terms: Terms | None) -> int:
    """Add the corrections that are new."""
    held = sa.select(FIXES).where(FIXES.c.sha256.in_({one.fix.sha256 for one in kept}))
    there = {_same_fix(dict(row)) for row in to.execute(held).mappings()}
    rows = [{**one.fix.model_dump(), "who": one.who, "why": one.why, "at": stamp(one.at)} for one in kept]
    new = [row for row in rows if _same_fix(row) not in there]
    for row in new:
        add_numbered(to, FIXES, {**row, "who": terms.name_for(row["who"])} if terms else row)
    return len(new)


def _same_fix(row: Mapping[str, Any]) -> tuple[object, ...]:  # Any: mixed types
    """What makes a correction the same in two ledgers."""
    return (*(row[name] for name in Fix.model_fields), own_name(row["who"]), row["at"])


def _resolutions(to: sa.Connection, export: CaseExport, *, add: bool) -> int:
    """How many outcomes are later than what this ledger knows of their questions; add: take them in."""
    of_case = [one.id for one in export.questions]
    wanted = sa.select(RESOLUTIONS.c.question, sa.func.max(RESOLUTIONS.c.made)).group_by(
        RESOLUTIONS.c.question
    )
    last = {question: made for question, made in to.execute(wanted) if question in set(of_case)}
    new = [one for one in export.resolutions if stamp(one.made) > last.get(one.question, "")]
    for one in new if add else ():
        add_numbered(to, RESOLUTIONS, {**one.model_dump(mode="json"), "made": stamp(one.made)})
    pack(to, [export.id] if new and add else [])
    return len(new)
