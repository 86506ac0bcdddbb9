"""The columns of a regression from covariates with gaps."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from smoulder.models.comeback.covariates import Covariates
from smoulder.models.comeback.design import Design
from smoulder.records.errors import NoLulls
from smoulder.records.series import Floats

NAMES = ("a", "b")
VALUES = st.floats(-1e3, 1e3) | st.just(np.nan)


def rows(*values: tuple[float, float]) -> Covariates:
    return Covariates(NAMES, np.array(values, dtype=float).reshape(-1, 2))


def test_columns_are_centred_and_scaled_by_the_rows_of_the_fit() -> None:
    design = Design.learn(rows((0.0, 1.0), (4.0, 1.0)), NAMES)
    assert design.apply(rows((3.0, 1.0))).tolist() == [[0.5, 0.0]]


def test_a_missing_value_counts_as_the_mean_and_is_marked() -> None:
    design = Design.learn(rows((0.0, np.nan), (4.0, 2.0)), NAMES)
    assert design.columns == ("a", "b", "no b")
    assert design.apply(rows((4.0, np.nan))).tolist() == [[1.0, 0.0, 1.0]]


def test_beyond_what_was_seen_a_column_goes_on_flat() -> None:
    design = Design.learn(rows((0.0, 0.0), (4.0, 1.0)), NAMES)
    assert design.apply(rows((99.0, 0.0))).tolist() == design.apply(rows((4.0, 0.0))).tolist()


def test_a_column_that_is_nowhere_known_is_nought_and_marked() -> None:
    design = Design.learn(rows((0.0, np.nan), (1.0, np.nan)), NAMES)
    assert design.apply(rows((0.0, np.nan), (1.0, 7.0)))[:, 1:].tolist() == [[0.0, 1.0], [0.0, 0.0]]


def test_no_names_make_no_columns() -> None:
    assert Design.learn(rows((0.0, 0.0)), ()).apply(rows((0.0, 0.0), (1.0, 1.0))).shape == (2, 0)


def test_no_row_is_refused() -> None:
    with pytest.raises(NoLulls, match="no origin"):
        Design.learn(rows(), NAMES)


def test_an_unknown_covariate_is_named() -> None:
    with pytest.raises(KeyError, match="moon"):
        Design.learn(rows((0.0, 0.0)), ("moon",))


@given(arrays(float, st.tuples(st.integers(1, 8), st.just(2)), elements=VALUES))
def test_the_matrix_is_finite_and_survives_json(values: Floats) -> None:
    table = Covariates(NAMES, values)
    design = Design.learn(table, NAMES)
    matrix = design.apply(table)
    assert np.isfinite(matrix).all()
    assert matrix.shape == (len(values), len(design.columns))
    again = Design.restored(json.loads(json.dumps(design.stored())))
    assert again == design
