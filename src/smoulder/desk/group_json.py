"""A group as JSON (docs/data/groups.md)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from smoulder.records.month import month_text

if TYPE_CHECKING:
    from smoulder.reading.groups import Registry
    from smoulder.records.group import Group, Link
    from smoulder.records.group_facts import Told
    from smoulder.records.settings import Settings
    from smoulder.series.whereabouts import ByYear
    from smoulder.store.events import EventStore

ONE_WITH = ("renamed", "split", "merged", "successor", "counted as")
_MONTHS = ("first", "last", "covered_from", "covered_to", "as_of")


def group_json(
    group: Group, registry: Registry, store: EventStore, told: Sequence[Told], settings: Settings
) -> dict[str, Any]:  # Any: JSON
    """A group in the form that is kept from version to version."""
    from smoulder.series.whereabouts import (
        deaths_by_year,
        find_active,
        find_loaded,
        find_months,
        find_years,
    )
    from smoulder.store.counts import Counts

    counts = Counts(store)
    years = deaths_by_year(group.group_id, told)
    merges = [_merge(registry, link, "to", link.group_id) for link in group.links if link.kind in ONE_WITH]
    merges += [
        _merge(registry, link, "from", other)
        for other, link in registry.links_to(group.group_id)
        if link.kind in ONE_WITH
    ]
    return {
        **group.model_dump(mode="json"),
        "dated_names": [one.model_dump() for one in registry.dated_names(group.group_id)],
        "merges": merges,
        "data": {
            "months": [_dated(one) for one in find_months(counts, group.group_id)],
            "years": [asdict(one) for one in find_years(years)],
            "events": [_dated(one) for one in find_loaded(store, group.group_id)],
        },
        "active": [
            {**_dated(one), "line": settings.active_line} for one in find_active(group, counts, settings)
        ],
        **_facts(years, told),
    }


def _facts(years: Sequence[ByYear], told: Sequence[Told]) -> dict[str, Any]:  # Any: JSON
    """Deaths by year under `deaths_by_year`, everything else that loaded tables say under `tables`."""
    return {
        "deaths_by_year": [
            {
                "kind": one.kind,
                "covered_to": one.covered_to,
                "rows": [
                    {
                        name: getattr(row, name)
                        for name in ("year", "where", "deaths", "low", "high", "source")
                    }
                    for row in one.rows
                ],
            }
            for one in years
        ],
        "tables": [
            {name: value for name, value in asdict(one).items() if name not in ("years", "covered_to")}
            for one in told
            if one.facts
        ],
    }


def _merge(registry: Registry, link: Link, direction: str, other: int | None) -> dict[str, Any]:  # Any: JSON
    name = "" if other is None else registry.group(other).name
    return {**link.model_dump(mode="json"), "group_id": other, "name": name, "direction": direction}


def _dated(one: Any) -> dict[str, Any]:  # Any: one of the records of whereabouts; JSON
    """A record with its month indices written as YYYY-MM."""
    values = asdict(one)
    return {
        name: month_text(value) if name in _MONTHS and value is not None else value
        for name, value in values.items()
    }
