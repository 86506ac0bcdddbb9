from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import smoulder.store.migrations
from smoulder.records.errors import BadLedger
from smoulder.store.ledger import open_ledger
from smoulder.store.migrations import HEAD
from smoulder.store.tables import METADATA


def test_the_last_step_is_the_one_that_an_open_ledger_is_held_against() -> None:
    steps = ScriptDirectory(str(Path(smoulder.store.migrations.__file__).parent))
    assert steps.get_heads() == [HEAD]


def is_declared(name: str | None, kind: str, _: object) -> bool:
    """Whether a table is one of those declared: full-text search makes several of its own."""
    return kind != "table" or not str(name).startswith(("search_words", "passage_index"))


def test_the_steps_lead_to_the_tables_as_they_are_declared(tmp_path: Path) -> None:
    with open_ledger(tmp_path) as ledger, ledger._engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": is_declared})
        assert compare_metadata(context, METADATA) == []


def test_a_ledger_of_a_later_version_is_refused(tmp_path: Path) -> None:
    with open_ledger(tmp_path) as ledger, ledger._engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(BadLedger, match="later version of Smoulder"):
        open_ledger(tmp_path)


def test_a_ledger_writes_ahead_so_that_readers_do_not_wait(tmp_path: Path) -> None:
    with open_ledger(tmp_path) as ledger, ledger._engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
