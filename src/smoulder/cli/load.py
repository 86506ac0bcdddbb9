"""`smoulder load`: data sets from files into the data folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
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
from smoulder.reading.event_files import event_files
from smoulder.records.errors import BadData, BadSetting
from smoulder.records.month import parse_day

if TYPE_CHECKING:
    from smoulder.desk.chosen import Chosen
    from smoulder.reading.intake import ReadOptions
    from smoulder.reading.sources import Source
    from smoulder.records.cluster import Cluster
    from smoulder.records.event import LoadReport


SkipBad = Annotated[
    bool, typer.Option("--skip-bad", help="Load the rest of a file with bad rows, and write those to a file.")
]
Vintage = Annotated[
    str | None,
    typer.Option("--vintage", metavar="V", help="The release, where the file does not say it: 26.1."),
]
Countries = Annotated[
    str | None,
    typer.Option("--countries", help="Countries the file covers, with commas between them, or all."),
]
Released = Annotated[
    str | None,
    typer.Option("--released", metavar="DAY", help="Day on which it counts as known; else by the release."),
]
Covered = Annotated[
    Path | None,
    typer.Option("--coverage", metavar="CSV", help="Covered spans: vintage, country, from, to (YYYY-MM)."),
]
ColumnMap = Annotated[
    Path | None,
    typer.Option("--map", metavar="TOML", help="Which column is which, for the source table."),
]
StoreFolder = Annotated[Path | None, typer.Option("--data", metavar="DIR", help="Folder of the event store.")]


def load(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="ucdp, candidate, acled, gdelt, table, …")],
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE…", help="Files as they were published, folders of them, or a pattern."),
    ],
    vintage: Vintage = None,
    countries: Countries = None,
    released: Released = None,
    coverage: Covered = None,
    map_: ColumnMap = None,
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
    at_once = chosen.cluster is not None and found.shelf == "events"
    if chosen.cluster is not None and at_once:
        _open_cluster(chosen.cluster)
    options = ReadOptions(
        vintage=vintage,
        countries=None if countries is None else _listed(countries),
        released=None if released is None else parse_day(released),
        mapping=map_,
        coverage=coverage,
        own=read_own_groups(chosen.data),
    )
    say(f"Data folder: {chosen.data}")
    if chosen.events.folder != str(chosen.data / "events"):
        say(f"Events: {chosen.events.folder}")
    if found.note:
        say(f"{found.title}: {found.licence}. {found.note}")
    named = _files(files, at_once)
    if at_once:
        reports = _at_once(chosen, found, named, options, skip_bad, json)
    else:
        beside = _rejects(chosen, named) if skip_bad else [None] * len(named)
        reports = [
            _one(chosen, found, file, options, rejects, json)
            for file, rejects in zip(named, beside, strict=True)
        ]
    if json:
        print(dumps([asdict(one) for one in reports], default=str, ensure_ascii=False, indent=2))


def _at_once(
    chosen: Chosen, source: Source, files: Sequence[str], options: ReadOptions, skip_bad: bool, json: bool
) -> list[LoadReport]:
    """Files by many hands: those before the first that cannot be taken are loaded, and then that one is told."""
    from smoulder.store.events import open_events

    rejects = _rejects(chosen, files)
    with progress(f"Loading {len(files):,} files") as tell:
        loaded = open_events(chosen.events).load_all(
            source, files, options, rejects if skip_bad else None, tell
        )
    for report, path in zip(loaded.reports, rejects, strict=False):
        _tell_report(source, report, path if skip_bad else None, json)
    if loaded.trouble:
        raise BadData(loaded.trouble)
    return list(loaded.reports)


def _one(
    chosen: Chosen, source: Source, file: str, options: ReadOptions, rejects: Path | None, json: bool
) -> LoadReport:
    """One file onto the shelf of its source."""
    from smoulder.store.events import open_events
    from smoulder.store.group_tables import load_table

    path = Path(file)
    with progress(f"Loading {path.name}") as tell:
        if source.shelf == "tables":
            report = load_table(chosen.data, source, path, options, rejects)
        else:
            report = open_events(chosen.events).load(source, path, options, rejects, tell)
    _tell_report(source, report, rejects, json)
    return report


def _tell_report(source: Source, report: LoadReport, rejects: Path | None, json: bool) -> None:
    if json:
        return
    print(report_words(report, rejects))
    for line in stale_words(source, report, date.today()):
        print(line)


def _rejects(chosen: Chosen, files: Sequence[str]) -> list[Path]:
    """Where the rows go that are not taken: files of one name in several folders have one each."""
    folder, names = chosen.data / "rejects", [file.rpartition("/")[2] for file in files]
    many = Counter(names)
    whole = [file.replace("://", "/").strip("/").replace("/", "_") for file in files]
    return [
        folder / f"{name if many[name] == 1 else long}.csv" for name, long in zip(names, whole, strict=True)
    ]


def _open_cluster(cluster: Cluster) -> None:
    """Begin to work with Spark before anything is looked for, so that what it lacks is told first."""
    from smoulder.store.spark.session import spark_session

    if page := spark_session(cluster).sparkContext.uiWebUrl:
        say(f"Spark's own page: {page}")


def _files(named: Sequence[str], at_once: bool) -> list[str]:
    """The files that the user's names stand for.

    raises: BadData, BadSetting for an address that DuckDB would have to open.
    """
    files = event_files(named)
    if at_once:
        from smoulder.store.spark.load_listing import listed

        return listed(files)
    for file in files:
        if "://" in file:
            raise BadSetting(f"{file} is an address, which DuckDB does not open; add --engine spark")
    return files


def _listed(countries: str) -> tuple[str, ...]:
    """Countries by their names as UCDP has them; () for all.

    raises: NoCountry for a name that is not known.
    """
    from smoulder.reading.groups import load_registry

    if countries.strip().lower() == "all":
        return ()
    registry = load_registry()
    return tuple(registry.country(name.strip()) for name in countries.split(",") if name.strip())
