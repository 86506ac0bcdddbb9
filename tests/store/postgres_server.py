"""A real PostgreSQL server for the tests, from the system's packages, reached by a socket alone."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from smoulder.store.ledger import Ledger
from smoulder.store.tables import METADATA, SEARCH_WORDS

QUICK = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "autovacuum=off",
    "shared_buffers=16MB",
)
"""What a server that holds nothing of worth can do without."""

TABLES = (*(table.name for table in METADATA.sorted_tables), SEARCH_WORDS.name)


def programs() -> Path | None:
    """The folder of the newest server that is installed, None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda one: int(one.parts[-3]))
    return found[-1].parent if found else None


class PostgresServer:
    """A server in a folder of its own; `ledger` gives the address of a ledger with nothing in it."""

    def __init__(self, programs: Path, options: Sequence[str] = QUICK, within: Path | None = None) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="smoulder-pg-", dir=within or _quick_folder()))
        self._made = 0
        self._free: list[str] = []  # a new database takes a thousand files, an emptied one none
        # PostgreSQL refuses to run as root
        self._user = (
            next((one for one in ("postgres", "nobody") if _exists(one)), "") if not os.getuid() else ""
        )
        if self._user:
            shutil.chown(self._folder, self._user)
        data = str(self._folder / "data")
        cluster = ["-A", "trust", "-N", "-U", "smoulder", "--locale=C", "-E", "UTF8"]
        self._start([str(programs / "initdb"), "-D", data, *cluster]).wait()
        listen = ["-k", str(self._folder), "-c", "listen_addresses="]
        settled = [word for one in options for word in ("-c", one)]
        self._command = [str(programs / "postgres"), "-D", data, *listen, *settled]
        self._process = self._start(self._command)
        self._admin = sa.create_engine(self._url("postgres"), isolation_level="AUTOCOMMIT")
        self._wait()
        self._do("CREATE DATABASE template_ledger")
        Ledger(self._url("template_ledger")).close()

    def empty(self) -> str:
        """The address of a database without any table."""
        return self._new("template0")

    @contextmanager
    def ledger(self) -> Iterator[str]:
        """The address of a ledger with nothing in it, which is emptied for the next one afterwards."""
        address = self._free.pop() if self._free else self._new("template_ledger")
        yield address
        engine = sa.create_engine(address.replace("postgresql:", "postgresql+psycopg:"))
        with engine.begin() as to:
            to.exec_driver_sql(f"TRUNCATE {', '.join(TABLES)} RESTART IDENTITY CASCADE")
        engine.dispose()
        self._free.append(address)

    def restart(self, seconds: float) -> None:
        """End the server as a power cut would, and start it again after so many seconds."""
        self._end()
        time.sleep(seconds)
        self._process = self._start(self._command)
        self._wait()

    def stop(self) -> None:
        """End the server and remove its folder."""
        self._end()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _end(self) -> None:
        self._admin.dispose()
        self._process.send_signal(signal.SIGQUIT)  # at once: nothing is written to disk first
        self._process.wait(timeout=20)

    def _new(self, template: str) -> str:
        self._made += 1
        self._do(f"CREATE DATABASE ledger_{self._made} TEMPLATE {template}")
        return self._url(f"ledger_{self._made}")

    def _url(self, database: str) -> str:
        return f"postgresql://smoulder@/{database}?host={self._folder}"

    def _do(self, line: str) -> None:
        with self._admin.connect() as connection:
            connection.exec_driver_sql(line)

    def _start(self, command: list[str]) -> subprocess.Popen[bytes]:
        quiet = subprocess.DEVNULL
        user = self._user or None
        return subprocess.Popen(command, user=user, cwd=self._folder, stdout=quiet, stderr=quiet)

    def _wait(self, seconds: float = 20.0) -> None:
        """Until the server answers."""
        until = time.monotonic() + seconds
        while True:
            try:
                return self._do("SELECT 1")
            except sa.exc.OperationalError:
                if time.monotonic() > until or self._process.poll() is not None:
                    raise
                time.sleep(0.02)


def _quick_folder() -> str | None:
    """Memory that looks like a folder, where there is enough of it; else the usual place."""
    memory = Path("/dev/shm")
    enough = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 5 * 10**8
    return str(memory) if enough else None


def _exists(user: str) -> bool:
    try:
        pwd.getpwnam(user)
    except KeyError:
        return False
    return True
