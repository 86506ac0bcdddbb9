"""One event as a report tells it, before it becomes a record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from smoulder.reading.acts import Status
from smoulder.reading.quantities import Counted


@dataclass(frozen=True, slots=True)
class Happened:
    """One event; places are characters of the text.

    killed: a number with its words. kind: by which words of news it was found; 'coded' where the parse told it.
    plover, mode, context: as PLOVER has them, '' where it has none.
    actor_group, target_group: the armed group that the words for a side name.
    """

    start: int
    end: int
    what: str
    actor: str = ""
    target: str = ""
    where: str = ""
    first: date | None = None
    last: date | None = None
    killed: Counted | None = None
    status: Status = "happened"
    kind: str = ""
    sentence: int = 0
    plover: str = ""
    mode: str = ""
    context: str = ""
    actor_group: int | None = None
    target_group: int | None = None
