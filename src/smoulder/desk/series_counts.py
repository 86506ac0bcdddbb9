"""Which counts a series is made of: the kind of violence, and the month of events that span several."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from smoulder.records.errors import NoData
from smoulder.records.month import last_full_month
from smoulder.records.series import Measure, Series

if TYPE_CHECKING:
    from smoulder.store.events import Asked, EventStore, Rule

Kind = Literal["all", "state-based", "non-state", "one-sided"]


def counts_of(
    store: EventStore,
    kind: Kind,
    rule: Rule,
    as_of: date | None,
    mode: Literal["revised", "known-then"] = "revised",
) -> Callable[[int, str], Series]:
    """A function that gives the series of a group id in a country, of one kind under one rule.

    rule:   'days': the figures that ship with loaded events laid over them; 'end': loaded events alone.
    mode:   today's figures, or those that were known on the day.
    as_of:  no month after the last full one before it is seen; None: no bound.
    returns: a function that raises NoData where nothing is known of the group there, or nothing is loaded for
             'end'; a kind of which the group has no event is nought in covered months.
    """
    from smoulder.series.situation import cut_series
    from smoulder.store.events import Asked

    asked = Asked(rule=rule, mode=mode, as_of=as_of if mode == "known-then" else None)
    measure: Measure = "all kinds" if kind == "all" else kind

    def find(group_id: int, country: str) -> Series:
        try:
            found = _of_measure(store, group_id, country, measure, asked)
        except NoData:
            if measure == "all kinds":
                raise
            every = _of_measure(store, group_id, country, "all kinds", asked)
            found = replace(every.change_counts(lambda counts: counts * 0), measure=measure)
        return found if as_of is None else cut_series(found, last_full_month(as_of))

    return find


def _of_measure(store: EventStore, group_id: int, country: str, measure: Measure, asked: Asked) -> Series:
    from smoulder.store.counts import Counts

    if asked.rule == "days":
        return Counts(store, asked).series(group_id, country, measure)
    if not _loaded(store, country):
        raise NoData(
            f"--rule end needs event rows, and none of {country} are loaded; the figures that ship are counted "
            "by days. Run: smoulder load ucdp FILE"
        )
    return store.series(group_id, country, measure, asked)


def _loaded(store: EventStore, country: str) -> bool:
    """Whether a loaded release of UCDP covers the country."""
    from smoulder.reading.sources import sources_of

    family = sources_of("ucdp")
    return any(
        one.source in family and (not one.countries or country in one.countries) for one in store.coverage()
    )


def candidate_note(store: EventStore, found: Series) -> tuple[str, ...]:
    """A sentence on the months that rest on candidate releases, with the measured factor; empty where none do."""
    from smoulder.series.provisional import candidate_from, provisional_words
    from smoulder.store.counts import Counts

    counts = Counts(store)
    start = candidate_from(counts.coverage(), found.country)
    if start is None or start > found.last:
        return ()
    return (provisional_words(start, counts.inflation(found.country)),)
