"""Data folders as earlier versions left them, one for each step of the tables."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

import smoulder.store.migrations

OLDER = sorted(Path(__file__).with_name("older").glob("*.sql"))
"""Dumps of ledgers, by the step at which their tables stood."""
FIRST = "embers-of-norland-norland-2020-01-23-0db3"
SECOND = "embers-of-norland-norland-2020-01-23-4230"
"""One question, asked with the first report alone and with both."""
LATER = "embers-of-norland-norland-2020-03-01-83ac"
TEXTS = (
    "Nothing was heard of the Embers of Norland in spring, the ministry said.",
    "In summer <one> village was attacked & a bridge was burnt, the ministry said.",
)


def older_folder(dump: Path, folder: Path) -> Path:
    """A data folder with the ledger of a dump."""
    folder.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(folder / "ledger.sqlite")
    connection.executescript(dump.read_text(encoding="utf-8"))
    connection.execute("PRAGMA journal_mode=WAL")
    connection.close()
    return folder


def older_database(dump: Path, address: str, folder: Path) -> None:
    """Make the tables of an older version in an empty database, and fill them with the rows of a dump."""
    rows = sa.create_engine(f"sqlite:///{older_folder(dump, folder)}/ledger.sqlite")
    server = sa.create_engine(address.replace("postgresql:", "postgresql+psycopg:"))
    config = Config()
    config.set_main_option("script_location", str(Path(smoulder.store.migrations.__file__).parent))
    with rows.connect() as source, server.begin() as to:
        config.attributes["connection"] = to
        command.upgrade(config, dump.stem)
        held = sa.MetaData()
        held.reflect(to)
        for table in held.sorted_tables:
            if table.name == "alembic_version":
                continue
            if found := [dict(row) for row in source.execute(sa.select(table)).mappings()]:
                to.execute(table.insert(), found)
            if "number" in table.c:
                last = f"(SELECT coalesce(max(number), 0) + 1 FROM {table.name})"
                to.exec_driver_sql(f"SELECT setval('{table.name}_number_seq', {last}, false)")
    rows.dispose()
    server.dispose()
