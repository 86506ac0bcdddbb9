"""Shares that add up as they are printed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from smoulder.brief.numbers import percent as of_brief
from smoulder.web.page import percent
from smoulder.web.views.shares import printed_shares, share_words

SHARES = st.lists(st.integers(0, 9999), min_size=1, max_size=12).filter(any)


@given(SHARES, st.integers(0, 2))
def test_whatever_is_shared_adds_up_to_a_hundred(parts: list[int], digits: int) -> None:
    shares = [one / sum(parts) for one in parts]
    told = printed_shares(shares, digits)
    assert round(sum(map(float, told)), digits) == 100


@given(SHARES, st.integers(0, 2))
def test_no_share_is_printed_a_whole_unit_off(parts: list[int], digits: int) -> None:
    shares = [one / sum(parts) for one in parts]
    unit = 10.0**-digits
    told = printed_shares(shares, digits)
    assert all(abs(float(one) - 100 * share) < unit + 1e-9 for one, share in zip(told, shares, strict=True))


@given(SHARES, st.integers(0, 2))
def test_only_what_is_ruled_out_is_printed_as_none(parts: list[int], digits: int) -> None:
    shares = [one / sum(parts) for one in parts]
    for printed, share in zip(printed_shares(shares, digits), shares, strict=True):
        words = share_words(printed, share)
        assert words.startswith("under ") == (share > 0 and not float(printed))
        assert words.endswith(" %")


@given(st.one_of(st.floats(0, 1), st.floats(0, 0.01), st.floats(0.99, 1)))
def test_a_page_prints_a_chance_as_a_brief_does(chance: float) -> None:
    assert percent(chance) == of_brief(chance).replace("\u00a0", " ")
