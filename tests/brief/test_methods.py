"""Every number's method is told on the page, and the document it names is there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import samples

from smoulder.brief.anchors import method_anchor
from smoulder.brief.compose import compose
from smoulder.brief.computed import computed_from
from smoulder.brief.links import ids
from smoulder.brief.methods import METHODS
from smoulder.brief.page import Card, Facts, Row, Run, Section, Table

ROOT = Path(__file__).parents[2]


def test_every_document_that_is_named_is_there_with_its_heading() -> None:
    for method in METHODS.values():
        file, _, part = method.document.partition("#")
        text = (ROOT / file).read_text(encoding="utf-8").lower() if file else ""
        assert not part or f"## {part}" in text, method.document


def test_a_method_that_the_page_does_not_know_still_gets_its_place() -> None:
    plain = samples.model_case()
    odd = {24: plain.answer[24].model_copy(update={"method": "docs/methods/panel.md#pooling"})}
    page = compose(plain.model_copy(update={"answer": odd}))
    assert "method-panel" in ids(page)
    assert page.front.answers[-1].number is not None
    assert page.front.answers[-1].number.to == "method-panel"


def test_episodes_lead_to_their_own_method() -> None:
    assert method_anchor("base-rates#episodes") == "method-episodes"
    assert method_anchor("base-rates#kaplan-meier") == "method-base-rates"


def test_every_card_says_what_its_number_was_computed_from_and_how_to_compute_it_again() -> None:
    section = next(one for one in compose(samples.model_case()).sections if one.id == "methods")
    cards = [block for block in section.blocks if isinstance(block, Card)]
    assert len(cards) >= len(METHODS)
    for card in cards:
        facts = next(block for block in card.blocks if isinstance(block, Facts))
        inputs, commands = (line for _, line in facts.pairs)
        assert any(isinstance(run, Run) and run.to for run in inputs), card.id
        assert any(isinstance(run, Run) and run.tone == "code" for run in commands), card.id


def test_what_a_number_was_computed_from_leads_to_rows() -> None:
    made = samples.model_case()
    page = compose(made)
    rows = {row.id for section in page.sections for row in _rows(section)} - {""}
    for stem in ("lulls", "bridging", "base-rates", "hypotheses", "evidence"):
        to = {run.to for line in computed_from(stem, made) for run in line if isinstance(run, Run) and run.to}
        assert to <= set(ids(page)) | {"answer"}, stem
        assert to & rows, stem


def _rows(section: Section) -> Iterator[Row]:
    for block in section.blocks:
        for part in block.blocks if isinstance(block, Card) else (block,):
            if isinstance(part, Table):
                yield from part.rows
