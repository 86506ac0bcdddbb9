"""The page can be read with a keyboard, with a screen reader, in the dark, large and on a phone: WCAG 2.2 AA."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe import violations  # type: ignore[import-not-found]
from samples import ALL

pytestmark = pytest.mark.browser

OPEN_ALL = """() => {
    document.querySelectorAll('button.fold[aria-expanded="false"]').forEach(b => b.click());
    document.querySelectorAll('button.swap').forEach((b, at) => { if (at % 2 === 0) b.click(); });
}"""
FOCUS = """() => {
    const parts = document.querySelectorAll('a[href], button, summary, [tabindex="0"]');
    return [...parts].filter(one => one.checkVisibility()).filter(one => {
        one.focus();
        const look = getComputedStyle(one), box = one.getClientRects()[0];
        const x = box.left + box.width / 2, y = box.top + Math.min(box.height / 2, 10);
        const top = document.elementFromPoint(x, y);
        const shown = top && (one.contains(top) || top.contains(one));
        return document.activeElement !== one || !one.matches(':focus-visible') || !shown
            || look.outlineStyle === 'none' || parseFloat(look.outlineWidth) < 2;
    }).map(one => one.outerHTML.slice(0, 120));
}"""
SMALL = """() => [...document.querySelectorAll('button, summary, nav a')].filter(one => one.checkVisibility())
    .filter(one => { const box = one.getBoundingClientRect(); return box.height < 24 || box.width < 24; })
    .map(one => one.outerHTML.slice(0, 120))"""
SPACED = (
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }"
)


def _every(opened: Callable[..., Any], path: Path, looks: list[tuple[int, str]]) -> list[str]:
    found = []
    for width, scheme in looks:
        page = opened(path, width, scheme, bypass_csp=True)  # axe is put in as a script
        page.evaluate(OPEN_ALL)
        found += violations(page)
        page.context.close()
    return found


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
def test_page_one_of_a_sample_breaks_no_rule(
    opened: Callable[..., Any], pages: Callable[[str], Path], scheme: str
) -> None:
    assert violations(opened(pages("model_case"), 1280, scheme, bypass_csp=True), "#answer") == []


@pytest.mark.slow
@pytest.mark.parametrize("name", [*ALL, "hostile"])
def test_no_sample_breaks_a_rule_on_a_desk_or_a_phone_by_day_or_night(
    opened: Callable[..., Any], pages: Callable[[str], Path], name: str
) -> None:
    looks = [(390, "dark"), (1280, "light")]
    if name == "model_case":
        looks += [(390, "light"), (1280, "dark")]
    assert _every(opened, pages(name), looks) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["model", "contradiction"])
def test_no_real_brief_breaks_a_rule(
    opened: Callable[..., Any], real_pages: Callable[[str], Path], name: str
) -> None:
    assert _every(opened, real_pages(name), [(390, "dark"), (1280, "light")]) == []


def test_a_page_that_breaks_rules_is_found_out(opened: Callable[..., Any], tmp_path: Path) -> None:
    bad = tmp_path / "bad.html"
    bad.write_text(
        "<!doctype html><html><title>t</title><main><h1>t</h1><p style='color:#ccc'>pale</p>"
        "<button style='width:9px;height:9px;padding:0'></button><button style='width:9px;height:9px;padding:0'>"
        "</button></main>",
        encoding="utf-8",
    )
    rules = {line.split(":")[0] for line in violations(opened(bad, 1280, bypass_csp=True))}
    assert {"color-contrast", "html-has-lang", "button-name", "target-size"} <= rules


@pytest.mark.parametrize("width", [pytest.param(390, marks=pytest.mark.slow), 1280])
def test_all_that_can_be_reached_by_keyboard_shows_its_focus_and_nothing_covers_it(
    opened: Callable[..., Any], pages: Callable[[str], Path], width: int
) -> None:
    page = opened(pages("model_case"), width)
    page.evaluate(OPEN_ALL)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate(FOCUS) == []
    assert page.evaluate(SMALL) == []


@pytest.mark.parametrize("width", [390, pytest.param(1280, marks=pytest.mark.slow)])
def test_text_can_be_set_wider_and_the_page_still_fits(
    opened: Callable[..., Any], pages: Callable[[str], Path], width: int
) -> None:
    page = opened(pages("model_case"), width)
    page.evaluate(OPEN_ALL)
    page.add_style_tag(content=SPACED)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    cut = page.evaluate(
        """() => [...document.querySelectorAll('.panel, .answers li, .facts dd, .card, .stamp dd')]
            .filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.className)"""
    )
    assert cut == []
