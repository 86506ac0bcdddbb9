"""`smoulder restore`: an archive back into a data folder."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from smoulder.cli.backup import show_manifest
from smoulder.cli.options import AsJson, DataFolder, SettingsFile
from smoulder.cli.terminal import progress, say

Archive = Annotated[Path, typer.Argument(metavar="FILE", help="An archive that `smoulder backup` wrote.")]
Replace = Annotated[
    bool,
    typer.Option(
        "--replace", help="Move a folder that is not empty aside; empty the database that the ledger lies in."
    ),
]


def restore(
    file: Archive,
    replace: Replace = False,
    json: AsJson = False,
    data: DataFolder = None,
    settings: SettingsFile = None,
) -> None:
    """Put a backup into the data folder, and its ledger where the ledger lies: the whole of it, or nothing.

    A backup of a ledger in a folder can be restored to PostgreSQL, and the other way round.
    """
    from smoulder.cli.settings import choose_settings
    from smoulder.store.restore import restore_backup

    chosen = choose_settings({}, file=settings, data=data)
    with progress("Restoring"):
        now = datetime.now(UTC)
        manifest, aside = restore_backup(file, chosen.data, chosen.ledger, now, replace=replace)
    if aside is not None:
        say(f"What lay there before lies in {aside} now.")
    before = {"before": None if aside is None else str(aside)}
    show_manifest(manifest, json, f"Restored to {chosen.data}", **before)
