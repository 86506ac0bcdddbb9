"""Data folders as earlier versions left them, one for each step of the tables."""

from __future__ import annotations

import sqlite3
from pathlib import Path

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
