"""One series as it is looked at: the months of a group in a country, its lulls, and what is to be known of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from smoulder.records.month import month_of

if TYPE_CHECKING:
    from smoulder.desk.chosen import Chosen
    from smoulder.desk.series_counts import Kind
    from smoulder.reading.groups import Registry
    from smoulder.records.group import Group
    from smoulder.records.series import Lull, Series
    from smoulder.store.events import EventStore, Rule

Mode = Literal["revised", "known-then"]


@dataclass(frozen=True, slots=True)
class Looked:
    """A series that was looked at.

    won: month from which the group was known to be the government there, None where it was not.
    """

    group: Group
    series: Series
    lulls: list[Lull]
    won: int | None
    notes: tuple[str, ...]
    rule: Rule
    store: EventStore

    def as_json(self) -> dict[str, Any]:  # Any: JSON
        """The form that is kept from version to version."""
        from smoulder.desk.series_json import series_json

        return series_json(self.series, self.lulls, self.rule) | {"notes": list(self.notes)}


@dataclass(frozen=True, slots=True)
class Wish:
    """Which series is looked at.

    group:   a name or id; country: a name. day: no month after the last full one before it is seen, None for no bound.
    mode:    today's figures up to the day, or what was known on it.
    """

    group: str
    country: str
    day: date | None = None
    kind: Kind = "all"
    rule: Rule = "days"
    mode: Mode = "revised"


def look_at(chosen: Chosen, registry: Registry, wish: Wish) -> Looked:
    """Look at one series.

    raises: NoGroup, NoCountry, PersonGiven where a name is not known; NoData where nothing is known of the group there.
    """
    from smoulder.desk.series_counts import candidate_note, counts_of
    from smoulder.series.chain import follow_chains
    from smoulder.series.lull import find_lulls
    from smoulder.series.traps import first_day_after
    from smoulder.store.events import open_events

    place, store = registry.country(wish.country), open_events(chosen.events)
    group = registry.find_where(wish.group, place)
    counts = counts_of(store, wish.kind, wish.rule, wish.day, wish.mode)
    own = counts(group.group_id, place)
    known_by = wish.day or first_day_after(own.last)
    found, notes = follow_chains(own, group.links, counts, known_by, chosen.settings.chains)
    won = won_in(group, found.country, wish.day)
    lulls = find_lulls(found, chosen.settings, won=won)
    return Looked(group, found, lulls, won, (*notes, *candidate_note(store, found)), wish.rule, store)


def won_in(group: Group, country: str, day: date | None) -> int | None:
    """The month from which the group was known to be the government there, by the as-of day, or None."""
    known = [link.known for link in group.links if link.kind == "won" and link.country in ("", country)]
    return min((month_of(one) for one in known if day is None or one <= day), default=None)
