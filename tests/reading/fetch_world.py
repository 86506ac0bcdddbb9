"""A world without time or chance for tests of downloads, and what a failing fetch must look like."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from smoulder.reading.backoff import Patience
from smoulder.reading.download import Outside
from smoulder.reading.fetch import fetch_file
from smoulder.reading.manifest import Fetched
from smoulder.records.errors import FetchFailed
from tests.reading.local_server import (
    Act,
    serve,
)

BODY = b"id,best\n" + b"".join(b"%d,%d\n" % (at, at % 7) for at in range(30_000))
WHEN = datetime(2026, 3, 1, 12, tzinfo=UTC)
IMPATIENT = Patience(tries=3, silence=0.3, gain=10**9)


@dataclass
class World:
    """A world without time: waits are noted and not waited."""

    folder: Path
    waits: list[float] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    told: list[tuple[int, int | None]] = field(default_factory=list)
    ticks: Callable[[], float] = lambda: 0.0

    @property
    def outside(self) -> Outside:
        return Outside(
            when=WHEN,
            sleep=self.waits.append,
            ticks=self.ticks,
            rng=np.random.default_rng(1),
            tell=lambda done, total: self.told.append((done, total)),
            note=self.notes.append,
        )

    def fetch(self, url: str, patience: Patience = IMPATIENT, sha256: str = "") -> Fetched:
        return fetch_file(url, self.folder, self.outside, patience, sha256)

    def files(self) -> dict[str, bytes]:
        """What lies in the folder, less the lock."""
        found = {path.name: path.read_bytes() for path in self.folder.iterdir()}
        return {name: content for name, content in found.items() if name != ".fetch.lock"}


def refused(world: World, *acts: Act, sha256: str = "", patience: Patience = IMPATIENT) -> str:
    """The one line of a fetch that fails, with the address of the server taken out."""
    with serve(*acts) as server, pytest.raises(FetchFailed) as failure:
        world.fetch(server.url(), patience, sha256)
    line = str(failure.value)
    assert "\n" not in line
    assert ";" in line, "the line names no cure"
    assert "file.csv" not in world.files()
    return line.replace(server.url(), "URL")


def archive(files: dict[str, bytes]) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return into.getvalue()
