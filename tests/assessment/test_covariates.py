"""What the comeback model knows already is no evidence again."""

from csv import DictReader
from pathlib import Path

import pytest

from smoulder.assessment.covariates import USED, covariate_named
from smoulder.assessment.likelihood import KINDS
from smoulder.models.comeback.covariates import covariates_of
from smoulder.models.comeback.grid import grid_of
from smoulder.models.comeback.origins import find_origins
from smoulder.records.settings import Settings
from smoulder.series.all_lulls import walk_histories
from tests.series.test_lull import series

RATIOS = Path(__file__).parents[3] / "shared/data/base_rates/indicator_likelihood_ratios.csv"


def test_every_covariate_of_the_model_is_named() -> None:
    some = [series([40.0] * 14 + [0.0] * 30)]
    histories = walk_histories(some, Settings(), some[0].last)
    origins = find_origins(some, Settings(), {}, some[0].last, histories)
    names = covariates_of(origins, grid_of(histories)).names
    assert set(names) == {column for one in USED for column in one.columns}


@pytest.mark.parametrize(
    "indicator",
    [
        "age of the lull",
        "deaths in the last 12 months",
        "peak of the last spell",
        "months since the last death",
        "number of earlier comebacks",
        "Sanctuary abroad",
        "the group's aims",
        "deaths by other groups",
    ],
)
def test_what_the_model_uses_is_known_by_its_name(indicator: str) -> None:
    assert covariate_named(indicator)


@pytest.mark.parametrize(
    "indicator",
    ["protests 2019", "recruitment", "surrenders 2020", "election 2021-05", "", "ceasefire of May"],
)
def test_what_it_does_not_use_is_free(indicator: str) -> None:
    assert covariate_named(indicator) == ""


def test_no_kind_of_evidence_has_the_name_of_a_covariate() -> None:
    assert [kind for kind in KINDS if covariate_named(kind)] == []


def test_indicators_of_the_base_rates_are_known_by_name() -> None:
    if not RATIOS.exists():
        pytest.skip("the counted likelihood ratios are not here")
    with RATIOS.open() as file:
        names = [row["indicator"] for row in DictReader(file)]
    assert [name for name in names if not covariate_named(name)] == []
