"""What a watch list holds, and what is known of the groups beside their months (docs/methods/watch.md)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from smoulder.records.event import Coverage, Inflation
from smoulder.records.group import Link
from smoulder.records.series import Series, State
from smoulder.series.all_lulls import Key
from smoulder.series.silence import Silence
from smoulder.series.spell import Spell
from smoulder.series.traps import Trap

RECENT_MONTHS = 60
STALE_MONTHS = 18
"""Months without data past which a series is stale: a yearly release comes out half a year after its last month,
so that a year and a half is the oldest a series gets when every release is loaded."""
TRAIL_MONTHS = 60
"""Months of A(t) that a row carries for who wants to draw it."""

Kind = Literal["armed group", "community", "alliance"]
Section = Literal["recent", "older", "won"]


@dataclass(frozen=True, slots=True)
class About:
    """What is known of the groups beside their months.

    links: of each group, by id.
    organised: UCDP's level of organisation by id: '1' formally organised, '2' and '3' supporters and communities;
               a group it lacks is judged by what it did.
    alliances: ids of the alliances each group was a member of, by id.
    by_kind:   the same series for single kinds of violence; they say what the group's violence was.
    inflation: by how much final figures exceed candidate ones, by country.
    coverage:  what the releases behind the series cover; with none, the version numbers of a series say whether
               any of it is candidate data.
    """

    links: Mapping[int, Sequence[Link]] = field(default_factory=dict)
    organised: Mapping[int, str] = field(default_factory=dict)
    alliances: Mapping[int, Sequence[int]] = field(default_factory=dict)
    by_kind: Sequence[Series] = ()
    coverage: Sequence[Coverage] = ()
    inflation: Mapping[str, Inflation | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Watched:
    """One group that is in a lull in one country.

    last:     month index of the last known month; behind: months from it to the month asked for.
    known, began: month indices of the running lull; age: months from `known` to `last`.
    peak, lowest, twelve: P, M and A(t) at `last`, deaths per 12 months.
    section:  'recent' where it was active within 60 months before `last`, 'won' where it is the government.
    trail:    A(t) of the TRAIL_MONTHS months up to `last`, None where it is not known.
    """

    group_id: int
    group: str
    country: str
    kind: Kind
    section: Section
    state: State
    last: int
    behind: int
    known: int
    began: int
    peak: float
    lowest: float
    twelve: float
    spell: Spell
    silence: Silence
    provisional: bool
    traps: tuple[Trap, ...]
    trail: tuple[float | None, ...] = ()

    @property
    def key(self) -> Key:
        """Group id and country."""
        return self.group_id, self.country

    @property
    def age(self) -> int:
        """Months since the lull was known."""
        return self.last - self.known

    @property
    def stale(self) -> bool:
        """True where the months end so long before the month asked for that the lull may be over."""
        return self.behind > STALE_MONTHS


@dataclass(frozen=True, slots=True)
class WatchList:
    """Groups in a lull at the last known month of each series.

    to:     month index asked for; nothing later is seen.
    rows:   recent ones first, then older, then won; in each those with fresh months first; among recent and won
            ones the largest peak first, among older ones the one that was active last.
    active: month since which each group that is active now was back, or None where it never was in a lull.
    looked_at: series with a known A(t).
    """

    to: int
    rows: tuple[Watched, ...]
    active: Mapping[Key, int | None]
    names: Mapping[Key, str]
    looked_at: int
