"""Chances in words, and the parts of a class as a table."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from smoulder.cli.terminal import table
from smoulder.records.forecast import Chance
from smoulder.records.rates import EpisodeRate, HorizonRate, Split

Cell = tuple[HorizonRate | EpisodeRate, Chance]
"""A rate, and the one of its chances that is told."""


def chance_words(chance: Chance) -> str:
    """A chance with its count and interval.

    >>> chance_words(Chance(value=.29, low=.15, high=.46, n=24, count=7))
    '7 of 24, 29 %, 90 % interval 15–46 %'
    """
    return f"{chance.count} of {chance.n}, {percent(chance.value)} %, 90 % interval {span(chance)} %"


def percent(value: float) -> str:
    """A chance in whole per cent.

    >>> percent(0.273), percent(0.004)
    ('27', 'under 1')
    """
    if 0 < value < 0.005:
        return "under 1"
    return f"{100 * value:.0f}"


def span(chance: Chance) -> str:
    """The bounds of an interval in whole per cent."""
    return f"{100 * chance.low:.0f}–{100 * chance.high:.0f}"


def split_words(split: Split, columns: int, *, major: bool = False) -> str:
    """A class of lulls by the values of what it is split by."""
    title = f"By {split.by} ({split.meaning}){', major comebacks' if major else ''}"
    rows = [
        (row.value, row.n, [(one, one.major if major else one.comeback) for one in row.rates])
        for row in split.rows
    ]
    return split_table(title, split.by, rows, columns)


def split_table(title: str, name: str, rows: Sequence[tuple[str, int, Sequence[Cell]]], columns: int) -> str:
    """Rows by value: how many came back, their share in per cent with its interval, by horizon."""
    heads = [f"{one.horizon} months" for one, _ in rows[0][2]]
    cells = [[_cell(*each) for each in row[2]] for row in rows]
    first = [[value, str(n)] for value, n, _ in rows]
    far = "; beyond: nobody was followed so long" if any("beyond" in row for row in cells) else ""
    lines = wrapped(f"{title}: how many came back, in % with 90 % interval{far}", columns)
    for columns_here in _chunks(first, name, heads, cells, columns):
        body = [[*left, *(row[at] for at in columns_here)] for left, row in zip(first, cells, strict=True)]
        lines.append(table([name, "of", *(heads[at] for at in columns_here)], body))
    return "\n".join(lines)


def _cell(rate: HorizonRate | EpisodeRate, chance: Chance) -> str:
    if rate.beyond:
        return "beyond"
    return f"{chance.count}, {percent(chance.value)} ({span(chance)})"


def _chunks(
    first: Sequence[Sequence[str]],
    name: str,
    heads: Sequence[str],
    cells: Sequence[Sequence[str]],
    columns: int,
) -> list[list[int]]:
    """Which columns stand beside one another so that no line is too long."""
    left = max(len(name), *(len(row[0]) for row in first)) + 2 + max(2, *(len(row[1]) for row in first))
    chunks: list[list[int]] = [[]]
    room = columns - left
    for at, head in enumerate(heads):
        wide = 2 + max(len(head), *(len(row[at]) for row in cells))
        if wide > room and chunks[-1]:
            chunks.append([])
            room = columns - left
        chunks[-1].append(at)
        room -= wide
    return chunks


def wrapped(text: str, columns: int, indent: str = "  ") -> list[str]:
    """A text in lines of so many characters, all but the first indented."""
    return textwrap.wrap(text, columns, subsequent_indent=indent, break_on_hyphens=False)
