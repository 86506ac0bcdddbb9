"""The brief in a real browser: it fits a phone and a desk, and every link lands where one can see it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from crowded import CROWDED
from samples import ALL

pytestmark = pytest.mark.browser

NAMES = [
    pytest.param(name, marks=() if name in ("model_case", "hostile") else pytest.mark.slow)
    for name in (*ALL, "hostile")
]


@pytest.mark.parametrize("width", [320, pytest.param(390, marks=pytest.mark.slow), 1280])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_wider_than_the_screen(
    opened: Callable[..., Any], pages: Callable[[str], Path], name: str, width: int
) -> None:
    page = opened(pages(name), width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [390, 1280])
def test_every_link_lands_on_something_one_can_see(
    opened: Callable[..., Any], pages: Callable[[str], Path], width: int
) -> None:
    page = opened(pages("model_case"), width)
    page.evaluate("document.querySelectorAll('button.fold[aria-expanded=false]').forEach(one => one.click())")
    hidden = page.evaluate(
        """() => [...new Set([...document.querySelectorAll('a[href^="#"]')].map(a => a.getAttribute('href')))]
            .filter(href => {
                const target = document.getElementById(href.slice(1));
                if (!target || !target.checkVisibility()) return true;
                const box = target.getBoundingClientRect();
                return box.width < 1 || box.height < 1;
            })"""
    )
    assert hidden == []


@pytest.mark.parametrize(("width", "shown"), [(390, "narrow"), (1280, "wide")])
def test_each_screen_gets_its_own_charts(
    opened: Callable[..., Any], pages: Callable[[str], Path], width: int, shown: str
) -> None:
    page = opened(pages("model_case"), width)
    visible = page.evaluate(
        """() => [...document.querySelectorAll('figure svg')].filter(s => s.checkVisibility())
            .map(s => [Boolean(s.closest('#evidence')), s.parentElement.className])"""
    )
    assert len(visible) > 4
    # beside the reports there is room for the narrow one only
    assert {form for place, form in visible if not place} == {shown}
    assert {form for place, form in visible if place} <= {"narrow"}


@pytest.mark.parametrize("width", [390, 1280])
def test_no_words_of_a_chart_are_cut_off_or_cover_each_other(
    opened: Callable[..., Any], pages: Callable[[str], Path], width: int
) -> None:
    page = opened(pages("model_case"), width)
    assert page.evaluate(CROWDED) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(
    opened: Callable[..., Any], pages: Callable[[str], Path], scheme: str
) -> None:
    page = opened(pages("model_case"), 1280, scheme)
    worst = page.evaluate(
        """() => {
            const light = colour => {
                const parts = colour.match(/[\\d.]+/g).slice(0, 3).map(v => v / 255)
                    .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
                return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
            };
            const ground = element => {
                for (let e = element; e; e = e.parentElement) {
                    const colour = getComputedStyle(e).backgroundColor;
                    if (!/, 0\\)$/.test(colour) && colour !== 'transparent') return colour;
                }
                return 'rgb(255, 255, 255)';
            };
            const texts = document.querySelectorAll('main p, main td, main th, main a, main dt, mark, caption');
            return Math.min(...[...texts].map(e => {
                    const [a, b] = [light(getComputedStyle(e).color), light(ground(e))].sort((x, y) => y - x);
                    return (a + 0.05) / (b + 0.05);
                }));
        }"""
    )
    assert worst >= 4.5
