"""Following a job while it runs: the events a browser gets, and how little that asks of the ledger."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Collection, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest

from smoulder.store.jobs import Asked, Job, JobTable
from smoulder.web.house import House
from smoulder.web.jobs.folders import folder_of, place_of
from smoulder.web.jobs.live import Watcher, event, told, watcher_of
from smoulder.web.jobs.log import MOST, NAME, Log, end_of_log
from tests.web.browser import Browser
from tests.web.team import Person, join, served_team


@pytest.fixture
def running(house: House) -> Job:
    """A job that somebody does just now."""
    place = place_of(house.chosen.data)
    asked = Asked("read", {}, "desk one", None, None, place)
    job = house.store.jobs.add(asked, house.clock())
    house.store.jobs.claim(place, ("read",), house.clock())
    folder_of(house.chosen.data, job.id).mkdir()
    return job


async def followed(watcher: Watcher, job_id: str, then: Any) -> list[str]:
    """The events of one who follows a job until it is over; then: what happens meanwhile."""
    events: list[str] = []
    sights = watcher.follow(job_id)
    shown = told(sights, lambda one: f"{one.job.state}: {one.job.step}\n{one.log}", reload=True)
    async for one in shown:
        events.append(one)
        then(len(events))
    return events


def test_who_follows_sees_each_step_each_line_and_the_end(house: House, running: Job) -> None:
    jobs, log = house.store.jobs, folder_of(house.chosen.data, running.id) / NAME

    def then(seen: int) -> None:
        if seen == 1:
            jobs.step(running.id, "Reading the second of two")
        elif seen == 2:
            log.write_text("2026-03-01 08:00:00 a <b>line</b>\n")
        elif seen == 3:
            jobs.end(running.id, "done", house.clock(), result={})

    events = asyncio.run(followed(Watcher(house), running.id, then))
    assert events == [
        "event: part\ndata: running: \n\n",
        "event: part\ndata: running: Reading the second of two\n\n",
        "event: part\ndata: running: Reading the second of two\ndata: 2026-03-01 08:00:00 a <b>line</b>\n\n",
        "event: part\ndata: done: Reading the second of two\ndata: 2026-03-01 08:00:00 a <b>line</b>\n\n",
        "event: reload\ndata: \n\n",
    ]


def test_fifty_who_follow_ask_the_ledger_as_often_as_one(
    house: House, running: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: Counter[str] = Counter()
    some = JobTable.some

    def counted(self: JobTable, job_ids: Collection[str]) -> Sequence[Job]:
        looked["times"] += 1
        return some(self, job_ids)

    monkeypatch.setattr(JobTable, "some", counted)
    monkeypatch.setattr("smoulder.web.jobs.live.LOOKS", 0.05)
    watcher = Watcher(house)

    async def all_of_them() -> list[list[str]]:
        each = [asyncio.create_task(followed(watcher, running.id, lambda seen: None)) for _ in range(50)]
        await asyncio.sleep(0.5)
        house.store.jobs.end(running.id, "done", house.clock(), result={})
        return await asyncio.gather(*each)

    events = asyncio.run(all_of_them())
    assert {tuple(one) for one in events} == {tuple(events[0])}
    assert events[0][-1].startswith("event: reload")
    assert looked["times"] <= 15
    assert watcher._followed == watcher._seen == {}


def test_silence_is_broken_by_a_heartbeat_and_ends_when_the_server_stops(
    house: House, running: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("smoulder.web.jobs.live.HEARTBEAT", 0.05)
    watcher = Watcher(house)

    def then(seen: int) -> None:
        if seen == 3:
            watcher.close()

    events = asyncio.run(followed(watcher, running.id, then))
    assert events[1:3] == [": still here\n\n"] * 2
    assert not [one for one in events if "reload" in one or "event: end" in one]


def test_who_may_no_longer_see_a_job_is_told_no_more_of_it(
    house: House, running: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("smoulder.web.jobs.live.HEARTBEAT", 0.05)
    monkeypatch.setattr("smoulder.web.jobs.live.LOOKS", 0.01)
    asked: list[int] = []

    def may_still() -> bool:
        asked.append(1)
        if len(asked) == 2:
            house.store.jobs.step(running.id, "Reading what is no longer for them")
        return len(asked) < 2

    async def seen() -> list[str]:
        return [
            one.job.step for one in [at async for at in Watcher(house).follow(running.id, may_still)] if one
        ]

    assert asyncio.run(seen()) == [""]
    assert len(asked) == 2


def test_a_browser_comes_again_after_a_while_and_a_job_that_goes_ends_it(
    house: House, running: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("smoulder.web.jobs.live.LASTS", 0.0)
    assert asyncio.run(followed(Watcher(house), running.id, lambda seen: None)) == []
    monkeypatch.undo()
    assert asyncio.run(followed(Watcher(house), "0" * 12, lambda seen: None)) == []


def test_the_stream_of_a_page_is_its_part_and_then_a_new_page(
    browser: Browser, house: House, running: Job
) -> None:
    page = browser.see(f"/jobs/{running.id}").text
    assert f'data-live="/jobs/{running.id}/live?whole=1"' in page
    (folder_of(house.chosen.data, running.id) / NAME).write_text("12:00 <script>alert(1)</script>\n")
    house.store.jobs.end(running.id, "failed", house.clock(), error="a <i>file</i> is broken")
    answer = browser.see(f"/jobs/{running.id}/live?whole=1")
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert "a &lt;i&gt;file&lt;/i&gt; is broken" in answer.text
    assert "<script>" not in answer.text
    assert answer.text.endswith("event: reload\ndata: \n\n")
    line = browser.see(f"/jobs/{running.id}/live?reload=0").text
    assert line.endswith("event: end\ndata: \n\n")
    assert "12:00" not in line
    assert browser.see("/jobs/000000000000/live").status_code == 404


def test_who_goes_is_not_told_any_more(folder: Path) -> None:
    with served_team(folder) as (house, app), ExitStack() as held:
        place = place_of(folder)
        job = house.store.jobs.add(Asked("read", {}, "Edda", None, None, place), house.clock())
        house.store.jobs.claim(place, ("read",), house.clock())
        editor = Person(house).come_in(join(house, "editor"))
        for _ in range(20):
            answer = held.enter_context(editor.client.stream("GET", f"/jobs/{job.id}/live"))
            events = held.enter_context(closing(answer.iter_text()))
            assert next(events).startswith("event: part")
        watcher = watcher_of(app)
        assert [len(one) for one in watcher._followed.values()] == [20]
        held.close()
        ends = time.monotonic() + 10
        while watcher._followed:
            assert time.monotonic() < ends
            time.sleep(0.02)


def test_an_event_keeps_its_lines_apart() -> None:
    assert event("part", "a\r\nevent: reload\n\nb") == (
        "event: part\ndata: a\ndata: event: reload\ndata: \ndata: b\n\n"
    )


def test_a_log_holds_whole_lines_with_their_time_and_comes_to_an_end(tmp_path: Path) -> None:
    file = tmp_path / NAME
    lines: list[str] = []
    log = Log(file, tmp_path)
    log.told = lines.append
    log.write(f"one\ntwo of {tmp_path}/jobs/a\npro")
    log.write("gress 1\rprogress 2\n\n")
    log.write("last")
    log.close()
    assert lines == ["one", "two of jobs/a", "progress 2", "last"]
    assert [line[20:] for line in end_of_log(file).splitlines()] == lines
    assert end_of_log(file, most=30).count("\n") == 1
    with Log(file, tmp_path) as more:
        for _ in range(12):
            more.write("x" * (MOST // 10) + "\n")
    assert file.stat().st_size < 1.2 * MOST
