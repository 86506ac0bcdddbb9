"""Long lists and lines of `smoulder group`: cut after ten, wrapped to the terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from smoulder.cli.terminal import table

FEW = 10
"""Names, rows and links that are shown without --all."""


def wrap(text: str, columns: int, first: str = "", indent: str = "") -> list[str]:
    """A text in lines of so many characters; first, indent: what the first line and the others begin with."""
    return textwrap.wrap(
        text, columns, initial_indent=first, subsequent_indent=indent, break_on_hyphens=False
    )


def few(values: Sequence[str], all: bool, most: int = FEW) -> list[str]:
    """The first ten, or so many, and how many more there are.

    >>> few([str(n) for n in range(12)], all=False)[-1]
    'and 2 more (--all)'
    """
    more = len(values) - most
    return list(values) if all or more <= 0 else [*values[:most], f"and {more} more (--all)"]


def cut_table(heads: Sequence[str], rows: Sequence[Sequence[str]], all: bool) -> str:
    """A table of the first ten rows, or of all."""
    kept = rows if all else rows[:FEW]
    more = f"\nand {len(rows) - len(kept)} more (--all)" if len(rows) > len(kept) else ""
    return table(heads, kept) + more
