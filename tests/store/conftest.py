"""Ledgers of both kinds: a file, and a database of a real server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from smoulder.store.ledger import Ledger, open_ledger
from tests.store.postgres_server import PostgresServer


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """Where a ledger lies that holds nothing yet: a data folder, or an address."""
    if request.param == "sqlite":
        return tmp_path / "data"
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.new_ledger()


@pytest.fixture
def ledger(place: Path | str) -> Iterator[Ledger]:
    """An empty ledger of either kind."""
    with open_ledger(place) as opened:
        yield opened
