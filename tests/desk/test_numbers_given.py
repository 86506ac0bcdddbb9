"""Numbers that an analyst writes: thousands of digits are no number, and break nothing."""

from __future__ import annotations

from typing import Any, cast

import pytest

from smoulder.desk.judge import Said, read_judgement
from smoulder.desk.leaf_numbers import parts
from smoulder.desk.practice_number import number_of
from smoulder.desk.report_reading import span_in
from smoulder.reading.page import report_from_text
from smoulder.records.errors import BadEntry

DIGITS = "9" * 5000
"""More than Python makes a whole number of."""


def test_a_share_of_numbers_without_end_is_none() -> None:
    with pytest.raises(BadEntry, match="is no likelihood"):
        number_of(f"{DIGITS} in {DIGITS}")


def test_months_of_thousands_of_digits_are_none() -> None:
    table = cast("Any", type("Table", (), {"held": type("Held", (), {"items": {}})}))  # only what is read
    with pytest.raises(BadEntry, match="a whole number of months") as refused:
        read_judgement(Said((), (), (f"{DIGITS}=30%",), 1), "Anna", table)
    assert len(str(refused.value)) < 200


def test_a_passage_at_thousands_of_digits_is_none() -> None:
    with pytest.raises(BadEntry, match="is not clear") as refused:
        span_in(f"0:{DIGITS}", report_from_text("a.txt", "The army left."))
    assert len(str(refused.value)) < 200


@pytest.mark.parametrize("odds", ["0.3333333", "2.0000004", "1000", ".001-1000"])
def test_the_middle_of_odds_lies_between_its_ends(odds: str) -> None:
    (one, _) = parts("spent", ["a=.5:x", "b=.5:y"], [f"a={odds}"], [])
    assert one.odds.low <= one.odds.mid <= one.odds.high


@pytest.mark.parametrize("odds", ["0", "1--2", "1e-300", "1e308", "1e999", "nan", "4-2"])
def test_odds_that_no_case_is_answered_with_are_refused(odds: str) -> None:
    with pytest.raises(BadEntry, match="--odds a"):
        parts("spent", ["a=.5:x", "b=.5:y"], [f"a={odds}"], [])


def test_a_leaf_is_split_into_twenty_parts_at_most() -> None:
    written = [f"part {at}=.05:x" for at in range(21)]
    assert len(parts("spent", written[1:], [], [])) == 20
    with pytest.raises(BadEntry, match="spent is split into 21 parts; 20 are the most"):
        parts("spent", written, [], [])
