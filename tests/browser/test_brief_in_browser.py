"""The brief in a real browser: it fits a phone and a desk, and every link lands where one can see it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import samples
from sample_hostile import hostile

from smoulder.brief.write import write_brief

pytestmark = pytest.mark.browser

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]

ALL = {**samples.ALL, "hostile": hostile}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A Chromium without a window and without a network; skips where there is none."""
    api = pytest.importorskip("playwright.sync_api", reason="needs playwright: pip install playwright")
    if CHROMIUM is None:
        pytest.skip("needs Chromium: apt-get install chromium")
    with api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield started
        started.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every sample as a file."""
    folder = tmp_path_factory.mktemp("briefs")
    return {name: write_brief(make(), folder / name, ("html",)).main for name, make in ALL.items()}


def _open(browser: Any, path: Path, width: int, scheme: str = "light") -> Any:
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme, offline=True)
    page = context.new_page()
    page.goto(path.as_uri())
    return page


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("name", ALL)
def test_nothing_is_wider_than_the_screen(
    browser: Any, pages: dict[str, Path], name: str, width: int
) -> None:
    page = _open(browser, pages[name], width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_every_link_lands_on_something_one_can_see(browser: Any, pages: dict[str, Path], width: int) -> None:
    page = _open(browser, pages["model_case"], width)
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
    page.context.close()


@pytest.mark.parametrize(("width", "shown"), [(390, "narrow"), (1280, "wide")])
def test_each_screen_gets_its_own_charts(
    browser: Any, pages: dict[str, Path], width: int, shown: str
) -> None:
    pytest.importorskip("altair")
    page = _open(browser, pages["model_case"], width)
    visible = page.evaluate(
        """() => [...document.querySelectorAll('figure svg')].filter(s => s.checkVisibility())
            .map(s => s.parentElement.className)"""
    )
    assert visible == [shown, shown]
    page.context.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_no_words_of_a_chart_are_cut_off_or_cover_each_other(
    browser: Any, pages: dict[str, Path], width: int
) -> None:
    pytest.importorskip("altair")
    page = _open(browser, pages["model_case"], width)
    bad = page.evaluate(
        """() => [...document.querySelectorAll('figure svg')].filter(s => s.checkVisibility()).flatMap(svg => {
            const frame = svg.getBoundingClientRect();
            const words = [...svg.querySelectorAll('text')]
                .filter(t => t.textContent.trim() && t.getAttribute('opacity') !== '0');
            const boxes = words.map(t => [t.textContent, t.getBoundingClientRect()]);
            const cut = boxes.filter(([, b]) => b.left < frame.left - 1 || b.right > frame.right + 1);
            const over = boxes.flatMap(([one, a], i) => boxes.slice(i + 1)
                .filter(([, b]) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
                    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3)
                .map(([two]) => `${one} / ${two}`));
            return [...cut.map(([one]) => one), ...over];
        })"""
    )
    assert bad == []
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(browser: Any, pages: dict[str, Path], scheme: str) -> None:
    page = _open(browser, pages["model_case"], 1280, scheme)
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
    page.context.close()
