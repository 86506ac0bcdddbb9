"""The two worked cases: what Smoulder would have said, how it scored, and that their pages say the same."""

from __future__ import annotations

import importlib.util
import re
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

ROOT = Path(__file__).parents[2]


@cache
def script() -> ModuleType:
    path = ROOT / "scripts" / "build_worked_cases.py"
    spec = importlib.util.spec_from_file_location("build_worked_cases", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@cache
def worked(name: str) -> Any:  # Any: a class of the script
    return script().work(next(case for case in script().CASES if case.name == name))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["iraq-2011", "iraq-2020"])
def test_the_page_says_what_the_case_gives(name: str) -> None:
    page = (ROOT / "docs" / "cases" / f"{name}.md").read_text(encoding="utf-8")
    kept, made = script().block_of(page), script().page_block(worked(name))
    number = r"[+−]?\d[\d,]*(?:\.\d+)?"
    assert re.sub(number, "#", kept) == re.sub(number, "#", made), "python scripts/build_worked_cases.py"
    figures = [
        np.array([float(one.replace(",", "").replace("−", "-")) for one in re.findall(number, text)])
        for text in (kept, made)
    ]
    # another machine may round the other way
    assert np.allclose(*figures, rtol=0.02, atol=1.01), "python scripts/build_worked_cases.py"
    scores = [np.array(re.findall(r"\d\.\d{3}", text), dtype=float) for text in (kept, made)]
    assert np.allclose(*scores, atol=0.01), "python scripts/build_worked_cases.py"


@pytest.mark.slow
def test_iraq_2011_came_back_on_the_branch_that_was_taken() -> None:
    found = worked("iraq-2011")
    assert found.scenario.question.mode == "revised"
    assert found.scenario.seen_to == "2011-11"
    assert {horizon: one.back for horizon, one in found.outcomes.items()} == {
        6: False,
        12: False,
        24: True,
        36: True,
    }
    assert {found.taken(horizon) for horizon in (6, 12, 24, 36)} == {"comes off"}
    assert found.void() == 8
    assert found.scenario.learnt.fitted_to == "2010-12"


@pytest.mark.slow
def test_iraq_2020_did_not_come_back_and_six_months_cannot_be_decided() -> None:
    found = worked("iraq-2020")
    assert {horizon: one.back for horizon, one in found.outcomes.items()} == {
        6: None,
        12: False,
        24: False,
        36: False,
    }
    assert [found.taken(horizon) for horizon in (6, 12, 24, 36)] == ["stays", "stays", "eases", ""]
    assert "2018-12" in found.scenario.counts
    assert "battle-related" in found.scenario.counts


@pytest.mark.slow
@pytest.mark.parametrize("name", ["iraq-2011", "iraq-2020"])
def test_a_worked_case_uses_no_evidence_of_its_own_country_or_of_later(name: str) -> None:
    scenario = worked(name).scenario
    for effect in scenario.branches.effects:
        assert effect.evidence
        assert all(row.until <= scenario.seen_to and row.without in ("", "Iraq") for row in effect.evidence)
    for branch in scenario.branches.branches:
        assert branch.deaths is not None
        assert branch.deaths.not_met == ()
        assert branch.deaths.effective > branch.deaths.draws / 10


def test_scores_by_hand() -> None:
    assert script().brier(0.3, True) == pytest.approx(0.49)
    assert script().log_score(0.25, False) == pytest.approx(0.2877, abs=1e-4)
