"""Words on the leaves of a case laid over one another, and taken back again."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from smoulder.records.case_file import OF_LEAF, Said, hypotheses_with, lay, under
from smoulder.records.change import Entry, HypothesisPut, ItemMark, Part
from smoulder.records.evidence import Likelihood

NOW = datetime(2026, 1, 2, tzinfo=UTC)
HALF = Likelihood(low=0.4, mid=0.5, high=0.6)
ABROAD, HOME = Part(id="abroad", words="abroad", share=HALF), Part(id="home", words="at home", share=HALF)
SET: dict[str, Any] = {"words": "it waits", "parts": (ABROAD, HOME), "prior": HALF}
puts = st.builds(
    lambda leaf, given, back: HypothesisPut(
        leaf=leaf,
        takes_back=tuple(one for one in back if one not in given),
        **{one: SET[one] for one in given},
    ),
    st.sampled_from(["patience", "spent"]),
    st.sets(st.sampled_from(OF_LEAF)),
    st.lists(st.sampled_from(OF_LEAF), unique=True),
)


def laid(*every: HypothesisPut) -> dict[str, HypothesisPut]:
    held: dict[str, HypothesisPut] = {}
    for one in every:
        held = hypotheses_with(held, one)
    return held


@given(st.lists(puts, max_size=12))
def test_each_thing_of_a_leaf_is_what_was_said_of_it_last(every: list[HypothesisPut]) -> None:
    held = laid(*every)
    for leaf in ("patience", "spent"):
        for name in OF_LEAF:
            said = [
                one for one in every if one.leaf == leaf and (getattr(one, name) or name in one.takes_back)
            ]
            want = getattr(said[-1], name) if said else None
            assert (getattr(held[leaf], name) or None if leaf in held else None) == (want or None)
        if leaf in held:
            assert any(getattr(held[leaf], name) for name in OF_LEAF)
            assert held[leaf].takes_back == ()


def test_what_is_taken_back_is_as_nobody_had_set_it() -> None:
    assert laid(HypothesisPut(leaf="spent", **SET), HypothesisPut(leaf="spent", takes_back=OF_LEAF)) == {}


def test_new_words_of_a_part_go_with_the_part() -> None:
    split = HypothesisPut(leaf="patience", parts=(ABROAD, HOME))
    renamed = HypothesisPut(leaf="home", words="in the hills")
    assert set(laid(split, renamed)) == {"patience", "home"}
    assert laid(split, renamed, HypothesisPut(leaf="patience", takes_back=("parts",))) == {}
    other = HypothesisPut(leaf="patience", parts=(ABROAD, Part(id="hills", words="hills", share=HALF)))
    assert set(laid(split, renamed, other)) == {"patience"}


@pytest.mark.parametrize("name", OF_LEAF)
def test_nothing_is_set_and_taken_back_at_once(name: str) -> None:
    with pytest.raises(ValidationError, match="not both at once"):
        HypothesisPut.model_validate({"leaf": "spent", name: SET[name], "takes_back": [name]})


LEAVES = ("patience", "spent", "won")
worths = st.floats(0.1, 0.9).map(lambda mid: Likelihood(low=0.1, mid=mid, high=0.9))
words_on_items = st.builds(
    lambda given, back: ItemMark(
        item="e1", likelihoods=given or None, takes_back=tuple(one for one in back if one not in given)
    ),
    st.dictionaries(st.sampled_from(LEAVES), worths),
    st.lists(st.sampled_from(LEAVES), unique=True),
)


@given(st.lists(words_on_items, min_size=1, max_size=8))
def test_each_likelihood_of_an_item_is_what_was_said_of_its_leaf_last(every: list[ItemMark]) -> None:
    file = lay(
        [
            Entry(number=at, case_id="c", who=f"desk {at}", why="", at=NOW, change=one)
            for at, one in enumerate(every)
        ]
    )
    mark, said = file.marks["e1"], file.said.get("e1", {})
    assert mark.takes_back == ()
    for leaf in LEAVES:
        told = [
            (at, (one.likelihoods or {}).get(leaf))
            for at, one in enumerate(every)
            if leaf in one.takes_back or leaf in (one.likelihoods or {})
        ]
        at, want = told[-1] if told else (0, None)
        assert (mark.likelihoods or {}).get(leaf) == want
        assert said.get(under(leaf)) == (Said(who=f"desk {at}") if want else None)


def test_no_likelihood_is_given_and_taken_back_at_once() -> None:
    with pytest.raises(ValidationError, match="not both at once"):
        ItemMark(item="e1", likelihoods={"spent": HALF}, takes_back=("spent",))
