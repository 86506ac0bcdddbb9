"""The series that a watch list looks at, and what is known of their groups."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smoulder.desk.watch_choice import Choice
    from smoulder.reading.groups import Registry
    from smoulder.records.event import Inflation
    from smoulder.records.event_place import EventPlace
    from smoulder.records.series import Series
    from smoulder.series.watched import About, WatchList
    from smoulder.store.counts import Counts


def watched_series(choice: Choice, place: EventPlace, registry: Registry) -> tuple[list[Series], About]:
    """The series that ship with the user's own events laid over them, and what is known of their groups;
    Mexico only where it is asked for."""
    from smoulder.reading.organisation import alliances, organisation_levels
    from smoulder.records.series import Measure
    from smoulder.series.watched import About
    from smoulder.store.counts import Counts
    from smoulder.store.events import open_events

    mexico = choice.country == "Mexico"
    counts = Counts(open_events(place))
    series = counts.all_series(include_mexico=mexico)
    kinds: tuple[Measure, ...] = ("state-based", "non-state", "one-sided")
    return series, About(
        links={one.group_id: registry.links(one.group_id) for one in series},
        organised=organisation_levels(),
        alliances=alliances(),
        by_kind=[one for kind in kinds for one in counts.all_series(kind, include_mexico=mexico)],
        coverage=counts.coverage(),
        inflation=_inflation(counts, series),
    )


def look_at(choice: Choice, place: EventPlace, registry: Registry, to: int) -> WatchList:
    """The watch list of a month index, from every series; takes a second, and longer with many loaded events."""
    from smoulder.series.watch import watch

    series, about = watched_series(choice, place, registry)
    return watch(series, to, choice.settings, about)


def _inflation(counts: Counts, series: Sequence[Series]) -> dict[str, Inflation | None]:
    """The measured candidate-to-final factor of each country that has candidate months."""
    from smoulder.series.provisional import candidate_from

    countries = sorted({one.country for one in series}) if counts.own_data else []
    fast = [one for one in countries if candidate_from(counts.coverage(), one) is not None]
    return {one: counts.inflation(one) for one in fast}
