"""P(able) over models, and the rule by which the data cannot tell."""

from __future__ import annotations

import numpy as np
import pytest

from smoulder.models.comeback.able import BEFORE, AbleBy, able, fit_able, gather
from smoulder.models.comeback.able_years import able_after, fit_years, quiet_spells
from smoulder.models.comeback.covariates import Covariates
from smoulder.reading.background import load_episodes
from smoulder.records.errors import NoLulls
from tests.models.comeback.waiting import made_lulls


def said(model: str, chance: float, score: float) -> AbleBy:
    return AbleBy(model, chance, chance, chance, score, running=True)


def test_models_that_part_mean_that_the_data_cannot_tell() -> None:
    answer = gather([said("a", 1.0, -100.0), said("b", 0.5, -101.0)])
    assert answer.cannot_tell
    assert (answer.low, answer.high) == (0.5, 1.0)
    assert answer.words == "the data cannot tell: 50 % to 100 %, by model"


def test_a_model_that_the_data_rule_out_does_not_widen_the_range() -> None:
    answer = gather([said("a", 1.0, -100.0), said("b", 0.9, -102.9), said("c", 0.2, -103.1)])
    assert [one.running for one in answer.models] == [True, True, False]
    assert not answer.cannot_tell
    assert answer.words == "90 % to 100 %, by model"


def test_with_priors_near_flat_a_weibull_without_cure_fits_the_episodes_as_well() -> None:
    fits = fit_years(quiet_spells(load_episodes(), 2020), wider=8.0)
    assert 0 < fits["Weibull with cure"].log_likelihood - fits["Weibull"].log_likelihood < 0.4


def test_on_the_conflict_episodes_the_data_cannot_tell_after_ten_quiet_years() -> None:
    answer = able_after(load_episodes(), 2020, 10.0, 200, np.random.default_rng(0))
    by_name = {one.model: one for one in answer.models}
    assert by_name["Weibull"].chance == 1.0
    for name in ("Weibull", "log-logistic", "lognormal"):
        one = by_name[f"{name} with cure"]
        assert 0.4 < one.chance < 0.8
        assert one.low < one.chance < one.high
        assert one.running
    assert answer.cannot_tell


def test_a_conflict_is_watched_from_its_first_whole_quiet_year() -> None:
    spells = quiet_spells(load_episodes(), 2020)
    assert (len(spells), int(spells.event.sum())) == (415, 256)
    assert spells.leave.min() == 2
    # of 256 comebacks, those of the year after the first quiet one are 85
    assert int(spells.event[spells.leave == 2].sum()) == 85


def test_a_year_before_the_first_comeback_is_refused() -> None:
    with pytest.raises(NoLulls, match="1946"):
        quiet_spells(load_episodes(), 1946)


def test_nothing_after_the_last_year_is_seen() -> None:
    cut = quiet_spells(load_episodes(), 1994)
    ends = [load_episodes()[row].last_year for row in cut.row]
    assert max(end + leave for end, leave in zip(ends, cut.leave, strict=True)) <= 1994


def test_one_lull_is_asked_of_five_models() -> None:
    origins, table = made_lulls(80, np.random.default_rng(1))
    names = (*BEFORE, "year")
    covariates = Covariates(names, table.only(names).values)
    fits = fit_able(origins, covariates)
    one = np.flatnonzero(origins.age == 48)[:1]
    answer = able(fits, origins.take(one), covariates.take(one), 50, np.random.default_rng(0))
    chances = {each.model: each.chance for each in answer.models}
    assert chances.pop("Weibull") == 1.0
    assert len(chances) == 4
    assert all(0 < chance < 1 for chance in chances.values())
    with pytest.raises(NoLulls, match="got 2 origins"):
        able(fits, origins.take(np.arange(2)), covariates.take(np.arange(2)), 5, np.random.default_rng(0))
