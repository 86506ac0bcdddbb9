"""How sure a statement is, by its own words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.reading.certainty import Certainty, find_condition, find_hedge, find_relation, withholds


@pytest.mark.parametrize(
    ("text", "words", "sure"),
    [
        ("It may well come back, and it probably will.", "may well", "possible"),
        ("It probably will, or at least it may.", "probably", "probable"),
        ("The group is very unlikely to return.", "is very unlikely to", "probable"),
        ("It could not come back.", "", ""),
        ("The might-have-been of the war.", "", ""),
        ("They will certainly come back.", "", "certain"),
        ("They will certainly come back, perhaps.", "perhaps", "possible"),
        ("I think it has somewhat weakened.", "I think", ""),
    ],
)
def test_the_hedge_that_stands_first_counts(text: str, words: str, sure: Certainty) -> None:
    assert find_hedge(text) == (words, sure)


SOME = (
    "may might well could not if unless should only provided that the more , longer . \n \u200b I think it is possible "
    "likely to expected seems clearly “ ” \x01 as long did say ı İ ß"
)
PIECES = st.sampled_from(SOME.split(" "))
TEXTS = st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=40).map(" ".join))


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_what_is_found_in_any_text_stands_in_it(text: str) -> None:
    words, sure = find_hedge(text)
    assert words in text
    assert sure in ("", "certain", "probable", "possible")
    plain = " ".join(text.split())
    assert find_condition(text) in plain
    assert find_relation(text) in plain
    assert withholds(text) in (True, False)


@pytest.mark.parametrize("piece", ["if ", "the more ", "unless it ", "is very ", "should ", "as long as "])
def test_time_grows_no_faster_than_a_text_of_one_piece(piece: str) -> None:
    from time import process_time

    def cost(count: int) -> float:
        text = piece * count
        start = process_time()
        find_hedge(text)
        find_condition(text)
        find_relation(text)
        return process_time() - start

    # Sentences are cut at 3,000 characters, so that this is the longest there is.
    assert cost(3000 // len(piece)) < 2
