"""Corrections in the file of a case: with the case in which they were made, where that is known and told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from smoulder.desk.desk import Desk
from smoulder.desk.exchange import case_text, open_case_text, take_in
from smoulder.records.case_export import digest_of
from smoulder.records.fix import ELSEWHERE, Fix, KeptFix
from smoulder.store.ledger import open_ledger
from tests.store.test_case_exchange import answered
from tests.web.conftest import chosen_of

NOW = datetime(2026, 1, 2, tzinfo=UTC)


def desk_of(folder: Path) -> Iterator[Desk]:
    with open_ledger(folder) as ledger:
        yield Desk(ledger, chosen_of(folder), "desk one", NOW)


@pytest.fixture
def desk(tmp_path: Path, clean_environment: None) -> Iterator[Desk]:
    yield from desk_of(tmp_path / "one")


@pytest.fixture
def other(tmp_path: Path, clean_environment: None) -> Iterator[Desk]:
    yield from desk_of(tmp_path / "two")


@pytest.fixture
def case(desk: Desk) -> str:
    """A case with a correction of its own, one of another case, and one that an older version kept."""
    case = desk.ledger.keep(answered(), now=NOW).case_id
    (sha256, *_) = desk.ledger.file(case).reports
    for start, where in enumerate((case, "another-case", "")):
        fix = Fix(sha256=sha256, part="statement", start=start, end=9, rule="statement: quote")
        desk.ledger.fixes.add([fix], who=f"Ada {start}", why="I asked", now=NOW, case_id=where)
    return case


def fixes(desk: Desk, case: str) -> list[KeptFix]:
    return desk.ledger.fixes.of(desk.ledger.file(case).reports)


def test_a_file_carries_the_case_of_each_correction(desk: Desk, other: Desk, case: str) -> None:
    take_in(other, "case.json", case_text(desk, case))
    assert fixes(other, case) == fixes(desk, case)
    assert [one.case_id for one in fixes(other, case)] == [case, "another-case", ""]


def test_a_file_of_an_older_version_names_no_case_and_is_taken_in_as_it_is(
    desk: Desk, other: Desk, case: str
) -> None:
    whole: dict[str, Any] = json.loads(case_text(desk, case))
    for one in whole["fixes"]:
        del one["case_id"]
    take_in(other, "case.json", json.dumps(whole | {"digest": digest_of(whole)}))
    assert [(one.who, one.case_id) for one in fixes(other, case)] == [
        ("Ada 0", ""), ("Ada 1", ""), ("Ada 2", ""),
    ]  # fmt: skip


def test_a_file_that_a_team_gives_out_comes_home_and_adds_nothing(desk: Desk, case: str) -> None:
    text = open_case_text(replace(desk, team=True), case, judges=True)
    assert [(one["who"], one["why"], one["case_id"]) for one in json.loads(text)["fixes"]] == [
        ("Ada 0", "I asked", case), (ELSEWHERE, "", ""), (ELSEWHERE, "", ""),
    ]  # fmt: skip
    kept = fixes(desk, case)
    assert take_in(desk, "case.json", text).fixes == 0
    assert fixes(desk, case) == kept
