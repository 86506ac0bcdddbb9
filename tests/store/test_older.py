"""Upgrading an older data folder keeps everything that it held."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from smoulder.records.case import Assessment
from smoulder.records.change import ReportPut
from smoulder.store.case_id import case_key
from smoulder.store.ledger import Ledger, open_ledger
from smoulder.store.migrations import HEAD
from smoulder.store.migrations.versions.v0003_case_log import question_key
from smoulder.store.passage_query import parse_query
from smoulder.store.passages import Wanted
from tests.conftest import build_assessment
from tests.store.in_lull import in_lull
from tests.store.older_folders import FIRST, LATER, OLDER, SECOND, TEXTS, older_folder

NOW = datetime(2026, 1, 2, tzinfo=UTC)


@pytest.fixture(params=OLDER, ids=lambda dump: dump.stem)
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return older_folder(request.param, tmp_path / "data")


def sha256s(*texts: str) -> tuple[str, ...]:
    return tuple(one.report.sha256 for one in build_assessment(texts=texts).readings)


def as_older(answer: Assessment) -> Assessment:
    """An answer as the older ledgers hold it: in version 1 of its form."""
    return answer.model_copy(update={"schema_version": "1"})


def test_each_step_but_the_last_has_a_folder() -> None:
    assert [dump.stem for dump in OLDER] == [f"{step:04}" for step in range(1, int(HEAD))]


def test_every_case_and_answer_is_there_under_its_id(older: Path) -> None:
    with open_ledger(older) as ledger:
        assert [(case.id, case.answers) for case in ledger.cases()] == [(FIRST, 2), (SECOND, 1), (LATER, 1)]
        assert ledger.answers(FIRST) == [
            as_older(build_assessment(texts=TEXTS[:1], seed=seed)) for seed in (7, 8)
        ]
        assert ledger.answers(SECOND) == [as_older(build_assessment(texts=(TEXTS[1], TEXTS[0])))]
        assert ledger.case(FIRST).created == datetime(2025, 1, 1, 1, tzinfo=UTC)


def test_the_oldest_case_of_a_question_is_the_one_that_later_reports_join(older: Path) -> None:
    with open_ledger(older) as ledger:
        kept = ledger.keep(build_assessment(texts=(*TEXTS, "A third report.")), now=NOW)
        assert (kept.case_id, kept.new, kept.new_answer) == (FIRST, False, True)
        assert len(ledger.file(FIRST).read) == 3
        assert len(ledger.file(SECOND).read) == 2


def test_the_reports_of_a_case_are_entries_of_its_log_and_keep_their_texts(older: Path) -> None:
    with open_ledger(older) as ledger:
        (entry,) = ledger.log.entries(FIRST)
        assert isinstance(entry.change, ReportPut)
        assert (entry.who, entry.at) == ("smoulder", datetime(2025, 1, 1, 1, tzinfo=UTC))
        assert ledger.file(SECOND).read == sha256s(TEXTS[1], TEXTS[0])
        assert ledger.file(LATER).read == ()
        assert [ledger.reports.report(one).raw for one in sha256s(*TEXTS)] == list(TEXTS)
        last = sa.text("SELECT case_id, entry FROM answers ORDER BY number")
        with ledger._engine.connect() as connection:
            assert connection.execute(last).all() == [(FIRST, 1), (SECOND, 3), (FIRST, 1), (LATER, None)]


def test_the_calendar_is_there(tmp_path: Path) -> None:
    by_step = {}
    for dump in OLDER:
        with open_ledger(older_folder(dump, tmp_path / dump.stem)) as ledger:
            by_step[dump.stem] = [(one.entry.by, one.analyst) for one in ledger.pressure.entries()]
    assert by_step == {
        "0001": [],
        "0002": [("Sudland", "desk 4")],
        "0003": [("Sudland", "desk 4")],
        "0004": [("Sudland", "desk 4")],
    }


def test_the_questions_of_older_answers_are_asked_with_what_was_forecast_then(tmp_path: Path) -> None:
    folder = older_folder(OLDER[-1], tmp_path)
    engine = sa.create_engine(f"sqlite:///{folder}/ledger.sqlite")
    with engine.begin() as to:
        line = sa.text("UPDATE answers SET answer = :answer WHERE number = 3")
        to.execute(line, {"answer": in_lull(seed=8).model_dump_json(by_alias=True)})
    engine.dispose()
    with open_ledger(folder) as ledger:
        comeback, major = ledger.asked.questions(FIRST)
        assert (comeback.topic, major.topic, comeback.line) == ("comeback", "major", 60.0)
        (forecast,) = ledger.asked.forecasts(comeback.id)
        assert (forecast.value, forecast.made) == (0.3, datetime(2025, 1, 1, 3, tzinfo=UTC))


def test_an_older_case_is_found_by_its_words(older: Path) -> None:
    with open_ledger(older) as ledger:
        assert [case.id for case in ledger.search("embers norland 2020-03")] == [LATER]
        assert ledger.search("Example") == []


def test_an_upgrade_is_done_once_and_changes_nothing_the_second_time(older: Path) -> None:
    def everything(ledger: Ledger) -> list[list[object]]:
        with ledger._engine.connect() as connection:
            tables = sorted(sa.inspect(connection).get_table_names())
            return [list(connection.exec_driver_sql(f"SELECT * FROM {name}")) for name in tables]

    with open_ledger(older) as ledger:
        before = everything(ledger)
    with open_ledger(older) as ledger:
        assert everything(ledger) == before


def test_the_key_that_the_step_gives_is_the_one_that_a_question_has() -> None:
    asked = build_assessment().question
    assert question_key(asked.group_id, asked.country, date(2020, 1, 23), asked.mode) == case_key(asked)


def test_an_answer_in_a_form_that_is_not_known_stays_as_it_is(tmp_path: Path) -> None:
    folder = older_folder(OLDER[-1], tmp_path)
    engine = sa.create_engine(f"sqlite:///{folder}/ledger.sqlite")
    with engine.begin() as to:
        to.execute(sa.text("UPDATE answers SET answer = '{\"readings\": 3}' WHERE number = 1"))
        to.execute(sa.text("UPDATE answers SET answer = 'torn' WHERE number = 4"))
    engine.dispose()
    with open_ledger(folder) as ledger:
        assert [case.answers for case in ledger.cases()] == [2, 1, 1]
        assert ledger.answers(SECOND) == [as_older(build_assessment(texts=(TEXTS[1], TEXTS[0])))]
        assert ledger.file(FIRST).read == sha256s(TEXTS[0])


def test_the_passages_of_an_older_case_are_found(older: Path) -> None:
    with open_ledger(older) as ledger:
        found = ledger.passages.find(Wanted(parse_query('"attacked & a bridge" burnt'), newest=True))
        assert {(one.case_id, one.kind, one.report) for one in found.passages} >= {(SECOND, "report", 1)}
        assert ledger.passages.find(Wanted(parse_query("Example"))).passages == ()
