"""What a person sees: words beside the answer, colour and a sign of life, each only where it helps."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TextIO

from smoulder.cli.alone import TOLD


def say(words: str) -> None:
    """Tell a person something that is no part of the answer: it goes to stderr."""
    print(words, file=sys.stderr)


def colour(stream: TextIO) -> bool:
    """Whether colour helps: only on a terminal, and never against NO_COLOR."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width() -> int:
    """Columns to write in: the terminal's, at most 100 and at least 40."""
    return min(100, max(40, shutil.get_terminal_size((80, 24)).columns))


@contextmanager
def progress(first: str) -> Iterator[Callable[[str], None]]:
    """A sign of life on a terminal while something takes long; gives a function to say what is under way."""
    if told := TOLD.get():
        told(first)
        yield told
        return
    if not sys.stderr.isatty():
        yield lambda words: None
        return
    from rich.console import Console

    with Console(stderr=True).status(first) as status:
        yield lambda words: status.update(words)


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns in plain text; columns of numbers stand to the right.

    heads: one word per column; rows: as many cells each.

    >>> print(table(["month", "deaths"], [["2018-11", "9"], ["2018-12", "12"]]))
    month    deaths
    2018-11       9
    2018-12      12
    """
    widths = [max(len(row[at]) for row in [heads, *rows]) for at in range(len(heads))]
    right = [bool(rows) and all(_numeric(row[at]) for row in rows) for at in range(len(heads))]
    lines = []
    for row in [heads, *rows]:
        cells = zip(row, widths, right, strict=True)
        lines.append("  ".join(cell.rjust(w) if r else cell.ljust(w) for cell, w, r in cells).rstrip())
    return "\n".join(lines)


def _numeric(cell: str) -> bool:
    digits = cell.lstrip("+-").removesuffix(" %")
    return cell in ("", "-", "?") or digits.replace(",", "").replace(".", "", 1).isdigit()
