"""A ledger behind PgBouncer, which gives each transaction any connection of the server."""

from __future__ import annotations

import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from smoulder.records.change import Note
from smoulder.store.ledger import open_ledger
from smoulder.store.transaction import read
from tests.store.in_lull import in_lull
from tests.store.postgres_server import PostgresServer
from tests.store.test_transaction import together

NOW = datetime(2026, 1, 2, tzinfo=UTC)
PROGRAM = shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(PROGRAM is None, reason="needs PgBouncer: apt-get install pgbouncer"),
]


@pytest.fixture
def pooled(postgres: PostgresServer) -> Iterator[str]:
    """The address of an empty database behind a pooler that has two connections to the server for all."""
    url = sa.make_url(postgres.empty())
    folder = Path(str(url.query["host"]))
    settings = folder / "pgbouncer.ini"
    settings.write_text(
        f"[databases]\n* = host={folder} port=5432\n[pgbouncer]\nlisten_addr =\nlisten_port = 6543\n"
        f"unix_socket_dir = {folder}\npool_mode = transaction\ndefault_pool_size = 2\nauth_type = trust\n"
        f"auth_file = {folder}/users.txt\nlogfile = {folder}/pgbouncer.log\n"
    )
    (folder / "users.txt").write_text('"smoulder" ""\n')
    assert PROGRAM is not None
    owner = folder.owner()
    with subprocess.Popen([PROGRAM, "-q", str(settings)], user=owner, cwd=folder) as process:
        for _ in range(200):
            if (folder / ".s.PGSQL.6543").exists():
                break
            time.sleep(0.02)
        yield f"{url.render_as_string(hide_password=False)}&port=6543"
        process.send_signal(signal.SIGINT)


def test_many_share_two_connections_of_the_server(pooled: str) -> None:
    with open_ledger(pooled) as ledger:
        name = ledger.keep(in_lull(), now=NOW).case_id

    def work(who: str) -> None:
        with open_ledger(pooled) as ledger:
            for turn in range(30):
                ledger.log.add(name, [Note(text=f"{who} {turn}")], who=who, why="", now=NOW)
                ledger.keep(in_lull(seed=int(who) * 100 + turn), now=NOW)
                ledger.file(name)
                ledger.search("norland")

    together(*(lambda who=who: work(who) for who in "12345678"))
    with open_ledger(pooled) as ledger:
        notes = [one.change.text for one in ledger.log.entries(name) if one.change.what == "note"]
        assert sorted(notes) == sorted(f"{who} {turn}" for who in "12345678" for turn in range(30))
        assert ledger.case(name).answers == 241
        served = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        count = read(ledger._engine, lambda connection: connection.exec_driver_sql(served).scalar_one())
        assert count <= 2


def test_what_one_transaction_sets_does_not_reach_the_next(pooled: str) -> None:
    with open_ledger(pooled) as ledger, ledger._engine.connect() as connection:
        assert connection.exec_driver_sql("SHOW lock_timeout").scalar_one() == "30s"
        connection.rollback()
        raw = connection.connection.dbapi_connection
        assert raw is not None
        assert raw.execute("SHOW lock_timeout").fetchone()[0] == "0"
