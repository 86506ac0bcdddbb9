"""The reader against what a careful reader takes from a real report; neither is part of the project."""

from __future__ import annotations

from pathlib import Path
from time import process_time
from typing import Any

import pytest

from smoulder.reading.furniture import photo_credit
from smoulder.reading.page import open_report
from smoulder.reading.read import read, reading_json
from smoulder.records.report import Report
from tests.reading.expectation import Marks, as_list, faults_of_statement, flat, load, statement_for
from tests.reading.fake_registry import FakeRegistry

REPORTS = Path(__file__).resolve().parents[3] / "shared" / "reports"
TEXT = REPORTS / "2020-01-23_us-general-warns.txt"
EXPECTED = REPORTS / "2020-01-23_us-general-warns.expected.json"

pytestmark = pytest.mark.skipif(
    not (TEXT.exists() and EXPECTED.exists()),
    reason="the shared report is not beside this checkout (../shared/reports)",
)


@pytest.fixture(scope="module")
def report() -> Report:
    return open_report(TEXT)


@pytest.fixture(scope="module")
def answer(report: Report) -> dict[str, Any]:
    return reading_json(read(report, FakeRegistry()))


@pytest.fixture(scope="module")
def marks() -> Marks:
    return load(EXPECTED)


def test_every_statement_has_its_speaker_and_what_the_marks_say(answer: dict[str, Any], marks: Marks) -> None:
    assert len(marks["statements"]) >= 11
    faults = []
    for marked in marks["statements"]:
        if marked.get("role", "").startswith("states"):
            marked = {key: value for key, value in marked.items() if key != "role"}
        said = statement_for(marked, answer["statements"])
        wrong = ["not found"] if said is None else faults_of_statement(marked, said)
        faults += [(marked.get("text") or marked["text_contains"], fault) for fault in wrong]
    assert faults == []


def test_the_document_has_its_parts(report: Report, answer: dict[str, Any], marks: Marks) -> None:
    wanted = marks["document"]
    document = answer["document"]
    assert document["title"] == wanted["title"]
    assert document["standfirst"].startswith(wanted["standfirst_starts"])
    assert document["published"] == wanted["published"]
    assert document["captions"][0].startswith(wanted["caption_starts"])
    assert photo_credit(document["captions"][0]) == wanted["photo_credit"]
    assert report.raw.count(document["title"]) == wanted["headline_appears"]
    body = [
        report.text[block.start : block.end]
        for block in report.blocks
        if block.kind in ("body", "standfirst")
    ]
    for line in wanted["not_body"]:
        assert line in document["furniture"]
        assert not any(line in text for text in body)
    assert document["title"] in document["furniture"]


def test_the_quantities_are_the_marked_ones_and_the_reading_time_is_none(
    answer: dict[str, Any], marks: Marks
) -> None:
    wanted = [
        (item["text"], float(item["value"]), item["comparator"], item["role"])
        for item in marks["quantities"]
        if "value" in item
    ]
    found = [(item["text"], item["value"], item["comparator"], item["role"]) for item in answer["quantities"]]
    assert found == wanted


def test_weekday_and_last_month_are_counted_back_from_the_publication(answer: dict[str, Any]) -> None:
    days = {flat(item["text"]): (item["from"], item["to"]) for item in answer["dates"]}
    assert days["wednesday"] == ("2020-01-22", "2020-01-22")
    assert days["last march"] == ("2019-03-01", "2019-03-31")


def test_both_hypotheses_are_found_with_the_evidence_between_them(
    answer: dict[str, Any], marks: Marks
) -> None:
    for marked in marks["hypotheses"]:
        assert any(
            marked["text_contains"] in item["text"] and item["maps_to"] == as_list(marked["maps_to"])
            for item in answer["hypotheses"]
        ), marked["name"]
    for marked in marks["evidence"]:
        assert any(
            marked["text_contains"] in item["text"]
            and item["favours"] == as_list(marked["favours"])
            and item["over"] == as_list(marked["over"])
            for item in answer["evidence"]
        ), marked["text_contains"]


def test_one_actor_has_one_name(answer: dict[str, Any], marks: Marks) -> None:
    names: dict[str, set[str]] = {}
    for item in [*answer["actors"], *answer["places"]]:
        names.setdefault(item["text"].lower(), set()).add(item["name"])
    for alike in marks["same_actor"]:
        forms = [form.replace("Major General ", "").lower() for form in alike]
        found = [names[form] for form in forms]
        assert all(name == found[0] and len(name) == 1 for name in found), alike


def test_the_events_are_found_with_actor_place_and_day(answer: dict[str, Any], marks: Marks) -> None:
    key_words = (
        "demonstrations",
        "protesters killed",
        "collapsed",
        "killing",
        "attack",
        "vote",
        "operations",
        "agreement",
    )
    for marked in marks["events"]:
        word = next(word for word in key_words if word in marked["what"])
        found = next(item for item in answer["events"] if word in item["what"])
        first = marked.get("from") or marked.get("date")
        if first:
            assert found["from"].startswith(first), marked["what"]
        if "where" in marked:
            assert found["where"] == marked["where"], marked["what"]
        if marked["what"] == "protesters killed":
            assert found["killed"]["value"] == marked["killed"]["at_least"]
            assert found["target"] == marked["target"]
        if marked.get("actor") == "Iraq's parliament" or marked["what"] == "killing":
            assert flat(found["actor"]) in (flat(marked["actor"]), "us")
        for person in marked.get("actors", []):
            assert person in found["actor"]
        if marked.get("status") == "ostensibly":
            assert found["status"] == "claimed"


def test_the_pressure_is_found_with_its_steps(answer: dict[str, Any]) -> None:
    found = {(item["kind"], item["step"]): item for item in answer["pressure"]}
    assert set(found) == {
        ("foreign troops", "in force"),
        ("foreign troops", "departure demanded"),
        ("coalition operations", "reduced"),
    }
    troops = found["foreign troops", "in force"]
    assert (troops["size"], troops["unit"], troops["where"]) == (5200.0, "soldiers", "Iraq")
    assert troops["by"].startswith("United States")
    assert found["foreign troops", "departure demanded"]["by"] == "Iraq's parliament"
    assert found["foreign troops", "departure demanded"]["date"] == "2020-01-05"
    assert found["coalition operations", "reduced"]["date"].startswith("2020-01")


def test_group_and_country_are_chosen(report: Report) -> None:
    reading = read(report, FakeRegistry())
    assert (reading.group_id, reading.country) == (234, "Iraq")


@pytest.mark.slow  # timed with nothing beside it
def test_reading_takes_well_under_a_fifth_of_a_second_of_work() -> None:
    read(open_report(TEXT), FakeRegistry())
    times = []
    for _ in range(3):
        start = process_time()
        read(open_report(TEXT), FakeRegistry())
        times.append(process_time() - start)
    assert min(times) < 0.2
