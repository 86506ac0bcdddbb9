"""ICD 203 words with the tie rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoulder.assessment.wording import probability_word
from smoulder.reading.background import load_words

SCALE = [(low, high, term) for low, high, term, _ in load_words("ICD 203")]


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
    assert probability_word(chance, SCALE) == word


@given(st.floats(0, 1))
def test_the_word_holds_the_number_that_is_shown(chance: float) -> None:
    word = probability_word(chance, SCALE)
    rows = [row for row in SCALE if row[2] == word]
    if rows:
        assert rows[0][0] <= round(chance, 2) <= rows[0][1]
    else:
        assert round(chance, 2) < 0.01 or round(chance, 2) > 0.99
