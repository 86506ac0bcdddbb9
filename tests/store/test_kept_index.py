"""A case that comes as a whole is indexed as a whole: by all that is kept of it, and each part of it once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import event

from smoulder.records.case import Assessment
from smoulder.records.case_export import CaseExport, KeptAnswer
from smoulder.records.case_file import own_item_id
from smoulder.records.change import Change, Entry, ItemMark, ItemPut, ReportPut
from smoulder.records.evidence import Item, Source
from smoulder.records.report import Report
from smoulder.records.statement import PlaceMention, Reading, Statement
from smoulder.store import passage_entries, passage_rows
from smoulder.store.case_exchange import ids_of
from smoulder.store.ledger import Ledger, open_ledger
from smoulder.store.passage_query import parse_query
from smoulder.store.passages import Wanted
from tests.conftest import build_assessment

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
DATA = Source(kind="data", name="B")


def export_of(answers: Sequence[Assessment], changes: Sequence[Change] = ()) -> CaseExport:
    """A file with these answers and changes, and the reports that its answers read."""
    reports = {one.report.sha256: one.report for answer in answers for one in answer.readings}
    bare = CaseExport(
        smoulder_version="x", exported=NOW, id="x", created=NOW, question=build_assessment().question
    )
    name = min(ids_of(bare), key=len)
    put = [*(ReportPut(sha256=one) for one in reports), *changes]
    log = [
        Entry(number=at, case_id=name, who="Ann", why="", at=NOW, change=one) for at, one in enumerate(put, 1)
    ]
    kept = [
        KeptAnswer(answer=one, inputs=f"{at:064x}", created=NOW.replace(microsecond=at))
        for at, one in enumerate(answers)
    ]
    parts = {"id": name, "log": tuple(log), "reports": tuple(reports.values()), "answers": tuple(kept)}
    return bare.model_copy(update=parts)


def answer(number: int, *readings: Reading) -> Assessment:
    """An answer that weighs an item of a word of its own, counted in no report."""
    item = Item(
        id=f"e{number:06}", kind="arms found", text=f"Many barns of {WORDS[number]} burnt.", source=DATA, cluster="",
        weight=1.0, likelihoods={}, why="", change={}, flips=False,
    )  # fmt: skip
    return build_assessment(readings=readings, evidence=(item,), seed=number)


WORDS = [f"{a}{b}" for a in ("north", "south", "east", "west", "mid", "low") for b in "abcdefghij"]


def readings_of(count: int) -> list[Reading]:
    """Of reports, each with a statement of a word of its own and the place that it is of."""
    texts = [f"The bridge was burnt in {word}." for word in WORDS[:count]]
    places = [PlaceMention(text=one, name=one, start=24, end=29, kind="country") for one in WORDS[:count]]
    said = [Statement(text=text, start=0, end=len(text), speaker="") for text in texts]
    read = build_assessment(texts=tuple(texts)).readings
    return [
        one.model_copy(update={"statements": (a,), "places": (b,)})
        for one, a, b in zip(read, said, places, strict=True)
    ]


def kinds(ledger: Ledger, words: str) -> list[str]:
    return sorted(one.kind for one in ledger.passages.find(Wanted(parse_query(words))).passages)


def test_a_case_is_found_by_what_only_its_first_answer_has(ledger: Ledger) -> None:
    first, second = readings_of(2)
    ledger.import_case(export_of([answer(0, first, second), answer(1, second)]))
    assert kinds(ledger, "northa") == ["report", "statement"]
    assert [one.answers for one in ledger.search("northa barns")] == [2]


def sent(folder: Path, export: CaseExport) -> list[str]:
    """The first words of what is sent about passages and words of cases while a file is taken in."""
    told: list[str] = []

    def note(*given: object) -> None:
        statement = str(given[2])
        if "passages" in statement or "search_words" in statement:
            told.append(" ".join(statement.split()[:3]))

    with open_ledger(folder) as ledger:
        event.listen(ledger._engine, "before_cursor_execute", note)
        ledger.import_case(export)
    return told


def test_of_many_answers_passages_and_words_are_read_and_written_once(tmp_path: Path) -> None:
    few, many = ([answer(at, one) for at, one in enumerate(readings_of(count))] for count in (2, 40))
    told = sent(tmp_path / "many", export_of(many))
    assert told == sent(tmp_path / "few", export_of(few))
    assert told.count("INSERT INTO search_words") == told.count("INSERT INTO passages") == 1


def test_many_changes_of_the_log_go_through_passages_once(tmp_path: Path) -> None:
    items = [ItemPut(kind="arms found", text=f"Rifles in {one}.", source=DATA) for one in WORDS[:40]]
    marks = [ItemMark(item=own_item_id(one), rejected=True) for one in items]
    told = sent(tmp_path / "many", export_of([], [*items, *marks]))
    assert told == sent(tmp_path / "few", export_of([], [*items[:2], *marks[:2]]))


def test_the_words_of_a_report_are_told_apart_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many answers read it, and however many items were entered from it."""
    seen: list[int] = []

    class Counted(passage_rows.ReportWords):
        def __init__(self, report: Report, known: passage_rows.Told) -> None:
            seen.append(len(report.text))
            super().__init__(report, known)

    def counted(*given: object) -> passage_rows.Told:
        seen.append(len(str(given[2])))
        return told(*given)  # type: ignore[arg-type]

    told = passage_entries.told
    monkeypatch.setattr(passage_rows, "ReportWords", Counted)
    monkeypatch.setattr(passage_entries, "told", counted)
    (read,) = readings_of(1)
    source = Source(kind="report", name="Wire", report=0, start=0, end=9)
    items = [ItemPut(kind="arms found", text=f"Rifles in {one}.", source=source) for one in WORDS[:9]]
    with open_ledger(tmp_path) as ledger:
        ledger.import_case(export_of([answer(at, read) for at in range(9)], items))
    assert seen == [len(read.report.text)] * 2
