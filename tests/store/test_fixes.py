from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from smoulder.records.errors import FixedMeanwhile
from smoulder.records.fix import Fix
from smoulder.store.fixes import UnlessFixed
from smoulder.store.ledger import Ledger

NOW = datetime(2026, 1, 2, tzinfo=UTC)
A, B = 64 * "a", 64 * "b"


def fix(sha256: str = A, start: int = 10, was: str = "the mayor", now: str = "the minister") -> Fix:
    return Fix(
        sha256=sha256, part="speaker", start=start, end=start + 5, was=was, now=now, rule="quote: nearest"
    )


def test_a_correction_is_kept_with_who_when_and_why(ledger: Ledger) -> None:
    (kept,) = ledger.fixes.add([fix()], who="desk 4", why="it says so two lines on", now=NOW)
    assert ledger.fixes.of([A]) == [kept]
    assert (kept.fix, kept.who, kept.why, kept.at) == (fix(), "desk 4", "it says so two lines on", NOW)
    assert ledger.fixes.of([B]) == []


def test_the_same_word_again_adds_nothing_and_another_stands_beside_it(ledger: Ledger) -> None:
    back = fix(was="the minister", now="the mayor")
    for one in (fix(), fix(), back, fix(), fix(start=50), fix(sha256=B)):
        ledger.fixes.add([one], who="a", why="", now=NOW + timedelta(days=1))
    assert [kept.fix for kept in ledger.fixes.of([B, A])] == [
        fix(), back, fix(), fix(start=50), fix(sha256=B),
    ]  # fmt: skip


def test_a_correction_is_kept_with_the_case_in_which_it_was_made(ledger: Ledger) -> None:
    (kept,) = ledger.fixes.add([fix()], who="a", why="", now=NOW, case_id="one")
    ledger.fixes.add([fix(start=50)], who="a", why="", now=NOW)
    assert kept.case_id == "one"
    assert [one.case_id for one in ledger.fixes.of([A])] == ["one", ""]


@pytest.mark.parametrize(
    ("wanted", "seen", "clash"),
    [
        (fix(start=12), 0, True),
        (fix(start=12), 1, False),
        (fix(start=15), 0, False),
        (fix(start=5), 0, False),
        (Fix(sha256=A, part="country", now="Iraq"), 0, False),
        (Fix(sha256=A, part="published", now="2020-01-02"), 1, True),
        (Fix(sha256=A, part="published", now="2020-01-02"), 2, False),
    ],
)
def test_what_others_corrected_since_one_looked_is_told_and_nothing_is_kept(
    ledger: Ledger, wanted: Fix, seen: int, clash: bool
) -> None:
    there = [fix(), Fix(sha256=A, part="published", now="2020-01-01")]
    ledger.fixes.add(there, who="Bob", why="", now=NOW)
    if not clash:
        ledger.fixes.add([wanted], who="Ann", why="", now=NOW, unless=UnlessFixed(seen))
        assert [one.who for one in ledger.fixes.of([A])] == ["Bob", "Bob", "Ann"]
        return
    more = fix(start=90)
    with pytest.raises(FixedMeanwhile) as told:
        ledger.fixes.add([more, wanted], who="Ann", why="", now=NOW, unless=UnlessFixed(seen))
    assert [one.fix for one in told.value.others] == [there[seen]]
    assert [one.fix for one in ledger.fixes.of([A])] == there


def test_errors_are_counted_by_the_rule_that_made_them(ledger: Ledger) -> None:
    other = Fix(sha256=A, part="claim", start=1, end=9, was="x", now="", rule="claim: hedge")
    ledger.fixes.add([fix(), fix(start=50), other], who="a", why="", now=NOW)
    assert ledger.fixes.by_rule() == {"quote: nearest": 2, "claim: hedge": 1}
