"""The rows that numbers link to."""

from __future__ import annotations

import samples

from smoulder.brief.months import months_section, row_of
from smoulder.brief.page import Run, Table
from smoulder.records.situation import YearPoint


def _text(table: Table) -> list[list[str]]:
    return [
        ["".join(run.text for run in cell if isinstance(run, Run)) for cell in row.cells]
        for row in table.rows
    ]


def test_the_last_three_years_stand_as_rows_and_a_number_finds_its_month() -> None:
    plain = samples.model_case()
    table = months_section(plain).blocks[0]
    assert isinstance(table, Table)
    assert len(table.rows) == 36
    assert "The last 36 of 190 months" in table.caption
    assert row_of(plain, "2019-12") == table.rows[-1].id == "month-2019-12"
    assert row_of(plain, "2004-06") == "months"


def test_each_kind_of_yearly_count_has_its_own_table_the_used_one_first() -> None:
    plain = samples.model_case()
    other = YearPoint(
        year=2018, kind="all kinds, all countries", where="all countries", deaths=9, source="S", used=False
    )
    blocks = months_section(plain.model_copy(update={"years": (other, *plain.years)})).blocks[1:]
    assert [block.caption for block in blocks if isinstance(block, Table)] == [
        "Deaths by year: battle-related by dyad, Iraq. Source: UCDP BRD 24.1.",
        "Deaths by year: all kinds, all countries. Source: S. Not used in this answer.",
    ]
    assert isinstance(blocks[0], Table)
    assert _text(blocks[0])[-1] == ["2019", "498", "yes"]


def test_no_rows_are_called_none() -> None:
    assert months_section(samples.bare()).blocks != ()
    assert not any(isinstance(block, Table) for block in months_section(samples.bare()).blocks)
