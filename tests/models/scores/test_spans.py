"""Means by months ahead leave unknown cells out and draw whole countries again."""

from __future__ import annotations

import numpy as np
import pytest

from smoulder.models.scores.resample import draw_clusters
from smoulder.models.scores.spans import means_by_span

AHEAD = np.array([3, 4, 5])


def test_each_span_has_the_mean_of_its_known_cells() -> None:
    values = np.array([[1.0, np.nan, 5.0], [3.0, 8.0, np.nan]])
    drawn = draw_clusters(["A", "B"], np.random.default_rng(1))
    found = means_by_span(values, AHEAD, drawn, [(3, 5), (3, 3), (4, 5)])
    assert [(one.span, one.mean.value, one.cells) for one in found] == [
        ((3, 5), 4.25, 4),
        ((3, 3), 2.0, 2),
        ((4, 5), 6.5, 2),
    ]
    assert (found[1].mean.low, found[1].mean.high) == (1.0, 3.0)


def test_rows_of_one_country_are_drawn_together() -> None:
    values = np.array([[0.0], [10.0]] * 50)
    apart = draw_clusters([str(row) for row in range(100)], np.random.default_rng(1))
    joined = draw_clusters(["A"] * 50 + ["B"] * 50, np.random.default_rng(1))
    width = [
        one.mean.high - one.mean.low
        for drawn in (apart, joined)
        for one in means_by_span(values, AHEAD[:1], drawn, [(3, 3)])
    ]
    assert width[0] == pytest.approx(1.6, abs=0.3)
    assert width[1] == 0.0


def test_a_span_without_a_known_cell_is_left_out() -> None:
    drawn = draw_clusters(["A"], np.random.default_rng(1))
    assert means_by_span(np.array([[np.nan, 1.0, 2.0]]), AHEAD, drawn, [(3, 3), (12, 14)]) == []
