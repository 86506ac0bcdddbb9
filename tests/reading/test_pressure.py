"""Pressure by the grammar: who presses, on which step, and what is none."""

from __future__ import annotations

import pytest

from tests.reading.reports import reading_of

GROUP = "The LRA is quiet in Uganda."


def steps(sentence: str) -> list[tuple[str, str]]:
    return [(item.kind, item.step) for item in reading_of(GROUP, sentence).pressure]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The last Kenyan battalion flew home on Monday.", ("foreign troops", "departed")),
        ("French troops will leave the country by December.", ("foreign troops", "departure announced")),
        ("MONUSCO has 900 soldiers in the north.", ("peacekeepers", "in force")),
        ("Warplanes bombed two camps on Monday.", ("air campaign", "in force")),
        ("Drones have not flown since January.", ("air campaign", "reduced")),
        ("The army called off its offensive on Monday.", ("government offensive", "reduced")),
        ("Parliament passed an amnesty on Monday.", ("amnesty", "in force")),
        ("The curfew was lifted on Monday.", ("emergency rule", "ended")),
        ("The truce collapsed on Monday.", ("ceasefire", "broken")),
    ],
)
def test_a_step_is_read_from_verb_and_roles(sentence: str, expected: tuple[str, str]) -> None:
    assert expected in steps(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "If the French troops leave, the rebels will return.",
        "Kenya denied that its troops had left.",
        "The sanctions against Mali were dropped on Monday.",
        "The rebels laid siege to the town.",
        "Mediators proposed an amnesty.",
    ],
)
def test_what_is_supposed_denied_or_of_others_is_no_step(sentence: str) -> None:
    assert not {"departed", "departure announced", "ended", "in force"} & {
        step for _, step in steps(sentence)
    }


def test_a_departure_has_its_country_size_and_day() -> None:
    found = reading_of(GROUP, "Some 400 Kenyan soldiers left Uganda on 3 March 2014.").pressure
    told = [(item.by, item.size, str(item.date)) for item in found if item.step == "departed"]
    assert told == [("Kenya", 400.0, "2014-03-03")]
