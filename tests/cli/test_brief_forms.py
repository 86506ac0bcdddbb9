"""What stands on a brief beside its answer: who gives it out, and when it was made."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from smoulder.brief.edition import PLAIN, Issue
from smoulder.cli.brief_forms import choose_print, signed
from smoulder.cli.settings import choose_settings
from smoulder.records.case import Assessment
from smoulder.records.errors import BadData
from smoulder.store.ledger import open_ledger

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
Make = Callable[..., Assessment]


def test_a_kept_answer_is_signed_with_its_case_and_its_times(
    tmp_path: Path, make_assessment: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SMOULDER_ORGANISATION", "North Desk")
    chosen = choose_settings({}, data=tmp_path / "data")
    with open_ledger(chosen.ledger) as ledger:
        name = ledger.keep(make_assessment(), now=NOW).case_id
        later = NOW + timedelta(hours=1)
        ledger.keep(make_assessment(seed=8), now=later)
    edition = signed(choose_print("stix"), chosen, name)
    assert edition.issue == Issue("North Desk", "clear", name, NOW, later)


def test_forms_that_do_not_say_it_leave_the_ledger_alone(tmp_path: Path) -> None:
    chosen = choose_settings({}, data=tmp_path / "none")
    assert signed(choose_print("json"), chosen, "any") == PLAIN
    assert not (tmp_path / "none").exists()


def test_outlines_of_the_readers_own_go_into_the_edition_and_wrong_ones_stop_it(tmp_path: Path) -> None:
    path = tmp_path / "own.geojson"
    path.write_text('{"type": "Polygon", "coordinates": [[[1, 1], [2, 1], [2, 2], [1, 1]]]}')
    outlines = choose_print("html", borders=path).edition.outlines
    assert outlines is not None
    assert outlines.source == "own.geojson"
    assert choose_print("html").edition.outlines is None
    path.write_text('{"type": "Polygon"}')
    with pytest.raises(BadData, match=r"feature 1 has a polygon without a ring"):
        choose_print("html", borders=path)
