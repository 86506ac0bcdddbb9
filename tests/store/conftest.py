"""Ledgers of both kinds: a file, and a database of a real server."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from smoulder.store.ledger import FILE, Ledger, open_ledger
from tests.store.postgres_server import PostgresServer


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an empty ledger: to copy it is quicker than to go through all steps each time."""
    folder = tmp_path_factory.mktemp("template")
    open_ledger(folder).close()
    return folder / FILE


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path, template: Path) -> Iterator[Path | str]:
    """Where a ledger lies that holds nothing yet: a data folder, or an address."""
    if request.param == "sqlite":
        (tmp_path / "place").mkdir()
        shutil.copy(template, tmp_path / "place" / FILE)
        yield tmp_path / "place"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    with server.ledger() as address:
        yield address


@pytest.fixture
def ledger(place: Path | str) -> Iterator[Ledger]:
    """An empty ledger of either kind."""
    with open_ledger(place) as opened:
        yield opened
