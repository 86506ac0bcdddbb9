"""Whether a command has a process to itself: then what is heavy goes into others beside it."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from smoulder.brief.charts.easel import Easel

ALONE: ContextVar[bool] = ContextVar("alone", default=False)
"""Set by the entry point; a command that is called from a program of longer life keeps what it loads."""
TOLD: ContextVar[Callable[[str], None] | None] = ContextVar("told", default=None)
"""Is told what is under way, where a program runs a command and not a person at a terminal."""


def parser_at_hand(wanted: bool) -> AbstractContextManager[object]:
    """The parser, loading beside what goes on here where it is wanted and nothing of it is loaded yet."""
    if not wanted or not ALONE.get() or "spacy" in sys.modules:
        return nullcontext()
    from smoulder.reading.parser_beside import parser_beside

    return parser_beside()


def easel_at_hand(forms: Sequence[str]) -> AbstractContextManager[Easel | None]:
    """Where charts are drawn beside what goes on here; None where they are drawn here."""
    if not ALONE.get():
        return nullcontext()
    from smoulder.brief.write import easel_for

    return easel_for(forms)
