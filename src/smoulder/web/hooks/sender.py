"""Who brings news to the addresses: a few threads beside the server, each with one delivery in hand."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import timedelta
from logging import getLogger
from threading import Event, Thread
from typing import TYPE_CHECKING

from smoulder.records.errors import SmoulderError
from smoulder.web.hooks.reach import reach_of
from smoulder.web.hooks.send import send

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from fastapi import FastAPI

    from smoulder.web.house import House

_LOG = getLogger(__name__)
HANDS = 3
"""Deliveries that are under way at a time: an address that does not answer holds up no other for long."""
LOOK = timedelta(seconds=5)
"""News are looked for so often: jobs put them down in processes of their own."""


class Sender:
    """The threads of one house that send what is due; several houses may share one ledger."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._ends, self._news = Event(), Event()
        self._threads = [Thread(target=self._run, name=f"news-{at}", daemon=True) for at in range(HANDS)]

    def start(self) -> None:
        """Begin."""
        for one in self._threads:
            one.start()

    def stop(self) -> None:
        """End, as soon as what is in hand is sent; what is not is taken up by the next start."""
        self._ends.set()
        self._news.set()
        for one in self._threads:
            one.join(timeout=1.0)

    def wake(self) -> None:
        """Look for news now."""
        self._news.set()

    def send_one(self) -> bool:
        """Send what waits longest and note how it came out; whether there was anything to send."""
        house, deliveries = self._house, self._house.store.deliveries
        taken = deliveries.take_due(house.clock())
        if taken is None:
            return False
        one, hook = taken
        try:
            status, error = send(hook, one, reach_of(house), int(house.clock().timestamp()))
        except Exception:  # whatever it is: the piece counts as tried, so that it is given up some day
            _LOG.exception("a delivery to %s broke off", hook.id)
            status, error = None, "it broke off here, and it is our fault; the log of the workbench has more"
        deliveries.note(one, status, error, house.clock())
        return True

    def _run(self) -> None:
        while not self._ends.is_set():
            try:
                while not self._ends.is_set() and self.send_one():
                    pass
            except SmoulderError:
                pass  # the ledger does not answer: what is due stays due, and is looked for again
            except Exception:  # whatever it is: a thread that ends is missed until the next start
                _LOG.exception("news could not be looked for; they are looked for again")
            self._news.wait(LOOK.total_seconds())
            self._news.clear()


@asynccontextmanager
async def sending(app: FastAPI) -> AsyncIterator[None]:
    """Send while the workbench is open."""
    app.state.sender = Sender(app.state.house)
    app.state.sender.start()
    yield
    app.state.sender.stop()


def wake(app: FastAPI) -> None:
    """Let news be looked for now, where somebody sends them."""
    if hasattr(app.state, "sender"):
        app.state.sender.wake()
