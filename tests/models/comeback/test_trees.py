"""Trees read off LightGBM say what it says."""

from __future__ import annotations

import json

import numpy as np
import pytest

from smoulder.models.comeback.trees import Trees, read_trees


@pytest.mark.parametrize("gaps", [False, True])
def test_the_sums_are_those_of_lightgbm_with_and_without_missing_values(gaps: bool) -> None:
    import lightgbm as lgb

    rng = np.random.default_rng(7)
    rows = rng.normal(size=(400, 4))
    happened = rows[:, 0] * rows[:, 1] + rng.normal(size=400) > 0
    if gaps:
        rows[rng.uniform(size=rows.shape) < 0.2] = np.nan
    settings = {"objective": "binary", "num_leaves": 5, "num_threads": 1, "verbose": -1}
    booster = lgb.train(settings, lgb.Dataset(rows, happened.astype(float)), 20)
    trees = read_trees(booster.dump_model()["tree_info"])
    asked = rng.normal(size=(100, 4))
    asked[rng.uniform(size=asked.shape) < 0.3] = np.nan
    wanted = np.asarray(booster.predict(asked, raw_score=True))
    assert trees.sums(asked) == pytest.approx(wanted, abs=1e-9)
    again = Trees.restored(json.loads(json.dumps(trees.stored())))
    assert np.array_equal(again.sums(asked), trees.sums(asked))


def test_a_tree_of_one_leaf_gives_its_value_to_every_row() -> None:
    trees = read_trees([{"tree_structure": {"leaf_value": 0.25}}])
    assert trees.sums(np.zeros((3, 2))).tolist() == [0.25, 0.25, 0.25]


def test_a_split_that_is_not_known_is_refused() -> None:
    node = {
        "split_feature": 0,
        "decision_type": "==",
        "missing_type": "None",
        "threshold": 1.0,
        "default_left": True,
    }
    with pytest.raises(ValueError, match="'=='"):
        read_trees([{"tree_structure": node}])


def test_no_trees_add_nothing() -> None:
    assert read_trees([]).sums(np.zeros((3, 2))).tolist() == [0.0, 0.0, 0.0]
