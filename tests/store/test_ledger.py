from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
import sqlalchemy as sa

from smoulder.records.case import Assessment, DataUse
from smoulder.records.errors import BadLedger, CannotWrite, NoCase
from smoulder.store.ledger import Ledger, open_ledger
from smoulder.store.tables import METADATA

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
Make = Callable[..., Assessment]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return open_ledger(tmp_path / "data")


def count(ledger: Ledger, table: str) -> int:
    with ledger._engine.connect() as connection:
        return int(
            connection.execute(sa.select(sa.func.count()).select_from(METADATA.tables[table])).scalar_one()
        )


def test_a_kept_assessment_comes_back_as_it_was(ledger: Ledger, make_assessment: Make) -> None:
    assessment = make_assessment()
    kept = ledger.keep(assessment, now=NOW)
    assert kept.new
    assert kept.new_answer
    assert ledger.answers(kept.case_id) == [assessment]
    (case,) = ledger.cases()
    assert (case.id, case.group, case.country) == (kept.case_id, "Embers of Norland", "Norland")
    assert (case.as_of, case.mode, case.answers) == (date(2020, 1, 23), "revised", 1)
    assert case.question == assessment.question
    assert case.created == NOW


def test_an_id_says_group_country_and_day(ledger: Ledger, make_assessment: Make) -> None:
    kept = ledger.keep(make_assessment(), now=NOW)
    stem, _, suffix = kept.case_id.rpartition("-")
    assert stem == "embers-of-norland-norland-2020-01-23"
    assert len(suffix) == 4
    assert int(suffix, 16) >= 0


def test_the_same_inputs_find_the_same_case_and_add_nothing(ledger: Ledger, make_assessment: Make) -> None:
    first = ledger.keep(make_assessment(), now=NOW)
    tables = ("cases", "answers", "reports", "case_reports")
    before = [count(ledger, table) for table in tables]
    again = ledger.keep(make_assessment(), now=NOW + timedelta(days=400))
    assert (again.case_id, again.new, again.new_answer) == (first.case_id, False, False)
    assert [count(ledger, table) for table in tables] == before


def test_the_order_of_reports_does_not_make_a_new_case(ledger: Ledger, make_assessment: Make) -> None:
    one = ledger.keep(make_assessment(texts=("First.", "Second.")), now=NOW)
    other = ledger.keep(make_assessment(texts=("Second.", "First.")), now=NOW)
    assert other.case_id == one.case_id
    assert not other.new_answer


@pytest.mark.parametrize(
    "change",
    [
        {"seed": 8},
        {"settings": {"active_line": 30.0, "seed": 7}},
        {"smoulder_version": "0.2.0"},
        {"data": (DataUse(name="GED", licence="CC BY 4.0", citation="-", vintage="27.1", what="months"),)},
    ],
    ids=["seed", "settings", "version", "vintage"],
)
def test_other_settings_seed_version_or_data_add_an_answer_to_the_case(
    ledger: Ledger, make_assessment: Make, change: dict[str, object]
) -> None:
    first = ledger.keep(make_assessment(), now=NOW)
    second = ledger.keep(make_assessment(**change), now=NOW)
    assert (second.case_id, second.new, second.new_answer) == (first.case_id, False, True)
    assert ledger.answers(first.case_id) == [make_assessment(), make_assessment(**change)]


@pytest.mark.parametrize(
    "change",
    [{"as_of": date(2020, 1, 24)}, {"mode": "known-then"}, {"country": "Sudland"}, {"group_id": 9002}],
)
def test_another_question_is_another_case(
    ledger: Ledger, make_assessment: Make, change: dict[str, object]
) -> None:
    first = make_assessment()
    other = make_assessment(question=first.question.model_copy(update=change))
    assert ledger.keep(first, now=NOW).case_id != ledger.keep(other, now=NOW).case_id
    assert len(ledger.cases()) == 2


def test_other_reports_are_another_case(ledger: Ledger, make_assessment: Make) -> None:
    one = ledger.keep(make_assessment(texts=("First.",)), now=NOW)
    both = ledger.keep(make_assessment(texts=("First.", "Second.")), now=NOW)
    assert one.case_id != both.case_id
    assert count(ledger, "reports") == 2
    assert count(ledger, "case_reports") == 3


def test_cases_whose_keys_begin_alike_get_longer_ids(
    ledger: Ledger, make_assessment: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = iter(["7f3a1" + 59 * "0", "7f3a2" + 59 * "0"])
    monkeypatch.setattr("smoulder.store.ledger.case_key", lambda _: next(keys))
    one = ledger.keep(make_assessment(texts=("First.",)), now=NOW)
    other = ledger.keep(make_assessment(texts=("Second.",)), now=NOW)
    assert one.case_id.endswith("-7f3a")
    assert other.case_id.endswith("-7f3a2000")


def test_the_time_of_keeping_is_kept_whatever_its_zone(ledger: Ledger, make_assessment: Make) -> None:
    ledger.keep(make_assessment(), now=NOW.astimezone(timezone(timedelta(hours=5))))
    assert ledger.cases()[0].created == NOW


def test_a_name_of_a_person_stands_only_in_answers(ledger: Ledger, make_assessment: Make) -> None:
    ledger.keep(make_assessment(), now=NOW)
    with ledger._engine.connect() as connection:
        for table in METADATA.tables.values():
            for row in connection.execute(sa.select(table)).mappings():
                held = [column for column, value in row.items() if "Ann Example" in str(value)]
                assert held == (["answer"] if table.name == "answers" else [])


def test_an_unknown_case_is_said_with_the_way_to_find_one(ledger: Ledger) -> None:
    for ask in (ledger.case, ledger.answers):
        with pytest.raises(NoCase, match=r"no case 'nope-1'.*case list"):
            ask("nope-1")


def test_an_empty_ledger_has_no_cases(ledger: Ledger) -> None:
    assert ledger.cases() == []


def test_a_ledger_is_there_again_when_it_is_opened_again(tmp_path: Path, make_assessment: Make) -> None:
    with open_ledger(tmp_path) as ledger:
        kept = ledger.keep(make_assessment(), now=NOW)
    with open_ledger(tmp_path) as ledger:
        assert ledger.case(kept.case_id).answers == 1


def test_a_failure_half_way_keeps_nothing(
    ledger: Ledger, make_assessment: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> bool:
        raise RuntimeError("the lights went out")

    monkeypatch.setattr("smoulder.store.ledger._add_answer", fail)
    with pytest.raises(RuntimeError, match="lights"):
        ledger.keep(make_assessment(), now=NOW)
    assert [count(ledger, table) for table in ("cases", "reports", "case_reports")] == [0, 0, 0]


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotWrite, match=r"file/data cannot be made .*--data"):
        open_ledger(tmp_path / "file" / "data")


def test_a_file_that_is_no_ledger_is_named_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "ledger.sqlite").write_text("This is no database. " * 100)
    with pytest.raises(BadLedger, match=r"ledger\.sqlite is no ledger .*--data"):
        open_ledger(tmp_path)
    assert (tmp_path / "ledger.sqlite").read_text().startswith("This is no database.")


def test_a_folder_in_place_of_the_ledger_is_named(tmp_path: Path) -> None:
    (tmp_path / "ledger.sqlite").mkdir()
    with pytest.raises(CannotWrite, match=r"ledger\.sqlite cannot be used"):
        open_ledger(tmp_path)
