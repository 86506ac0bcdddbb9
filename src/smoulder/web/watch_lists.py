"""Watch lists made outside the request: each once for its month, its data and its thresholds, and kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import asynccontextmanager
from threading import BoundedSemaphore, Lock, Timer
from typing import TYPE_CHECKING

from smoulder import __version__
from smoulder.desk.watch_choice import RULES, Choice, watched_month
from smoulder.desk.watched_series import look_at
from smoulder.reading.groups import load_registry
from smoulder.reading.own_groups import read_own_groups
from smoulder.store.events import open_events
from smoulder.web.pictures import pictures_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from fastapi import FastAPI

    from smoulder.series.watched import WatchList
    from smoulder.web.house import House

MOST = 8
"""Lists that are kept; the one that was asked for longest ago goes first."""
WAITING = 4
"""Requests that wait for a list at a time."""
MEXICO = "Mexico"
"""Its cartels are many, so that they are looked at where they are asked for alone."""
CALM = 2.0
"""Seconds after the workbench opened at which lists and drawing are begun: its first page goes before."""
_MAKING = Lock()


class WatchLists:
    """The watch lists of one house.

    A list depends on the month, the loaded events, the user's own groups and the thresholds; where one of these
    changes, a new one is made, beside the requests and one after another.
    """

    def __init__(self, house: House) -> None:
        self._house = house
        self._lock = Lock()
        self._lists: OrderedDict[tuple[Hashable, ...], Future[WatchList]] = OrderedDict()
        self._maker = ThreadPoolExecutor(1, "watch-list")
        self._waiting = BoundedSemaphore(WAITING)

    def find(self, to: int, country: str | None = None, wait: float = 0.0) -> WatchList | None:
        """The list of a month index; None where it is still being made.

        country: only tells whether the list is to hold Mexico. wait: seconds to wait for it, at most; where
                 `WAITING` do so already nobody else waits, since each takes a thread from all other pages.
        raises:  what making it raised; it is made again when it is asked for again.
        """
        making = self._ask(to, country)
        held = wait > 0 and not making.done()
        if held and not self._waiting.acquire(blocking=False):
            return None
        try:
            return making.result(timeout=wait)
        except CancelledError:  # given up for others that were asked for since
            return None
        except TimeoutError:
            if not making.done():
                return None
            raise
        finally:
            if held:
                self._waiting.release()

    def warm(self) -> None:
        """Begin the list of the last full month."""
        self._ask(watched_month(None, self._house.clock().date()), None)

    def close(self) -> None:
        """Begin no more lists."""
        self._maker.shutdown(wait=False, cancel_futures=True)

    def _ask(self, to: int, country: str | None) -> Future[WatchList]:
        mexico = MEXICO if country == MEXICO else None
        key = self.key(to, mexico)
        with self._lock:
            found = self._lists.get(key)
            if found is None or found.cancelled() or (found.done() and found.exception() is not None):
                found = self._lists[key] = self._maker.submit(self._make, to, mexico)
            self._lists.move_to_end(key)
            while len(self._lists) > MOST:
                _, given_up = self._lists.popitem(last=False)
                given_up.cancel()  # one that is being made is made to its end
        return found

    def key(self, to: int, mexico: str | None) -> tuple[Hashable, ...]:
        """What a list depends on."""
        chosen = self._house.chosen
        held = open_events(chosen.events).manifest()
        rules = tuple(str(getattr(chosen.settings, name)) for name in RULES)
        return __version__, to, mexico, held.generation, held.coverage, rules, read_own_groups(chosen.data)

    def _make(self, to: int, country: str | None) -> WatchList:
        chosen = self._house.chosen
        registry = load_registry(read_own_groups(chosen.data))
        return look_at(Choice(country, True, chosen.settings), chosen.events, registry, to)


def watch_lists_of(app: FastAPI) -> WatchLists:
    """The watch lists of an application, made once."""
    with _MAKING:
        if not hasattr(app.state, "watch_lists"):
            app.state.watch_lists = WatchLists(app.state.house)
        found: WatchLists = app.state.watch_lists
    return found


@asynccontextmanager
async def warmed(app: FastAPI) -> AsyncIterator[None]:
    """Begin the list, and start what draws charts, when the workbench opens; end both when it closes."""
    lists, pictures = watch_lists_of(app), pictures_of(app)

    def warm() -> None:
        lists.warm()
        pictures.warm()

    begun = Timer(CALM, warm)
    begun.daemon = True
    begun.start()
    yield
    begun.cancel()
    lists.close()
    pictures.close()
