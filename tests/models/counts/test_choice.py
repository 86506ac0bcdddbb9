"""A model is chosen by its name."""

from __future__ import annotations

import pytest

from smoulder.models.counts.choice import DEFAULT, choose_model
from smoulder.records.errors import BadSetting


def test_without_a_name_the_default_is_taken() -> None:
    assert choose_model().name == DEFAULT


@pytest.mark.parametrize("name", ["zero", "last month", "conflictology", "bootstrap"])
def test_the_benchmarks_can_be_named(name: str) -> None:
    assert choose_model(name).name == name


def test_a_name_that_is_not_known_gets_a_near_one_or_all() -> None:
    with pytest.raises(BadSetting, match="did you mean conflictology"):
        choose_model("conflictolgy")
    with pytest.raises(BadSetting, match="there are zero, last month"):
        choose_model("xyz")
