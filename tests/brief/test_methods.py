"""Every number's method is told on the page, and the document it names is there."""

from __future__ import annotations

from pathlib import Path

import samples

from smoulder.brief.anchors import method_anchor
from smoulder.brief.compose import compose
from smoulder.brief.links import ids
from smoulder.brief.methods import METHODS

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
