"""Hand-worked cases (docs/methods/sensitivity.md#worked) and Heuer's published example."""

from collections.abc import Mapping
from itertools import product
from math import log2, sqrt

import numpy as np
import pytest

from smoulder.assessment.diagnosticity import diagnose, divergence
from smoulder.assessment.flip import smallest_flip
from smoulder.assessment.left_out import lead, posteriors, prior_means, say, speaks
from smoulder.assessment.next_look import Now, Seekable, value_of
from smoulder.assessment.working import Working
from tests.assessment.worked import exactly, worked

EXACT = 1e-9

# ---- first case: two leaves, one item against both, one for, one against


def first_case() -> Working:
    return worked(
        {"patience": 0.5, "degraded": 0.5},
        [
            exactly("a", {"patience": 0.1, "degraded": 0.1}),
            exactly("b", {"patience": 0.8, "degraded": 0.2}),
            exactly("c", {"patience": 0.2, "degraded": 0.4}),
        ],
    )


def test_first_case_posterior_and_what_each_item_left_out_gives() -> None:
    case, given = first_case(), np.array([[0.6], [0.3]])
    said = say(case, given, [[], [0], [1], [2]])
    np.testing.assert_allclose(said.posterior[:, 0], [2 / 3, 2 / 3, 1 / 3, 4 / 5], atol=EXACT)
    np.testing.assert_allclose(said.answer, [0.5, 0.5, 0.4, 0.54], atol=EXACT)


def test_first_case_an_item_against_both_tells_nothing_though_it_is_the_least_expected() -> None:
    case = first_case()
    told = diagnose(prior_means(case), speaks(case))
    np.testing.assert_allclose(told.spread, [0, 1, 0.5], atol=EXACT)
    np.testing.assert_allclose(
        told.learned,
        [0, 0.8 * log2(1.6) + 0.2 * log2(0.4), (2 / 3) * log2(4 / 3) + (1 / 3) * log2(2 / 3)],
        atol=EXACT,
    )
    np.testing.assert_allclose(told.ratio, [1, 4, 2], atol=EXACT)
    adds = divergence(posteriors(case, [[]]), posteriors(case, [[0], [1], [2]]))
    np.testing.assert_allclose(adds, [0, 1 / 3, (2 / 3) * log2(5 / 6) + (1 / 3) * log2(5 / 3)], atol=EXACT)


def test_first_case_only_the_item_for_patience_flips_the_order() -> None:
    case = first_case()
    flip = smallest_flip(case, posteriors(case, [[0], [1], [2]]))
    assert (flip.items, flip.to, flip.smallest) == (("b",), "degraded", True)


# ---- second case: two items of one cluster hold the order together


def second_case() -> Working:
    table = {"patience": 0.8, "degraded": 0.1}
    return worked(
        {"patience": 1 / 7, "degraded": 6 / 7},
        [exactly("p", table, cluster="briefing"), exactly("q", table, cluster="briefing")],
    )


def test_second_case_what_stays_of_a_cluster_weighs_anew() -> None:
    case = second_case()
    assert case.weights[:, 0] == pytest.approx([2 / 3, 2 / 3], abs=EXACT)
    patience = posteriors(case, [[], [0], [1], [0, 1]])[:, 0]
    np.testing.assert_allclose(patience, [8 / 11, 4 / 7, 4 / 7, 1 / 7], atol=EXACT)


def test_second_case_the_smallest_set_is_the_pair() -> None:
    case = second_case()
    flip = smallest_flip(case, posteriors(case, [[0], [1]]))
    assert (flip.items, flip.to, flip.smallest, flip.none_up_to) == (("p", "q"), "degraded", True, 1)


# ---- third case: what one look is worth, at full and at half weight

THIRD = Now(("patience", "degraded", "spent"), np.array([0.5, 0.25, 0.25]), np.array([0.4, 0.2, 0.0]))
REPORT = np.array([0.8, 0.4, 0.4])


def test_third_case_a_report_at_full_weight() -> None:
    found = value_of(THIRD, [Seekable("x", "x", REPORT, 1.0)])
    seen, unseen = found.outcomes
    assert (seen.chance, unseen.chance) == pytest.approx((0.6, 0.4), abs=EXACT)
    assert (seen.leaf, seen.after, unseen.after) == ("patience", pytest.approx(2 / 3), pytest.approx(0.25))
    assert seen.answer == pytest.approx(0.3, abs=EXACT)
    assert unseen.answer == pytest.approx(0.175, abs=EXACT)
    assert found.moves == pytest.approx(0.6 * 0.05 + 0.4 * 0.075, abs=EXACT)
    after_seen = log2(6) - (2 / 3) * 2
    after_unseen = 0.25 * 2 + 0.75 * log2(8 / 3)
    assert found.bits == pytest.approx(1.5 - 0.6 * after_seen - 0.4 * after_unseen, abs=EXACT)


def test_third_case_a_report_at_half_weight() -> None:
    found = value_of(THIRD, [Seekable("x", "x", REPORT, 0.5)])
    seen, unseen = found.outcomes
    assert seen.chance == pytest.approx(0.6, abs=EXACT)
    assert seen.after == pytest.approx(2 - sqrt(2), abs=EXACT)
    assert unseen.after == pytest.approx((0.5 - 0.6 * (2 - sqrt(2))) / 0.4, abs=EXACT)


def test_third_case_a_second_look_that_parts_nothing_adds_nothing() -> None:
    useful, idle = Seekable("x", "x", REPORT, 1.0), Seekable("y", "y", np.full(3, 0.7), 1.0)
    alone = value_of(THIRD, [useful]).bits
    assert value_of(THIRD, [useful, idle]).bits == pytest.approx(alone, abs=EXACT)


# ---- Heuer, Psychology of Intelligence Analysis (1999), chapter 8

LEVEL = {"+": 0.67, "-": 0.33, "--": 0.12}
"""Likely, unlikely and very unlikely, the middles that words of likelihood have."""
ROWS = {
    "e1": ("+", "+", "+"),
    "e2": ("+", "+", "-"),
    "e3": ("+", "+", "-"),
    "e4": ("-", "+", "+"),
    "e5": ("-", "+", "+"),
    "e6": ("--", "+", "+"),
}
"""By item, ratings under no retaliation, minor actions, a major attack (docs/methods/sensitivity.md#heuer)."""
CHECKED = ("e1", "e4", "e6")
"""Rows that a second source has too."""
NONE, MINOR, MAJOR = "none", "minor", "major"


def heuer(rows: Mapping[str, tuple[str, ...]]) -> Working:
    items = [
        exactly(id_, dict(zip((NONE, MINOR, MAJOR), (LEVEL[one] for one in row), strict=True)))
        for id_, row in rows.items()
    ]
    return worked(dict.fromkeys((NONE, MINOR, MAJOR), 1 / 3), items)


def order(case: Working) -> list[str]:
    shares = case.posterior.mean(axis=1)
    return [case.leaves[at] for at in np.argsort(-shares, kind="stable")]


def minuses(rows: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    return {
        leaf: sum(row[at].count("-") for row in rows.values()) for at, leaf in enumerate((NONE, MINOR, MAJOR))
    }


def test_heuer_the_order_is_that_of_the_fewest_minuses() -> None:
    counted = minuses(ROWS)
    assert counted == {NONE: 4, MINOR: 0, MAJOR: 2}
    assert order(heuer(ROWS)) == sorted(counted, key=lambda leaf: counted[leaf])


def test_heuer_the_posterior_by_hand() -> None:
    ratio = 0.67 / 0.33
    odds = {MINOR: 1.0, MAJOR: ratio**-2, NONE: ratio**-2 * 0.12 / 0.67}
    shares = dict(zip(heuer(ROWS).leaves, heuer(ROWS).posterior[:, 0], strict=True))
    for leaf, odd in odds.items():
        assert shares[leaf] == pytest.approx(odd / sum(odds.values()), abs=EXACT)
    assert round(shares[MINOR], 3) == 0.778


def test_heuer_what_is_consistent_with_all_tells_nothing_and_e6_drives() -> None:
    case = heuer(ROWS)
    told = diagnose(prior_means(case), speaks(case))
    assert told.spread[0] == 0
    assert told.learned[0] == pytest.approx(0, abs=EXACT)
    assert case.ids[int(np.argmax(told.spread))] == "e6"
    assert case.ids[int(np.argmax(told.learned))] == "e6"
    assert case.leaves[told.against[5]] == NONE
    # leaving it out brings no retaliation level with a major attack
    without = posteriors(case, [[5]])[0]
    assert without[0] == pytest.approx(without[2], abs=EXACT)


def test_heuer_no_set_of_items_takes_minor_actions_from_the_first_place() -> None:
    case = heuer(ROWS)
    flip = smallest_flip(case, posteriors(case, [[at] for at in range(6)]))
    assert flip.items == ()
    assert flip.none_up_to == 4
    every = [[at for at in range(6) if take[at]] for take in product((False, True), repeat=6)]
    assert lead(posteriors(case, every), 1).min() >= -EXACT
    # the two items that part minor actions from a major attack hold that order together
    assert posteriors(case, [[1, 2]])[0, 1] == pytest.approx(posteriors(case, [[1, 2]])[0, 2], abs=EXACT)


def test_heuer_the_first_place_stands_if_any_one_unchecked_rating_is_wrong_by_a_step() -> None:
    steps = {"+": ("-",), "-": ("+", "--"), "--": ("-",)}
    for id_ in set(ROWS) - set(CHECKED):
        for at, rating in enumerate(ROWS[id_]):
            for other in steps[rating]:
                row = (*ROWS[id_][:at], other, *ROWS[id_][at + 1 :])
                assert order(heuer({**ROWS, id_: row}))[0] == MINOR


def test_heuer_counting_minuses_calls_an_item_against_all_the_most_telling() -> None:
    rows = {**ROWS, "e7": ("--", "--", "--")}
    counted = {id_: sum(one.count("-") for one in row) for id_, row in rows.items()}
    assert max(counted, key=lambda id_: counted[id_]) == "e7"
    case = heuer(rows)
    told = diagnose(prior_means(case), speaks(case))
    assert told.spread[6] == 0
    np.testing.assert_allclose(case.posterior, heuer(ROWS).posterior, atol=EXACT)
