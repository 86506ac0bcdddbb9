"""Where the files of the store of events lie: a folder of this machine or of a shared disk, or one by its address."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from smoulder.records.errors import BadSetting
from smoulder.records.event_place import EventPlace
from smoulder.store.events_lock import writing

MANIFEST = "manifest.json"
"""The one file that says what the others are."""
_HERE = "file://"


class EventFolder(Protocol):
    """What a load and a reader need of a folder beside reading and writing Parquet.

    place: its path or address, as an engine opens it; names in it have '/' between their parts.
    """

    place: str

    def manifest(self) -> str | None:
        """The text of the manifest, None where there is none.

        raises: OSError, ValueError where it cannot be read.
        """
        ...

    def swap_manifest(self, text: str) -> None:
        """Replace the manifest: readers see the old one or the new one, whole, also after a kill."""
        ...

    def writing(self) -> AbstractContextManager[None]:
        """Hold the writer's lock; readers need none.

        raises: CannotWrite; BadStore where another load holds it too long.
        """
        ...

    def names(self, part: str) -> list[str]:
        """What lies in a folder of the folder, hidden files left out; nothing where it is not there."""
        ...

    def remove(self, names: Iterable[str]) -> None:
        """Remove files, and folders with all that is in them; one that is not there is no error."""
        ...

    def settle(self, names: Iterable[str]) -> None:
        """See that folders of files that were written have reached the disk."""
        ...


class LocalFolder:
    """A folder that the system opens (contract: `EventFolder`)."""

    def __init__(self, path: Path) -> None:
        self.path, self.place = path, str(path)

    def manifest(self) -> str | None:
        try:
            return (self.path / MANIFEST).read_text(encoding="utf-8")
        except FileNotFoundError:
            return None

    def swap_manifest(self, text: str) -> None:
        path = self.path / MANIFEST
        draft = path.with_name(f".{path.name}.draft")
        with draft.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
        _sync(path.parent)

    def writing(self) -> AbstractContextManager[None]:
        return writing(self.path)

    def names(self, part: str) -> list[str]:
        folder = self.path / part
        return sorted(one.name for one in folder.glob("[!.]*")) if folder.is_dir() else []

    def remove(self, names: Iterable[str]) -> None:
        for name in names:
            path = self.path / name
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)

    def settle(self, names: Iterable[str]) -> None:
        for name in names:
            for path in (self.path / name).iterdir():
                _sync(path)
            _sync(self.path / name)


def open_folder(place: EventPlace) -> EventFolder:
    """The folder at a place.

    raises: BadSetting for an address where DuckDB is to read it; MissingExtra where Spark is not installed.
    """
    if not place.is_address or place.folder.startswith(_HERE):
        return LocalFolder(Path(place.folder.removeprefix(_HERE)))
    if place.cluster is None:
        raise BadSetting(
            f"{place.folder} is an address, which DuckDB does not open; add --engine spark, or name a folder"
        )
    from smoulder.store.spark.folder import SparkFolder

    return SparkFolder(place.folder, place.cluster)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
