"""Levels, grades and chances on the scales of STIX agree with its own tables and with ICD 203."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoulder.assessment.wording import probability_word
from smoulder.brief.stix.scales import CONFIDENCE, CREDIBILITY, opinion_of
from smoulder.reading.scales import load_scale

AGREE = {
    "strongly-disagree": {"almost no chance", "very unlikely"},
    "disagree": {"unlikely"},
    "neutral": {"roughly even chance"},
    "agree": {"likely"},
    "strongly-agree": {"very likely", "almost certain"},
}


@given(st.floats(0.01, 0.99))
def test_an_opinion_says_what_the_icd_203_term_says(chance: float) -> None:
    assert probability_word(chance, load_scale()) in AGREE[opinion_of(chance)]


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_higher_chance_is_never_agreed_to_less(one: float, other: float) -> None:
    order = list(AGREE)
    low, high = sorted((one, other))
    assert order.index(opinion_of(low)) <= order.index(opinion_of(high))


def test_levels_and_grades_have_the_numbers_of_the_appendix() -> None:
    scales = pytest.importorskip("stix2.confidence.scales")
    names = {"low": "Low", "moderate": "Med", "high": "High"}
    assert {level: scales.none_low_med_high_to_value(name) for level, name in names.items()} == CONFIDENCE
    assert all(
        scales.value_to_admiralty_credibility(number).startswith(grade)
        for grade, number in CREDIBILITY.items()
    )
    assert "6" not in CREDIBILITY
