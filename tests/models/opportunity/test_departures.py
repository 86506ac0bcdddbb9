"""What past departures teach."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from smoulder.models.opportunity import departures
from smoulder.models.opportunity.departures import (
    LEAST_WINDOWS,
    RATIOS,
    PastWindow,
    learn_effect,
    load_past_windows,
    with_past,
)
from smoulder.models.opportunity.kinds import choose_kind

KIND = choose_kind("departure")
START = KIND.effects["patience"]


def windows_of(ratio: float, n: int, sure: float = 8.0) -> list[PastWindow]:
    """Windows before a departure whose counts speak for one rate ratio."""
    log = -sure * (np.log(RATIOS / ratio) ** 2 - np.log(1 / ratio) ** 2)
    return [PastWindow("Norland", f"{1990 + at // 4}-01", "A", "before", 1.0, 2.0, log) for at in range(n)]


def test_no_window_leaves_the_assumed_ranges_as_they_are() -> None:
    learnt = learn_effect([], KIND, START)
    assert learnt.use.mid == pytest.approx(START.use.mid, abs=0.02)
    assert learnt.times.mid == pytest.approx(START.times.mid, abs=0.1)
    assert learnt.times.low == pytest.approx(START.times.low, abs=0.12)


def test_groups_that_lay_low_raise_the_chance_of_use_and_groups_that_did_not_lower_it() -> None:
    low, even = (learn_effect(windows_of(ratio, 24), KIND, START) for ratio in (0.4, 1.0))
    assert low.use.mid > 0.6 > START.use.mid > even.use.mid
    assert low.use.high - low.use.low < START.use.high - START.use.low
    assert (low.windows, low.departures) == (24, 6)


def test_windows_the_wrong_way_are_no_use_of_the_time() -> None:
    assert learn_effect(windows_of(3.0, 24), KIND, START).use.mid < START.use.mid


def test_few_windows_leave_the_ranges_assumed_and_say_what_they_would_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kind, said = with_past(KIND, date(2025, 1, 1))
    assert kind == KIND
    assert "Too few past departures" in said
    assert str(len(load_past_windows(date(2025, 1, 1)))) in said
    many = tuple(windows_of(0.4, LEAST_WINDOWS + 4))
    monkeypatch.setattr(departures, "load_past_windows", lambda as_of, but: many)
    learnt, told = with_past(KIND, date(2025, 1, 1))
    assert learnt.effects["patience"].basis == "estimated"
    assert learnt.effects["patience"].n == len(many)
    assert learnt.effects["degraded"] == KIND.effects["degraded"]
    assert "not patient ones alone" in told


def test_other_kinds_learn_nothing_from_departures() -> None:
    assert with_past(choose_kind("protests"), date(2025, 1, 1)) == (choose_kind("protests"), "")


def test_only_windows_that_were_over_by_the_day_are_seen() -> None:
    every, by_2011 = load_past_windows(date(2025, 1, 1)), load_past_windows(date(2011, 12, 15))
    assert len(by_2011) < len(every)
    assert not [one for one in by_2011 if one.left == "2011-12"]
    assert load_past_windows(date(1990, 1, 1)) == ()
    assert "No past departure" in with_past(KIND, date(1990, 1, 1))[1]


def test_a_groups_own_windows_are_not_learnt_from_when_it_is_tested() -> None:
    day = date(2025, 1, 1)
    own = [one for one in load_past_windows(day) if (one.group, one.country) == ("IS", "Iraq")]
    others = load_past_windows(day, (234, "Iraq"))
    assert len(own) == 2
    assert len(others) == len(load_past_windows(day)) - 2
    assert not [one for one in others if (one.group, one.country) == ("IS", "Iraq")]


def test_the_table_gives_no_effect_the_weight_of_one() -> None:
    at = int(np.flatnonzero(RATIOS == 1.0)[0])
    assert all(one.logs[at] == 0 for one in load_past_windows(date(2025, 1, 1)))
    assert replace(START).basis == "assumed"
