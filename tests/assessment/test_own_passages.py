"""Passages of reports that were entered as items: each goes with its own report, wherever that stands in a list."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from smoulder.records.case import Assessment
from smoulder.records.case_file import own_item_id
from smoulder.records.change import ItemPut, ReportPut
from smoulder.records.errors import BadData
from smoulder.records.evidence import Item, Source
from smoulder.records.report import Report
from smoulder.store.ledger import open_ledger
from smoulder.store.tables import PASSAGES
from tests.assessment.at_work import AGAIN, EARLY, Answered, numbers

BACK = date(2020, 1, 24)
"""A day before `AGAIN` came out."""


def passage(report: Report, words: str, place: int, *, old: bool) -> ItemPut:
    """An item of a report that had a place in the case where it was entered; old: as it was kept once, by place."""
    start = report.raw.index(words)
    source = Source(
        kind="report", name=report.name, report=place, start=start, end=start + len(words), reliability="B"
    )
    return ItemPut(kind="regrouping", text=words, source=source, sha256="" if old else report.sha256)


def shown(answer: Assessment, put: ItemPut) -> tuple[str, str]:
    """The report that an item is shown in, '' for none, and why it is left out."""
    item = found(answer, put)
    at = item.source.report
    return "" if at is None else answer.readings[at].report.name, item.left_out


def found(answer: Assessment, put: ItemPut) -> Item:
    (item,) = [one for one in answer.evidence if one.id == own_item_id(put)]
    return item


@pytest.mark.parametrize("old", [False, True])
def test_a_passage_of_a_report_that_is_not_seen_is_left_out(answered: Answered, old: bool) -> None:
    answered.later(AGAIN)
    answered.later(EARLY)
    put = passage(AGAIN, "has recruited and trained hundreds", 1, old=old)
    without = answered.later(as_of=BACK).assessment
    answered.puts(put)
    answer = answered.later().assessment
    assert shown(answer, put) == ("", "its report is later than the day of the question")
    assert numbers(answer) == numbers(without)
    assert _kept_in(answered, put) == AGAIN.sha256, "the search finds it in its report all the same"


@pytest.mark.parametrize("old", [False, True])
def test_a_passage_falls_with_its_report_while_one_before_it_is_not_seen(
    answered: Answered, old: bool
) -> None:
    answered.later(AGAIN)
    answered.later(EARLY)
    put = passage(EARLY, "lacks the men", 2, old=old)
    answered.puts(put)
    answer = answered.later(as_of=BACK).assessment
    assert shown(answer, put) == ("early.txt", "")
    answered.puts(ReportPut(sha256=EARLY.sha256, status="retracted"))
    assert found(answered.later().assessment, put).left_out == "its report was retracted by its publisher"


def test_a_passage_that_came_by_a_file_goes_with_its_report(answered: Answered, tmp_path: Path) -> None:
    shutil.copytree(answered.folder, tmp_path / "colleague")
    with open_ledger(tmp_path / "colleague") as theirs:
        colleague = replace(answered, ledger=theirs, folder=tmp_path / "colleague", acts=50)
        colleague.later(EARLY)
        put = passage(EARLY, "lacks the men", 1, old=False)
        colleague.puts(put)
        answered.later(AGAIN)
        _ = answered.ledger.import_case(theirs.export_case(answered.case, colleague.now()))
    answered.acts = 100
    assert _kept_in(answered, put) == EARLY.sha256
    assert shown(answered.later().assessment, put) == ("early.txt", "")
    answered.puts(ReportPut(sha256=AGAIN.sha256, status="retracted"))
    assert shown(answered.later().assessment, put) == ("early.txt", "")
    answered.puts(ReportPut(sha256=EARLY.sha256, status="retracted"))
    assert found(answered.later().assessment, put).left_out == "its report was retracted by its publisher"


def test_the_same_passage_has_one_id_wherever_it_was_entered_and_an_old_one_keeps_its_own() -> None:
    here, there = (passage(EARLY, "lacks the men", at, old=False) for at in (1, 2))
    assert own_item_id(here) == own_item_id(there)
    assert own_item_id(passage(EARLY, "lacks the men", 1, old=True)) == "ed1b54f33"


def test_a_file_whose_passage_is_of_a_report_that_nobody_has_is_refused(answered: Answered) -> None:
    put = passage(EARLY, "lacks the men", 1, old=False)
    answered.puts(put)
    export = answered.ledger.export_case(answered.case, answered.now())
    log = tuple(
        one.model_copy(update={"why": "another"}) if isinstance(one.change, ItemPut) else one
        for one in export.log
    )
    with pytest.raises(BadData, match="which is not in the file"):
        _ = answered.ledger.import_case(export.model_copy(update={"log": log}))


def _kept_in(answered: Answered, put: ItemPut) -> str:
    """SHA-256 of the report that an item is searched in."""
    wanted = sa.select(PASSAGES.c.sha256).where(PASSAGES.c.item == own_item_id(put))
    engine = sa.create_engine(f"sqlite:///{answered.folder}/ledger.sqlite")
    with engine.connect() as to:
        (sha256,) = to.scalars(wanted)
    engine.dispose()
    return str(sha256)
