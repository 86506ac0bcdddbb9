# ruff: noqa: E501  (a pattern or a table row stays on its line)
"""Groups, countries and persons; what a report is about; events and pressure."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reading.reports import reading_of


def test_the_acronym_and_the_group_are_one() -> None:
    reading = reading_of(
        "The Liberation Tigers of Tamil Eelam (LTTE) kept quiet.",
        'The rebels said nothing. "[LTTE] is waiting," a colonel said.',
        "The Tigers have time.",
    )
    found = [(item.text, item.name) for item in reading.actors if item.kind == "group"]
    assert found == [
        ("Rebels", "LTTE"), ("Liberation Tigers of Tamil Eelam", "LTTE"), ("LTTE", "LTTE"), ("The rebels", "LTTE"), ("[LTTE]", "LTTE"), ("Tigers", "LTTE"),
    ]  # fmt: skip


def test_the_group_is_left_open_where_two_were_just_named() -> None:
    reading = reading_of("Boko Haram and the Taliban were quiet.", "The group has not been seen.")
    assert [item.text for item in reading.actors] == ["Boko Haram", "Taliban"]


def test_a_group_named_in_passing_does_not_take_over() -> None:
    reading = reading_of(
        "Boko Haram was quiet. Boko Haram had no money.",
        "Boko Haram swore loyalty to Islamic State in 2015.",
        "The group has been quiet since.",
    )
    assert reading.actors[-1].text == "The group"
    assert reading.actors[-1].group_id == 1051
    assert reading.group_id == 1051


def test_a_report_about_two_groups_alike_is_left_open() -> None:
    assert reading_of("Boko Haram was quiet.", "The Taliban were quiet.").group_id is None


def test_the_country_is_where_it_happens_not_whence_the_soldiers_came() -> None:
    reading = reading_of(
        "US and French troops fought Islamic State in Iraq.",
        "IS once held parts of Iraq and Syria, a US general said.",
    )
    assert reading.country == "Iraq"


def test_a_capital_that_acts_is_a_government_and_one_in_which_things_happen_is_a_place() -> None:
    reading = reading_of("Tehran then sent troops.", "Talks were held in Tehran with the Taliban.")
    found = [
        (item.text, item.name, item.kind)
        for item in (*reading.actors, *reading.places)
        if item.text == "Tehran"
    ]
    assert found == [("Tehran", "Iran", "government"), ("Tehran", "Tehran", "place")]


def test_only_persons_who_speak_or_act_as_the_subject_are_named() -> None:
    reading = reading_of(
        "The army killed John Roe in Kano, Colonel Jane Doe said.",
        "Tom Poe was seen in the town. Robert Coe welcomed the truce.",
    )
    assert [item.name for item in reading.actors if item.kind == "person"] == ["Jane Doe", "Robert Coe"]


def test_places_are_named_as_written() -> None:
    reading = reading_of(
        "Boko Haram fled to the Sambisa forest near Lake Chad, and was seen in Gwoza and Bama."
    )
    assert [item.text for item in reading.places if item.kind == "place"] == [
        "Sambisa",
        "Lake Chad",
        "Gwoza",
        "Bama",
    ]


@pytest.mark.parametrize(
    ("sentence", "what", "actor", "target"),
    [
        (
            "Boko Haram fighters killed 12 soldiers in Gwoza on Monday.",
            "soldiers killed",
            "Boko Haram fighters",
            "soldiers",
        ),
        ("At least nine people were killed by gunmen in Bama.", "people killed", "gunmen", "people"),
        (
            "Gunmen stormed an army base in Gwoza on Monday.",
            "attack on an army base",
            "Gunmen",
            "an army base",
        ),
        (
            "The army recaptured the town of Bama on Monday.",
            "recaptured the town of Bama",
            "The army",
            "the town of Bama",
        ),
        ("The rebels signed a ceasefire on Monday.", "signing of a ceasefire", "The rebels", ""),
        ("The Farc suspended the peace talks on Monday.", "suspended the peace talks", "The Farc", ""),
        ("Parliament voted on Monday to extend the mandate.", "vote to extend the mandate", "Parliament", ""),
    ],
)
def test_an_event_has_its_actor_and_target(sentence: str, what: str, actor: str, target: str) -> None:
    events = reading_of(sentence).events
    assert [(item.what, item.actor, item.target) for item in events] == [(what, actor, target)]


def test_the_day_of_an_event_is_not_the_day_it_was_told() -> None:
    event = reading_of("Gunmen stormed an army base on Sunday, the army said on Tuesday.").events[0]
    assert (event.from_, event.to) == (date(2014, 3, 9), date(2014, 3, 9))


def test_what_did_not_happen_is_no_event() -> None:
    sentence = "Nobody has attacked the base, and gunmen did not raid the town."
    assert reading_of(sentence).events == ()


@pytest.mark.parametrize(
    "sentence",
    ["Boko Haram could have attacked the base.", "If gunmen attacked the base, it would fall."],
)
def test_what_is_supposed_is_told_as_hypothetical(sentence: str) -> None:
    assert [item.status for item in reading_of(sentence).events] == ["hypothetical"]


@pytest.mark.parametrize(
    ("sentence", "kind", "step"),
    [
        ("About 3,600 Kenyan soldiers fight Al-Shabaab in Somalia.", "foreign troops", "in force"),
        (
            "Parliament voted to expel all foreign troops that fight Boko Haram.",
            "foreign troops",
            "departure demanded",
        ),
        (
            "France will withdraw its troops from Mali next year, where they fight AQIM.",
            "foreign troops",
            "departure announced",
        ),
        (
            "The US handed over its last bases to the Afghan army, which fights the Taliban.",
            "foreign troops",
            "handed over",
        ),
        ("The coalition has scaled back its operations against IS.", "coalition operations", "reduced"),
        ("US air strikes have hit Al-Shabaab.", "air campaign", "in force"),
        ("The army launched an offensive against Boko Haram.", "government offensive", "in force"),
        ("A ceasefire with the Farc began.", "ceasefire", "in force"),
    ],
)
def test_pressure_has_its_kind_and_step(sentence: str, kind: str, step: str) -> None:
    assert (kind, step) in [(item.kind, item.step) for item in reading_of(sentence).pressure]


def test_a_country_at_home_has_no_foreign_troops() -> None:
    reading = reading_of(
        "About 3,000 Nigerian soldiers fight Boko Haram in Nigeria.", "Boko Haram is quiet in Nigeria."
    )
    assert [item for item in reading.pressure if item.kind == "foreign troops"] == []


def test_a_truce_that_is_called_for_holds_nobody_down() -> None:
    assert reading_of("Diplomats called for a ceasefire with the Farc.").pressure == ()


def test_a_report_without_a_group_has_no_pressure() -> None:
    assert reading_of("Air strikes hit the town.").pressure == ()
