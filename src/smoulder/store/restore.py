"""An archive back into a data folder and its ledger: the whole of it, or nothing."""

from __future__ import annotations

import os
import shutil
from datetime import datetime
from pathlib import Path

from smoulder.records.errors import CannotWrite
from smoulder.store.archive import LEDGER, Manifest, unpack
from smoulder.store.ledger import open_ledger


def restore_backup(
    archive: Path, folder: Path, place: Path | str, now: datetime, *, replace: bool = False
) -> tuple[Manifest, Path | None]:
    """Put an archive into a data folder, and its ledger where the ledger is to lie.

    folder:  the data folder, which need not be there. place: of the ledger, the folder or an address.
    replace: move a folder that holds something aside, and take away what a database holds.
    returns: what was restored, and where the folder from before lies now, None where there was none.
    raises:  BadBackup where the archive is damaged or leads out of the folder; CannotWrite where the folder or the
             database holds something and `replace` is not set. Nothing is changed then.

    Everything is written and verified beside the folder first, which then takes its name.
    """
    draft = folder.absolute().with_name(f".{folder.absolute().name}.restore-{os.getpid()}")
    _refuse_full(folder, replace)
    try:
        draft.mkdir(parents=True)
        manifest = unpack(archive, draft)
        if isinstance(place, Path):
            if LEDGER in manifest.files:
                open_ledger(draft).close()  # brings an older ledger to the present tables
            aside = _swap(draft, folder, now)
        else:
            aside = _into_database(draft, folder, place, manifest, now, replace)
    except OSError as reason:
        raise CannotWrite(
            f"{folder} cannot be written ({reason.strerror}); choose another folder with --data"
        ) from reason
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return manifest, aside


def _into_database(
    draft: Path, folder: Path, place: str, manifest: Manifest, now: datetime, replace: bool
) -> Path | None:
    """Copy the ledger of an unpacked archive to a database, and give the folder what else there is."""
    if LEDGER in manifest.files:
        with open_ledger(draft) as source, open_ledger(place) as target:
            source.copy_to(target, replace=replace)
        for file in draft.glob(f"{LEDGER}*"):
            file.unlink()
    return _swap(draft, folder, now)


def _refuse_full(folder: Path, replace: bool) -> None:
    if folder.exists() and not folder.is_dir():
        raise CannotWrite(f"{folder} is a file; choose another data folder with --data")
    if not replace and folder.exists() and any(folder.iterdir()):
        raise CannotWrite(
            f"{folder} is not empty; choose another with --data, or pass --replace to move it aside"
        )


def _swap(draft: Path, folder: Path, now: datetime) -> Path | None:
    """Let a draft take the name of the folder; what lay there is moved aside, and put back where that fails."""
    aside = None
    if folder.exists() and any(folder.iterdir()):
        aside = folder.with_name(f"{folder.name}.before-{now:%Y%m%d-%H%M%S}")
        folder.rename(aside)
    elif folder.exists():
        folder.rmdir()
    try:
        draft.rename(folder)
    except OSError:
        if aside is not None:
            aside.rename(folder)
        raise
    return aside
