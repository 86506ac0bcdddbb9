"""Branches that share their random numbers."""

from datetime import date

import numpy as np
import pytest

from smoulder.assessment.branches import Ahead, Pressing, draw_branches, press
from smoulder.models.branches.deaths import Paths
from smoulder.models.branches.plan import three_plans
from smoulder.records.branch_count import BranchCount
from smoulder.records.case import Branches
from smoulder.records.month import month_index
from smoulder.records.series import Floats

LAST = month_index("2011-11")


def stays() -> Floats:
    rng = np.random.default_rng(2)
    rise: Floats = np.linspace(0.01, 0.4, 24) * rng.uniform(0.6, 1.4, (2000, 1))
    return rise


def drawn(draws: Floats, late: int = 0, kind: str = "foreign troops", paths: Paths | None = None) -> Branches:
    horizons = (6, 12, 24)
    pressing = Pressing(three_plans(kind, LAST + 1, draws.shape[1]), "Iraq", LAST)
    pressed = press(pressing, draws.shape, np.random.default_rng(1))
    return draw_branches(draws, draws / 2, pressing, Ahead(horizons, late), (), 20, pressed, paths)


def test_with_an_effect_centred_on_none_the_data_cannot_tell_the_branches_apart() -> None:
    found = drawn(stays(), kind="")
    assert set(found.differences) == {"eases", "comes off"}
    for gaps in found.differences.values():
        for gap in gaps.values():
            assert gap.low < 0 < gap.high
            assert not gap.told_apart
    assert found.basis.startswith("assumed")


def test_the_difference_is_of_the_branches_that_are_shown() -> None:
    found = drawn(stays())
    kept, *others = found.branches
    for other in others:
        for horizon in (6, 12, 24):
            gap = other.comeback[horizon].value - kept.comeback[horizon].value
            assert found.differences[other.id][horizon].value == pytest.approx(gap)


@pytest.mark.parametrize("late", [0, 3])
def test_month_by_month_the_difference_is_that_of_the_horizons(late: int) -> None:
    draws = np.tile(np.linspace(0.01, 0.5, 27), (400, 1)) * np.linspace(0.8, 1.2, 400)[:, np.newaxis]
    kept, *others = drawn(draws, late).branches
    assert kept.against == ()
    for other in others:
        for horizon, gap in drawn(draws, late).differences[other.id].items():
            month, *told = other.against[horizon - 1]
            assert month == horizon
            assert told == pytest.approx([gap.value, gap.low, gap.high])


def test_while_pressure_stays_the_chance_is_that_of_the_model() -> None:
    found = drawn(stays()).branches[0]
    for horizon in (6, 12, 24):
        assert found.comeback[horizon].value == pytest.approx(stays()[:, horizon - 1].mean())


def test_easing_lies_between_staying_and_coming_off() -> None:
    kept, eased, off = (one.comeback[24] for one in drawn(stays()).branches)
    assert kept.value < eased.value < off.value
    assert kept.low > eased.low > off.low


def test_the_path_begins_after_the_months_that_nothing_covers() -> None:
    draws = np.tile(np.linspace(0.1, 0.6, 29), (100, 1))
    found = drawn(draws, late=5)
    assert len(found.branches[0].path) == 24
    assert found.branches[0].path[0][1] == pytest.approx(draws[0, 5])
    assert found.branches[0].comeback[12].value == pytest.approx(draws[0, 16])


def test_a_major_comeback_is_never_more_likely_than_a_comeback() -> None:
    for branch in drawn(stays()).branches:
        assert all(branch.major[one].value <= branch.comeback[one].value for one in branch.comeback)


def counted() -> list[BranchCount]:
    rng = np.random.default_rng(4)
    deaths = rng.poisson(rng.gamma(1.0, 12.0, (600, 1)), (600, 24)).astype(float)
    paths = Paths(np.full(11, 5.0), deaths, np.floor(deaths / 2), 160.0)
    return [one.deaths for one in drawn(stays(), paths=paths).branches if one.deaths is not None]


def test_deaths_stand_on_every_branch_with_what_they_are_worth() -> None:
    kept, eased, off = counted()
    assert kept.differences == {}
    assert set(eased.differences) == set(off.differences) == {6, 12, 24}
    for one in (kept, eased, off):
        assert 1 < one.effective <= one.draws == 600
        assert one.not_met == ()
        assert len(one.months) == 24
        assert all(upto.low <= upto.value <= upto.high for upto in one.upto.values())


def test_evidence_is_told_by_name_and_never_of_the_case_itself() -> None:
    effect = drawn(stays()).effects[0]
    assert effect.basis == "estimated"
    assert all(row.until <= "2011-11" and row.kind == "foreign troops" for row in effect.evidence)
    assert all(row.without in ("", "Iraq") for row in effect.evidence)
    assert date(2011, 12, 15).year * 12 + 11 - 1 == LAST
