"""Each claim on page one can be followed to its sentence or its data row in two clicks.

A ground is where following ends: a row of a table, a marked sentence in its report, or the tables of months and of
past cases. A setting is none: it says how a number was made, not from what. A link of page one leads to a ground,
or to a place (a card, a section) that holds a link to one.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

CLAIMS = "#answer .headline, #answer .meaning, #answer .answers li, #answer .branches p, #answer .panel li"
RULES = """() => {
window.isGround = one => one.matches('tr:not([id^="setting-"]), table.rows, .spot')
    || ['months', 'cases'].includes(one.id);
window.grounds = one => [...one.querySelectorAll('a[href^="#"]')]
    .map(link => link.getAttribute('href'))
    .filter(href => href !== '#answer' && document.getElementById(href.slice(1)))
    .filter(href => isGround(document.getElementById(href.slice(1))));
window.landed = href => {
    const one = document.getElementById(href.slice(1));
    const box = one.getBoundingClientRect();
    return {
        here: location.hash === href && one.checkVisibility() && box.width > 0 && box.height > 0,
        seen: box.top < innerHeight && box.bottom > 0 && box.left < innerWidth && box.right > 0
            && box.top > -1 - Math.max(0, box.height - innerHeight / 2),
        ground: isGround(one),
        next: grounds(one)[0] || '',
        words: one.innerText.trim().length,
    };
};
}"""


def follow_all(page: Any) -> dict[str, list[str]]:
    """Click every link of page one, and where that is no ground the next: the way of each to its ground."""
    page.evaluate(RULES)
    links = page.evaluate("[...document.querySelectorAll('#answer a')].map(a => a.getAttribute('href'))")
    ways = {}
    for href in dict.fromkeys(links):
        assert href.startswith("#"), f"{href} leaves the page"
        first = _click(page, f'#answer a[href="{href}"]', href)
        ways[href] = [href]
        if not first["ground"]:
            assert first["next"], f"from {href} no second click leads to a sentence or a row"
            second = _click(page, f'{href} a[href="{first["next"]}"]', first["next"])
            assert second["ground"]
            ways[href].append(first["next"])
    return ways


def _click(page: Any, selector: str, href: str) -> dict[str, Any]:
    page.locator(selector).first.click()
    found: dict[str, Any] = page.evaluate("href => landed(href)", href)
    assert found["here"], f"{href} is not shown after a click on {selector}"
    assert found["seen"], f"{href} is out of sight after a click on {selector}"
    assert found["words"], f"{href} holds no words"
    return found


def check(page: Any) -> dict[str, list[str]]:
    """Every link followed, and no claim without a link."""
    ways = follow_all(page)
    claims = page.evaluate(
        f"[...document.querySelectorAll('{CLAIMS}')].map(c => [c.innerText, c.querySelectorAll('a').length])"
    )
    assert [words for words, links in claims if not links] == []
    assert len(claims) > 4
    return ways


@pytest.mark.parametrize("width", [pytest.param(390, marks=pytest.mark.slow), 1280])
def test_each_claim_of_a_sample_is_followed_to_its_ground(
    opened: Callable[..., Any], pages: Callable[[str], Path], width: int
) -> None:
    ways = check(opened(pages("model_case"), width))
    assert len(ways) > 15
    assert any(way[-1].startswith("#report-1-item") for way in ways.values())
    assert {"#months", "#cases", "#rate-24", "#leaf-patience"} & {way[-1] for way in ways.values()}


def test_a_page_without_script_is_followed_as_well(
    opened: Callable[..., Any], pages: Callable[[str], Path]
) -> None:
    bare = pages("model_case").with_name("bare.html")
    whole = pages("model_case").read_text(encoding="utf-8")
    head, _, rest = whole.partition("<script>")
    bare.write_text(head + rest.partition("</script>")[2], encoding="utf-8")
    assert len(check(opened(bare, 1280))) > 15


@pytest.mark.slow
@pytest.mark.parametrize("name", ["shared", "model", "data", "contradiction"])
def test_each_claim_of_a_real_brief_is_followed_to_its_ground(
    opened: Callable[..., Any], real_pages: Callable[[str], Path], name: str
) -> None:
    for width in (390, 1280):
        ways = check(opened(real_pages(name), width))
        assert len(ways) > 15
        assert all(len(way) <= 2 for way in ways.values())


def test_a_link_that_leads_to_no_ground_is_found_out(
    opened: Callable[..., Any], pages: Callable[[str], Path]
) -> None:
    page = opened(pages("bare"), 1280)
    page.evaluate(
        "document.querySelector('#answer').insertAdjacentHTML('beforeend', '<a href=\"#question\">odd</a>')"
    )
    with pytest.raises(AssertionError, match="no second click leads"):
        follow_all(page)
