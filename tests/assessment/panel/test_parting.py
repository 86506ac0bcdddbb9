from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.assessment.panel.coherent import make_coherent
from smoulder.assessment.panel.parting import START, part_ways
from smoulder.assessment.panel.words import parting_words, split_words
from smoulder.records.change import Judged
from tests.assessment.panel.cases import HELD, LEAVES, judged

PAIR = ("patience", "spent")
chance = st.floats(0.01, 0.99)
by_leaf = st.fixed_dictionaries(dict.fromkeys(LEAVES, chance))
judgements = st.builds(
    lambda said, items: Judged(analyst="x", hypotheses=said, items=items),
    by_leaf,
    st.dictionaries(st.sampled_from(list(HELD.items)), by_leaf),
)


@settings(max_examples=60, deadline=None)
@given(judgements, judgements)
def test_the_pieces_add_up_to_the_gap(first: Judged, second: Judged) -> None:
    panel = [
        make_coherent(one.model_copy(update={"analyst": name}), HELD)
        for one, name in ((first, "Ada"), (second, "Ben"))
    ]
    (parting,), _ = part_ways(panel, HELD, PAIR)
    assert sum(step.gap for step in parting.steps) == pytest.approx(parting.gap, abs=1e-9)
    if abs(parting.gap) > 1e-3:
        assert sum(parting.share(step) or 0 for step in parting.steps) == pytest.approx(1)


def two_who_part() -> tuple[Judged, Judged]:
    """The same start, and one item that Ada reads the other way round."""
    prior = np.array([0.1, 0.3, 0.2, 0.2, 0.2])
    readings = {"Ada": {"patience": 0.8, "spent": 0.2}, "Ben": {"patience": 0.2, "spent": 0.8}}
    found = []
    for name, reading in readings.items():
        likelihood = np.array([1, reading["patience"], 1, 1, reading["spent"]]) ** 0.5
        after = prior * likelihood
        shares = dict(zip(LEAVES, (after / after.sum()).tolist(), strict=True))
        found.append(judged(name, items={"e111111": reading}, **shares))
    return found[0], found[1]


def test_two_who_differ_in_one_item_part_there_and_nowhere_else() -> None:
    (parting,), splits = part_ways([make_coherent(one, HELD) for one in two_who_part()], HELD, PAIR)
    assert parting.analysts == ("Ada", "Ben")
    # the item has the power of a half: √4 to 1 against 1 to √4
    assert parting.gap == pytest.approx(np.log(4), abs=0.01)
    assert [step.item for step in parting.steps] == ["e111111", START]
    assert parting.share(parting.steps[0]) == pytest.approx(1, abs=0.01)
    assert splits[0].item == "e111111"
    assert (splits[0].highest[0], splits[0].lowest[0]) == ("Ada", "Ben")
    assert splits[0].spread == pytest.approx(np.log(2), abs=0.01)
    assert parting_words(parting, HELD) == [
        "Ada and Ben part over patience against spent: Ada has 3.0 to 1, Ben 1 to 1.3, a factor of 4.0.",
        "Item e111111 (“let the festival pass without an attack”) parts them by 4.0 (100 % of the gap): to Ada it "
        "speaks for patience over spent by 2.0, to Ben it speaks for spent over patience by 2.0.",
    ]
    assert "to Ada it speaks for patience" in split_words(splits[0], HELD, PAIR)


def test_an_item_that_one_did_not_judge_says_what_it_says_in_the_case() -> None:
    with_item = judged("Ada", patience=0.5, spent=0.5, items={"e222222": {"patience": 0.7, "spent": 0.1}})
    without = judged("Ben", patience=0.5, spent=0.5)
    (parting,), splits = part_ways([make_coherent(one, HELD) for one in (with_item, without)], HELD, PAIR)
    assert parting.gap == pytest.approx(0, abs=1e-9)
    assert [step.gap for step in parting.steps] == pytest.approx([0, 0], abs=1e-9)
    assert splits == ()
    assert parting_words(parting, HELD) == ["Ada and Ben agree on patience against spent: even chances."]


def test_a_piece_that_pulls_against_the_gap_is_told_as_such() -> None:
    one = judged("Ada", patience=0.6, spent=0.4, items={"e222222": {"patience": 0.2, "spent": 0.4}})
    other = judged("Ben", patience=0.3, spent=0.7, items={"e222222": {"patience": 0.4, "spent": 0.2}})
    (parting,), _ = part_ways([make_coherent(one_, HELD) for one_ in (one, other)], HELD, PAIR)
    assert parting_words(parting, HELD) == [
        "Ada and Ben part over patience against spent: Ada has 1.5 to 1, Ben 1 to 2.3, a factor of 3.5.",
        "Where they start from, with whatever else they hold, parts them by 14.0: Ada 3.0 to 1, Ben 1 to 4.7.",
        "Item e222222 (“fighters were seen at a training ground”) brings them together by 4.0: to Ada it speaks for "
        "spent over patience by 2.0, to Ben it speaks for patience over spent by 2.0.",
    ]


def test_without_items_the_gap_is_laid_to_none() -> None:
    panel = [
        make_coherent(judged(name, patience=own, spent=0.4), HELD)
        for name, own in (("Ada", 0.6), ("Ben", 0.1))
    ]
    (parting,), splits = part_ways(panel, HELD, PAIR)
    (words,) = parting_words(parting, HELD)
    assert words.endswith("a factor of 6.0. Neither judged an item, so that it cannot be laid to one.")
    assert split_words(splits[0], HELD, PAIR) == "Where they start from: Ada 1.5 to 1, Ben 1 to 4.0."


def test_one_analyst_parts_with_nobody() -> None:
    assert part_ways([make_coherent(judged("Ada", patience=0.5), HELD)], HELD, PAIR) == ((), ())
