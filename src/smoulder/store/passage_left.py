"""What answers leave of passages where all of a case are indexed one after another: told without indexing any."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smoulder.records.case import Assessment
    from smoulder.records.evidence import Item


@dataclass(frozen=True, slots=True)
class Left:
    """An answer, and what of it no later one takes the place of.

    readings: places in `answer.readings` of those whose report no later answer read.
    items:    of its evidence. looked: places of the readings in which one has to look for both, in their order.
    """

    answer: Assessment
    readings: tuple[int, ...]
    items: tuple[Item, ...]
    looked: tuple[int, ...]


def left_of(answers: Sequence[Assessment], entered: Collection[str]) -> list[Left]:
    """What is left of each answer; in all no report is there twice, and no item.

    An answer takes the place of what earlier ones found in the reports that it reads, and of the items that it holds.
    What was counted in no report goes with every later answer; an item that was entered stays until one holds it.

    answers: oldest first. entered: ids of items that were entered into the case.
    """
    found: list[Left] = []
    read: set[str] = set()
    held: set[str] = set()
    for answer in reversed(answers):
        sha256s = [one.report.sha256 for one in answer.readings]
        readings = [at for at, sha256 in enumerate(sha256s) if sha256 not in read]
        items, looked = [], set(readings)
        for item in answer.evidence:
            at = place_of(item, answer)
            gone = bool(found) if at is None else sha256s[at] in read
            if item.id in held or (gone and item.id not in entered):
                continue
            items.append(item)
            looked |= set() if at is None else {at}
        found.append(Left(answer, tuple(readings), tuple(items), tuple(sorted(looked))))
        read.update(sha256s)
        held.update(item.id for item in answer.evidence if item.id)
    return found[::-1]


def place_of(item: Item, answer: Assessment) -> int | None:
    """The place in `answer.readings` of the reading that an item is from; None where it is from none of them."""
    at = item.source.report
    return at if at is not None and 0 <= at < len(answer.readings) else None
