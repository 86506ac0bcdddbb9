"""A brief in a notebook stands in a frame of its own: neither style nor script passes either way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from samples import bare

from smoulder.api.brief import Brief

pytestmark = pytest.mark.browser
NOTEBOOK = (
    "<!doctype html><meta charset=utf-8><style>h1 {{ color: rgb(255, 0, 0) }}</style><h1>Mine</h1>{frame}"
)


def test_links_lead_within_the_frame_and_nothing_leaves_it(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "notebook.html"
    path.write_text(NOTEBOOK.format(frame=Brief(bare())._repr_html_()), encoding="utf-8")
    page = browser.new_page(viewport={"width": 980, "height": 900})
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto(path.as_uri())
    (frame,) = [one for one in page.frames if one is not page.main_frame]
    link = frame.query_selector('main a[href^="#"]')
    target = link.get_attribute("href")
    link.click()
    assert frame.url == f"about:srcdoc{target}"
    assert frame.evaluate("id => document.querySelector(id) !== null", target)
    colour = "selector => getComputedStyle(document.querySelector(selector)).color"
    assert page.evaluate(colour, "h1") == "rgb(255, 0, 0)"
    assert frame.evaluate(colour, "h1") != "rgb(255, 0, 0)"
    assert (
        frame.evaluate("() => { try { return parent.document.title } catch (e) { return 'kept out' } }")
        == "kept out"
    )
    assert told == []
    page.close()
