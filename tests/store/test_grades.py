from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from smoulder.records.errors import PersonGiven
from smoulder.records.fix import SourceGrade
from smoulder.store.ledger import Ledger

NOW = datetime(2026, 1, 2, tzinfo=UTC)


def grade(reliability: str, since: date, name: str = "Norland Daily") -> SourceGrade:
    said = {"name": name, "reliability": reliability, "since": since, "why": "checked against our own"}
    return SourceGrade.model_validate(said)


def test_a_source_has_the_grade_of_the_day(ledger: Ledger) -> None:
    old, new = grade("C", date(2019, 1, 1)), grade("B", date(2021, 1, 1))
    other = grade("D", date(2020, 1, 1), "Ministry of Defence of Norland")
    ledger.grades.add([new, old, other], who="desk 4", now=NOW)
    assert ledger.grades.on(date(2018, 12, 31)) == {}
    assert ledger.grades.on(date(2020, 6, 1)) == {one.name: one for one in (old, other)}
    assert ledger.grades.on(date(2021, 1, 1)) == {one.name: one for one in (new, other)}
    assert ledger.grades.history("Norland Daily") == [new, old]


def test_a_later_word_on_the_same_day_holds_and_the_earlier_stays_on_record(ledger: Ledger) -> None:
    first, second = grade("C", date(2019, 1, 1)), grade("E", date(2019, 1, 1))
    assert ledger.grades.add([first, first, second], who="a", now=NOW) == [first, second]
    assert ledger.grades.add([second], who="a", now=NOW) == []
    assert ledger.grades.on(date(2020, 1, 1)) == {"Norland Daily": second}
    assert ledger.grades.history("Norland Daily") == [first, second]


def test_a_person_is_given_no_grade_and_nothing_of_the_call_is_kept(ledger: Ledger) -> None:
    person = grade("B", date(2019, 1, 1), "General John Example")
    with pytest.raises(PersonGiven, match="grades are of publishers, institutions and parties"):
        ledger.grades.add([grade("B", date(2019, 1, 1)), person], who="a", now=NOW)
    assert ledger.grades.on(date(2020, 1, 1)) == {}
