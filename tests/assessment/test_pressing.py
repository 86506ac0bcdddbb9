"""Which branches a case has, and how they are judged."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from smoulder.assessment.branches import Ahead, Pressing
from smoulder.assessment.pressing import (
    find_pressing,
    judge_branches,
    pressing_of_readings,
    pressure_known,
    rules_in_words,
)
from smoulder.reading.groups import load_registry
from smoulder.reading.pressure_calendar import load_calendar, read_calendar
from smoulder.records.calendar import Calendar
from smoulder.records.case import Question
from smoulder.store.ledger import open_ledger, pressure_on_record

EXAMPLES = Path(__file__).parents[2] / "examples"
AHEAD = Ahead((6, 12, 24, 36), 0)
OPEN_ENDED = read_calendar(
    '[[pressure]]\nkind = "air campaign"\nby = "US"\ncountry = "Iraq"\nbegan = "2011-01-01"\n'
    '[[pressure]]\nkind = "deal"\nby = "Iraq"\ncountry = "Iraq"\nbegan = "2011-01-01"\n',
    "test",
)


def question(day: date = date(2020, 1, 23)) -> Question:
    return Question(group_id=234, group="Islamic State", country="Iraq", as_of=day)


def kinds(pressing: Pressing) -> set[str]:
    return {course.kind for plan in pressing.plans for course in plan.courses}


def test_the_kind_is_the_first_that_the_record_has_in_force() -> None:
    assert kinds(find_pressing(question(), OPEN_ENDED, AHEAD)) == {"air campaign"}
    assert kinds(find_pressing(question(), OPEN_ENDED, AHEAD, "deal")) == {"deal"}


def test_what_was_known_only_after_the_day_is_not_looked_at() -> None:
    assert kinds(find_pressing(question(date(2010, 1, 1)), OPEN_ENDED, AHEAD)) == {""}


def test_a_brief_takes_the_record_before_its_reports() -> None:
    found = pressing_of_readings(question(), (), load_registry(), AHEAD, OPEN_ENDED)
    assert kinds(found) == {"air campaign"}
    assert kinds(pressing_of_readings(question(), (), load_registry(), AHEAD, Calendar())) == {""}


def test_a_kind_whose_only_entry_was_corrected_to_another_country_is_not_in_force() -> None:
    (wrong, deal) = OPEN_ENDED.entries
    there = wrong.model_copy(update={"country": "Syria", "supersedes": wrong.id})
    record = Calendar(entries=(wrong, deal, there))
    assert kinds(find_pressing(question(), record, AHEAD)) == {"deal"}


def test_a_brief_whose_record_was_corrected_away_goes_by_its_reports() -> None:
    (wrong, _) = OPEN_ENDED.entries
    there = wrong.model_copy(update={"country": "Syria", "supersedes": wrong.id})
    record = Calendar(entries=(wrong, there))
    assert pressure_known(question(), (), load_registry(), record) == Calendar()
    assert pressure_known(question(), (), load_registry(), Calendar(entries=(wrong,))).entries == (wrong,)


def test_iraq_2020_stayed_for_a_year_then_eased_and_then_nobody_counted() -> None:
    record = load_calendar(EXAMPLES / "pressure-iraq-2020.toml")
    pressing = find_pressing(question(), record, AHEAD)
    answers = {
        (one.branch, one.horizon): one.answer
        for one in judge_branches(pressing, question(), record, AHEAD.horizons)
    }
    assert answers["stays", 12] == "taken"
    assert answers["eases", 24] == "taken"
    assert answers["eases", 36] == "not known"
    assert {answers["comes off", horizon] for horizon in AHEAD.horizons} == {"not taken"}


@pytest.mark.parametrize("horizon", [6, 12, 24, 36])
def test_at_most_one_branch_is_taken(horizon: int) -> None:
    for name, day in (("2011", date(2011, 12, 15)), ("2020", date(2020, 1, 23))):
        record = load_calendar(EXAMPLES / f"pressure-iraq-{name}.toml")
        pressing = find_pressing(question(day), record, AHEAD)
        verdicts = judge_branches(pressing, question(day), record, (horizon,))
        assert sum(one.answer == "taken" for one in verdicts) <= 1


def test_rules_name_the_day_and_say_when_a_question_is_void() -> None:
    record = load_calendar(EXAMPLES / "pressure-iraq-2020.toml")
    rules = rules_in_words(find_pressing(question(), record, AHEAD).plans, date(2020, 1, 23))
    assert all("2020-01-23" in one and one.endswith("else void") for one in rules.values())


def test_the_record_of_a_folder_without_a_ledger_is_empty_and_makes_none(tmp_path: Path) -> None:
    assert pressure_on_record(tmp_path).entries == ()
    assert list(tmp_path.iterdir()) == []


def test_the_record_of_a_folder_is_what_its_ledger_holds(tmp_path: Path) -> None:
    from datetime import UTC, datetime

    with open_ledger(tmp_path) as ledger:
        ledger.pressure.add(OPEN_ENDED.entries, now=datetime(2026, 1, 2, tzinfo=UTC))
    assert pressure_on_record(tmp_path).digest() == OPEN_ENDED.digest()
    assert Calendar().digest() != OPEN_ENDED.digest()
