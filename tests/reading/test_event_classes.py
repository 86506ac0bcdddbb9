"""Events of whole reports: classes, further events by the parse, and one event over several sentences."""

from __future__ import annotations

from smoulder.reading.groups import load_registry
from smoulder.reading.page import report_from_text
from smoulder.reading.read import read
from smoulder.records.statement import EventMention

HEAD = "Week in Borno\n\nPublished: 12 March 2019\n\nMAIDUGURI, Nigeria - Boko Haram has fought the army for years.\n\n"


def events(body: str) -> list[EventMention]:
    reading = read(report_from_text("report", HEAD + body + "\n"), load_registry())
    return [event for event in reading.events if event.text in body]


def test_an_event_in_set_words_has_its_class() -> None:
    (event,) = events("Soldiers captured the town of Gwoza on Friday.")
    assert (event.plover, event.actor, event.target_group) == ("FIGHT", "Soldiers", None)


def test_a_deed_outside_the_set_words_is_found_by_its_grammar() -> None:
    (event,) = events("Nigerian troops arrested two traders on Friday.")
    assert (event.what, event.actor, event.target, event.plover, event.mode) == (
        "arrested two traders", "Nigerian troops", "two traders", "COERCE", "arrest",
    )  # fmt: skip


def test_the_group_is_known_on_the_side_that_names_it() -> None:
    found = events("Boko Haram released three traders on Friday.")
    assert [(event.plover, event.actor_group) for event in found] == [("RETREAT", 1051)]


def test_what_did_not_happen_and_what_is_quoted_is_no_event() -> None:
    assert events("Nigerian troops did not arrest any traders.") == []
    assert events("“Nigerian troops arrested two traders,” a resident said.") == []


def test_mere_words_are_left_to_the_statements() -> None:
    assert events("Nigerian officials demanded help from Chad.") == []


def test_the_attack_told_before_lends_its_actor_place_and_day() -> None:
    found = events("Boko Haram attacked the town of Gwoza on Friday. The attack killed nine people.")
    assert [(event.actor, event.actor_group, event.from_) for event in found][1] == (
        found[0].actor, 1051, found[0].from_,
    )  # fmt: skip


def test_an_attack_that_is_only_supposed_lends_nothing() -> None:
    found = events("Boko Haram could have attacked the town of Gwoza. The attack killed nine people.")
    assert [(event.status, event.actor_group) for event in found] == [
        ("hypothetical", 1051), ("happened", None),
    ]  # fmt: skip


def test_spans_hold_the_words_of_the_report() -> None:
    body = "Nigerian troops arrested two traders on Friday, and Chad sent soldiers to Borno."
    report = report_from_text("report", HEAD + body + "\n")
    for event in read(report, load_registry()).events:
        assert report.raw[event.start : event.end] == event.text
