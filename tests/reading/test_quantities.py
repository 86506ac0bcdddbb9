"""Numbers with what they count."""

from __future__ import annotations

import pytest

from smoulder.reading.numbers import small_number
from smoulder.reading.quantities import find_quantities


@pytest.mark.parametrize(
    ("sentence", "text", "value", "comparator", "role"),
    [
        (
            "More than 300 marchers have been killed.",
            "More than 300 marchers",
            300,
            "more than",
            "killed",
        ),
        ("Gunmen killed at least twelve soldiers.", "at least twelve soldiers", 12, "at least", "killed"),
        ("Two hundred and twelve people fled.", "Two hundred and twelve people", 212, "", "displaced"),
        (
            "The war displaced about 1.8 million people.",
            "about 1.8 million people",
            1_800_000,
            "about",
            "displaced",
        ),
        ("Dozens of villagers were wounded.", "Dozens of villagers", 24, "dozens", "wounded"),
        (
            "Tens of thousands of people marched.",
            "Tens of thousands of people",
            20_000,
            "tens of thousands",
            "other",
        ),
        ("Half a dozen militants were captured.", "Half a dozen militants", 6, "", "captured"),
        ("Nearly 5,200 American troops are there.", "Nearly 5,200 American troops", 5200, "about", "troops"),
        ("The UN counted 53 attacks.", "53 attacks", 53, "", "attacks"),
        ("A bomb left 20 people dead.", "20 people", 20, "", "killed"),
        ("One soldier was killed.", "One soldier", 1, "", "killed"),
        ("Up to 300 fighters surrendered.", "Up to 300 fighters", 300, "up to", "captured"),
        ("Fewer than a hundred rebels remain.", "Fewer than a hundred rebels", 100, "less than", "troops"),
        ("The president took over three ministries.", "three ministries", 3, "", "other"),
    ],
)
def test_a_count_has_value_comparator_and_role(
    sentence: str, text: str, value: float, comparator: str, role: str
) -> None:
    found = find_quantities(sentence, [])
    assert [(sentence[item.start : item.end], item.value, item.comparator, item.role) for item in found] == [
        (text, value, comparator, role)
    ]


def test_a_range_has_two_ends() -> None:
    for sentence in (
        "Between 20,000 and 30,000 fighters remain.",
        "20,000 to 30,000 fighters remain.",
        "20,000-30,000 fighters remain.",
    ):
        found = find_quantities(sentence, [])
        assert [(item.value, item.high) for item in found] == [(20_000, 30_000)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Omar, 53, has not been seen.",
        "A 12-year-old girl was there.",
        "He is aged 45 and lives in Kano.",
        "It was the 3rd attack.",
        "Resolution 1325 was passed.",
        "They waited for three weeks.",
        "It lies 40 km north of the town.",
        "Attacks fell by 12 per cent.",
        "No one was there, and one of them left.",
        "At 10:30 the shelling began.",
        "Two-thirds of the land is dry.",
        "It cost $25 million.",
        "The first of the two sides left.",
    ],
)
def test_numbers_that_count_nothing_are_left_out(sentence: str) -> None:
    assert find_quantities(sentence, []) == []


def test_a_number_inside_a_date_is_left_out() -> None:
    sentence = "On 5 January 12 soldiers were killed."
    found = find_quantities(sentence, [(3, 12)])
    assert [sentence[item.start : item.end] for item in found] == ["12 soldiers"]


@pytest.mark.parametrize(
    "digits", ["9" * 400, "9" * 5000, "9" * 400 + ".5", "999" + ",999" * 140, "9" * 305 + " million"]
)
def test_no_number_without_end_is_a_quantity(digits: str) -> None:
    assert find_quantities(f"The army killed {digits} fighters.", []) == []
    assert small_number(digits) is None


def test_a_sign_that_only_looks_like_a_digit_is_no_count() -> None:
    assert small_number("²") is None
