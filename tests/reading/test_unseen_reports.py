"""Reports marked by hand before the reader was run on them; some were held back as rules were written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from smoulder.reading.groups import load_registry
from smoulder.reading.page import open_report
from smoulder.reading.read import read, reading_json
from tests.reading.expectation import Marks, as_list, flat, load

HERE = Path(__file__).parent
REPORTS = sorted(
    path.stem for path in (HERE / "marks").glob("*.json") if any((HERE / "texts").glob(f"{path.stem}.*"))
)
KINDS = ("statements", "claims", "evidence", "quantities", "pressure")
Case = tuple[Marks, dict[str, Any], str | None, str | None]


@pytest.fixture(scope="module", params=REPORTS)
def case(request: pytest.FixtureRequest) -> Case:
    marks = load(HERE / "marks" / f"{request.param}.json")
    registry = load_registry()
    reading = read(open_report(HERE / "texts" / marks["file"]), registry)
    group = registry.group(reading.group_id).name if reading.group_id is not None else None
    return marks, reading_json(reading), group, reading.country


def fits(kind: str, marked: Marks, item: Marks) -> bool:
    """Whether a reported item is the marked one."""
    if flat(marked.get("text_contains", "")) not in flat(item["text"]):
        return False
    if kind == "statements":
        named = flat(item["speaker"]) in [flat(name) for name in as_list(marked["speaker"])]
        return named and item["negated"] == marked.get("negated", False)
    if kind == "claims":
        return (
            bool(set(marked["hypotheses"]) & set(item["hypotheses"])) and item["stance"] == marked["stance"]
        )
    keys = {"evidence": ("favours", "over"), "quantities": ("value", "role"), "pressure": ("kind", "step")}[
        kind
    ]
    return all(
        item[key] == marked[key] or (key in ("kind", "step") and item[key] in as_list(marked[key]))
        for key in keys
        if key in marked
    )


def test_twenty_nine_reports_are_there() -> None:
    assert len(REPORTS) == 29


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_marked_is_found(case: Case, kind: str) -> None:
    marks, answer, _, _ = case
    missing = [
        marked
        for marked in marks[kind]
        if not marked.get("missed") and not any(fits(kind, marked, item) for item in answer[kind])
    ]
    assert missing == []


def test_no_evidence_points_against_its_mark(case: Case) -> None:
    marks, answer, _, _ = case
    for item in answer["evidence"]:
        marked = [one for one in marks["evidence"] if flat(one["text_contains"]) in flat(item["text"])]
        marked = [one for one in marked if not one.get("read_wrong")]
        assert not marked or any(set(item["favours"]) & set(one["favours"]) for one in marked), item


def test_group_and_country_are_chosen(case: Case) -> None:
    marks, _, group, country = case
    for key, chosen in (("group", group), ("country", country)):
        assert chosen == marks[key] or key in marks.get("chosen_wrong", [])


def test_an_unnamed_source_is_anonymous(case: Case) -> None:
    marks, answer, _, _ = case
    for marked in marks["statements"]:
        if marked.get("anonymous") is True and not marked.get("missed"):
            assert any(item["anonymous"] for item in answer["statements"] if fits("statements", marked, item))
