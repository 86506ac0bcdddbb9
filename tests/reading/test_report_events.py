"""Events of a report's own group as rows for the store."""

from __future__ import annotations

from pathlib import Path

import pytest

from smoulder.reading.groups import load_registry
from smoulder.reading.page import report_from_text
from smoulder.reading.read import read
from smoulder.reading.report_events import report_rows
from smoulder.reading.sources import sources_of
from smoulder.records.errors import BadData
from tests.reading.staging import checked

REPORT = """Fighters strike base in Borno

Published: 12 March 2019

MAIDUGURI, Nigeria - Boko Haram killed 14 soldiers in Borno on Monday, the army said.

The group has fought in the north-east for a decade. Boko Haram killed six villagers near Maiduguri on Sunday.

Nigerian officials will meet in Abuja next week.
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_the_events_of_the_group_become_sound_rows(path: Path) -> None:
    rows, rejects, staged = checked("reports", path)
    assert rejects == []
    assert [(row["kind"], row["best"], str(row["date_start"])) for row in rows] == [
        ("state-based", 14, "2019-03-11"),
        ("one-sided", 6, "2019-03-10"),
    ]
    assert {row["country"] for row in rows} == {"Nigeria"}
    assert all(1051 in (row["side_a_id"], row["side_b_id"]) for row in rows)
    assert not staged.whole


def test_the_same_report_gives_the_same_ids(path: Path) -> None:
    first, second = (checked("reports", path)[0] for _ in range(2))
    assert [row["id"] for row in first] == [row["id"] for row in second]
    assert len({row["id"] for row in first}) == len(first)


def test_a_report_without_such_an_event_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "quiet.txt"
    path.write_text("Quiet week\n\nNothing was attacked in Norland this week.\n", encoding="utf-8")
    with pytest.raises(BadData, match="tells of no attack or fight"):
        checked("reports", path)


def test_an_event_that_was_only_threatened_is_no_row() -> None:
    text = "Threat in Borno\n\nPublished: 12 March 2019\n\nBoko Haram will attack Maiduguri on Friday.\n"
    registry = load_registry()
    assert report_rows(read(report_from_text("threat", text), registry), registry) == []


def test_reports_are_a_family_of_their_own() -> None:
    assert sources_of("reports") == ("reports",)
