"""The example reports against marks made by hand before the reader was run on them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from smoulder.reading.furniture import photo_credit
from smoulder.reading.page import open_report
from smoulder.reading.read import read, reading_json
from smoulder.records.statement import Reading
from tests.reading.expectation import Marks, as_list, faults_of_statement, flat, load, statement_for
from tests.reading.fake_registry import FakeRegistry

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = {
    "iraq-2020": ("iraq-2020.txt", "IS"),
    "nigeria-2016": ("nigeria-2016.html", "JAS"),
    "sri-lanka-2003": ("sri-lanka-2003.txt", "LTTE"),
}


@pytest.fixture(scope="module", params=sorted(EXAMPLES))
def case(request: pytest.FixtureRequest) -> tuple[Reading, dict[str, Any], Marks, str]:
    name, group = EXAMPLES[request.param]
    reading = read(open_report(ROOT / "examples" / name), FakeRegistry())
    return (
        reading,
        reading_json(reading),
        load(Path(__file__).parent / "marks" / f"{request.param}.json"),
        group,
    )


Case = tuple[Reading, dict[str, Any], Marks, str]


def test_the_parts_of_the_page_are_as_marked(case: Case) -> None:
    reading, answer, marks, _ = case
    wanted, document = marks["document"], answer["document"]
    assert document["title"] == wanted["title"]
    assert document["standfirst"].startswith(wanted["standfirst_starts"])
    assert bool(document["standfirst"]) == bool(wanted["standfirst_starts"])
    assert document["published"] == wanted["published"]
    if "caption_starts" in wanted:
        assert document["captions"][0].startswith(wanted["caption_starts"])
        assert photo_credit(document["captions"][0]) == wanted["photo_credit"]
    report = reading.report
    body = [
        report.text[block.start : block.end]
        for block in report.blocks
        if block.kind in ("body", "standfirst")
    ]
    for line in wanted["not_body"]:
        assert line in report.text
        assert not any(line in text for text in body), line


def test_group_and_country_are_as_marked(case: Case) -> None:
    reading, _, marks, group = case
    assert reading.group_id is not None
    assert FakeRegistry().group(reading.group_id).name == group
    assert reading.country == marks["country"]


def test_statements_are_as_marked(case: Case) -> None:
    _, answer, marks, _ = case
    faults = []
    for marked in marks["statements"]:
        said = statement_for(marked, answer["statements"])
        wrong = ["not found"] if said is None else faults_of_statement(marked, said)
        faults += [(marked["text_contains"], fault) for fault in wrong]
    assert faults == []


def test_quantities_are_as_marked(case: Case) -> None:
    _, answer, marks, _ = case
    for marked in marks["quantities"]:
        found = [item for item in answer["quantities"] if flat(item["text"]) == flat(marked["text"])]
        assert len(found) == 1, marked["text"]
        assert all(found[0][key] == value for key, value in marked.items() if key != "text"), marked["text"]


def test_dates_are_as_marked(case: Case) -> None:
    _, answer, marks, _ = case
    found = {(flat(item["text"]), item["from"], item["to"]) for item in answer["dates"]}
    missing = [
        item for item in marks["dates"] if (flat(item["text"]), item.get("from"), item.get("to")) not in found
    ]
    assert missing == []


def test_explanations_and_evidence_are_as_marked(case: Case) -> None:
    _, answer, marks, _ = case
    for marked in marks["hypotheses"]:
        assert any(
            flat(marked["text_contains"]) in flat(item["text"]) and marked["maps_to"] in item["hypotheses"]
            for item in answer["claims"]
        ), marked["text_contains"]
    for marked in marks["evidence"]:
        assert any(
            flat(marked["text_contains"]) in flat(item["text"])
            and item["favours"] == as_list(marked["favours"])
            and item["over"] == as_list(marked["over"])
            for item in answer["evidence"]
        ), marked["text_contains"]


def test_pressure_and_events_are_as_marked(case: Case) -> None:
    _, answer, marks, _ = case
    for marked in marks["pressure"]:
        assert any(all(item[key] == value for key, value in marked.items()) for item in answer["pressure"]), (
            marked
        )
    for marked in marks["events"]:
        assert any(_is_event(marked, item) for item in answer["events"]), marked


def _is_event(marked: Marks, item: dict[str, Any]) -> bool:
    return (
        marked["what_contains"] in item["what"]
        and marked.get("actor_contains", "").lower() in item["actor"].lower()
        and marked.get("actor", item["actor"]) == item["actor"]
        and marked.get("target_contains", "") in item["target"]
        and marked.get("target", item["target"]) == item["target"]
        and (item["from"] or "").startswith(marked.get("from", ""))
    )
