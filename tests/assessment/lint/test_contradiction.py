"""A number beside a term: held against its bounds in any way that prose puts them together."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.assessment.lint.chances import find_numbers
from smoulder.assessment.lint.check import check_wording
from smoulder.assessment.wording import probability_word
from smoulder.reading.prose import read_prose
from smoulder.reading.scales import shipped_scales
from smoulder.records.wording import Scale, Term

SCALES = st.sampled_from(shipped_scales())
TEMPLATES = st.sampled_from(
    [
        "A return within a year is {term} ({n} %).",
        "A return is {term} to follow before the rains ({n} per cent).",
        "A return is {term}: {n} %.",
        "A return is {term}, at about {n} %, and the road stays shut.",
        "Within 24 months: {n} %, {term} (90 % interval 5–97 %; 7 of 15 past cases).",
        "The chance is {n} %, so a return is {term}.",
        "There is a {n} % chance that they return, which makes that {term}.",
        "With a probability of {n} %, a return is {term}.",
        "A return is {term}, with a probability of {n} %.",
        "{n} % is {term}, whatever else 99 % of the others hold.",
        "A return is {term} ({n} in 100).",
        "We put it at {n} in a hundred, that is {term}.",
    ]
)


def contradictions(text: str, scale: Scale) -> list[str]:
    found = check_wording(read_prose("note.txt", text.encode()), scale, shipped_scales())
    return [one.cure for one in found if one.rule == "number-contradicts-word"]


@settings(deadline=None, max_examples=400)
@given(SCALES, st.integers(0, 8), st.integers(1, 100), TEMPLATES)
def test_a_number_contradicts_its_term_exactly_where_it_lies_outside(
    scale: Scale, at: int, percent: int, template: str
) -> None:
    term = scale.terms[at % len(scale.terms)]
    text = template.format(term=term.word, n=percent)
    found = contradictions(text, scale)
    assert bool(found) == (not term.holds(percent / 100)), text
    if found:
        assert repr(probability_word(percent / 100, scale)) in found[0]


@settings(deadline=None, max_examples=150)
@given(SCALES, st.integers(0, 8), st.integers(0, 99), st.integers(0, 99))
def test_of_a_span_the_middle_counts(scale: Scale, at: int, one: int, other: int) -> None:
    term = scale.terms[at % len(scale.terms)]
    low, high = min(one, other), max(one, other) + 1
    middle = (low + high) / 200
    sound = term.holds(round(middle * 100) / 100) or term.holds(middle)
    assert bool(contradictions(f"A return is {term.word} ({low}–{high} %).", scale)) == (not sound)


@pytest.mark.parametrize(
    ("told", "low", "high"),
    [
        ("two in three", 2 / 3, 2 / 3),
        ("a one-in-five chance", 0.2, 0.2),
        ("nine times out of ten", 0.9, 0.9),
        ("under 5 %", 0.0, 0.05),
        ("at least seventy per cent", 0.7, 1.0),
        ("between 20 and 30 percent", 0.2, 0.3),
        ("two-thirds", 2 / 3, 2 / 3),
        ("fifty-fifty", 0.5, 0.5),
        ("a probability of 0.35", 0.35, 0.35),
    ],
)
def test_chances_are_read_as_prose_writes_them(told: str, low: float, high: float) -> None:
    (number,) = find_numbers(f"It stands at {told}, we think.")
    assert (number.low, number.high) == (pytest.approx(low), pytest.approx(high))


@pytest.mark.parametrize(
    "told",
    [
        "40 % of the attacks",
        "7 of 24 past cases",
        "a 90 % interval of 14 to 43 %",
        "60 % more",
        "12 percentage points",
        "three in October",
        "one in 12 months",
        "in 2019",
        "a third of the deaths",
    ],
)
def test_shares_changes_counts_and_intervals_are_no_chances(told: str) -> None:
    assert find_numbers(f"We counted {told} there.") == []


def test_a_number_after_an_interval_keeps_its_place() -> None:
    text = "It is 27 % (90 % interval 14 to 43 %) here, and 60 % there."
    assert [text[one.start : one.end] for one in find_numbers(text)] == ["27 %", "60 %"]


def test_under_and_over_contradict_a_term_to_which_they_leave_no_room() -> None:
    scale = Scale(
        name="two", terms=(Term(low=0, high=0.4, word="faint"), Term(low=0.4, high=1, word="strong"))
    )
    assert contradictions("It is faint (under 50 %).", scale) == []
    assert contradictions("It is faint (over 40 %).", scale) == [
        "write 'strong' for over 40 %, or mend the number"
    ]
    assert contradictions("It is strong (at most 40 %).", scale) != []
