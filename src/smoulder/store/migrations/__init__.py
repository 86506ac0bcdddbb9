"""The steps by which a ledger comes to its present tables; run when a ledger is opened."""

HEAD = "0005"
"""The last step: a ledger that stands at it is opened without loading Alembic."""
