"""The entries that one call of `smoulder pressure add` is about, whatever they are made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from smoulder.cli.terminal import progress, say
from smoulder.records.errors import BadReport, BadSetting

if TYPE_CHECKING:
    from smoulder.reading.groups import Registry
    from smoulder.records.pressure import PressureEntry
    from smoulder.store.pressure import PressureTable

PLACE = "smoulder pressure add"
_WITH_REPORT = ("group", "country")
_WITH_DATA = ("group", "country", "by", "place")
_WITH_WITHDRAWAL = ("source", "note")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for: fields given as options, and at most one other place to take entries from."""

    fields: Mapping[str, str]
    withdraw: str = ""
    file: Path | None = None
    reports: tuple[str, ...] = ()
    data_set: tuple[str, Path] | None = None
    parser: str = ""


def gather(wanted: Wanted, registry: Registry, table: PressureTable, data: Path) -> tuple[PressureEntry, ...]:
    """The entries to add.

    data:   folder with the user's own groups, for the reading of reports.
    raises: BadSetting where two ways are mixed, or an option does not go with one; what the way itself raises.
    """
    from smoulder.desk.pressure import entry_of, withdrawal_of
    from smoulder.reading.pressure_calendar import load_calendar

    ways = [
        way
        for way, given in (
            ("--file", wanted.file),
            ("--from-report", wanted.reports),
            ("--from-data", wanted.data_set),
            ("--withdraw", wanted.withdraw),
        )
        if given
    ]
    if len(ways) > 1:
        raise BadSetting(f"{' and '.join(ways)} cannot go together; add from one, then from the other")
    if wanted.file:
        _only(wanted, "--file", ())
        return load_calendar(wanted.file, registry).entries
    if wanted.reports:
        _only(wanted, "--from-report", _WITH_REPORT)
        return tuple(_from_reports(wanted, registry, data))
    if wanted.data_set:
        _only(wanted, "--from-data", _WITH_DATA)
        return _from_data(wanted, registry, wanted.data_set)
    if wanted.withdraw:
        _only(wanted, "--withdraw", _WITH_WITHDRAWAL)
        return (withdrawal_of(wanted.withdraw, wanted.fields, table),)
    return (entry_of(wanted.fields, registry, PLACE),)


def _only(wanted: Wanted, way: str, may: tuple[str, ...]) -> None:
    """raises: BadSetting where an option was given that the way takes no notice of."""
    for key in wanted.fields:
        if key not in may:
            option = f"--{key.replace('_', '-')}"
            with_it = f"; with it go {', '.join(f'--{one}' for one in may)}" if may else ""
            raise BadSetting(f"{option} does not go with {way}{with_it}; leave it out")


def _from_data(wanted: Wanted, registry: Registry, data_set: tuple[str, Path]) -> tuple[PressureEntry, ...]:
    from smoulder.reading.pressure_entries import presser
    from smoulder.reading.pressure_sets import entries_from_data

    if "country" not in wanted.fields:
        raise BadSetting("--from-data takes the rows of one country; give --country")
    country = registry.country(wanted.fields["country"])
    group = _group(wanted, registry, country)
    found = entries_from_data(data_set[0], data_set[1], country, group, wanted.fields.get("place", ""))
    if "by" in wanted.fields:
        by = presser(wanted.fields["by"], registry, PLACE)
        pressers = ", ".join(dict.fromkeys(one.by for one in found))
        found = [one for one in found if one.by.casefold() == by.casefold()]
        if not found:
            raise BadSetting(f"--by {by} presses nowhere in {country} by {data_set[1]}; it has {pressers}")
    return tuple(found)


def _from_reports(wanted: Wanted, registry: Registry, data: Path) -> Iterator[PressureEntry]:
    from smoulder.cli.read_folder import Reader, readings
    from smoulder.cli.source import reports_of
    from smoulder.reading.pressure_told import entries_from_reading

    country = registry.country(wanted.fields["country"]) if "country" in wanted.fields else None
    group = _group(wanted, registry, country or "")
    with progress("Reading"):
        found = [
            one for name in wanted.reports for one in readings(reports_of(name), Reader(data, wanted.parser))
        ]
    for one in found:
        if one.reading is None:
            raise BadReport(one.reason)
        told = entries_from_reading(one.reading, registry, group, country)
        for words in told.left_out:
            say(f"{one.source.name}: left out: {words}")
        yield from told.entries


def _group(wanted: Wanted, registry: Registry, country: str) -> int | None:
    name = wanted.fields.get("group")
    if not name:
        return None
    return (registry.find_where(name, country) if country else registry.find(name)).group_id
