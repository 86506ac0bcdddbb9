"""A backup as a file: a zip archive with a manifest of sums and versions."""

from __future__ import annotations

import hashlib
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO

from pydantic import Field, ValidationError

from smoulder.records.base import Record
from smoulder.records.errors import BadBackup
from smoulder.store.migrations import HEAD

MANIFEST = "smoulder-backup.json"
LEDGER = "ledger.sqlite"
CACHES = ("fits", "cache", "inbox")
"""Folders whose files are made again when they are missing, or are only passing through."""
_PIECE = 1 << 20


class Held(Record):
    """One file of an archive: its SHA-256 and its size in bytes."""

    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    size: int = Field(ge=0)


class Manifest(Record):
    """What an archive holds.

    format:  of the archive; smoulder: the version that made it; step: of the ledger's tables, '' without a ledger.
    rows:    of the ledger, by table. files: by path in the data folder.
    """

    format: int = 1
    smoulder: str
    step: str
    made: datetime
    rows: dict[str, int]
    files: dict[str, Held]


def belongs(path: PurePosixPath) -> bool:
    """Whether a file of a data folder, by its path in it, belongs into a backup beside the ledger.

    >>> [belongs(PurePosixPath(one)) for one in ("groups.toml", "fits/a.json.gz", "events/lock", "ledger.sqlite-wal")]
    [True, False, False, False]
    """
    hidden = any(part.startswith(".") for part in path.parts)
    passing = path.name == "lock" or path.suffix == ".part" or path.name.startswith(LEDGER)
    return not hidden and not passing and path.parts[0] not in CACHES and str(path) != MANIFEST


def check_archive(path: Path) -> Manifest:
    """Verify an archive: every file of the manifest is there with its sum, and the ledger is sound.

    raises: BadBackup that names what is wrong.
    """
    with tempfile.TemporaryDirectory(prefix="smoulder-check-") as folder:
        return unpack(path, Path(folder), only_ledger=True)


def unpack(path: Path, folder: Path, *, only_ledger: bool = False) -> Manifest:
    """Write the files of an archive into a folder, each verified on the way.

    only_ledger: verify all files, and write none but the ledger.
    raises:      BadBackup that names what is wrong; what was written until then stays in the folder.
    """
    with _opened(path) as archive:
        manifest = _manifest(archive, path)
        for name, held in manifest.files.items():
            to = folder / name if name == LEDGER or not only_ledger else None
            if to is not None:
                to.parent.mkdir(parents=True, exist_ok=True)
            if _sum(archive, name, to) != held:
                raise BadBackup(f"{path} is damaged: {name} is not what was saved; use another backup")
    if LEDGER in manifest.files:
        _check_ledger(folder / LEDGER, path)
    return manifest


def hash_stream(source: IO[bytes], target: IO[bytes] | None = None) -> Held:
    """The sum and size of a stream, which is copied to another on the way."""
    digest, size = hashlib.sha256(), 0
    while piece := source.read(_PIECE):
        digest.update(piece)
        size += len(piece)
        if target is not None:
            target.write(piece)
    return Held(sha256=digest.hexdigest(), size=size)


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except FileNotFoundError as reason:
        raise BadBackup(f"{path} is not there; check the path of the backup") from reason
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, RuntimeError) as reason:
        raise BadBackup(f"{path} is damaged or no backup ({reason}); use another backup") from reason
    except OSError as reason:
        raise BadBackup(f"{path} cannot be read ({reason.strerror}); check the file") from reason
    except Exception as reason:
        # a damaged stream makes the decompressor raise an error of its own
        if type(reason).__module__ not in ("zlib", "lzma", "bz2"):
            raise
        raise BadBackup(f"{path} is damaged ({reason}); use another backup") from reason


def _manifest(archive: zipfile.ZipFile, path: Path) -> Manifest:
    """raises: BadBackup where there is none, or where it and the files of the archive do not fit."""
    names = [one.filename for one in archive.infolist()]
    if MANIFEST not in names:
        raise BadBackup(
            f"{path} is no backup: it has no {MANIFEST}; give a file that `smoulder backup` wrote"
        )
    try:
        manifest = Manifest.model_validate_json(archive.read(MANIFEST))
    except ValidationError as reason:
        raise BadBackup(f"{path} is damaged: its {MANIFEST} cannot be read; use another backup") from reason
    if manifest.format > 1 or manifest.step > HEAD:
        raise BadBackup(
            f"{path} was made by a later version of Smoulder, {manifest.smoulder}; update Smoulder"
        )
    for one in archive.infolist():
        _refuse_strange(one, path)
    if sorted(names) != sorted([MANIFEST, *manifest.files]):
        raise BadBackup(f"{path} is damaged: its files are not those of its {MANIFEST}; use another backup")
    return manifest


def _refuse_strange(one: zipfile.ZipInfo, path: Path) -> None:
    """raises: BadBackup for a path that leaves the folder, a link, and a file that no backup holds."""
    name = PurePosixPath(one.filename)
    leaves = name.is_absolute() or ".." in name.parts or set("\\:\0") & set(one.orig_filename)
    is_link = (one.external_attr >> 16) & 0o170000 == 0o120000
    if leaves or is_link or one.is_dir() or str(name) != one.filename:
        raise BadBackup(f"{path} holds {one.filename!r}, which leads out of the data folder; do not use it")
    if one.filename not in (MANIFEST, LEDGER) and not belongs(name):
        raise BadBackup(f"{path} holds {one.filename!r}, which no backup holds; do not use it")


def _sum(archive: zipfile.ZipFile, name: str, to: Path | None) -> Held:
    with archive.open(name) as source:
        if to is None:
            return hash_stream(source)
        with to.open("xb") as target:
            return hash_stream(source, target)


def _check_ledger(ledger: Path, path: Path) -> None:
    """raises: BadBackup where the database is not sound."""
    try:
        with closing(sqlite3.connect(ledger)) as connection:
            said = [row[0] for row in connection.execute("PRAGMA integrity_check")]
            loose = connection.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.Error as reason:
        raise BadBackup(
            f"{path} is damaged: its ledger cannot be read ({reason}); use another backup"
        ) from reason
    if said != ["ok"] or loose:
        raise BadBackup(f"{path} is damaged: its ledger is not sound ({said[0]}); use another backup")
