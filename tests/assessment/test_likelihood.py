"""Likelihoods in words, numbers and ranges."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.assessment.hypothesis import LEAVES
from smoulder.assessment.likelihood import (
    KINDS,
    LEAST,
    MOST,
    by_favour,
    likelihoods,
    parse_likelihood,
    wide_ranges,
    word_ranges,
)
from smoulder.reading.scales import load_scale
from smoulder.records.errors import BadEntry


@pytest.mark.parametrize(
    ("text", "low", "mid", "high"),
    [
        ("unlikely", 0.2, 0.325, 0.45),
        ("Highly  Probable", 0.8, 0.875, 0.95),
        ("even", 0.45, 0.5, 0.55),
        ("roughly even odds", 0.45, 0.5, 0.55),
        ("0.3", 0.3, 0.3, 0.3),
        (".3", 0.3, 0.3, 0.3),
        ("30 %", 0.3, 0.3, 0.3),
        ("30 percent", 0.3, 0.3, 0.3),
        ("0.2-0.4", 0.2, 0.3, 0.4),
        ("0,2 – 0,4", 0.2, 0.3, 0.4),
        ("20-40 %", 0.2, 0.3, 0.4),
        ("20 % to 40%", 0.2, 0.3, 0.4),
    ],
)
def test_a_likelihood_is_read_as_it_is_written(text: str, low: float, mid: float, high: float) -> None:
    found = parse_likelihood(text)
    assert (found.low, found.mid, found.high) == pytest.approx((low, mid, high))


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ("unlikley", "did you mean 'unlikely'?"),
        ("banana", "write a word such as 'unlikely'"),
        ("", "write a word"),
        ("30", "write 30 % or 0.3"),
        ("120 %", "above 100 %"),
        ("0", "0.001 at least"),
        ("100 %", "0.999 at most"),
        ("0.4-0.2", "write 0.2 to 0.4"),
        ("20 % - 0.4.1", "is no likelihood"),
        ("-0.3", "is no likelihood"),
    ],
)
def test_what_cannot_be_a_likelihood_is_refused_with_a_cure(text: str, cure: str) -> None:
    with pytest.raises(BadEntry, match=re.escape(cure)) as refused:
        parse_likelihood(text)
    assert "\n" not in str(refused.value)


@given(st.integers(1, 999), st.integers(1, 999))
@settings(max_examples=100, deadline=None)
def test_any_share_is_read_back_whether_in_per_cent_or_not(one: int, other: int) -> None:
    low, high = sorted((one, other))
    as_share = parse_likelihood(f"{low / 1000}-{high / 1000}")
    in_percent = parse_likelihood(f"{low / 10}-{high / 10} %")
    assert as_share == in_percent
    assert (as_share.low, as_share.high) == (low / 1000, high / 1000)
    assert as_share.low <= as_share.mid <= as_share.high


@given(st.text(max_size=20))
@settings(max_examples=200, deadline=None)
def test_any_text_is_a_likelihood_within_bounds_or_is_refused(text: str) -> None:
    try:
        found = parse_likelihood(text)
    except BadEntry:
        return
    assert LEAST <= found.low <= found.mid <= found.high <= MOST


def test_every_term_of_the_scale_and_every_synonym_is_a_range() -> None:
    for term in load_scale("ICD 203").terms:
        for word in (term.word, *term.synonyms):
            found = parse_likelihood(word)
            assert (found.low, found.high, found.word) == (term.low, term.high, word)


def test_a_default_reaches_into_the_words_beside_it() -> None:
    ranges = list(wide_ranges().values())
    for below, one, above in zip(ranges, ranges[1:], ranges[2:], strict=False):
        assert one.low == below.mid < one.mid < above.mid == one.high
    for word, wide in wide_ranges().items():
        exact = word_ranges()[word]
        assert wide.low <= exact.low < exact.high <= wide.high
        assert wide.mid == exact.mid


def test_every_kind_has_a_likelihood_under_every_leaf_and_a_reason() -> None:
    for kind, known in KINDS.items():
        found = likelihoods(kind)
        assert found is not None
        assert tuple(found) == LEAVES
        assert all(one.word for one in found.values())
        assert len(known.why) > 20


def test_no_kind_is_as_likely_under_every_leaf() -> None:
    for kind in KINDS:
        found = likelihoods(kind)
        assert found is not None
        assert len(set(found.values())) > 1


def test_a_direction_alone_is_likely_against_unlikely() -> None:
    found = by_favour(("degraded",), ("patience",))
    assert (found["degraded"].word, found["patience"].word) == ("likely", "unlikely")
    assert found["moved"].word == "roughly even chance"
