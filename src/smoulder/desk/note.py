"""A remark on a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smoulder.desk.desk import find_case
from smoulder.records.errors import BadEntry

if TYPE_CHECKING:
    from smoulder.desk.desk import Desk
    from smoulder.records.change import Note

MOST = 2000
"""Letters of a remark."""


def put_note(desk: Desk, name: str, text: str) -> Note:
    """Enter a remark into the log of a case.

    raises: NoCase; BadEntry where nothing is said, or too much.
    """
    from smoulder.records.change import Note

    words = text.strip()
    if not 0 < len(words) <= MOST:
        raise BadEntry(f"the note has {len(words):,} letters; write 1 to {MOST:,}")
    note = Note(text=words)
    desk.enter(find_case(desk, name).id, [note], "")
    return note
