"""The word for a number: edges, nesting, gaps, rounding."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoulder.assessment.summary import percent
from smoulder.assessment.wording import probability_word, shown
from smoulder.reading.scales import load_scale, shipped_scales
from smoulder.records.wording import Scale

SCALES = st.sampled_from(shipped_scales())


@pytest.mark.parametrize(
    ("chance", "word"),
    [
        (0.0, "less than 1 in 100"),
        (0.01, "almost no chance"),
        (0.05, "very unlikely"),
        (0.20, "unlikely"),
        (0.45, "roughly even chance"),
        (0.55, "roughly even chance"),
        (0.80, "likely"),
        (0.95, "very likely"),
        (0.99, "almost certain"),
        (1.0, "more than 99 in 100"),
    ],
)
def test_an_edge_takes_the_word_nearer_to_even_chances(chance: float, word: str) -> None:
    assert probability_word(chance, load_scale()) == word


@pytest.mark.parametrize(
    ("chance", "word"),
    [
        (0.004, "exceptionally unlikely"),
        (0.03, "extremely unlikely"),
        (0.08, "very unlikely"),
        (0.25, "unlikely"),
        (0.33, "about as likely as not"),
        (0.66, "about as likely as not"),
        (0.72, "likely"),
        (0.93, "very likely"),
        (0.97, "extremely likely"),
        (0.99, "virtually certain"),
    ],
)
def test_of_nested_terms_the_narrowest_is_taken(chance: float, word: str) -> None:
    assert probability_word(chance, load_scale("IPCC")) == word


def test_a_number_in_a_gap_of_the_scale_is_said_to_lie_between_two_terms() -> None:
    assert probability_word(0.37, load_scale("PHIA")) == "between unlikely and realistic possibility"


@given(st.floats(0, 1), SCALES)
def test_the_word_holds_the_number_that_is_shown(chance: float, scale: Scale) -> None:
    word = probability_word(chance, scale)
    rows = [term for term in scale.terms if term.word == word]
    if rows:
        assert rows[0].holds(shown(chance))
    else:
        assert not any(term.holds(shown(chance)) for term in scale.terms)


@given(st.floats(0.006, 0.994))
def test_the_number_that_is_worded_is_the_number_that_is_printed(chance: float) -> None:
    assert percent(chance) == f"{shown(chance) * 100:.0f} %"


@given(st.floats(0, 1), st.floats(0, 1), SCALES)
def test_a_higher_chance_never_gets_a_lower_word(one: float, other: float, scale: Scale) -> None:
    order = list(dict.fromkeys(probability_word(cent / 100, scale) for cent in range(101)))
    low, high = sorted((one, other))
    assert order.index(probability_word(low, scale)) <= order.index(probability_word(high, scale))
