"""The fits that ship are those the code asks for, and what it would make itself."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from smoulder.models.comeback import stored as kept_fits
from smoulder.models.comeback.learn import groups_of
from smoulder.models.comeback.sample import Groups
from smoulder.models.comeback.stored import fit_for, shipped_fit
from smoulder.records.settings import Settings
from smoulder.store.counts import Counts

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

from build_fits import FIGURES, FOLDER, shipped_keys  # noqa: E402


@pytest.fixture(scope="module")
def groups() -> Groups:
    return groups_of(Counts(), date.max)


def test_every_fit_that_ships_has_the_key_of_today_and_none_is_missing(groups: Groups) -> None:
    wanted = {f"{key}.json.gz" for _, key in shipped_keys(groups)}
    there = {path.name for path in (FIGURES / FOLDER).iterdir()}
    assert there == wanted, "run `python scripts/build_fits.py`"


def test_another_setting_has_no_fit_that_ships(groups: Groups) -> None:
    key = kept_fits.key_of_fit(groups, Settings(lull_months=4), 2019 * 12 + 11)
    assert shipped_fit(key) is None


@pytest.mark.slow
def test_a_fit_that_ships_says_what_one_made_here_says(
    groups: Groups, monkeypatch: pytest.MonkeyPatch
) -> None:
    month, _ = list(shipped_keys(groups))[5]
    monkeypatch.setattr(kept_fits, "_MADE", {})
    held = fit_for(groups, Settings(), month).stored()
    monkeypatch.setattr(kept_fits, "shipped_fit", lambda key: None)
    monkeypatch.setattr(kept_fits, "_MADE", {})
    made = fit_for(groups, Settings(), month).stored()
    assert _shape(held) == _shape(made)
    ours, theirs = np.array(_numbers(made)), np.array(_numbers(held))
    assert np.allclose(ours, theirs, rtol=1e-4, atol=1e-6)


def _numbers(value: object) -> list[float]:
    if isinstance(value, dict):
        return [one for key in sorted(value) for one in _numbers(value[key])]
    if isinstance(value, list):
        return [one for part in value for one in _numbers(part)]
    return [float(value)] if isinstance(value, (int, float)) else []


def _shape(value: object) -> object:
    if isinstance(value, dict):
        return {key: _shape(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_shape(part) for part in value]
    return value if isinstance(value, str) else None
