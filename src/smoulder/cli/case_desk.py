"""The desk of a command: the ledger of its data folder, and who is at work."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from smoulder.cli.terminal import say
from smoulder.desk.desk import NOBODY, Desk


@contextmanager
def at_desk(
    data: Path | None, settings: Path | None, who: str = "", out: str | None = None
) -> Iterator[Desk]:
    """The ledger of the data folder, with who is at work: the option, else SMOULDER_ANALYST."""
    from smoulder.cli.settings import choose_settings
    from smoulder.store.ledger import open_ledger

    chosen = choose_settings({}, file=settings, data=data, out=out)
    say(f"Data folder: {chosen.data}")
    name = who.strip() or os.environ.get("SMOULDER_ANALYST", "").strip() or NOBODY
    with open_ledger(chosen.ledger) as ledger:
        yield Desk(ledger, chosen, name, datetime.now(UTC))
