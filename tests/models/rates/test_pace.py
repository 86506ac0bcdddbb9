"""How fast lulls end: by hand, and with honest intervals."""

import numpy as np
import pytest
from hypothesis import given, settings

from smoulder.models.rates.clusters import cluster_weights
from smoulder.models.rates.followed import BACK, OPEN, Followed
from smoulder.models.rates.nelson_aalen import cumulative_hazard
from smoulder.models.rates.pace import paces
from tests.models.rates.test_kaplan_meier import arrays, rows


def cases(table: list[tuple[int, int, bool]]) -> Followed:
    entry, leave, event = arrays(table)
    codes = np.arange(len(entry))
    return Followed(entry, leave, np.where(event, BACK, OPEN), codes % 3, codes)


def weights(of: Followed) -> np.ndarray:  # type: ignore[type-arg]
    return cluster_weights(of.country, of.cluster, 200, np.random.default_rng(1))


def test_a_hand_worked_pace() -> None:
    # two lulls: one back in month 2, the other seen to month 4: 2 + 2 months, then 1 + 1
    two = cases([(0, 2, True), (0, 4, False)])
    first, then = paces(two, 0, (2, 4), weights(two))
    assert (first.total, first.months) == (0.5, 4)
    assert (then.total, then.low, then.months) == (0.0, 0.0, 2)
    assert first.low < 0.5 < first.high
    # half a comeback in half of the two months, over two months: 1.92 at 95 %
    assert then.high == pytest.approx(1.92 * 2, abs=0.01)


@given(rows)
@settings(max_examples=40, deadline=None)
def test_paces_add_up_to_nelson_aalen_and_lie_in_their_intervals(table) -> None:  # type: ignore[no-untyped-def]
    some = cases(table)
    found = paces(some, 0, (6, 12, 30), weights(some))
    whole = cumulative_hazard(some.entry, some.exit, some.back, 0, 30)[-1]
    assert sum(one.total for one in found) == pytest.approx(whole)
    assert all(one.low <= one.total <= one.high for one in found)


def test_the_interval_is_poisson_where_cases_are_independent() -> None:
    rng = np.random.default_rng(5)
    months = rng.geometric(0.05, size=400)
    many = Followed(
        np.zeros(400, dtype=np.int64),
        np.minimum(months, 12),
        np.where(months <= 12, BACK, OPEN),
        np.arange(400) % 100,
        np.arange(400),
    )
    (one,) = paces(many, 0, (12,), cluster_weights(many.country, many.cluster, 1000, rng))
    came = int((months <= 12).sum())
    width = (one.high - one.low) / one.total
    assert one.total / 12 == pytest.approx(0.05, abs=0.01)
    assert width == pytest.approx(2 * 1.645 / np.sqrt(came), rel=0.25)
