# ruff: noqa: E501  (a table row stays on its line)
"""What is counted, and what became of it, by the grammar of the sentence."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.reading.numbers import number_value
from smoulder.reading.parser import load_parser
from smoulder.reading.quantities import Counted, find_quantities


def counts(sentence: str) -> list[Counted]:
    parse = next(iter(load_parser().parse([sentence])))
    return find_quantities(sentence, [], parse=parse)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The ministry put the number of dead at 70.", [(70, "killed", "dead", "people")]),
        ("The toll rose to 12.", [(12, "killed", "toll", "people")]),
        ("Officials said the death toll had risen to at least 45.", [(45, "killed", "death toll", "people")]),
        ("The number of refugees stands at 1.2 million.", [(1_200_000, "displaced", "refugees", "people")]),
        ("Troop levels fell to 2,500.", [(2500, "troops", "Troop levels", "people")]),
        ("The governor estimated the number of fighters at 300.", [(300, "troops", "fighters", "people")]),
        ("Ten gunmen killed three villagers.", [(10, "troops", "gunmen", "people"), (3, "killed", "villagers", "people")]),
        ("Twelve people were killed, three of them children.", [(12, "killed", "people", "people"), (3, "killed", "children", "people")]),
        ("At least 12 soldiers from the northern garrison were killed on Monday.", [(12, "killed", "soldiers", "people")]),
        ("The army killed 12 more soldiers.", [(12, "killed", "soldiers", "people")]),
        ("Some 40 people were reported wounded.", [(40, "wounded", "people", "people")]),
        ("Three traders who were abducted last week came home.", [(3, "captured", "traders", "people")]),
        ("Dozens were wounded.", [(24, "wounded", "", "people")]),
        ("Police seized 40 rifles and arrested 12 men.", [(40, "other", "rifles", "things"), (12, "captured", "men", "people")]),
        ("Some 300 families fled.", [(300, "displaced", "families", "families")]),
        ("The army counted nine raids.", [(9, "attacks", "raids", "attacks")]),
        ("He has 4,500 troops and would withdraw 600 of them.", [(4500, "troops", "troops", "people"), (600, "troops", "troops", "people")]),
    ],
)  # fmt: skip
def test_a_count_knows_what_it_counts_and_what_became_of_it(
    sentence: str, expected: list[tuple[float, str, str, str]]
) -> None:
    assert [(item.value, item.role, item.what, item.unit) for item in counts(sentence)] == expected


def test_a_rise_from_one_number_to_another_is_the_second() -> None:
    for sentence in ("The toll rose from 45 to 60.", "The number of wounded rose by 15 to 60."):
        assert [(item.value, item.high) for item in counts(sentence)] == [(60, None)]


@pytest.mark.parametrize(
    "sentence", ["The road was closed at 12.", "He put the price at 300.", "She walked to 12 and back."]
)
def test_a_number_that_stands_alone_counts_nothing(sentence: str) -> None:
    assert counts(sentence) == []


TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
ONES = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]


def in_words(value: int) -> str:
    """A number from 1 to 999,999 as it is spoken."""
    if value < 20:
        return ONES[value - 1]
    if value < 100:
        return TENS[value // 10 - 2] + (f"-{ONES[value % 10 - 1]}" if value % 10 else "")
    scale, name = (1000, "thousand") if value >= 1000 else (100, "hundred")
    rest = value % scale
    joined = (" and " if rest < 100 else " ") + in_words(rest) if rest else ""
    return f"{in_words(value // scale)} {name}{joined}"


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 999_999))
def test_every_number_is_read_back_from_digits_and_words(value: int) -> None:
    assert number_value(str(value)) == value
    assert number_value(f"{value:,}") == value
    assert number_value(in_words(value)) == value


@settings(max_examples=150, deadline=None)
@given(st.integers(2, 999_999), st.sampled_from(["", "about ", "more than ", "at least ", "up to "]))
def test_a_written_count_is_found_with_its_value_and_comparator(value: int, comparator: str) -> None:
    sentence = f"They met {comparator}{value:,} villagers on the road."
    found = find_quantities(sentence, [])
    assert [(item.value, item.comparator, item.what) for item in found] == [
        (value, comparator.strip(), "villagers")
    ]


WORDS = st.sampled_from(
    [
        "12",
        "70",
        "1,000",
        "two",
        "dozen",
        "hundreds",
        "of",
        "them",
        "killed",
        "the",
        "toll",
        "rose",
        "to",
        "at",
        "from",
        "by",
        "between",
        "and",
        "or",
        "people",
        "dead",
        "5-6",
        ",",
        ".",
        "–",
        "%",
        "\u200f",
        "é",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=25).map(" ".join)))
def test_any_text_gives_ordered_spans_within_it(text: str) -> None:
    found = find_quantities(text, [], offset=3)
    places = [3, *(place for item in found for place in (item.start, item.end)), 3 + len(text)]
    assert places == sorted(places)
    assert all(
        item.end > item.start and item.value >= 0 and (item.high is None or item.high > item.value)
        for item in found
    )
