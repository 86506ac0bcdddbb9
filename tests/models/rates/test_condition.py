"""Conditions as they are typed: read, refused with a cure, and true of the cases they speak of."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoulder.models.rates.condition import parse_condition
from smoulder.models.rates.lull_covariates import lull_covariates
from smoulder.reading.groups import load_registry
from smoulder.records.errors import BadSetting, NoCountry
from smoulder.records.settings import Settings
from tests.models.rates.invented import running

TABLE = lull_covariates(Settings(), ["Sudan", "Iraq"], load_registry().country)


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("deaths=10..24", (10.0, 24.9), (9.9, 25.0)),
        ("deaths=10-24", (10.0, 24.0), (25.0,)),
        ("deaths=10–24", (10.0, 24.0), (25.0,)),
        ("deaths=100..", (100.0, 1e6), (99.9,)),
        ("deaths=100+", (100.0, 1e6), (99.9,)),
        ("deaths=..9", (0.0, 9.9), (10.0,)),
        ("deaths=0", (0.0, 0.5), (1.0,)),
        ("deaths=0,100..", (0.0, 100.0), (5.0,)),
        ("deaths!=10..24", (9.0, 25.0), (10.0, 24.0)),
        ("depth=quiet", (0.0, 24.0), (25.0,)),
        (" Depth = QUIET ", (0.0,), (25.0,)),
    ],
)
def test_a_condition_holds_where_it_says(
    text: str, inside: tuple[float, ...], outside: tuple[float, ...]
) -> None:
    condition = parse_condition(text, TABLE)
    assert all(condition.holds(running(deaths=value)) for value in inside)
    assert not any(condition.holds(running(deaths=value)) for value in outside)


@given(st.floats(0, 5000), st.integers(0, 3000), st.integers(0, 3000))
def test_a_range_holds_from_its_first_to_its_last_whole_number(value: float, one: int, other: int) -> None:
    low, high = sorted((one, other))
    condition = parse_condition(f"deaths={low}..{high}", TABLE)
    assert condition.holds(running(deaths=value)) == (low <= math.floor(value) <= high)
    assert parse_condition(f"deaths!={low}..{high}", TABLE).holds(running(deaths=value)) != condition.holds(
        running(deaths=value)
    )


@given(st.floats(0, 50_000), st.sampled_from(["deaths", "lowest", "peak", "share", "decade"]))
def test_the_word_for_a_bin_can_be_typed_and_holds_for_what_lies_in_it(value: float, name: str) -> None:
    case = running(deaths=value, peak=max(value, 25.0))
    case = replace(case, month=24_000 + int(value) % 400)
    word = TABLE[name].bin(TABLE[name].value(case))
    assert parse_condition(f"{name}={word}", TABLE).holds(case)


def test_an_unknown_value_is_only_where_it_is_asked_for() -> None:
    never = replace(running(), silence=None)
    assert not parse_condition("silence=0..", TABLE).holds(never)
    assert parse_condition("silence=0..", TABLE).unknown(never)
    assert parse_condition("silence=60..,unknown", TABLE).holds(never)
    assert parse_condition("silence!=unknown", TABLE).holds(running())


def test_countries_may_be_written_as_in_the_news() -> None:
    burma = parse_condition("country=Burma,Iraqi", TABLE)
    assert burma.words == ("Myanmar (Burma)", "Iraq")


def test_a_name_alone_means_as_the_running_lull_has_it() -> None:
    case = running(deaths=557.0)
    assert parse_condition("deaths", TABLE, case).holds(running(deaths=1100.0))
    assert not parse_condition("deaths", TABLE, case).holds(running(deaths=99.0))
    assert parse_condition("depth", TABLE, case).text == "depth subdued, as now"


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ("deths=3", "did you mean deaths?"),
        ("xyz=red", "there are depth, deaths"),
        ("age=12", "--age MONTHS"),
        ("deaths=", "write deaths=10, deaths=10..24"),
        ("deaths=1,000", "'000' is no number"),
        ("deaths=1e3", "'1e3' is no number"),
        ("deaths=..", "'..' is no number"),
        ("deaths=24..10", "write 10..24"),
        ("depth=quit", "did you mean quiet?"),
        ("type=rebels", "organised, supporters, communities, alliance, unknown"),
        ("deaths", "give --group"),
        ("=3", "there are depth"),
        ("", "there are depth"),
        ("decade=nineties", "write decade=2010s, decade=1995..2005 or decade=1995.."),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line_with_the_cure(text: str, cure: str) -> None:
    with pytest.raises(BadSetting, match="--where") as refused:
        parse_condition(text, TABLE)
    assert cure in str(refused.value)
    assert "\n" not in str(refused.value)


def test_calendar_years_are_said_without_a_comma_and_deaths_with_one() -> None:
    said = [parse_condition(text, TABLE).text for text in ("decade=1995..", "decade=1995", "deaths=1995..")]
    assert said == ["decade 1995 or more", "decade 1995", "deaths 1,995 or more"]


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        condition = parse_condition(text, TABLE)
    except (BadSetting, NoCountry):
        return
    assert condition.covariate.name in TABLE
