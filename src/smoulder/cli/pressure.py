"""`smoulder pressure`: the calendar of what holds groups down."""

from __future__ import annotations

from datetime import date
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from smoulder.cli import pressure_options as of
from smoulder.cli.options import AsJson, AsOf, DataFolder, SettingsFile
from smoulder.cli.output import write_whole
from smoulder.cli.pressure_add import add
from smoulder.cli.pressure_effects import effects
from smoulder.cli.terminal import say, width
from smoulder.records.errors import BadSetting

if TYPE_CHECKING:
    from smoulder.reading.groups import Registry
    from smoulder.records.calendar import Calendar
    from smoulder.records.pressure import PressureKind
    from smoulder.store.pressure import KeptEntry

SOMETHING_FOUND = 3
"""Exit code of `check` where something does not fit."""

pressures = typer.Typer(help="The calendar of what holds groups down.", rich_markup_mode=None)
pressures.command("add", epilog="Example:  smoulder pressure add --file calendar.toml --analyst desk-4")(add)
pressures.command("effects", epilog='Example:  smoulder pressure effects --kind "foreign troops"')(effects)


@pressures.command(
    "list", epilog="Example:  smoulder pressure list --group IS --country Iraq --as-of 2020-01-23"
)
def list_entries(
    group: of.Group = "",
    country: of.Country = "",
    kind: of.Kind = "",
    as_of: AsOf = None,
    all: of.Corrected = False,
    file: of.InFile = None,
    out: of.OutFile = None,
    json: AsJson = False,
    data: DataFolder = None,
    settings: SettingsFile = None,
) -> None:
    """List entries, and the phase that each kind of pressure on a group or country is in."""
    from smoulder.cli.pressure_words import corrections_of, entries_json, list_words, phases_json
    from smoulder.reading.pressure_calendar import calendar_toml
    from smoulder.records.month import parse_day

    whole, kept, registry = _opened(file, data, settings)
    day = parse_day(as_of) if as_of else None
    seen = whole.known_by(day) if day else whole
    group_id, place = _subject(group, country, registry)
    shown = (seen if all else seen.standing()).on(group_id, place, _kind(kind))
    phases = seen.on(kind=_kind(kind)).phase(group_id, place, day or date.today()) if group or country else {}
    if out is not None:
        write_whole(out, calendar_toml(shown))
        say(f"Calendar: {out} ({len(shown.every):,} entries)")
    elif json:
        entries = entries_json(shown.entries, kept, seen, registry)
        found = {"as_of": day.isoformat() if day else None, "phases": phases_json(phases), "entries": entries}
        print(dumps(found, ensure_ascii=False, indent=2))
    elif shown.entries:
        print(list_words(shown.entries, phases, registry, width(), corrections_of(seen)))
    else:
        say("No entries; `smoulder pressure add` makes them.")


@pressures.command("check", epilog="Example:  smoulder pressure check --country Iraq --as-of 2020-01-23")
def check(
    group: of.Group = "",
    country: of.Country = "",
    kind: of.Kind = "",
    as_of: AsOf = None,
    tolerance: of.Tolerance = 0.2,
    file: of.InFile = None,
    json: AsJson = False,
    data: DataFolder = None,
    settings: SettingsFile = None,
) -> None:
    """List what does not fit: contradictions, departures never confirmed, entries without a source.

    Exit code 0: everything fits; 3: something does not; 2: an error.
    """
    from smoulder.cli.pressure_words import findings_json, findings_words
    from smoulder.reading.pressure_check import check_calendar
    from smoulder.records.month import parse_day

    whole, _, registry = _opened(file, data, settings)
    group_id, place = _subject(group, country, registry)
    day = parse_day(as_of) if as_of else date.today()
    looked = whole.on(group_id, place, _kind(kind))
    findings = check_calendar(looked, day, registry, tolerance)
    if json:
        print(dumps(findings_json(findings), ensure_ascii=False, indent=2))
    elif findings:
        print(findings_words(findings, width()))
    say(f"{len(looked.standing().entries):,} entries looked at; {len(findings) or 'nothing'} to mend")
    if findings:
        raise typer.Exit(SOMETHING_FOUND)


def _opened(
    file: Path | None, data: Path | None, settings: Path | None
) -> tuple[Calendar, list[KeptEntry], Registry]:
    """The calendar of a file or of the ledger, what the ledger knows of its entries, and the register."""
    from smoulder.cli.settings import choose_settings
    from smoulder.reading.groups import load_registry
    from smoulder.reading.own_groups import read_own_groups
    from smoulder.reading.pressure_calendar import load_calendar
    from smoulder.store.ledger import open_ledger

    chosen = choose_settings({}, file=settings, data=data)
    registry = load_registry(read_own_groups(chosen.data))
    if file is not None:
        return load_calendar(file, registry), [], registry
    with open_ledger(chosen.ledger) as ledger:
        return ledger.pressure.calendar(), ledger.pressure.entries(), registry


def _subject(group: str, country: str, registry: Registry) -> tuple[int | None, str]:
    """The group's id, None where none is given, and the country as UCDP names it."""
    place = registry.country(country) if country else ""
    if not group:
        return None, place
    return (registry.find_where(group, place) if place else registry.find(group)).group_id, place


def _kind(name: str) -> PressureKind | None:
    """raises: BadSetting where the calendar has no such kind."""
    from smoulder.reading.wrong_entry import nearest
    from smoulder.records.pressure import KINDS

    for kind in KINDS:
        if name == kind:
            return kind
    if name:
        raise BadSetting(f"--kind {name} is not known; {nearest(name, KINDS)}")
    return None
