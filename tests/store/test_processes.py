"""Several processes write at once, and processes are killed while they write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
import sqlalchemy as sa

from smoulder.records.question_of import questions_of
from smoulder.store.ledger import Ledger, open_ledger
from smoulder.store.scored import pack, read_scored
from smoulder.store.tables import ENTRIES
from tests.conftest import build_assessment
from tests.store.in_lull import in_lull
from tests.store.older_folders import FIRST, OLDER, TEXTS, older_database, older_folder
from tests.store.postgres_server import PostgresServer
from tests.store.test_backup import everything
from tests.store.writers import START, changes_of, item, nursery

LONGEST = 0.3
"""Seconds until a kill, at most: a writer has opened the ledger by then and kept some."""


@pytest.fixture(scope="module")
def do() -> Iterator[Callable[..., str]]:
    with nursery() as found:
        yield found


def test_processes_that_keep_the_same_at_once_make_one_case_with_one_answer(
    place: Path | str, do: Callable[..., str]
) -> None:
    assert do(job="keep", place=place, seeds=[[7] * 8] * 3) == "0 0 0"
    with open_ledger(place) as ledger:
        (case,) = ledger.cases()
        assert case.answers == 1
        assert len(ledger.log.entries(case.id)) == 1
        assert [len(ledger.asked.forecasts(one.id)) for one in ledger.asked.questions()] == [1, 1]


def test_processes_that_open_a_new_place_at_once_make_its_tables_once(
    tmp_path: Path, postgres: PostgresServer, do: Callable[..., str]
) -> None:
    for place in (tmp_path / "new", postgres.empty()):
        assert do(job="keep", place=place, seeds=[[1], [2], [3]]) == "0 0 0"
        with open_ledger(place) as ledger:
            assert [case.answers for case in ledger.cases()] == [3]


@pytest.mark.parametrize(
    "dump",
    [OLDER[0], *(pytest.param(one, marks=pytest.mark.slow) for one in OLDER[1:])],
    ids=[one.stem for one in OLDER],
)
def test_processes_that_open_an_older_ledger_at_once_bring_it_along_once(
    dump: Path, tmp_path: Path, postgres: PostgresServer, do: Callable[..., str]
) -> None:
    folder, address = older_folder(dump, tmp_path / "at once"), postgres.empty()
    older_database(dump, address, tmp_path / "rows")
    with open_ledger(older_folder(dump, tmp_path / "alone")) as alone:
        before = everything(alone)
    assert len(before["answers"]) == 4
    for place in (folder, address):
        assert do(job="keep", place=place, seeds=[[]] * 5) == "0 0 0 0 0"
        with open_ledger(place) as ledger:
            assert everything(ledger) == before
            assert (
                ledger.keep(build_assessment(texts=(*TEXTS, "A third report.")), now=START).case_id == FIRST
            )


def test_processes_that_keep_different_answers_at_once_keep_them_all(
    place: Path | str, do: Callable[..., str]
) -> None:
    assert do(job="keep", place=place, seeds=[list(range(9)), list(range(10, 19))]) == "0 0"
    with open_ledger(place) as ledger:
        (case,) = ledger.cases()
        seeds = [answer.seed for answer in ledger.answers(case.id)]
    assert sorted(seeds) == [*range(9), *range(10, 19)]


def test_processes_that_add_evidence_to_one_case_at_once_lose_nothing(
    place: Path | str, do: Callable[..., str]
) -> None:
    with open_ledger(place) as ledger:
        case = ledger.keep(in_lull(), now=START).case_id
        assert do(job="enter", place=place, case=case, who=["a", "b"], count=25) == "0 0"
        log = ledger.log.entries(case)[1:]
        assert len(log) == 50
        assert [entry.number for entry in log] == sorted({entry.number for entry in log})
        for who in ("a", "b"):
            own = [entry.change for entry in log if entry.who == who]
            assert own == [item(f"{who} {number}") for number in range(25)]
        assert len(ledger.file(case).items) == 50
        assert [one.id for one in ledger.search("seen")] == [case]


def test_processes_that_add_to_the_calendar_at_once_keep_each_entry_once(
    place: Path | str, do: Callable[..., str]
) -> None:
    assert do(job="press", place=place, years=[[1990, 2005]] * 2) == "0 0"
    with open_ledger(place) as ledger:
        years = [str(one.entry.began) for one in ledger.pressure.entries()]
    assert sorted(years) == [str(year) for year in range(1990, 2005)]


def assert_sound(ledger: Ledger, told: set[str]) -> None:
    """The database is whole, each transaction is in it whole or not at all, and what was told to be kept is kept."""
    with ledger._engine.connect() as connection:
        if ledger._engine.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        numbers = list(connection.scalars(sa.select(ENTRIES.c.number).order_by(ENTRIES.c.number)))
    for case in ledger.cases():
        answers = ledger.answers(case.id)
        asked = {one.id for one in ledger.asked.questions(case.id)}
        made = {one.made for question in asked for one in ledger.asked.forecasts(question)}
        for answer in answers:
            questions, forecasts = questions_of(case.id, answer, START)
            assert {one.id for one in questions} <= asked
            assert forecasts
        assert len(made) >= len(answers), "an answer has no forecast"
        log = ledger.log.entries(case.id)
        assert [entry.number for entry in log] == numbers  # there is one case, and no number without an entry
        entered = [entry.change for entry in log[1:]]
        seeds = [int(change.source.row.split("-")[0]) for change in entered[::3]]  # type: ignore[union-attr]
        assert entered == [change for seed in seeds for change in changes_of(seed)]
        settled = [one.why for question in asked for one in ledger.asked.resolutions(question)]
        kept = {f"answer {answer.seed}" for answer in answers} | {f"items {seed}" for seed in seeds}
        assert told <= kept | {f"settled {number}" for number in settled}
        assert_packed(ledger, case.id)
    assert ledger.cases() or not told


def assert_packed(ledger: Ledger, case_id: str) -> None:
    """What is packed for scoring is what the rows give when they are packed again."""
    before = ledger.asked.scored()
    with ledger._engine.connect() as connection, connection.begin() as held:
        pack(connection, [case_id])
        again = read_scored(connection)
        held.rollback()
    assert before.value.tolist() == again.value.tolist()
    assert before.made.tolist() == again.made.tolist()


def kill_many(place: Path | str, do: Callable[..., str], told: Path, times: int) -> int:
    """Kill so many writers at random points, and see each time that the ledger is sound; how much was kept."""
    chance = Random(20200123)
    told.touch()
    turn = 0
    while turn < times or (
        not told.read_text() and turn < 10 * times
    ):  # a busy machine may start them slowly
        seconds = chance.uniform(0, LONGEST)
        assert do(job="work", place=place, seed=turn, told=told, seconds=seconds) == "-9"
        with open_ledger(place) as ledger:
            assert_sound(ledger, set(told.read_text().splitlines()))
        turn += 1
    return len(told.read_text().splitlines())


def test_a_killed_process_leaves_the_ledger_sound(
    place: Path | str, do: Callable[..., str], tmp_path: Path
) -> None:
    kept = kill_many(place, do, tmp_path / "told", 4)
    assert kept > 0, "no process lived long enough to write; the test held nothing"


@pytest.mark.slow
def test_a_hundred_killed_processes_leave_the_ledger_sound(
    place: Path | str, do: Callable[..., str], tmp_path: Path
) -> None:
    kept = kill_many(place, do, tmp_path / "told", 100)
    assert kept > 200
