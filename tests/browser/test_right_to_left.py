"""The brief in Arabic and French in a real browser: mirrored, within the screen, its numbers and its English whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import samples
from crowded import CROWDED
from sample_hostile import hostile

from smoulder.brief.edition import Edition
from smoulder.brief.write import write_brief

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CASES = {"model_case": samples.model_case, "hostile": hostile}
LEFT = "(found) => found.map(one => one.getBoundingClientRect().left)"


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Path]:
    """Every case in both languages as a file."""
    folder = tmp_path_factory.mktemp("briefs")
    return {
        (code, name): write_brief(make(), folder / code / name, ("html",), Edition(language=code)).main
        for code in ("ar", "fr")
        for name, make in CASES.items()
    }


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("code", ["ar", "fr"])
def test_nothing_is_wider_than_the_screen(
    opened: Callable[..., Any], spoken: dict[tuple[str, str], Path], code: str, name: str, width: int
) -> None:
    page = opened(spoken[code, name], width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    # to the other side of a page from right to left nothing can be scrolled into view: it must not be there at all
    away = "[...document.querySelectorAll('main p, main table, main h2')].filter(one => { const box = one"
    away += ".getBoundingClientRect(); return box.width > 1 && !one.closest('.scroll, .hidden') && box.left < -1 })"
    assert page.evaluate(f"{away}.length") == 0


@pytest.mark.parametrize(("code", "way"), [("ar", "rtl"), ("fr", "ltr")])
def test_the_page_is_laid_out_the_way_it_is_read(
    opened: Callable[..., Any], spoken: dict[tuple[str, str], Path], code: str, way: str
) -> None:
    page = opened(spoken[code, "model_case"], 1280)
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [code, way]
    answers = page.eval_on_selector_all(".answers > li", LEFT)
    heads = page.eval_on_selector_all("#hypotheses table:first-of-type thead th", LEFT)[:3]
    for places in (answers, heads):
        assert len(places) > 1
        assert places == sorted(places, reverse=way == "rtl")


def test_a_phone_keeps_the_label_of_a_cell_on_the_right(
    opened: Callable[..., Any], spoken: dict[tuple[str, str], Path]
) -> None:
    page = opened(spoken["ar", "model_case"], 390)
    right = "getBoundingClientRect().right"
    spare = page.eval_on_selector_all(
        "#hypotheses .stacks td", f"(found) => found.map(one => one.{right} - one.firstElementChild.{right})"
    )
    assert spare
    assert min(spare) > 90  # the label stands there


def test_charts_english_and_numbers_keep_their_own_direction(
    opened: Callable[..., Any], spoken: dict[tuple[str, str], Path]
) -> None:
    page = opened(spoken["ar", "model_case"], 1280)
    ways = "(found) => [...new Set(found.map(one => getComputedStyle(one).direction))]"
    assert page.eval_on_selector_all("figure svg", ways) == ["ltr"]
    assert page.eval_on_selector_all("span[lang=en]", ways) == ["ltr"]
    isolated = "(found) => [...new Set(found.map(one => getComputedStyle(one).unicodeBidi))]"
    assert page.eval_on_selector_all("a.figure", isolated) == ["isolate"]


@pytest.mark.parametrize("code", ["ar", "fr"])
def test_the_page_says_that_its_translation_is_a_draft(
    opened: Callable[..., Any], spoken: dict[tuple[str, str], Path], code: str
) -> None:
    page = opened(spoken[code, "model_case"], 390)
    said = {"ar": "ترجمة أولية غير مراجَعة", "fr": "Traduction provisoire non relue"}
    note = page.locator("[role=note]").first
    assert note.is_visible()
    assert note.inner_text().startswith(said[code])
    assert note.bounding_box()["y"] < 300


@pytest.mark.parametrize("code", ["ar", "fr"])
def test_every_link_finds_its_place(
    opened: Callable[..., Any], spoken: dict[tuple[str, str], Path], code: str
) -> None:
    page = opened(spoken[code, "model_case"], 1280)
    lost = "[...document.querySelectorAll('a[href^=\"#\"]')].map(one => one.getAttribute('href').slice(1))"
    assert page.evaluate(f"{lost}.filter(id => !document.getElementById(id))") == []
    page.click(".answers .number a >> nth=0")
    assert page.evaluate("document.querySelector(':target').getBoundingClientRect().top") < 844


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("code", ["ar", "fr"])
def test_the_words_of_charts_have_room(
    opened: Callable[..., Any], spoken: dict[tuple[str, str], Path], code: str, width: int
) -> None:
    assert opened(spoken[code, "model_case"], width).evaluate(CROWDED) == []
