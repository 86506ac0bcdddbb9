from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.assessment.panel.coherent import make_coherent
from smoulder.assessment.panel.held import check_judged
from smoulder.records.change import Judged
from smoulder.records.errors import BadEntry
from tests.assessment.panel.cases import HELD, LEAVES, judged

chance = st.floats(0, 1)
anything = st.fixed_dictionaries({}, optional=dict.fromkeys((*LEAVES, "degraded"), chance)).filter(
    lambda said: any(said.values())
)


def test_leaves_that_add_up_stay_and_are_moved_by_nothing() -> None:
    one = make_coherent(judged("Ada", deal=0.1, patience=0.5, weak=0.2, broken=0.1, spent=0.1), HELD)
    assert one.shares == pytest.approx([0.1, 0.5, 0.2, 0.1, 0.1])
    assert (one.moved, one.nats, one.tested, one.open) == (0.0, 0.0, True, ())


def test_leaves_that_add_up_to_more_are_brought_to_one_and_the_distance_is_told() -> None:
    one = make_coherent(judged("Ada", deal=0.2, patience=0.5, weak=0.3, broken=0.3, spent=0.2), HELD)
    assert one.total == pytest.approx(1.5)
    assert one.shares == pytest.approx(np.array([0.2, 0.5, 0.3, 0.3, 0.2]) / 1.5)
    # by least squares .1 is taken from each of five
    assert one.squares == pytest.approx([0.1, 0.4, 0.2, 0.2, 0.1])
    assert one.moved == pytest.approx(0.1 * np.sqrt(5))
    assert one.nats == pytest.approx(1.5 - 1 - np.log(1.5))


def test_leaves_left_open_share_the_rest_as_the_case_has_them() -> None:
    one = make_coherent(judged("Ada", patience=0.5), HELD)
    assert one.shares == pytest.approx(
        [0.5 * 0.1 / 0.7, 0.5, 0.5 * 0.2 / 0.7, 0.5 * 0.2 / 0.7, 0.5 * 0.2 / 0.7]
    )
    assert one.open == ("deal", "weak", "broken", "spent")
    assert (one.moved, one.tested) == (0.0, False)


def test_a_whole_stands_for_its_parts_and_with_them_must_equal_them() -> None:
    alone = make_coherent(judged("Ada", deal=0.1, patience=0.3, degraded=0.4, spent=0.2), HELD)
    assert alone.shares == pytest.approx([0.1, 0.3, 0.2, 0.2, 0.2])
    assert (alone.open, alone.moved) == ((), 0.0)
    both = make_coherent(
        judged("Ada", deal=0.1, patience=0.3, weak=0.1, broken=0.1, degraded=0.4, spent=0.2), HELD
    )
    assert both.moved > 0.05
    assert both.shares is not None
    assert 0.2 < both.shares[2] + both.shares[3] < 0.4


def test_a_chance_of_a_comeback_and_the_leaves_meet_by_the_law_of_total_probability() -> None:
    one = make_coherent(
        judged("Ada", deal=0.1, patience=0.3, degraded=0.4, spent=0.2, comeback={12: 0.6}), HELD
    )
    assert one.shares is not None
    assert one.comeback[12] == pytest.approx(float(one.shares @ HELD.comeback[12]))
    assert one.comeback[6] == pytest.approx(float(one.shares @ HELD.comeback[6]))
    # the number comes down, and patience, which makes a comeback likelier, goes up
    assert 0.22 < one.comeback[12] < 0.6
    assert one.shares[1] > 0.3
    # to part with the case is no incoherence
    assert one.moved == 0.0


def test_numbers_alone_stand_but_for_a_later_one_under_an_earlier_one() -> None:
    sound = make_coherent(judged("Ada", comeback={6: 0.2, 12: 0.3}), HELD)
    assert (sound.comeback, sound.shares, sound.moved, sound.tested) == ({6: 0.2, 12: 0.3}, None, 0.0, True)
    crossed = make_coherent(judged("Ada", comeback={6: 0.4, 12: 0.1}), HELD)
    assert crossed.comeback[6] == pytest.approx(crossed.comeback[12])
    assert crossed.moved == pytest.approx(0.3 / np.sqrt(2))
    assert make_coherent(judged("Ada", comeback={12: 0.0}), HELD).comeback[12] == pytest.approx(0.0, abs=1e-5)


def test_who_judges_items_only_gets_the_leaves_from_the_case() -> None:
    same = make_coherent(judged("Ada", items={"e222222": {"patience": 0.7}}), HELD)
    assert same.shares == pytest.approx(HELD.posterior)
    assert same.from_items
    stronger = make_coherent(judged("Ada", items={"e111111": {"patience": 0.8, "degraded": 0.6}}), HELD)
    raw = HELD.posterior * np.array([1, (0.8 / 0.2) ** 0.5, 1, 1, 1])
    assert stronger.shares == pytest.approx(raw / raw.sum())


def test_items_tell_what_fills_the_leaves_left_open_and_a_number_joins_leaves_from_items() -> None:
    items = {"e222222": {"spent": 0.4, "deal": 0.3}}
    alone = make_coherent(judged("Ada", items=items), HELD).shares
    filled = make_coherent(judged("Ada", patience=0.5, items=items), HELD).shares
    assert alone is not None
    assert filled is not None
    assert filled[[0, 2, 3, 4]] == pytest.approx(0.5 * alone[[0, 2, 3, 4]] / (1 - alone[1]))
    number = make_coherent(judged("Ada", items=items, comeback={12: 0.4}), HELD)
    assert number.shares is not None
    assert number.shares[1] > alone[1]
    assert float(alone @ HELD.comeback[12]) < number.comeback[12] < 0.4
    assert (number.moved, number.from_items) == (pytest.approx(0, abs=1e-12), True)


@settings(max_examples=60, deadline=None)
@given(anything, st.dictionaries(st.sampled_from([6, 12]), chance))
def test_whatever_is_said_the_shares_add_up_and_the_total_holds(
    said: dict[str, float], comeback: dict[int, float]
) -> None:
    one = make_coherent(Judged(analyst="Ada", hypotheses=said, comeback=comeback), HELD)
    for shares in (one.shares, one.squares, one.events):
        assert shares is not None
        assert shares.sum() == pytest.approx(1, abs=1e-7)
        assert shares.min() >= 0
    assert one.shares is not None
    assert one.comeback[12] == pytest.approx(float(one.shares @ HELD.comeback[12]), abs=1e-9)
    assert one.comeback[6] <= one.comeback[12]
    assert one.moved >= 0
    assert one.nats >= -1e-9


@pytest.mark.parametrize(
    "said",
    [
        {"patience": 1.0, "weak": 1.0, "broken": 1.0, "spent": 0.7, "degraded": 0.97},
        {"deal": 0.0, "degraded": 0.0, "spent": 5e-324, "patience": 0.0},
        {
            "deal": 1.0,
            "patience": 1e-12,
            "weak": 0.84,
            "spent": 1.0,
            "degraded": 1.0,
            "comeback": {6: 0.84, 12: 0.5},
        },
        {"weak": 0.0, "broken": 0.0, "degraded": 1.0, "spent": 1.0},
        {"deal": 0.0, "patience": 0.0, "weak": 0.0, "broken": 0.0, "spent": 1e-9, "comeback": {12: 1.0}},
    ],
)
def test_certain_and_impossible_judgements_are_moved_as_well(said: dict[str, object]) -> None:
    one = make_coherent(judged("Ada", **said), HELD)
    for shares in (one.shares, one.squares, one.events):
        assert shares is not None
        assert shares.sum() == pytest.approx(1, abs=1e-6)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"hope": 0.2}, "no leaf 'hope'; it has deal, patience, weak, broken, spent, degraded"),
        (
            {"items": {"e999999": {"deal": 0.2}}},
            "no item 'e999999'; it has e111111, e222222, and what was entered since",
        ),
        ({"items": {"e111111": {"hope": 0.2}}}, "no leaf 'hope'"),
        ({"comeback": {7: 0.2}}, "asks nothing of 7 months; it asks of 6, 12"),
        ({"deal": 0.0, "spent": 0.0}, "every leaf was given nought"),
    ],
)
def test_what_the_case_does_not_have_is_refused_by_name(said: dict[str, object], words: str) -> None:
    with pytest.raises(BadEntry, match=words):
        check_judged(judged("Ada", **said), HELD)
