"""The table of what stands beside the months."""

from __future__ import annotations

import samples

from smoulder.brief.beside import beside_table
from smoulder.brief.page import Run
from smoulder.brief.situation import situation_section


def test_every_mark_has_a_row_with_its_source() -> None:
    case = samples.model_case()
    table = beside_table(case)
    assert table is not None
    assert len(table.rows) == len(case.timeline)
    sources = [cell for row in table.rows for cell in row.cells[-1] if isinstance(cell, Run)]
    assert [one.text for one in sources] == [one.source for one in case.timeline]
    assert [one.to for one in sources] == [one.to for one in case.timeline]


def test_a_day_has_no_end_and_what_goes_on_says_so() -> None:
    table = beside_table(samples.model_case())
    assert table is not None
    told = {(_words(row.cells[1]), _words(row.cells[2])): _words(row.cells[3]) for row in table.rows}
    assert told["departed", "18 December 2011"] == ""
    assert told["present", "8 August 2014"] == "goes on"
    assert told["present", "20 March 2003"] == "17 November 2008"


def _words(cell: object) -> str:
    assert isinstance(cell, tuple)
    return "".join(one.text for one in cell)


def test_without_marks_there_is_no_table() -> None:
    assert beside_table(samples.data_only()) is None
    names = {getattr(block, "id", "") for block in situation_section(samples.data_only()).blocks}
    assert "timeline" not in names
