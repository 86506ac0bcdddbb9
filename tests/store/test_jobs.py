"""Jobs in the ledger, on SQLite and PostgreSQL."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from smoulder.store.jobs import MOST_TRIES, Asked, Job, JobTable, new_id
from smoulder.store.ledger import Ledger

NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
ASKED = Asked("answer", {"case_id": "a-case"}, "desk one", "acc1", "a-case", "here")
KINDS = ("answer", "load")


@pytest.fixture
def jobs(ledger: Ledger) -> JobTable:
    return ledger.workbench().jobs


def begun(jobs: JobTable, asked: Asked = ASKED) -> Job:
    """A job that was put and claimed."""
    jobs.add(asked, NOW)
    found = jobs.claim(asked.place, KINDS, NOW)
    assert found is not None
    return found


def test_a_job_goes_from_the_queue_to_its_result(jobs: JobTable) -> None:
    put = jobs.add(ASKED, NOW)
    assert (put.state, put.tries, put.started, put.wants) == ("queued", 0, None, {"case_id": "a-case"})
    later = NOW + timedelta(seconds=2)
    assert jobs.claim("here", KINDS, later) == replace(put, state="running", tries=1, started=later)
    jobs.step(put.id, "Reading\n one")
    assert jobs.list(place="here", states=("running",))[0].step == "Reading one"
    jobs.end(put.id, "done", later, result={"case_id": "another"})
    jobs.end(put.id, "failed", later, error="too late")
    found = jobs.find(put.id)
    assert found is not None
    assert (found.state, found.result, found.case_id) == ("done", {"case_id": "another"}, "another")


def test_the_same_that_waits_is_not_put_twice_for_one_person(jobs: JobTable) -> None:
    first = jobs.add(ASKED, NOW)
    assert jobs.add(ASKED, NOW).id == first.id
    assert jobs.add(replace(ASKED, who="two", account="acc2"), NOW).id != first.id
    assert jobs.add(replace(ASKED, wants={"case_id": "b"}), NOW).id != first.id
    load = replace(ASKED, kind="load", case_id=None)
    mine = jobs.add(load, NOW, new_id())
    assert jobs.add(load, NOW, new_id()).id == mine.id
    assert jobs.add(replace(load, account="acc2"), NOW).id != mine.id
    assert jobs.claim("here", KINDS, NOW) is not None
    assert jobs.add(ASKED, NOW).id != first.id


def test_two_workers_never_take_one_job_and_take_them_in_order(jobs: JobTable) -> None:
    put = [jobs.add(replace(ASKED, wants={"n": number}), NOW).id for number in range(8)]
    jobs.add(replace(ASKED, place="elsewhere"), NOW)
    with ThreadPoolExecutor(4) as workers:
        taken = list(workers.map(lambda _: jobs.claim("here", KINDS, NOW), range(10)))
    assert sorted(one.id for one in taken if one) == sorted(put)
    assert taken.count(None) == 2
    first = begun(jobs, replace(ASKED, wants={"n": 9}))
    assert jobs.claim("here", ("load",), NOW) is None
    assert first.wants == {"n": 9}


def test_a_waiting_job_is_cancelled_at_once_and_a_running_one_when_its_worker_sees_it(jobs: JobTable) -> None:
    waits = jobs.add(ASKED, NOW)
    ended = jobs.ask_cancel(waits.id, NOW)
    assert ended is not None
    assert (ended.state, ended.ended) == ("cancelled", NOW)
    runs = begun(jobs)
    asked = jobs.ask_cancel(runs.id, NOW)
    assert asked is not None
    assert (asked.state, asked.cancel) == ("running", True)
    assert jobs.ask_cancel("nothing", NOW) is None


def test_what_no_worker_does_any_more_waits_again_until_it_was_tried_too_often(jobs: JobTable) -> None:
    job = begun(jobs)
    jobs.take_up("here", NOW, but=[job.id])
    jobs.take_up("elsewhere", NOW)
    assert jobs.claim("here", KINDS, NOW) is None
    for tried in range(2, MOST_TRIES + 1):
        jobs.take_up("here", NOW)
        again = jobs.claim("here", KINDS, NOW)
        assert again is not None
        assert again.tries == tried
    jobs.take_up("here", NOW)
    found = jobs.find(job.id)
    assert found is not None
    assert found.state == "failed"
    assert "3 times" in found.error


def test_a_job_that_is_put_back_loses_no_try_and_one_to_be_cancelled_is(jobs: JobTable) -> None:
    job = begun(jobs)
    jobs.put_back(job.id)
    again = jobs.claim("here", KINDS, NOW)
    assert again is not None
    assert again.tries == 1
    jobs.ask_cancel(job.id, NOW)
    jobs.take_up("here", NOW)
    found = jobs.find(job.id)
    assert found is not None
    assert found.state == "cancelled"
