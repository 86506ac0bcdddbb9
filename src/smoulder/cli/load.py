"""`smoulder load`: data sets from files into the data folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smoulder.cli.engine_choice import EngineOption, Master
from smoulder.cli.load_words import report_words, stale_words
from smoulder.cli.options import AsJson, SettingsFile
from smoulder.cli.terminal import progress, say
from smoulder.records.month import parse_day

if TYPE_CHECKING:
    from smoulder.reading.intake import ReadOptions
    from smoulder.reading.sources import Source
    from smoulder.records.event import LoadReport


SkipBad = Annotated[
    bool, typer.Option("--skip-bad", help="Load the rest of a file with bad rows, and write those to a file.")
]
Vintage = Annotated[
    str | None,
    typer.Option("--vintage", metavar="V", help="The release, where the file does not say it: 26.1."),
]
StoreFolder = Annotated[Path | None, typer.Option("--data", metavar="DIR", help="Folder of the event store.")]


def load(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="ucdp, candidate, acled, gdelt, table, …")],
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Files as they were published.")],
    vintage: Vintage = None,
    countries: Annotated[
        str | None,
        typer.Option("--countries", help="Countries the file covers, with commas between them, or all."),
    ] = None,
    released: Annotated[
        str | None,
        typer.Option(
            "--released", metavar="DAY", help="Day on which it counts as known; else by the release."
        ),
    ] = None,
    coverage: Annotated[
        Path | None,
        typer.Option(
            "--coverage", metavar="CSV", help="Covered spans: vintage, country, from, to (YYYY-MM)."
        ),
    ] = None,
    map_: Annotated[
        Path | None,
        typer.Option("--map", metavar="TOML", help="Which column is which, for the source table."),
    ] = None,
    skip_bad: SkipBad = False,
    json: AsJson = False,
    data: StoreFolder = None,
    settings: SettingsFile = None,
    engine: EngineOption = None,
    master: Master = None,
) -> None:
    """Load data sets: each file whole or not at all, and never a row twice."""
    from smoulder.cli.settings import choose_settings
    from smoulder.reading.intake import ReadOptions
    from smoulder.reading.own_groups import read_own_groups
    from smoulder.reading.sources import find_source

    found = find_source(source)
    chosen = choose_settings({}, file=settings, data=data, engine=engine, master=master)
    folder = chosen.data
    options = ReadOptions(
        vintage=vintage,
        countries=None if countries is None else _listed(countries),
        released=None if released is None else parse_day(released),
        mapping=map_,
        coverage=coverage,
        own=read_own_groups(folder),
    )
    say(f"Data folder: {folder}")
    if found.note:
        say(f"{found.title}: {found.licence}. {found.note}")
    reports = [_load_and_tell(folder, found, path, options, skip_bad, json) for path in files]
    if json:
        print(dumps([asdict(one) for one in reports], default=str, ensure_ascii=False, indent=2))


def _load_and_tell(
    folder: Path, source: Source, path: Path, options: ReadOptions, skip_bad: bool, json: bool
) -> LoadReport:
    rejects = folder / "rejects" / f"{path.name}.csv" if skip_bad else None
    with progress(f"Loading {path.name}") as tell:
        report = _load_file(folder, source, path, options, rejects, tell)
    if not json:
        print(report_words(report, rejects))
        for line in stale_words(source, report, date.today()):
            print(line)
    return report


def _load_file(
    folder: Path,
    source: Source,
    path: Path,
    options: ReadOptions,
    rejects: Path | None,
    tell: Callable[[str], None],
) -> LoadReport:
    """One file onto the shelf of its source."""
    from smoulder.store.events import open_events
    from smoulder.store.group_tables import load_table

    if source.shelf == "tables":
        return load_table(folder, source, path, options, rejects)
    return open_events(folder).load(source, path, options, rejects, tell)


def _listed(countries: str) -> tuple[str, ...]:
    """Countries by their names as UCDP has them; () for all.

    raises: NoCountry for a name that is not known.
    """
    from smoulder.reading.groups import load_registry

    if countries.strip().lower() == "all":
        return ()
    registry = load_registry()
    return tuple(registry.country(name.strip()) for name in countries.split(",") if name.strip())
