"""What `smoulder scenario` answers."""

from __future__ import annotations

import pytest

from smoulder.assessment.scenario import Asked, make_scenario
from tests.assessment.at_work import QUICK, Answered, ask_once


def test_a_scenario_says_which_of_its_horizons_cannot_be_decided(
    answered: Answered, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("smoulder.assessment.scenario.ask_comeback", ask_once)
    monkeypatch.setattr("smoulder.assessment.scenario.draw_paths", lambda *_: (None, "not drawn"))
    asked = Asked(answered.case, answered.first.question, horizons=(6, 12, 24), settings=QUICK)
    told = [one for one in make_scenario(asked).notes if "cannot be decided" in one]
    assert [one.split(":")[0] for one in told] == ["The 6-month question cannot be decided"]
