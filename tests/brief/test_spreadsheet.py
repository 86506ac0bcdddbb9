"""No cell begins a formula, and numbers come back as they were."""

from __future__ import annotations

import csv
import io
import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_hostile import HOSTILE

from smoulder.brief.data_table import Column, DataTable
from smoulder.brief.spreadsheet import LONGEST, cell_text, csv_text, safe_text

STARTS = "=+-@＝＋－＠﹦﹢﹣﹫⁼⁺"
LETTERS = st.text(
    st.sampled_from(STARTS + " \t\r\n\u00a0\u200b\ufeff;\"',|ab1\u202e"), max_size=12
) | st.text(max_size=30)


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def begins_a_formula(cell: str) -> bool:
    """As a careful spreadsheet would see it: spaces, invisible marks and quotation marks do not count."""
    seen = [one for one in cell if unicodedata.category(one)[0] not in "ZC" and one != '"']
    return bool(seen) and unicodedata.normalize("NFKC", seen[0])[0] in "=+-@"


@given(LETTERS)
@settings(max_examples=150, deadline=None)
def test_no_text_cell_can_begin_a_formula(text: str) -> None:
    table = DataTable("t", "t", (Column("a", "a"), Column("b", "b")), ((text, "x"),))
    cell = read(csv_text(table))[1][0]
    assert not begins_a_formula(cell)
    # a spreadsheet that takes the semicolon for its separator cuts the line there
    assert not any(begins_a_formula(part) for part in cell.split(";"))
    assert not [one for one in cell if unicodedata.category(one) == "Cc"]


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False) | st.integers(), min_size=1, max_size=5))
@settings(max_examples=100, deadline=None)
def test_numbers_come_back_as_they_were(numbers: list[float]) -> None:
    columns = tuple(Column(f"n{at}", "n") for at in range(len(numbers)))
    cells = read(csv_text(DataTable("t", "t", columns, (tuple(numbers),))))[1]
    assert [type(was)(cell) for was, cell in zip(numbers, cells, strict=True)] == numbers


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("\t@SUM(A1)", "'@SUM(A1)"),
        ("\u200b＝1", "'\u200b＝1"),
        ('x;"=1+1"', 'x;\'"=1+1"'),
        ("-0.5", "'-0.5"),
        ("14–43 %", "14–43 %"),
        ("a - b = c", "a - b = c"),
    ],
)
def test_what_begins_a_formula_gets_an_apostrophe_and_other_text_stays(text: str, cell: str) -> None:
    assert safe_text(text) == cell


def test_lines_end_and_cells_are_quoted_as_rfc_4180_has_it() -> None:
    table = DataTable("t", "t", (Column("a", "a"), Column("b", "b")), (('say "x"', "1, 2"), (None, True)))
    assert csv_text(table) == 'a,b\r\n"say ""x""","1, 2"\r\n,true\r\n'


def test_a_number_that_is_none_is_an_empty_cell() -> None:
    assert [cell_text(float(one)) for one in ("nan", "inf", "-inf")] == ["", "", ""]


def test_a_cell_is_never_longer_than_a_spreadsheet_takes() -> None:
    assert len(safe_text("W" * 100_000)) == LONGEST


def test_hostile_text_has_no_control_characters_left() -> None:
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", safe_text(HOSTILE))
