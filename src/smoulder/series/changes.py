"""What changed between two watch lists: new lulls, comebacks, victories, data that went stale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from smoulder.records.month import month_text
from smoulder.series.all_lulls import Key
from smoulder.series.watched import Watched, WatchList

ChangeKind = Literal["new lull", "comeback", "won", "stale data", "no longer told"]


@dataclass(frozen=True, slots=True)
class Seen:
    """What an earlier list said of one group: when its lull was known, whether it was stale, whether it won."""

    known: int
    stale: bool
    won: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is new.

    month: month index of what happened: the lull known, the comeback, the last month of stale data.
    """

    kind: ChangeKind
    group_id: int
    group: str
    country: str
    month: int
    words: str


def seen_of(rows: Sequence[Watched]) -> dict[Key, Seen]:
    """What a list says, by group and country."""
    return {row.key: Seen(row.known, row.stale, row.section == "won") for row in rows}


def changes(before: Mapping[Key, Seen], now: WatchList, rows: Sequence[Watched]) -> list[Change]:
    """What is new in a list against an earlier one, in the order of the list; comebacks first.

    before: what the earlier list said of the same choice of groups.
    rows:   the rows of `now` that were chosen.
    """
    there = {row.key for row in now.rows}
    found = [_gone(key, was, now) for key, was in before.items() if key not in there]
    for row in rows:
        was = before.get(row.key)
        if row.section == "won":
            if was is None or not was.won:
                found.append(_change("won", row, row.known, "quiet because it won"))
            continue
        if was is None or was.known != row.known:
            words = f"{row.state}: {row.twelve:,.0f} deaths in 12 months, against {row.peak:,.0f} at its peak"
            found.append(_change("new lull", row, row.known, words))
        if row.stale and (was is None or not was.stale):
            words = f"months end {month_text(row.last)}, {row.behind} months before; load newer data"
            found.append(_change("stale data", row, row.last, words))
    return found


def _gone(key: Key, was: Seen, now: WatchList) -> Change:
    """A lull that is on the list no more: fighting came back, or the figures tell it otherwise now."""
    name = now.names.get(key, f"group {key[0]}")
    back = now.active.get(key)
    if back is not None:
        words = f"the lull known {month_text(was.known)} is over: deaths reached the comeback line"
        return Change("comeback", key[0], name, key[1], back, words)
    words = f"the lull known {month_text(was.known)} is not in the figures any more: they were revised, or left out"
    return Change("no longer told", key[0], name, key[1], was.known, words)


def _change(kind: ChangeKind, row: Watched, month: int, words: str) -> Change:
    return Change(kind, row.group_id, row.group, row.country, month, words)
