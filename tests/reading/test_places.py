"""Places found by the words beside them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.reading.actors import Named
from smoulder.reading.places import find_places
from smoulder.reading.sentences import Sentence

BEFORE = "🙂 Norland. "
"""Text before the sentence, so that places in the report and in the sentence differ."""


def sentence_of(text: str) -> Sentence:
    start = len(BEFORE)
    return Sentence(start, start + len(text), 0, "body", (), text, text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They left the town of Exville and went north of Oldport.", ["Exville", "Oldport"]),
        ("The Kalim valley and Lake Vereka were quiet.", ["Kalim", "Lake Vereka"]),
        ("They met in Exville and Norburg.", ["Exville", "Norburg"]),
        ("They met in March, near Reuters, at the Kalim Institute, with Gen. Doe.", []),
        ("It was in Exville's market.", ["Exville"]),
    ],
)
def test_words_beside_a_name_make_it_a_place(text: str, names: list[str]) -> None:
    assert [item.name for item in find_places((sentence_of(text),), [])] == names


PIECES = st.sampled_from(
    ["in ", "near ", "the ", "and ", "town of ", "Lake ", "al-", "Exville", "Kalim ", "Écija ", "valley", "’s ", ", ",
     ". ", "\u200b", "\n", "from ", "March ", "UN ", "ı", "İ", "🙂 "]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=100), st.lists(PIECES, max_size=30).map("".join))


@settings(max_examples=120, deadline=None)
@given(TEXTS, st.tuples(st.integers(0, 60), st.integers(1, 30)))
def test_any_text_gives_exact_spans_in_order_outside_what_is_taken(text: str, taken: tuple[int, int]) -> None:
    start = len(BEFORE) + taken[0]
    other = Named(start, start + taken[1], "Somebody", "person")
    found = find_places((sentence_of(text),), [other])
    whole = BEFORE + text
    ends = [len(BEFORE), *(place for item in found for place in (item.start, item.end)), len(whole)]
    assert ends == sorted(ends)
    for item in found:
        assert whole[item.start : item.end] == item.name
        assert item.end <= other.start or item.start >= other.end
