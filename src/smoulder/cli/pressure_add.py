"""`smoulder pressure add`: entries into the calendar of the ledger."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from json import dumps

from smoulder.cli import pressure_options as of
from smoulder.cli.options import AsJson, DataFolder, ParserName, SettingsFile
from smoulder.cli.terminal import say, width

_NO_FIELDS = (
    "withdraw", "file", "from_report", "from_data", "analyst", "dry_run", "parser", "json", "data", "settings",
)  # fmt: skip


def add(
    kind: of.Kind = "",
    by: of.By = "",
    group: of.Group = "",
    country: of.Country = "",
    place: of.Place = "",
    size: of.Size = "",
    unit: of.Unit = "",
    demanded: of.Demanded = "",
    announced: of.Announced = "",
    due: of.Due = "",
    began: of.Began = "",
    seen: of.Seen = "",
    reduced: of.Reduced = "",
    handed_over: of.HandedOver = "",
    departed: of.Departed = "",
    known: of.Known = "",
    source: of.SourceOf = "",
    note: of.Note = "",
    supersedes: of.Supersedes = "",
    withdraw: of.Withdraw = "",
    file: of.AddFile = None,
    from_report: of.FromReport = None,
    from_data: of.FromData = None,
    analyst: of.Analyst = "",
    dry_run: of.DryRun = False,
    parser: ParserName = "",
    json: AsJson = False,
    data: DataFolder = None,
    settings: SettingsFile = None,
) -> None:
    """Add entries: by options, from a TOML file, from reports or from a data set; none is overwritten.

    WHEN is a day 2011-12-18, a month 2011-12, a year 2011, two with / between, or ../2011-12: by then.
    """
    fields = {key: value for key, value in locals().items() if key not in _NO_FIELDS and value}
    from smoulder.cli.pressure_gather import Wanted, gather
    from smoulder.cli.pressure_words import entries_json, list_words, tally
    from smoulder.cli.settings import choose_settings
    from smoulder.reading.groups import load_registry
    from smoulder.reading.own_groups import read_own_groups
    from smoulder.reading.pressure_check import check_calendar
    from smoulder.store.ledger import open_ledger
    from smoulder.store.pressure import Added

    chosen = choose_settings({}, file=settings, data=data)
    registry = load_registry(read_own_groups(chosen.data))
    wanted = Wanted(fields, withdraw, file, tuple(from_report or ()), from_data, parser)
    now, who = datetime.now(UTC), analyst or os.environ.get("SMOULDER_ANALYST", "")
    with open_ledger(chosen.ledger) as ledger:
        table = ledger.pressure
        entries = gather(wanted, registry, table, chosen.data)
        added = Added(entries, ()) if dry_run else table.add(entries, now=now, analyst=who)
        kept, calendar = table.entries(), table.calendar()
    whole = calendar.model_copy(update={"entries": tuple(dict.fromkeys((*calendar.entries, *entries)))})
    if json:
        print(dumps(entries_json(added.new, kept, whole, registry), ensure_ascii=False, indent=2))
    elif added.new:
        print(list_words(added.new, {}, registry, width(), {}))
    say(tally(added, dry_run, check_calendar(whole, now.date(), registry)))
