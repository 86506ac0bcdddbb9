"""`smoulder backup`: a whole data folder into one archive."""

from __future__ import annotations

from datetime import UTC, datetime
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from smoulder.cli.options import AsJson, DataFolder, SettingsFile
from smoulder.cli.output import whole_file
from smoulder.cli.terminal import progress, say
from smoulder.records.errors import CannotWrite

if TYPE_CHECKING:
    from smoulder.store.archive import Manifest

Archive = Annotated[
    Path | None,
    typer.Argument(metavar="FILE", help="The archive [smoulder-YYYYMMDD-HHMMSS.zip in the working folder]."),
]
Check = Annotated[
    bool, typer.Option("--check", help="Write nothing: verify FILE, every sum and the ledger in it.")
]


def backup(
    file: Archive = None,
    check: Check = False,
    json: AsJson = False,
    data: DataFolder = None,
    settings: SettingsFile = None,
) -> None:
    """Save the data folder and the ledger, wherever it lies, in one file; others may go on working.

    Fitted models are left out: they are made again when they are missing.
    """
    from smoulder.cli.settings import choose_settings
    from smoulder.store.archive import check_archive
    from smoulder.store.backup import write_backup

    if check:
        if file is None:
            raise typer.BadParameter("--check needs the FILE to verify")
        with progress("Verifying"):
            manifest = check_archive(file)
        show_manifest(manifest, json, f"{file} is sound")
        return
    now = datetime.now(UTC)
    path = file or Path(f"smoulder-{now:%Y%m%d-%H%M%S}.zip")
    if path.exists():
        raise CannotWrite(f"{path} is there already; name another file, so that no backup is lost")
    chosen = choose_settings({}, file=settings, data=data)
    say(f"Data folder: {chosen.data}")
    with progress("Saving"), whole_file(path, "FILE") as draft:
        manifest = write_backup(chosen.data, chosen.ledger, draft, now)
    show_manifest(manifest, json, f"Saved to {path}")


def show_manifest(manifest: Manifest, as_json: bool, head: str, **more: Any) -> None:  # Any: JSON
    """Tell what an archive holds."""
    if as_json:
        print(dumps(manifest.model_dump(mode="json") | more, ensure_ascii=False, indent=2))
        return
    size = sum(one.size for one in manifest.files.values())
    rows = {name: manifest.rows.get(name, 0) for name in ("cases", "answers", "entries", "forecasts")}
    held = ", ".join(f"{name}: {count:,}" for name, count in rows.items())
    print(f"{head}, made {manifest.made:%Y-%m-%d %H:%M} UTC with Smoulder {manifest.smoulder}")
    print(
        f"Files: {len(manifest.files):,} with {size / 1e6:,.1f} MB; {held if manifest.step else 'no ledger'}"
    )
