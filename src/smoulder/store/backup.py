"""A whole data folder, and the ledger wherever it lies, into one archive."""

from __future__ import annotations

import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

import sqlalchemy as sa

from smoulder import __version__
from smoulder.records.errors import CannotWrite
from smoulder.store.archive import LEDGER, MANIFEST, Held, Manifest, belongs, hash_stream
from smoulder.store.copy_rows import row_counts
from smoulder.store.events_lock import writing
from smoulder.store.ledger import open_ledger
from smoulder.store.ledger_errors import explained
from smoulder.store.transaction import read
from smoulder.store.upgrade import step_of

PACKED = (".parquet", ".gz", ".zip", ".zst")
"""Endings of files that do not get smaller."""


def write_backup(folder: Path, place: Path | str, archive: Path, now: datetime) -> Manifest:
    """Write an archive of a data folder and its ledger, each as it stands at one moment; others may go on working.

    folder:  the data folder. place: of the ledger, the folder or an address.
    archive: the file to write, outside the folder; now: the time to note.
    raises:  CannotWrite where there is nothing to save or the archive lies in the folder; BadLedger, BadStore.

    A ledger on PostgreSQL is saved in the form of SQLite, so that it can be restored to either.
    """
    if archive.resolve().is_relative_to(folder.resolve()):
        raise CannotWrite(f"{archive} lies in the data folder; name a file outside {folder}")
    with tempfile.TemporaryDirectory(prefix="smoulder-backup-") as made, ExitStack() as held:
        ledger = Path(made) / LEDGER
        _save_ledger(place, ledger)
        for lock in sorted(folder.glob("*/lock")):
            held.enter_context(writing(lock.parent))
        files = dict(_files(folder)) | ({LEDGER: ledger} if ledger.exists() else {})
        if not files:
            raise CannotWrite(f"{folder} holds nothing to save; name the data folder with --data")
        step, rows = _about(ledger)
        with zipfile.ZipFile(archive, "w", strict_timestamps=False) as into:
            sums = {
                name: _add(into, name, path) for name, path in sorted(files.items()) if _stays(name, path)
            }
            manifest = Manifest(
                smoulder=__version__, step=step, made=now.astimezone(UTC), rows=rows, files=sums
            )
            into.writestr(MANIFEST, manifest.model_dump_json(indent=2), zipfile.ZIP_DEFLATED)
    return manifest


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """The files of a data folder beside the ledger, by their path in it."""
    for path in sorted(folder.rglob("*")):
        name = PurePosixPath(path.relative_to(folder).as_posix())
        if path.is_file() and belongs(name):
            yield str(name), path


def _save_ledger(place: Path | str, to: Path) -> None:
    """Write the ledger to a file; none where a folder holds none."""
    if isinstance(place, str):
        with open_ledger(place) as ledger, open_ledger(to.parent) as copy:
            ledger.copy_to(copy)
    elif (place / LEDGER).exists():
        with _reading(place / LEDGER) as source, closing(sqlite3.connect(to)) as copy:
            source.backup(copy)
    if to.exists():
        with closing(sqlite3.connect(to)) as copy:
            copy.execute("PRAGMA journal_mode=DELETE")  # so that all of it lies in the one file


@contextmanager
def _reading(file: Path) -> Iterator[sqlite3.Connection]:
    engine = sa.create_engine(sa.URL.create("sqlite", database=str(file)))
    with explained(engine), closing(sqlite3.connect(file, timeout=30)) as connection:
        yield connection
    engine.dispose()


def _about(ledger: Path) -> tuple[str, dict[str, int]]:
    """The step of a saved ledger's tables, and how many rows each has; nothing where there is none."""
    if not ledger.exists():
        return "", {}
    engine = sa.create_engine(sa.URL.create("sqlite", database=str(ledger)))
    step, rows = read(engine, step_of), read(engine, row_counts)
    engine.dispose()
    return step or "", rows


def _stays(name: str, path: Path) -> bool:
    """Whether a file is still there: what a job has in hand comes and goes, and no lock holds it."""
    return not name.startswith("jobs/") or path.exists()


def _add(into: zipfile.ZipFile, name: str, path: Path) -> Held:
    """Put a file into an archive, and give its sum as it was read."""
    about = zipfile.ZipInfo.from_file(path, name, strict_timestamps=False)
    about.compress_type = zipfile.ZIP_STORED if path.suffix in PACKED else zipfile.ZIP_DEFLATED
    with path.open("rb") as source, into.open(about, "w", force_zip64=True) as target:
        return hash_stream(source, target)
