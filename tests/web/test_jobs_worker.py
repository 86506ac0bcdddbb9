"""The worker as a process of its own: order, cancel, and every process killed in the middle."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import replace
from pathlib import Path

from smoulder.web.jobs.child import NICE
from smoulder.web.jobs.doing import Site
from smoulder.web.jobs.folders import folder_of
from smoulder.web.jobs.log import NAME
from smoulder.web.jobs.worker import Worker
from tests.store.postgres_server import PostgresServer
from tests.web.conftest import chosen_of
from tests.web.worker_sample import Queue, children, gone, hand_of, only_child, server

DOCS = Path(__file__).resolve().parents[2] / "docs"
LONG = {"what": "counts", "of": "countries", "years": "2018", "seed": 1}
"""A job that takes minutes."""


def test_a_worker_does_what_waits_in_order_and_ends_what_is_cancelled(folder: Path) -> None:
    queue = Queue(folder)
    first, second = queue.put("watch", as_of="2020-01"), queue.put("watch", as_of="2020-02")
    with Worker(Site(chosen_of(folder))) as worker:
        assert queue.over(second).state == queue.over(first).state == "done"
        ended, begun = queue.job(first).ended, queue.job(second).started
        assert ended is not None
        assert begun is not None
        assert ended <= begun
        log = (folder_of(folder, first) / NAME).read_text()
        assert "Look for news, asked for by Anna" in log
        long, waits = queue.put("backtest", **LONG), queue.put("resolve", case_id="")
        queue.until(long, lambda job: job.state == "running")
        # what somebody waits for goes past it
        answer = queue.over(queue.put("answer", "no-such-case", case_id="no-such-case", as_of=None))
        assert answer.state == "failed"
        assert answer.error.startswith("no case 'no-such-case'")
        assert queue.job(waits).state == "queued"
        busy = only_child(worker.pid)
        pages = os.getpriority(os.PRIO_PROCESS, worker.pid)
        assert os.getpriority(os.PRIO_PROCESS, busy) == min(19, pages + NICE), (
            "it stands back behind the pages"
        )
        assert f"(`nice` {NICE})" in (DOCS / "data" / "jobs.md").read_text()
        began = time.monotonic()
        queue.cancel(long)
        assert queue.over(long).state == "cancelled"
        assert time.monotonic() - began < 8
        assert gone(busy)
        assert queue.over(waits).state == "done"


def test_a_killed_process_loses_no_job_and_three_in_a_row_end_it(folder: Path) -> None:
    queue = Queue(folder)
    with Worker(Site(chosen_of(folder))) as worker:
        long = queue.put("backtest", **LONG)
        hand = worker.pid
        for tries in (1, 2):
            queue.until(long, lambda job, tries=tries: job.state == "running" and job.tries == tries)
            busy = only_child(hand)
            if tries == 1:
                os.kill(busy, signal.SIGKILL)
                continue
            # the worker itself: what it forked goes with it, and the next one takes up the job
            os.kill(hand, signal.SIGKILL)
            assert gone(busy)
        queue.until(long, lambda job: job.state == "running" and job.tries == 3)
        assert worker.pid != hand
        busy = only_child(worker.pid)
        os.kill(busy, signal.SIGKILL)
        failed = queue.over(long)
        assert failed.state == "failed"
        assert "ended 3 times" in failed.error


def test_there_is_one_worker_for_a_data_folder(folder: Path) -> None:
    queue = Queue(folder)
    with Worker(Site(chosen_of(folder))):
        queue.over(queue.put("resolve", case_id=""))
        with Worker(Site(chosen_of(folder))) as other:
            long = queue.put("backtest", **LONG)
            queue.until(long, lambda job: job.state == "running")
            time.sleep(0.5)
            assert not children(other.pid)
    # told to stop, a worker puts back what it has in hand, and the try does not count
    job = queue.job(long)
    assert (job.state, job.tries) == ("queued", 0)


def test_a_server_that_is_killed_or_stopped_loses_no_job(folder: Path) -> None:
    queue = Queue(folder)
    with server(folder) as killed:
        short = queue.put("watch", as_of="2020-01")
        running = queue.until(short, lambda job: job.state != "queued")
        hand = hand_of(killed.pid)
        os.kill(killed.pid, signal.SIGKILL)
        assert running.state in ("running", "done")
        assert queue.over(short).state == "done"
        assert gone(hand)
    waits = queue.put("resolve", case_id="")
    assert queue.job(waits).state == "queued"
    with server(folder) as stopped:
        assert queue.over(waits).state == "done"
        long = queue.put("backtest", **LONG)
        queue.until(long, lambda job: job.state == "running")
        hand = hand_of(stopped.pid)
        began = time.monotonic()
        os.kill(stopped.pid, signal.SIGTERM)
        stopped.wait(20)
        assert time.monotonic() - began < 8
        assert gone(hand)
    assert queue.job(long).state == "queued"


def test_two_folders_on_one_postgresql_ledger_do_their_own_jobs(
    folder: Path, postgres: PostgresServer
) -> None:
    with postgres.ledger() as address:
        site = Site(replace(chosen_of(folder), ledger=address))
        queue, other = Queue(folder, address), Queue(folder.with_name("other"), address)
        theirs = other.put("resolve", case_id="")
        with Worker(site) as worker:
            assert queue.over(queue.put("resolve", case_id="")).state == "done"
            long = queue.put("backtest", **LONG)
            queue.until(long, lambda job: job.state == "running")
            os.kill(only_child(worker.pid), signal.SIGKILL)
            queue.until(long, lambda job: job.tries == 2)
            queue.cancel(long)
            assert queue.over(long).state == "cancelled"
        assert other.job(theirs).state == "queued"
