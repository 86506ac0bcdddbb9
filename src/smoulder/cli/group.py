"""`smoulder group`: who that is, in which data, where and when active, and what is one with it."""

from __future__ import annotations

from json import dumps
from typing import Annotated

import typer

from smoulder.cli.options import AsJson, DataFolder, SettingsFile
from smoulder.cli.terminal import width

All = Annotated[bool, typer.Option("--all", help="Every name, country and link, not the first ten.")]


def group(
    name: Annotated[str, typer.Argument(help="A name or alias of an armed group, or its id.")],
    all: All = False,
    json: AsJson = False,
    data: DataFolder = None,
    settings: SettingsFile = None,
) -> None:
    """Show who a group is: its names, the data it is in, when it was active, what it became, what tables say."""
    from smoulder.cli.group_words import group_words
    from smoulder.cli.settings import choose_settings
    from smoulder.desk.group_json import group_json
    from smoulder.reading.groups import load_registry
    from smoulder.reading.own_groups import read_own_groups
    from smoulder.store.events import open_events
    from smoulder.store.group_facts import told_of

    chosen = choose_settings({}, file=settings, data=data)
    registry = load_registry(read_own_groups(chosen.data))
    found = registry.find(name)
    told = told_of(chosen.data, found, registry)
    shown = group_json(found, registry, open_events(chosen.events), told, chosen.settings)
    print(dumps(shown, ensure_ascii=False, indent=2) if json else group_words(shown, all, width()))
