"""A window as evidence, from months to factors."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from smoulder.models.opportunity.evidence import Asked, window_evidence
from smoulder.models.opportunity.instead import what_instead
from smoulder.models.opportunity.kinds import choose_kind
from smoulder.models.opportunity.matter import Matter, find_matter
from smoulder.models.opportunity.once import before_window
from smoulder.models.opportunity.window import Window
from smoulder.models.rates.past_lulls import build_panel
from smoulder.records.errors import BadDate, NoData
from smoulder.records.month import month_index
from smoulder.records.opportunity import OpportunityResult
from smoulder.records.series import Series, YearRow
from smoulder.records.settings import Settings
from tests.models.opportunity.world import COUNTRY, FIRST, series_of, steady_series

AS_OF = date(2007, 9, 15)
ASKED = Asked(9001, "Group 9001", COUNTRY, AS_OF, seed=1, placebos=3)
WINDOW = Window(date(2007, 2, 1), date(2007, 4, 30))
PROTESTS, DEPARTURE = choose_kind("protests"), choose_kind("departure")
TO = month_index("2007-08")


def matter_of(series: list[Series], to: int = TO) -> Matter:
    return find_matter(series, 9001, COUNTRY, "inflicted", to)


def changed(series: list[Series], first: str, last: str, times: float) -> list[Series]:
    """The series with the months of the first group multiplied."""
    deaths = series[0].deaths.copy()
    deaths[month_index(first) - FIRST : month_index(last) - FIRST + 1] *= times
    return [series_of(9001, deaths), *series[1:]]


def factor(found: OpportunityResult) -> float:
    return found.factors[0].value


def test_a_group_that_rose_in_its_window_speaks_for_patience_and_one_that_did_not_against_it() -> None:
    series = steady_series()
    as_ever = window_evidence(ASKED, matter_of(series), WINDOW, PROTESTS)
    rose = window_evidence(ASKED, matter_of(changed(series, "2007-02", "2007-04", 3.0)), WINDOW, PROTESTS)
    assert as_ever.covered
    assert factor(as_ever) < 0.9
    assert factor(rose) > 1.5
    assert rose.phases[0].below > 0.95
    assert (as_ever.until, as_ever.unused) == ("2007-01", 4)


def test_below_one_half_the_power_makes_the_item_neutral_and_above_it_speaks() -> None:
    quiet = window_evidence(ASKED, matter_of(steady_series(mean=0.4, seed=3)), WINDOW, PROTESTS)
    assert quiet.power is not None
    assert quiet.power.power < 0.5
    assert quiet.neutral == "the counts could not tell"
    assert {one.log_used for one in quiet.factors} == {0.0}
    sure = replace(
        PROTESTS.effects["patience"], times=replace(PROTESTS.effects["patience"].times, low=6, mid=8, high=9)
    )
    strong = replace(PROTESTS, effects={**PROTESTS.effects, "patience": sure})
    loud = window_evidence(ASKED, matter_of(steady_series()), WINDOW, strong)
    assert loud.power is not None
    assert loud.power.power >= 0.5
    assert loud.neutral == ""
    assert [one.log_used for one in loud.factors] == pytest.approx(
        [np.log(one.value) for one in loud.factors]
    )


def test_nothing_of_the_window_or_later_reaches_what_was_expected_or_the_comeback_model() -> None:
    series = steady_series()
    other = changed(series, "2007-02", "2007-08", 20.0)
    one, two = (window_evidence(ASKED, matter_of(each), WINDOW, PROTESTS) for each in (series, other))
    assert [each.expected for each in one.phases] == [each.expected for each in two.phases]
    assert one.power == two.power
    assert one.phases[0].seen != two.phases[0].seen
    inputs = [before_window(each, WINDOW) for each in (series, other)]
    assert all(each.last == WINDOW.cut for each in inputs[0])
    for here, there in zip(*inputs, strict=True):
        assert np.array_equal(here.deaths, there.deaths)
    panels = [build_panel(each, WINDOW.cut, Settings()) for each in inputs]
    assert panels[0].lulls == panels[1].lulls
    # and a change before the window does reach both
    before = before_window(changed(series, "2007-01", "2007-01", 20.0), WINDOW)
    assert not np.array_equal(before[0].deaths, inputs[0][0].deaths)


def test_months_that_are_not_covered_leave_the_item_neutral_and_say_what_there_is() -> None:
    series = steady_series(months=80)  # to 2006-08
    matter = matter_of(series)
    found = window_evidence(ASKED, matter, WINDOW, PROTESTS)
    assert not found.covered
    assert found.neutral == "the months are not covered"
    assert {(one.value, one.log_used) for one in found.factors} == {(1.0, 0.0)}
    years = [
        YearRow(9001, year, "battle-related by dyad", COUNTRY, 31.0, 25.0, 40.0, "-") for year in (2006, 2007)
    ]
    told = " ".join(what_instead(matter, WINDOW, years, month_index("2007-12"), "Group 9001 in Norland"))
    assert "end 2006-08" in told
    assert "31 in 2007" in told
    assert "in 2006" not in told
    early = " ".join(what_instead(matter, WINDOW, years, TO, "Group 9001 in Norland"))
    assert "31 in 2007" not in early, "a year that is not over on the day is not seen"


def test_a_hole_in_the_window_is_not_covered_either() -> None:
    series = steady_series()
    deaths = series[0].deaths.copy()
    deaths[month_index("2007-03") - FIRST] = np.nan
    matter = matter_of([series_of(9001, deaths), *series[1:]])
    assert not window_evidence(ASKED, matter, WINDOW, PROTESTS).covered
    assert "gaps" in what_instead(matter, WINDOW, [], TO, "Group 9001 in Norland")[0]


def test_a_last_month_that_is_not_complete_is_left_out_and_said() -> None:
    window = Window(date(2007, 7, 1), date(2007, 9, 14))
    found = window_evidence(ASKED, matter_of(steady_series()), window, PROTESTS)
    assert found.phases[0].months == ("2007-07", "2007-08")
    assert "2007-08-31" in found.notes[0]


def test_a_departure_with_a_turn_has_two_phases_and_its_signs() -> None:
    series = changed(changed(steady_series(), "2006-07", "2006-12", 0.3), "2007-01", "2007-06", 2.5)
    window = Window(date(2006, 7, 1), date(2007, 6, 30), date(2007, 1, 1))
    found = window_evidence(ASKED, matter_of(series), window, DEPARTURE)
    assert [(one.name, one.sign) for one in found.phases] == [("before", "less"), ("after", "more")]
    assert factor(found) > 1.5


def test_the_same_seed_gives_the_same_answer_and_the_window_before_it_changes_nothing() -> None:
    matter = matter_of(steady_series())
    first = window_evidence(ASKED, matter, WINDOW, PROTESTS)
    assert window_evidence(ASKED, matter, WINDOW, PROTESTS) == first
    fewer = window_evidence(replace(ASKED, placebos=1), matter, WINDOW, PROTESTS)
    assert fewer.factors == first.factors


def test_a_window_before_the_data_is_refused_with_the_first_month_that_can_be_asked() -> None:
    with pytest.raises(BadDate, match="2002-01 or later"):
        window_evidence(
            ASKED, matter_of(steady_series()), Window(date(1999, 2, 1), date(1999, 4, 30)), PROTESTS
        )
    with pytest.raises(BadDate, match="24 of them"):
        window_evidence(
            ASKED, matter_of(steady_series()), Window(date(2001, 12, 1), date(2001, 12, 31)), PROTESTS
        )


def test_a_group_without_months_by_the_day_is_refused() -> None:
    with pytest.raises(NoData, match="no months for Norland"):
        find_matter(steady_series(), 1, COUNTRY, "inflicted", TO)
    later = [series_of(9001, np.ones(12), first=month_index("2009-01")), *steady_series()[1:]]
    with pytest.raises(NoData, match="no known month"):
        find_matter(later, 9001, COUNTRY, "inflicted", TO)
