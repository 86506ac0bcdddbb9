"""Numbers in words lose nothing and link what they should."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from smoulder.brief.numbers import linked, percent, points, spread, tidy


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_linking_numbers_keeps_the_text(text: str) -> None:
    assert "".join(run.text for run in linked(text, "there")) == tidy(text)


@given(st.floats(0, 1))
def test_a_chance_is_never_rounded_to_none_or_all(value: float) -> None:
    shown = percent(value)
    assert (shown == "0\u00a0%") == (value == 0)
    assert (shown == "100\u00a0%") == (value == 1)


@given(st.floats(0, 1), st.floats(0, 1))
def test_bounds_are_whole_per_cent(low: float, high: float) -> None:
    assert spread(*sorted((low, high))).endswith("%")


def test_what_is_no_number_is_called_unknown() -> None:
    assert percent(float("nan")) == "unknown"
    assert spread(float("nan"), 0.5) == "unknown"
    assert points(float("inf")) == "0"


def test_counts_are_linked_and_years_are_not() -> None:
    runs = linked("1,114 deaths in 2019, up 40 % within 12 months (90 % interval 3–9)", "there")
    assert [run.text for run in runs if run.to] == ["1,114", "40\u00a0%", "3–9"]
