from __future__ import annotations

import pytest

from smoulder.assessment.panel.panel import convene
from smoulder.assessment.panel.recalibrate import Recalibration
from smoulder.assessment.panel.words import coherence_words, recalibration_words
from smoulder.records.change import Judged
from tests.assessment.panel.cases import HELD, judged

NONE = Recalibration()


def by_round(*some: Judged) -> dict[tuple[str, int], Judged]:
    return {(one.analyst, one.round): one for one in some}


def sound(analyst: str, number: int = 1, **more: object) -> Judged:
    return judged(analyst, number, deal=0.1, patience=0.3, weak=0.2, broken=0.2, spent=0.2, **more)


def test_analysts_who_agree_give_what_each_of_them_gives() -> None:
    view = convene(by_round(sound("Ada"), sound("Ben"), sound("Cam")), HELD, NONE)
    assert view.shares is not None
    for pooled in (view.shares.even, view.shares.linear, view.shares.drawn):
        assert pooled == pytest.approx(HELD.posterior)
    assert view.shares.log == pytest.approx(HELD.posterior)
    assert view.weights == pytest.approx({"Ada": 1 / 3, "Ben": 1 / 3, "Cam": 1 / 3})
    assert view.comeback[12].linear == pytest.approx(HELD.answer[12])
    assert (view.comeback[12].analysts, view.blind) == (3, {})


def test_the_order_in_which_they_came_does_not_matter() -> None:
    some = [sound("Ada"), judged("Ben", patience=0.9, spent=0.6), judged("Cam", comeback={12: 0.5})]
    there, back = convene(by_round(*some), HELD, NONE), convene(by_round(*reversed(some)), HELD, NONE)
    assert there.weights == back.weights
    assert there.comeback == back.comeback
    assert there.partings == back.partings


def test_one_whose_leaves_do_not_add_up_counts_less() -> None:
    loose = judged("Ben", deal=0.3, patience=0.9, weak=0.4, broken=0.4, spent=0.5)
    view = convene(by_round(sound("Ada"), loose), HELD, NONE)
    assert view.weights["Ada"] > 0.7
    assert sum(view.weights.values()) == pytest.approx(1)
    ada, ben = view.analysts
    assert view.shares is not None
    assert ada.shares is not None
    assert ben.shares is not None
    assert view.shares.linear == pytest.approx(
        view.weights["Ada"] * ada.shares + view.weights["Ben"] * ben.shares
    )
    assert view.shares.even == pytest.approx((ada.shares + ben.shares) / 2)


def test_one_with_a_number_only_joins_the_pool_of_numbers_only() -> None:
    view = convene(by_round(sound("Ada"), judged("Ben", comeback={12: 0.6})), HELD, NONE)
    assert view.shares is not None
    assert view.shares.linear == pytest.approx(HELD.posterior)
    assert view.comeback[12].even == pytest.approx((HELD.answer[12] + 0.6) / 2)
    assert (view.comeback[12].analysts, view.comeback[6].analysts) == (2, 1)
    assert (
        coherence_words(view.analysts[1]) == "Ben gave chances of a comeback, which could not fail to add up."
    )


def test_the_mean_of_the_numbers_as_given_stands_beside_what_fits_the_leaves() -> None:
    view = convene(by_round(sound("Ada", comeback={12: 0.6}), sound("Ben")), HELD, NONE)
    assert view.comeback[12].said == pytest.approx(0.6)
    assert view.comeback[12].even < 0.5
    assert view.comeback[6].said is None
    words = coherence_words(view.analysts[0])
    assert words.startswith(
        "Ada gave leaves that add up to 1.00 and chances of a comeback, which agree with each other."
    )
    assert (
        f"The 60 % within 12 months became {round(100 * view.analysts[0].comeback[12])} %, to fit the leaves."
        in words
    )


def test_the_second_round_counts_and_the_first_is_kept_beside() -> None:
    first, second = sound("Ada", comeback={12: 0.22}), judged("Ada", 2, comeback={12: 0.5})
    other = judged("Ben", comeback={12: 0.3})
    view = convene(by_round(first, second, other), HELD, NONE)
    assert view.comeback[12].even == pytest.approx(0.4)
    assert view.blind[12].even == pytest.approx(0.26)


def test_a_record_draws_the_pool_and_leaves_the_rest() -> None:
    drawn = convene(by_round(sound("Ada")), HELD, Recalibration(-0.5, 1.5, 12))
    assert drawn.comeback[12].linear == pytest.approx(HELD.answer[12])
    assert drawn.comeback[12].drawn == pytest.approx(drawn.recalibration.chance(HELD.answer[12]))
    assert drawn.shares is not None
    assert drawn.shares.drawn == pytest.approx(HELD.posterior**1.5 / (HELD.posterior**1.5).sum())
    assert recalibration_words(Recalibration(-0.3, 1.2, 12)) == (
        "By what earlier panels said of 12 lulls that are resolved, 10 % becomes 6 %, 25 % becomes 20 %, "
        "50 % becomes 48 %."
    )
    assert "No earlier panel" in recalibration_words(NONE)


def test_what_the_case_has_no_more_is_left_out_and_named() -> None:
    old = judged(
        "Ada", patience=0.5, spent=0.5, hope=0.2, items={"e999999": {"deal": 0.1}}, comeback={9: 0.1}
    )
    view = convene(by_round(old), HELD, NONE)
    assert view.gone == {"Ada": ("hope", "e999999", "9 months")}
    assert view.analysts[0].total == pytest.approx(1)


def test_nobody_gives_an_empty_panel() -> None:
    view = convene({}, HELD, NONE)
    assert (view.analysts, view.shares, view.comeback, view.partings) == ((), None, {}, ())
    gone = convene(by_round(judged("Ada", hope=0.4)), HELD, NONE)
    assert (gone.analysts, gone.gone) == ((), {"Ada": ("hope",)})
