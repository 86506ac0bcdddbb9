"""The brief in Arabic and French in a real browser: mirrored, within the screen, its numbers and its English whole."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import samples
from sample_hostile import hostile

from smoulder.brief.edition import Edition
from smoulder.brief.write import write_brief

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
CASES = {"model_case": samples.model_case, "hostile": hostile}
LEFT = "(found) => found.map(one => one.getBoundingClientRect().left)"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A Chromium without a window; skips where there is none."""
    api = pytest.importorskip("playwright.sync_api", reason="needs playwright: pip install playwright")
    if CHROMIUM is None:
        pytest.skip("needs Chromium: apt-get install chromium")
    with api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield started
        started.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Path]:
    """Every case in both languages as a file."""
    folder = tmp_path_factory.mktemp("briefs")
    return {
        (code, name): write_brief(make(), folder / code / name, ("html",), Edition(language=code)).main
        for code in ("ar", "fr")
        for name, make in CASES.items()
    }


def _open(browser: Any, path: Path, width: int) -> Any:
    page = browser.new_context(viewport={"width": width, "height": 844}, offline=True).new_page()
    page.goto(path.as_uri())
    return page


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("code", ["ar", "fr"])
def test_nothing_is_wider_than_the_screen(
    browser: Any, pages: dict[tuple[str, str], Path], code: str, name: str, width: int
) -> None:
    page = _open(browser, pages[code, name], width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    # to the other side of a page from right to left nothing can be scrolled into view: it must not be there at all
    away = "[...document.querySelectorAll('main p, main table, main h2')].filter(one => { const box = one"
    away += ".getBoundingClientRect(); return box.width > 1 && !one.closest('.scroll, .hidden') && box.left < -1 })"
    assert page.evaluate(f"{away}.length") == 0
    page.context.close()


@pytest.mark.parametrize(("code", "way"), [("ar", "rtl"), ("fr", "ltr")])
def test_the_page_is_laid_out_the_way_it_is_read(
    browser: Any, pages: dict[tuple[str, str], Path], code: str, way: str
) -> None:
    page = _open(browser, pages[code, "model_case"], 1280)
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [code, way]
    answers = page.eval_on_selector_all(".answers > li", LEFT)
    heads = page.eval_on_selector_all("#hypotheses table:first-of-type thead th", LEFT)[:3]
    for places in (answers, heads):
        assert len(places) > 1
        assert places == sorted(places, reverse=way == "rtl")
    page.context.close()


def test_a_phone_keeps_the_label_of_a_cell_on_the_right(
    browser: Any, pages: dict[tuple[str, str], Path]
) -> None:
    page = _open(browser, pages["ar", "model_case"], 390)
    right = "getBoundingClientRect().right"
    spare = page.eval_on_selector_all(
        "#hypotheses .stacks td", f"(found) => found.map(one => one.{right} - one.firstElementChild.{right})"
    )
    assert spare
    assert min(spare) > 90  # the label stands there
    page.context.close()


def test_charts_english_and_numbers_keep_their_own_direction(
    browser: Any, pages: dict[tuple[str, str], Path]
) -> None:
    page = _open(browser, pages["ar", "model_case"], 1280)
    ways = "(found) => [...new Set(found.map(one => getComputedStyle(one).direction))]"
    assert page.eval_on_selector_all("figure svg", ways) == ["ltr"]
    assert page.eval_on_selector_all("span[lang=en]", ways) == ["ltr"]
    isolated = "(found) => [...new Set(found.map(one => getComputedStyle(one).unicodeBidi))]"
    assert page.eval_on_selector_all("a.figure", isolated) == ["isolate"]
    page.context.close()


@pytest.mark.parametrize("code", ["ar", "fr"])
def test_the_page_says_that_its_translation_is_a_draft(
    browser: Any, pages: dict[tuple[str, str], Path], code: str
) -> None:
    page = _open(browser, pages[code, "model_case"], 390)
    said = {"ar": "ترجمة أولية غير مراجَعة", "fr": "Traduction provisoire non relue"}
    note = page.locator("[role=note]").first
    assert note.is_visible()
    assert note.inner_text().startswith(said[code])
    assert note.bounding_box()["y"] < 300
    page.context.close()


@pytest.mark.parametrize("code", ["ar", "fr"])
def test_every_link_finds_its_place(browser: Any, pages: dict[tuple[str, str], Path], code: str) -> None:
    page = _open(browser, pages[code, "model_case"], 1280)
    lost = "[...document.querySelectorAll('a[href^=\"#\"]')].map(one => one.getAttribute('href').slice(1))"
    assert page.evaluate(f"{lost}.filter(id => !document.getElementById(id))") == []
    page.click(".answers .number a >> nth=0")
    assert page.evaluate("document.querySelector(':target').getBoundingClientRect().top") < 844
    page.context.close()
