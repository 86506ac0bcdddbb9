"""A worker that is killed while work goes on, and the proof that it fell into the midst of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Thread
from typing import Any, TypeVar

from tests.store.spark.cluster import StandaloneCluster, ask

Found = TypeVar("Found")


@dataclass
class Page:
    """What a driver's own page says of its executors and stages."""

    address: str

    def executors(self) -> list[dict[str, Any]]:  # Any: the page
        """All there have been but the driver, the lost ones too."""
        return [one for one in self._ask("allexecutors") if one["id"] != "driver"]

    def stages(self) -> list[dict[str, Any]]:  # Any: the page
        """Every try of every stage."""
        return list(self._ask("stages"))

    def lost(self) -> list[str]:
        """Executors that are gone."""
        return [one["id"] for one in self.executors() if not one["isActive"]]

    def at_work(self) -> bool:
        """True where two executors have ended tasks and are at others now."""
        busy = [one for one in self.executors() if one["isActive"] and one["activeTasks"]]
        return len(busy) >= 2 and all(one["completedTasks"] for one in busy)

    def all_at_work(self) -> bool:
        """True where two executors are at tasks now, whether they have ended any or not."""
        return sum(bool(one["isActive"] and one["activeTasks"]) for one in self.executors()) >= 2

    def anew(self) -> int:
        """Tasks that broke off, and stages that were begun again because what they had made was gone."""
        return sum(one["numFailedTasks"] + (one["attemptId"] > 0) for one in self.stages())

    def _ask(self, what: str) -> Any:  # Any: the page
        applications = ask(f"{self.address}/api/v1/applications")
        if not applications:
            return []
        return ask(f"{self.address}/api/v1/applications/{applications[0]['id']}/{what}") or []


def with_a_worker_killed(
    cluster: StandaloneCluster, page: Page, work: Callable[[], Found], due: Callable[[], bool] | None = None
) -> Found:
    """What work brings while which a worker is killed, with its executors.

    page: of the driver that does the work. due: True when it is time; else when both workers have work in hand.
    raises: AssertionError where the kill did not fall into the work, or cost it nothing.
    """
    before, failed = set(page.lost()), page.anew()
    told: dict[str, float] = {}

    def kill() -> None:
        end = time.monotonic() + 90
        while not (due or page.at_work)():
            if time.monotonic() > end or "ended" in told:
                return
            time.sleep(0.02)
        told["killed"] = time.monotonic()
        cluster.kill_worker(0)

    killer = Thread(target=kill)
    killer.start()
    try:
        found = work()
        told["ended"] = time.monotonic()
    finally:
        killer.join()
        if "killed" in told:
            cluster.start_worker()
    assert "killed" in told, "the work ended before a worker could be killed"
    assert told["killed"] < told["ended"], "the worker was killed after the work had ended"
    assert set(page.lost()) - before, "no executor was lost"
    assert page.anew() > failed, "no task was run anew"
    return found
