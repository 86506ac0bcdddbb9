"""The pressure calendar: one row for each entry, a correction being a row that names what it corrects."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "pressure",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.String(8), nullable=False, unique=True),
        sa.Column("key", sa.String(64), nullable=False, unique=True),
        sa.Column("supersedes", sa.String(8), sa.ForeignKey("pressure.id")),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("country", sa.String(100), nullable=False, index=True),
        sa.Column("group_id", sa.Integer),
        sa.Column("entry", sa.JSON, nullable=False),
        sa.Column("analyst", sa.String(100), nullable=False),
        sa.Column("created", sa.String(40), nullable=False),
    )


def downgrade() -> None:
    """A ledger is never taken back: it would lose entries."""
    raise NotImplementedError("a ledger is not taken back to an older version; restore a backup instead")
