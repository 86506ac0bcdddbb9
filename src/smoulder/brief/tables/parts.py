"""Columns that many tables share, and the cells that go under them."""

from __future__ import annotations

from smoulder.brief.data_table import Cell, Column
from smoulder.records.forecast import Chance, Difference

SHARE = "share of 1"
"""The unit of a chance, of its bounds, and of a difference of two chances."""

HORIZON = Column("horizon_months", "Within so many months", "months")
INTERVAL = (
    Column("low", "90 % interval, from", SHARE),
    Column("high", "90 % interval, to", SHARE),
)
BASIS = (
    Column(
        "cases",
        "Cases it rests on: lulls that a model was fitted on, or past cases that were counted",
        "cases",
    ),
    Column("came_back", "Of these, came back; empty where they were not counted", "cases"),
    Column("basis", "Estimated, assumed or combined"),
    Column("method", "How it is made, in the documents"),
)
CHANCE = (Column("chance", "Chance", SHARE), *INTERVAL)
"""A chance with its interval."""
CHANCE_WITH_BASIS = (*CHANCE, *BASIS)
"""A chance with its interval and what it rests on."""


def chance_cells(chance: Chance | None) -> tuple[Cell, ...]:
    """The cells under `CHANCE`, unknown where there is no chance.

    >>> chance_cells(None)
    (None, None, None)
    """
    return (None, None, None) if chance is None else (chance.value, chance.low, chance.high)


def basis_cells(chance: Chance) -> tuple[Cell, ...]:
    """The cells under `BASIS`."""
    return (chance.n, chance.count, chance.basis, chance.method)


def difference_cells(gap: Difference) -> tuple[Cell, ...]:
    """Value, bounds, and whether it can be told from none."""
    return (gap.value, gap.low, gap.high, gap.told_apart)


def named(prefix: str, words: str, columns: tuple[Column, ...] = CHANCE) -> tuple[Column, ...]:
    """The same columns under names and titles of their own.

    >>> [column.name for column in named("major", "Major comeback")]
    ['major_chance', 'major_low', 'major_high']
    """
    return tuple(
        Column(f"{prefix}_{one.name}", f"{words}: {one.title[0].lower()}{one.title[1:]}", one.unit)
        for one in columns
    )
