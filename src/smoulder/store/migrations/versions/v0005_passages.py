"""Passages to search: reports, statements and evidence, with the words that they are found by.

The words are indexed as they stand, by SQLite's FTS5 over the rows themselves, kept in step by triggers, and by a
vector of PostgreSQL that it makes from them; '_' takes a place of its own in both.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_PUT = "INSERT INTO passage_index (rowid, words) VALUES (new.number, new.words);"
_TAKE = "INSERT INTO passage_index (passage_index, rowid, words) VALUES ('delete', old.number, old.words);"
INDEX = {
    "sqlite": (
        "CREATE VIRTUAL TABLE passage_index USING fts5(words, content = 'passages', content_rowid = 'number', "
        "tokenize = \"unicode61 remove_diacritics 0 tokenchars '_'\")",
        f"CREATE TRIGGER passages_put AFTER INSERT ON passages BEGIN {_PUT} END",
        f"CREATE TRIGGER passages_taken AFTER DELETE ON passages BEGIN {_TAKE} END",
        f"CREATE TRIGGER passages_changed AFTER UPDATE OF words ON passages BEGIN {_TAKE} {_PUT} END",
    ),
    "postgresql": (
        "CREATE FUNCTION passage_vector(words text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ "
        "SELECT coalesce(string_agg(quote_literal(word) || ':' || least(place, 16383), ' '), '')::tsvector "
        "FROM unnest(string_to_array(words, ' ')) WITH ORDINALITY AS each (word, place) "
        "WHERE word NOT IN ('_', '') $$",
        "ALTER TABLE passages ADD COLUMN vector tsvector GENERATED ALWAYS AS (passage_vector(words)) STORED",
        "CREATE INDEX passages_found ON passages USING gin (vector)",
    ),
}


def upgrade() -> None:
    """Make the table and its index; what it holds is drawn from the cases afterwards."""
    op.create_table(
        "passages",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("case_id", sa.String(80), sa.ForeignKey("cases.id"), nullable=False, index=True),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("item", sa.String(20), nullable=False),
        sa.Column("start", sa.Integer),
        sa.Column("end", sa.Integer),
        sa.Column("first", sa.Integer),
        sa.Column("last", sa.Integer),
        sa.Column("places", sa.Text, nullable=False),
        sa.Column("day", sa.Date, index=True),
        sa.Column("source", sa.Text, nullable=False, index=True),
        sa.Column("grade", sa.String(2), nullable=False),
        sa.Column("standing", sa.String(10), nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
    )
    for line in INDEX[op.get_bind().dialect.name]:
        op.get_bind().exec_driver_sql(line)


def downgrade() -> None:
    """A ledger is never taken back."""
    raise NotImplementedError("a ledger is not taken back to an older version; restore a backup instead")
