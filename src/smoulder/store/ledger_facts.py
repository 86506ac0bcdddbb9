"""Where a ledger lies, at which step its tables stand, what they hold, and how its server is doing."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from smoulder.store.copy_rows import row_counts
from smoulder.store.ledger_errors import place_of
from smoulder.store.transaction import read
from smoulder.store.upgrade import step_of

_SERVER = sa.text(
    "SELECT current_setting('server_version') AS version, current_setting('max_connections')::int AS most, "
    "(SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend') AS used, "
    "(SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock') "
    "AS waiting, (SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()) AS deadlocks"
)


@dataclass(frozen=True, slots=True)
class Server:
    """A server of PostgreSQL: connections that it has and may have, writers that wait for another in this database,
    and deadlocks that it resolved there since it began to count."""

    version: str
    connections: int
    most: int
    waiting: int
    deadlocks: int


@dataclass(frozen=True, slots=True)
class LedgerFacts:
    """place: without a password; step: of the tables; rows: by table; server: None for a ledger in a folder."""

    place: str
    step: str
    rows: dict[str, int]
    server: Server | None


def ledger_facts(engine: sa.Engine) -> LedgerFacts:
    """What there is to say of a ledger as a whole."""

    def work(connection: sa.Connection) -> LedgerFacts:
        server = None
        if connection.dialect.name == "postgresql":
            row = connection.execute(_SERVER).one()
            server = Server(row.version, row.used, row.most, row.waiting, row.deadlocks)
        return LedgerFacts(place_of(engine), step_of(connection) or "", row_counts(connection), server)

    return read(engine, work)
