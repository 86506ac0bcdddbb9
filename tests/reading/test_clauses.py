# ruff: noqa: E501  (a table row stays on its line)
"""How far a negation reaches, and full stops that end nothing."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoulder.reading.abbreviations import DOT, soften
from smoulder.reading.clauses import even, inner_sentences, negated_before
from smoulder.reading.spans import Spans
from smoulder.reading.whose import is_of_group, is_of_others

PIECES = st.lists(
    st.sampled_from(["Maj. ", "Gen. ", "U.N. ", "U.S. ", "Doe ", "No. 5 ", "no. ", "The ", "won't ", "1.5 ", "“Yes.” ", "’", ". "])
).map("".join)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "word", "negated"),
    [
        ("They are not weak. They are patient", "patient", False),
        ("They are not weak. They are patient", "weak", True),
        ("They are not many, they are patient", "patient", False),
        ("They did not attack because they were weak", "weak", False),
        ("It is not clear whether they are weak", "weak", False),
        ("There is no doubt that they are weak", "weak", False),
        ("We do not see a group that is weak", "weak", True),
        ("It would be wrong to call them weak", "weak", True),
        ('They are not "weak" at all', "weak", True),
        ("Nobody here believes they are weak", "weak", True),
    ],
)
def test_a_negation_belongs_to_its_clause(text: str, word: str, negated: bool) -> None:
    assert negated_before(text, text.index(word)) is negated


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Maj. Gen. Ana Doe left. She was tired.", 2),
        ("Lt. Col. Doe met Sen. Roe and Gov. Poe in St. Louis.", 1),
        ("The U.N. envoy left.", 1),
        ("He works for the U.N. He left.", 2),
        ("Bus No. 12 left on Feb. 3.", 1),
        ("They said no. Then they left.", 2),
        ("It fell by 1.5 points.", 1),
    ],
)
def test_full_stops_that_end_nothing_are_set_aside(text: str, count: int) -> None:
    assert len(inner_sentences(even(text))) == count


@given(PIECES)
def test_setting_full_stops_aside_moves_no_place(text: str) -> None:
    assert len(soften(text)) == len(even(text)) == len(text)
    assert soften(text).replace(DOT, ".") == text


@given(PIECES)
def test_inner_sentences_hold_every_letter_once(text: str) -> None:
    plain = even(text)
    spans = inner_sentences(plain)
    assert all(a < b for a, b in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert "".join("".join(plain[a:b].split()) for a, b in spans) == "".join(plain.split())


@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(1, 6)), max_size=12),
    st.integers(0, 80),
    st.integers(1, 9),
)
def test_spans_agree_with_looking_at_each(steps: list[tuple[int, int]], start: int, length: int) -> None:
    spans: list[tuple[int, int]] = []
    for gap, size in steps:
        begin = (spans[-1][1] if spans else 0) + gap
        spans.append((begin, begin + size))
    found = Spans(spans)
    end = start + length
    assert found.touches(start, end) == any(a < end and b > start for a, b in spans)
    assert found.before(start) == sum(a < start for a, _ in spans)
    holding = [number for number, (a, b) in enumerate(spans) if a <= start < b]
    assert found.holding(start) == (holding[0] if holding else None)


def test_the_subject_before_the_verb_says_whose_clause_it_is() -> None:
    assert is_of_group("he said that they are")
    assert is_of_group("the rebels have")
    assert not is_of_group("the villagers are")
    assert is_of_others("our soldiers have not")
    assert is_of_others("the villagers are tired and")
    assert not is_of_others("the Taliban are")
