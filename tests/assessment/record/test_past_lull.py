"""Past lulls to practise on: what came is kept back, and the base rate is that of then."""

from __future__ import annotations

import numpy as np
import pytest

from smoulder.assessment.record.past_lull import (
    PastLull,
    base_rate_then,
    draw_past_lulls,
    model_then,
    months_ahead,
    shown_months,
)
from smoulder.models.comeback.sample import Groups
from smoulder.reading.figures import load_all_series
from smoulder.records.errors import NoLulls
from smoulder.series.situation import cut_series


@pytest.fixture(scope="module")
def groups() -> Groups:
    return Groups([one for one in load_all_series() if np.nansum(one.deaths) > 300][:60], {})


def draw(groups: Groups, n: int = 6, seed: int = 1, **about: object) -> list[PastLull]:
    return draw_past_lulls(groups, 12, n, np.random.default_rng(seed), **about)  # type: ignore[arg-type]


def test_nothing_after_the_month_is_in_what_is_shown(groups: Groups) -> None:
    for one in draw(groups):
        assert one.series.last == one.month
        assert one.running.end == "open"
        assert one.running.last <= one.month
        assert shown_months(one, 3)[-1][0] == 0


def test_what_came_follows_the_month_and_decides_by_the_line(groups: Groups) -> None:
    for one in draw(groups, 20):
        assert [at for at, _, _ in months_ahead(one)] == list(range(1, 13))
        reached = [at for at, _, twelve in months_ahead(one) if twelve is not None and twelve >= one.line]
        assert one.back == (reached[0] if reached else 0)


def test_a_seed_draws_the_same_lulls_and_no_lull_comes_twice(groups: Groups) -> None:
    first, again = draw(groups), draw(groups)
    assert [(one.key, one.month) for one in first] == [(one.key, one.month) for one in again]
    assert len({one.key for one in first}) == len(first)


def test_lulls_that_were_practised_and_small_ones_are_left_out(groups: Groups) -> None:
    first = draw(groups)
    skip = {one.key for one in first}
    later = draw(groups, 20, skip=skip, peak=100.0)
    assert not skip & {one.key for one in later}
    assert all(one.running.peak >= 100 for one in later)


def test_where_none_is_left_the_error_says_what_to_do(groups: Groups) -> None:
    with pytest.raises(NoLulls, match="lower --peak"):
        draw(groups, peak=1e9)


def test_the_base_rate_of_then_sees_nothing_later(groups: Groups) -> None:
    one = draw(groups, 1, seed=4)[0]
    cut = Groups([cut_series(each, one.month) for each in groups.series if each.first <= one.month], {})
    full = base_rate_then(one, groups, 12, np.random.default_rng(1))
    early = base_rate_then(one, cut, 12, np.random.default_rng(1))
    assert full is not None
    assert full == early


def test_without_a_comeback_on_record_there_is_no_model(groups: Groups) -> None:
    one = draw(groups, 1)[0]
    quiet = Groups([one.series.change_counts(np.zeros_like)], {})
    early = PastLull(one.series, one.lulls, 1989 * 12 + 11, one.line, one.ahead, one.deaths_ahead, one.back)
    assert model_then(early, quiet, 12, np.random.default_rng(1)) is None
