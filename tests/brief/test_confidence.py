"""The table of the grounds on which the confidence stands."""

from __future__ import annotations

import samples

from smoulder.brief.compose import compose
from smoulder.brief.html import render_html
from smoulder.brief.page import Table
from smoulder.records.case import Confidence, Ground

GROUNDS = (
    Ground(
        name="past lulls", counted="12 past lulls are like this one", threshold="30 or more", verdict="doubt"
    ),
    Ground(name="models", counted="the 6 models lie 31 points apart", threshold="up to 10", verdict="grave"),
    Ground(name="coverage", counted="no month is bridged", threshold="no month bridged", verdict="holds"),
)
CONFIDENCE = Confidence(level="low", reasons=("the 6 models lie 31 points apart",), grounds=GROUNDS)


def test_each_ground_has_a_row_with_what_was_counted_and_the_way_it_went() -> None:
    page = compose(samples.model_case(confidence=CONFIDENCE))
    section = next(one for one in page.sections if one.id == "confidence")
    table = next(block for block in section.blocks if isinstance(block, Table))
    said = [["".join(getattr(run, "text", "") for run in cell) for cell in row.cells] for row in table.rows]
    assert [row[0] for row in said] == ["past lulls", "models", "coverage"]
    assert [row[3] for row in said] == ["in doubt", "gravely in doubt", "holds"]
    assert [row.marked for row in table.rows] == [True, True, False]


def test_an_answer_without_grounds_has_no_such_part() -> None:
    assert "confidence" not in [one.id for one in compose(samples.model_case()).sections]


def test_the_reasons_on_the_first_screen_lead_to_the_grounds() -> None:
    html = render_html(samples.model_case(confidence=CONFIDENCE))
    assert 'href="#ground-2"' in html
