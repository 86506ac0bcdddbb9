from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
import sqlalchemy as sa

from smoulder.records.case import Assessment, DataUse
from smoulder.records.change import ItemMark, Note
from smoulder.records.errors import BadLedger, CannotWrite, NoCase, PersonGiven
from smoulder.store.ledger import Ledger, open_ledger
from smoulder.store.tables import ANSWERS, METADATA

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
Make = Callable[..., Assessment]


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
    tables = ("cases", "answers", "reports", "entries", "questions", "forecasts")
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


def test_a_case_that_comes_back_to_what_it_rested_on_has_a_new_answer(
    ledger: Ledger, make_assessment: Make
) -> None:
    seeds = [7, 8, 7, 7, 8, 8, 7]
    new = [
        ledger.keep(make_assessment(seed=seed), now=NOW + timedelta(hours=at)).new_answer
        for at, seed in enumerate(seeds)
    ]
    assert new == [True, True, True, False, True, False, True]
    (case,) = ledger.cases()
    assert [one.seed for one in ledger.answers(case.id)] == [7, 8, 7, 8, 7]


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


def test_a_later_report_joins_the_case_and_adds_an_answer(ledger: Ledger, make_assessment: Make) -> None:
    one = ledger.keep(make_assessment(texts=("First.",)), now=NOW)
    both = ledger.keep(make_assessment(texts=("First.", "Second.")), now=NOW, who="desk 4")
    assert (both.case_id, both.new, both.new_answer) == (one.case_id, False, True)
    first, second = ledger.log.entries(one.case_id)
    assert (first.who, second.who) == ("smoulder", "desk 4")
    assert ledger.file(one.case_id).read == tuple(
        reading.report.sha256 for reading in make_assessment(texts=("First.", "Second.")).readings
    )


def test_a_label_tells_cases_of_one_question_apart(ledger: Ledger, make_assessment: Make) -> None:
    plain = ledger.keep(make_assessment(), now=NOW)
    other = ledger.keep(make_assessment(), now=NOW, label="without the drone strike")
    assert other.new
    assert other.case_id != plain.case_id
    assert ledger.case(other.case_id).label == "without the drone strike"
    assert ledger.find_case(make_assessment().question, "without the drone strike") == other.case_id


def test_a_case_can_be_opened_before_it_has_an_answer(ledger: Ledger, make_assessment: Make) -> None:
    question = make_assessment().question
    assert ledger.find_case(question) is None
    opened = ledger.open_case(question, "", NOW, "desk 4")
    assert opened.new
    assert ledger.case(opened.case_id).answers == 0
    assert not ledger.open_case(question, "", NOW, "desk 5").new
    kept = ledger.keep(make_assessment(), now=NOW)
    assert (kept.case_id, kept.new, kept.new_answer) == (opened.case_id, False, True)


def test_a_case_about_a_person_is_refused(ledger: Ledger, make_assessment: Make) -> None:
    question = make_assessment().question.model_copy(update={"group": "General John Example"})
    with pytest.raises(PersonGiven, match="never persons"):
        ledger.open_case(question, "", NOW, "desk 4")
    with pytest.raises(PersonGiven, match="never persons"):
        ledger.keep(make_assessment(question=question), now=NOW)
    with pytest.raises(PersonGiven, match="label 'General John Example'"):
        ledger.open_case(make_assessment().question, "General John Example", NOW)
    assert ledger.cases() == []
    case = ledger.open_case(make_assessment().question, "", NOW)
    with pytest.raises(PersonGiven, match="never persons"):
        ledger.keep(make_assessment(question=question), now=NOW, case_id=case.case_id)
    assert ledger.answers(case.case_id) == []


def test_an_answer_goes_to_the_case_it_was_asked_for_though_its_day_has_moved_on(
    ledger: Ledger, make_assessment: Make
) -> None:
    first = ledger.keep(make_assessment(), now=NOW)
    moved = make_assessment().question.model_copy(update={"as_of": date(2020, 3, 1)})
    later = ledger.keep(make_assessment(question=moved), now=NOW, case_id=first.case_id)
    assert (later.case_id, later.new_answer) == (first.case_id, True)
    assert ledger.answers(first.case_id, last=1)[0].question.as_of == date(2020, 3, 1)
    with pytest.raises(NoCase, match="nope"):
        ledger.keep(make_assessment(), now=NOW, case_id="nope")


def test_a_changed_case_file_adds_an_answer_and_a_remark_does_not(
    ledger: Ledger, make_assessment: Make
) -> None:
    name = ledger.keep(make_assessment(), now=NOW).case_id

    def kept_again() -> bool:
        return ledger.keep(make_assessment(), now=NOW, file=ledger.file(name)).new_answer

    assert not kept_again()
    ledger.log.add(name, [Note(text="look again in spring")], who="desk 4", why="", now=NOW)
    assert not kept_again()
    ledger.log.add(name, [ItemMark(item="e123456", rejected=True)], who="desk 4", why="hearsay", now=NOW)
    assert kept_again()
    assert not kept_again()


def test_a_corrected_reading_adds_an_answer(ledger: Ledger, make_assessment: Make) -> None:
    ledger.keep(make_assessment(), now=NOW)
    (reading,) = make_assessment().readings
    said = reading.statements[0].model_copy(update={"speaker": "the ministry"})
    corrected = reading.model_copy(update={"statements": (said,)})
    assert ledger.keep(make_assessment(readings=(corrected,)), now=NOW).new_answer


def test_an_answer_notes_the_last_entry_it_rests_on(ledger: Ledger, make_assessment: Make) -> None:
    def entries() -> list[int | None]:
        with ledger._engine.connect() as connection:
            return list(connection.execute(sa.select(ANSWERS.c.entry).order_by(ANSWERS.c.number)).scalars())

    name = ledger.keep(make_assessment(), now=NOW).case_id
    assert entries() == [1]
    saw = ledger.file(name)
    ledger.log.add(name, [ItemMark(item="e123456", rejected=True)], who="other", why="", now=NOW)
    ledger.keep(make_assessment(texts=("First.",)), now=NOW, file=saw)
    ledger.keep(make_assessment(texts=("First.",)), now=NOW, file=ledger.file(name))
    assert entries() == [1, 1, 3]
    assert [entry.change.what for entry in ledger.log.entries(name)] == ["report", "mark", "report"]


def test_cases_whose_keys_begin_alike_get_longer_ids(
    ledger: Ledger, make_assessment: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = iter(["7f3a1" + 59 * "0", "7f3a2" + 59 * "0"])
    monkeypatch.setattr("smoulder.store.case_rows.case_key", lambda *_: next(keys))
    one = ledger.keep(make_assessment(), now=NOW)
    other = ledger.keep(make_assessment(), now=NOW)
    assert one.case_id.endswith("-7f3a")
    assert other.case_id.endswith("-7f3a2000")


def test_the_time_of_the_last_answer_is_told(ledger: Ledger, make_assessment: Make) -> None:
    opened = ledger.open_case(make_assessment().question, "desk", NOW).case_id
    assert ledger.answered(opened) is None
    name = ledger.keep(make_assessment(), now=NOW).case_id
    ledger.keep(make_assessment(seed=8), now=NOW + timedelta(days=2))
    assert ledger.answered(name) == NOW + timedelta(days=2)
    with pytest.raises(NoCase):
        ledger.answered("none")


def test_the_time_of_keeping_is_kept_whatever_its_zone(ledger: Ledger, make_assessment: Make) -> None:
    ledger.keep(make_assessment(), now=NOW.astimezone(timezone(timedelta(hours=5))))
    assert ledger.cases()[0].created == NOW


def test_a_name_of_a_person_stands_only_in_kept_texts(ledger: Ledger, make_assessment: Make) -> None:
    ledger.keep(make_assessment(), now=NOW)
    with ledger._engine.connect() as connection:
        held = {
            (table.name, column)
            for table in METADATA.tables.values()
            for row in connection.execute(sa.select(table)).mappings()
            for column, value in row.items()
            if "Ann Example" in str(value)
        }
    assert held == {("answers", "answer"), ("reports", "raw"), ("passages", "text")}


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

    monkeypatch.setattr("smoulder.store.ledger.add_answer", fail)
    with pytest.raises(RuntimeError, match="lights"):
        ledger.keep(make_assessment(), now=NOW)
    assert [count(ledger, table) for table in ("cases", "reports", "entries")] == [0, 0, 0]


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
