"""A table on paper is a grid where it fits its column, and something that fits where it does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoulder.brief.columns import columns, table_kind
from smoulder.brief.page import Range, Row, Run, Table


def table(*cells: str, head: tuple[str, ...] = (), raw: bool = False) -> Table:
    names = head or tuple("ABCDEFGHIJ"[: len(cells)])
    return Table("", names, (Row(tuple((Run(cell),) for cell in cells)),), raw=raw)


@pytest.mark.parametrize(
    ("kind", "one"),
    [
        ("table", table("patience", "31 %", "some words that can be folded into several lines")),
        ("run-in", table("seed", "7", raw=True)),
        ("entries", table("a data set", "used for", "words " * 40, raw=True)),
        ("tailed", table(*["23 % (16–34 %)"] * 4, "+7 points (90 % interval)", head=("",) * 5)),
        ("stack", table(*["twenty letters or so"] * 8)),
    ],
)
def test_a_table_is_laid_out_by_how_long_its_words_are(kind: str, one: Table) -> None:
    assert table_kind(one) == kind


def test_columns_of_numbers_are_told_from_columns_of_words() -> None:
    found = columns(table("Weibull", "26 %", "1,307", "quiet", "−12"))
    assert found["numbers"] == [False, True, True, False, True]


def test_a_column_with_a_drawing_takes_a_share_of_the_width() -> None:
    drawn = Table("", ("Model", "Chance"), (Row(((Run("all"),), (Run("9 %"), Range(0.09, 0.0, 0.2)))),))
    assert columns(drawn)["widths"][0] == 0
    assert columns(drawn)["widths"][1] > 0


@given(st.lists(st.text(max_size=60), min_size=1, max_size=8), st.booleans())
def test_each_column_has_a_width_and_a_kind(cells: list[str], raw: bool) -> None:
    one = table(*cells, head=("x",) * len(cells), raw=raw)
    found = columns(one)
    assert len(found["widths"]) == len(found["numbers"]) == len(cells)
    assert all(width >= 0 for width in found["widths"])
    assert table_kind(one) in {"table", "run-in", "entries", "tailed", "stack"}
