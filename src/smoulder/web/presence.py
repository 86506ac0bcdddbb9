"""Who has the form of a thing open just now: kept in memory, forgotten soon after a page is gone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import Request

    from smoulder.web.guard.visitor import Visitor

FORGOTTEN = timedelta(seconds=30)
"""After which somebody who was not heard of is gone; pages say every ten seconds that they are there."""
MOST = 2000
"""Forms that are remembered; more are not told of."""
_MAKING = Lock()


@dataclass(slots=True)
class Presence:
    """Who edits what, by case and thing ('item e1', 'leaf patience'); several threads may tell and ask."""

    clock: Callable[[], datetime]
    _seen: dict[tuple[str, str, str], tuple[str, datetime]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def here(self, case_id: str, thing: str, visitor: Visitor) -> tuple[str, ...]:
        """Say that somebody has the form of a thing open; gives the names of the others who have."""
        key = (case_id, thing, visitor.session)
        with self._lock:
            self._forget()
            if key in self._seen or len(self._seen) < MOST:
                self._seen[key] = (visitor.name, self.clock())
            return self._names(case_id, visitor.session).get(thing, ())

    def gone(self, case_id: str, thing: str, visitor: Visitor) -> None:
        """Say that the form was sent."""
        with self._lock:
            self._seen.pop((case_id, thing, visitor.session), None)

    def others(self, case_id: str, visitor: Visitor) -> dict[str, tuple[str, ...]]:
        """By thing of a case, the names of others who have its form open."""
        with self._lock:
            self._forget()
            return self._names(case_id, visitor.session)

    def _names(self, case_id: str, session: str) -> dict[str, tuple[str, ...]]:
        found: dict[str, set[str]] = {}
        for (of, thing, whose), (name, _) in self._seen.items():
            if of == case_id and whose != session:
                found.setdefault(thing, set()).add(name)
        return {thing: tuple(sorted(names)) for thing, names in found.items()}

    def _forget(self) -> None:
        since = self.clock() - FORGOTTEN
        self._seen = {key: one for key, one in self._seen.items() if one[1] > since}


def presence_in(request: Request) -> Presence:
    """Who is where in the house that is asked, one for the whole application."""
    state = request.app.state
    with _MAKING:
        if not hasattr(state, "presence"):
            state.presence = Presence(state.house.clock)
        found: Presence = state.presence
    return found
