"""The class of a running lull: like it in deaths and age, and widened in a set order."""

from collections.abc import Callable

import pytest

from smoulder.models.rates.classes import Span, Step, choose_class, ladder
from smoulder.models.rates.past_lulls import EVERY, Landmark, Panel, find_landmarks
from smoulder.records.errors import NoLulls
from smoulder.records.settings import Settings
from tests.models.rates.invented import many, panel, quiet_for, running

LARGE, SUBDUED = (100.0, float("inf")), (25.0, float("inf"))
NONE, QUIET = (0.0, 1.0), (0.0, 25.0)


def test_a_subdued_lull_gives_up_age_before_deaths_and_deaths_before_depth() -> None:
    steps = list(ladder(running(age=2, deaths=557.0), Settings()))
    assert steps == [Step(age, deaths) for deaths in (LARGE, SUBDUED, EVERY) for age in (2, 1, 0)]


def test_a_quiet_lull_gives_up_deaths_before_two_thirds_of_its_age() -> None:
    steps = list(ladder(running(age=3, deaths=0.0), Settings()))
    assert steps[:6] == [Step(age, deaths) for deaths in (NONE, QUIET) for age in (3, 2, 1)]
    assert steps[6:] == [Step(0, NONE), Step(0, QUIET), *(Step(age, EVERY) for age in (3, 2, 1, 0))]


@pytest.mark.parametrize(
    ("deaths", "span"),
    [
        (557.0, LARGE),
        (100.0, LARGE),
        (99.9, (25.0, 100.0)),
        (27.0, (25.0, 100.0)),
        (24.9, (10.0, 25.0)),
        (0.9, NONE),
    ],
)
def test_a_class_begins_with_lulls_of_the_same_order_of_deaths(deaths: float, span: Span) -> None:
    assert next(ladder(running(deaths=deaths), Settings())) == Step(6, span)


def in_panel(past: Panel) -> Callable[[int, Span], list[Landmark]]:
    return lambda age, deaths: find_landmarks(past, age, deaths=deaths)


def test_a_thin_class_is_widened_and_the_steps_are_kept() -> None:
    chosen = choose_class(in_panel(panel(many(10, 20))), running(deaths=300.0), Settings())
    # at 6 months all are without a death; in the month they were known each had 40 in twelve months
    assert chosen.words == "past lulls from the month they were known, subdued then"
    assert (chosen.age, len(chosen.landmarks)) == (0, 30)
    assert [step.rpartition(": ")[2] for step in chosen.widened] == ["0", "0"]
    assert "100 deaths or more" in chosen.widened[0]


def test_an_age_that_too_few_reached_falls_back_to_the_oldest_age_with_enough() -> None:
    chosen = choose_class(in_panel(panel(many(10, 20))), running(age=150), Settings())
    # the ten that come back do so after 15 months; the others are followed for 62
    assert chosen.age == 61
    assert len(chosen.landmarks) == 20


def test_few_lulls_in_all_are_used_all_from_the_start() -> None:
    chosen = choose_class(in_panel(panel([quiet_for(24, 30.0, 1)])), running(), Settings())
    assert (chosen.age, len(chosen.landmarks)) == (0, 1)


def test_no_lull_at_all_is_an_error() -> None:
    def nothing(age: int, deaths: Span) -> list[Landmark]:
        return []

    with pytest.raises(NoLulls, match="later as-of day"):
        choose_class(nothing, running(), Settings())
