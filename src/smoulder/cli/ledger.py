"""`smoulder ledger`: where the cases lie, and how they come to another place."""

from __future__ import annotations

from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from smoulder.cli.options import AsJson, DataFolder, SettingsFile
from smoulder.cli.terminal import progress, say, table
from smoulder.records.errors import CannotWrite

if TYPE_CHECKING:
    from smoulder.store.move import Moved

ledgers = typer.Typer(help="Where the cases lie, and how they come elsewhere.", rich_markup_mode=None)

To = Annotated[
    str,
    typer.Option(
        "--to", metavar="PLACE", help="An address, postgresql://USER@SERVER/DATABASE, or a data folder."
    ),
]


@ledgers.command("show", epilog="Example:  smoulder ledger show")
def show(json: AsJson = False, data: DataFolder = None, settings: SettingsFile = None) -> None:
    """Say where the ledger lies, how many rows each of its tables holds, and how its server is doing."""
    from dataclasses import asdict

    from smoulder.cli.settings import choose_settings
    from smoulder.store.ledger import open_ledger

    place = _standing(choose_settings({}, file=settings, data=data).ledger)
    with open_ledger(place) as ledger:
        facts = ledger.facts()
    if json:
        print(dumps(asdict(facts), ensure_ascii=False, indent=2))
        return
    print(f"Ledger: {facts.place}\nStep of its tables: {facts.step}")
    if (server := facts.server) is not None:
        print(
            f"Server: PostgreSQL {server.version}; {server.connections} of {server.most} connections are taken, "
            f"{server.waiting} wait for another writer; deadlocks resolved: {server.deadlocks}"
        )
    print("\n" + table(["table", "rows"], [[name, f"{n:,}"] for name, n in sorted(facts.rows.items())]))


@ledgers.command("move", epilog="Example:  smoulder ledger move --to postgresql://desk@server/cases")
def move(to: To, json: AsJson = False, data: DataFolder = None, settings: SettingsFile = None) -> None:
    """Copy the ledger to a server, or from a server to a folder, and prove row by row that nothing is lost.

    The ledger stays as it is where it lies; who would write into it meanwhile waits. The new place is to hold nothing;
    where it holds the very same ledger already, as after a move whose end was not seen, that is said.
    """
    from smoulder.cli.settings import choose_settings
    from smoulder.store.ledger import open_ledger

    place = _standing(choose_settings({}, file=settings, data=data).ledger)
    target: Path | str = to if "://" in to else Path(to)
    if isinstance(place, Path) and isinstance(target, Path) and place.resolve() == target.resolve():
        raise CannotWrite(f"the ledger lies in {place} already; name another place with --to")
    with open_ledger(place) as source, open_ledger(target) as into, progress("Moving"):
        moved, ends = source.move_to(into), (source.facts().place, into.facts().place)
    if json:
        tables = {name: {"rows": one.rows, "sha256": one.sha256} for name, one in moved.tables.items()}
        print(dumps({"from": ends[0], "to": ends[1], "already": moved.already, "tables": tables}, indent=2))
    else:
        _tell(moved, *ends)
    say(_switch(target))


def _standing(place: Path | str) -> Path | str:
    """raises: CannotWrite where a folder holds no ledger, so that none is made by looking."""
    from smoulder.store.ledger import ledger_stands

    if not ledger_stands(place):
        raise CannotWrite(f"no ledger is in {place} yet; name its folder with --data, or keep a first case")
    return place


def _tell(moved: Moved, source: str, target: str) -> None:
    print(
        f"{source}\n-> {target}\n"
        + ("Nothing was written: the very same rows are there already." if moved.already else "Moved.")
    )
    rows: list[list[Any]] = [[name, f"{one.rows:,}", one.sha256[:12]] for name, one in moved.tables.items()]
    print("\n" + table(["table", "rows", "SHA-256 in both"], rows))
    print(
        f"\nEvery row was read in both places, {sum(one.rows for one in moved.tables.values()):,} in all, and "
        "they are the same."
    )


def _switch(target: Path | str) -> str:
    """How to work with the new place, without a password."""
    if isinstance(target, Path):
        return (
            "The old ledger stays as it was. From now on leave SMOULDER_LEDGER and the [ledger] of the settings "
            f"file away, and work with:  --data {target}"
        )
    import sqlalchemy as sa

    url = sa.make_url(target).difference_update_query(("password", "sslpassword"))
    shown = sa.URL.create(url.drivername, url.username, None, url.host, url.port, url.database, url.query)
    address = shown.render_as_string()
    return (
        "The old ledger stays as it was, and what is written to it is not seen in the new one. From now on every "
        f"desk sets:\n  SMOULDER_LEDGER={address}\nor in smoulder.toml:\n  [ledger]\n"
        f'  address = "{address}"\nLeave a password to ~/.pgpass.'
    )
