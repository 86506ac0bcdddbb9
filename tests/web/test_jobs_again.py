"""Every kind of job run again after its process ended just before it could say so: nothing is there twice."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from smoulder.records.change import ItemMark
from smoulder.store.events import open_events
from smoulder.store.jobs import Asked, Job
from smoulder.web.house import House
from smoulder.web.jobs.do import DOES, do_job, do_next
from smoulder.web.jobs.doing import Kept, Site
from smoulder.web.jobs.folders import KEPT, STRAY, folder_of, jobs_folder, place_of, sweep
from smoulder.web.jobs.kinds import KINDS
from tests.reading.ged_samples import event, write_ged
from tests.web.browser import Browser
from tests.web.real_case import EXAMPLE
from tests.web.report_sample import LATER


def claimed(house: House, kind: str, **wants: Any) -> Job:
    """A job that was begun."""
    place = place_of(house.chosen.data)
    given = KINDS[kind].wants.model_validate(wants).model_dump(mode="json")
    put = house.store.jobs.add(
        Asked(kind, given, "desk three", None, wants.get("case_id"), place), house.clock()
    )
    found = house.store.jobs.claim(place, (kind,), house.clock())
    assert found is not None
    assert found.id == put.id
    return found


def twice(house: House, job: Job, meanwhile: Callable[[], object] = lambda: None) -> list[Job]:
    """A job done, lost as if its process had died with it, and done again; how it came out each time."""
    from smoulder.store.transaction import write
    from smoulder.store.workbench_tables import JOBS

    ended = []
    mine = JOBS.c.id == job.id
    lost = {"state": "running", "ended": None, "result": None, "error": ""}
    for _ in range(2):
        do_job(Site(house.chosen), job, Kept())
        found = house.store.jobs.find(job.id)
        assert found is not None
        ended.append(found)
        meanwhile()
        write(house.store.jobs._engine, lambda to: to.execute(JOBS.update().where(mine).values(**lost)))
    assert [one.state for one in ended] == ["done", "done"], [one.error for one in ended]
    return ended


def test_every_kind_has_what_does_it() -> None:
    from smoulder.web.jobs.do import does

    assert set(DOES) == set(KINDS)
    assert all(callable(does(kind)) for kind in KINDS)


def test_answers_and_reports_are_there_once(real: str, house: House) -> None:
    ledger = house.ledger
    item = ledger.answers(real, last=1)[0].evidence[0].id
    ledger.log.add(
        real, [ItemMark(item=item, rejected=True)], who="desk three", why="doubt", now=house.clock()
    )
    before = len(ledger.answers(real))
    first, second = twice(house, claimed(house, "answer", case_id=real))
    assert [one.result["new_answer"] for one in (first, second) if one.result] == [True, False]
    assert len(ledger.answers(real)) == before + 1
    # a later report, which moves the day of the case
    from smoulder.reading.page import report_from_text

    later = report_from_text("later.txt", LATER)
    ledger.reports.add([later])
    twice(house, claimed(house, "add report", case_id=real, sha256s=[later.sha256]))
    assert len(ledger.answers(real)) == before + 2
    assert len(ledger.file(real).reports) == 2
    log = ledger.log.entries(real)
    assert [one.who for one in log if one.change.what == "day"] == ["desk three"]
    assert [one.who for one in log if getattr(one.change, "sha256", "") == later.sha256] == ["desk three"]


def test_the_next_answer_on_the_same_ground_is_the_one_that_anew_would_give(real: str, house: House) -> None:
    ledger, kept, site = house.ledger, Kept(), Site(house.chosen)
    items = [one.id for one in ledger.answers(real, last=1)[0].evidence]
    do_job(site, claimed(house, "answer", case_id=real), kept)
    assert kept.open is not None
    ground = kept.open
    ledger.log.add(real, [ItemMark(item=items[0], rejected=True)], who="a", why="doubt", now=house.clock())
    further = claimed(house, "answer", case_id=real)
    do_job(site, further, kept)
    log = (folder_of(house.chosen.data, further.id) / "log.txt").read_text()
    assert "Weighing what was entered" in log
    assert "Looking up the months" not in log
    quick = ledger.answers(real, last=1)[0]
    # ground that is old does not serve; and from the beginning the answer is the same, so that nothing is new
    assert kept.open is not None
    kept.open.ground = (*ground.ground[:-1], datetime(2020, 1, 1, tzinfo=UTC))
    anew = claimed(house, "answer", case_id=real)
    do_job(site, anew, kept)
    assert "Looking up the months" in (folder_of(house.chosen.data, anew.id) / "log.txt").read_text()
    found = house.store.jobs.find(anew.id)
    assert found is not None
    assert found.result is not None
    assert not found.result["new_answer"]
    last = ledger.answers(real, last=1)[0]
    assert {h: one.value for h, one in quick.answer.items()} == {
        h: one.value for h, one in last.answer.items()
    }


def test_a_case_is_opened_once(house: House) -> None:
    from smoulder.reading.page import open_report

    report = open_report(EXAMPLE)
    house.ledger.reports.add([report])
    job = claimed(house, "assess", sha256s=[report.sha256])
    first, second = twice(house, job)
    assert first.case_id == second.case_id is not None
    assert len(house.ledger.cases()) == 1
    assert len(house.ledger.answers(str(first.case_id))) == 1
    entries = house.ledger.log.entries(str(first.case_id))
    assert {one.who for one in entries} == {"desk three"}


def test_rows_are_loaded_once(house: House, tmp_path: Path) -> None:
    (house.chosen.data / "inbox").mkdir()
    write_ged(house.chosen.data / "inbox" / "ged211.csv", [event(1), event(2)])
    twice(house, claimed(house, "load", source="ucdp", inbox=["ged211.csv"]))
    store = open_events(house.chosen.data)
    assert len(store.events(9001)) == 2
    assert len(store.manifest().segments) == 1


def test_a_release_is_downloaded_and_loaded_once(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = house.chosen.data / "downloads"
    folder.mkdir(parents=True)
    file = write_ged(folder / "ged211.csv", [event(1)])
    about = {"name": file.name}
    entry = SimpleNamespace(**about, size=1, sha256="0" * 64, model_dump=lambda mode: about)
    monkeypatch.setattr("smoulder.reading.fetch.fetch_first", lambda *_, **__: entry)
    twice(house, claimed(house, "fetch", source="ucdp", release="21.1"))
    assert len(open_events(house.chosen.data).events(9001)) == 1


def test_reports_are_read_once(house: House) -> None:
    import pyarrow.parquet as pq

    (house.chosen.data / "inbox" / "archive").mkdir(parents=True)
    for number in range(2):
        text = EXAMPLE.read_text().replace("eases", f"eases {number}")
        (house.chosen.data / "inbox" / "archive" / f"{number}.txt").write_text(text)
    job = claimed(house, "read", inbox=["archive"], conflict=False)
    first, second = twice(house, job)
    assert first.result == second.result == {"out": ["readings.parquet"], "incomplete": False}
    table = pq.read_table(folder_of(house.chosen.data, job.id) / "out" / "readings.parquet")
    assert len(set(table.column("sha256").to_pylist())) == 2
    assert "2 read before" in (folder_of(house.chosen.data, job.id) / "log.txt").read_text()


def test_a_brief_is_printed_whole_each_time(real: str, house: House) -> None:
    job = claimed(house, "brief", case_id=real, forms=["csv", "json"])
    first, second = twice(house, job)
    assert first.result == second.result
    assert first.result is not None
    assert first.result["out"][0] == f"{real}.zip"
    assert "brief.json" in first.result["out"]


def test_questions_are_resolved_once_and_told_of_though_the_first_try_died(real: str, house: House) -> None:
    hook = house.store.hooks.add(
        "https://desk.example.org/", ["question resolved"], None, datetime(2026, 1, 1, tzinfo=UTC)
    )
    job = claimed(house, "resolve", case_id=real)
    first, second = twice(house, job)
    assert first.result is not None
    assert second.result is not None
    told = house.store.deliveries.of(hook.id)
    assert first.result["resolved"] == second.result["resolved"] == len(told) > 0
    assert len({json.loads(one.body)["data"]["question"] for one in told}) == len(told)


def test_news_of_the_watch_list_are_told_once(house: House) -> None:
    hook = house.store.hooks.add(
        "https://desk.example.org/", ["new lull", "comeback"], None, datetime(2026, 1, 1, tzinfo=UTC)
    )
    claimed_first = claimed(house, "watch", as_of="2019-06")
    do_job(Site(house.chosen), claimed_first, Kept())
    file = jobs_folder(house.chosen.data) / "watched.json"
    before = file.read_bytes()
    job = claimed(house, "watch", as_of="2020-06")
    first, second = twice(house, job, lambda: file.write_bytes(before))
    assert first.result is not None
    assert second.result is not None
    assert first.result["new"] == second.result["new"] > 0
    told = [one for one in first.result["changes"] if one["kind"] in ("new lull", "comeback")]
    assert len(house.store.deliveries.of(hook.id, last=1000)) == len(told)


def test_a_test_on_the_past_writes_nothing_but_its_own_files(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[list[str]] = []

    def command(arguments: list[str], told: object) -> int:
        ran.append(arguments)
        out = Path(arguments[arguments.index("--out") + 1])
        (out / "scores.json").write_text("{}")
        return 0

    monkeypatch.setattr("smoulder.cli.main.main", command)
    job = claimed(house, "backtest", what="counts", of="groups", years="2018-2020")
    first, second = twice(house, job)
    assert first.result == second.result == {"out": ["scores.json"]}
    assert ran[0] == ran[1]
    out = folder_of(house.chosen.data, job.id) / "out"
    assert ran[0] == [
        "backtest", "counts", "--of", "groups", "--years=2018-2020", "--seed", "1", "--out", str(out),
        "--data", str(house.chosen.data), "--",
    ]  # fmt: skip


def test_files_of_old_jobs_are_removed_and_their_rows_stay(house: House) -> None:
    data, now = house.chosen.data, house.clock()
    jobs = [claimed(house, "resolve", case_id=f"case-{number}") for number in range(3)]
    house.store.jobs.end(jobs[0].id, "done", now - KEPT * 1.1)
    house.store.jobs.end(jobs[1].id, "done", now - KEPT * 0.9)
    for one in (*(job.id for job in jobs), "0" * 12):
        folder_of(data, one).mkdir(parents=True)
    every = house.store.jobs.list()
    over = {one.id: one.ended for one in every if one.ended is not None}
    known = {one.id for one in every}
    assert sweep(data, over, known, now) == [jobs[0].id]
    assert sweep(data, over, known, now + STRAY * 1.1) == ["0" * 12]
    assert len(house.store.jobs.list()) == 3
    assert do_next(Site(house.chosen)) is None


def test_a_backup_holds_what_waits_with_its_files_and_a_restored_folder_does_it(
    house: House, browser: Browser, tmp_path: Path
) -> None:
    from smoulder.desk.chosen import Chosen
    from smoulder.store.backup import write_backup
    from smoulder.store.ledger import open_ledger
    from smoulder.store.restore import restore_backup
    from smoulder.web.jobs.folders import wake_file
    from tests.web.conftest import chosen_of

    content = write_ged(tmp_path / "ged211.csv", [event(1)]).read_bytes()
    browser.see("/jobs/start/new")
    fields = {"csrf": browser.csrf, "source": "ucdp"}
    browser.client.post("/jobs/start/load", data=fields, files={"files": ("ged211.csv", content)})
    os.mkfifo(wake_file(house.chosen.data))
    (house.chosen.data / "jobs" / "worker.lock").touch()
    (house.chosen.data / "inbox").mkdir()
    (house.chosen.data / "inbox" / "large.csv").write_bytes(content)
    write_backup(house.chosen.data, house.chosen.ledger, tmp_path / "all.zip", house.clock())
    other: Chosen = chosen_of(tmp_path / "other")
    restore_backup(tmp_path / "all.zip", other.data, other.ledger, house.clock())
    assert not (other.data / "inbox").exists()
    done = do_next(Site(other))
    assert done is not None
    assert (done.state, done.error) == ("done", "")
    with open_ledger(other.ledger) as ledger:
        assert ledger.workbench().jobs.list(states=("queued",)) == []
    assert len(open_events(other.data).events(9001)) == 1
