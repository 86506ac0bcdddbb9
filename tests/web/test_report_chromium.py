"""The page of a report in a real browser: selections, keys, what opens beside the text, and hostile text."""

from __future__ import annotations

import random
from html import unescape
from typing import Any

import pytest

from smoulder.web.house import House
from tests.browser.axe import violations
from tests.web.live import chromium as chromium
from tests.web.live import page as page
from tests.web.report_sample import ARABIC, arabic, hostile, join, saved_page

SELECT = """([a, b]) => {
  const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) if (walker.currentNode.parentElement.dataset.at) nodes.push(walker.currentNode);
  const at = (share) => {
    const total = nodes.reduce((sum, node) => sum + node.data.length, 0);
    let left = Math.floor(share * total);
    for (const node of nodes) {
      const half = /[\\uDC00-\\uDFFF]/.test(node.data[left] || "");
      if (left <= node.data.length) return [node, half ? left + 1 : left];
      left -= node.data.length;
    }
    return [nodes.at(-1), nodes.at(-1).data.length];
  };
  window.getSelection().setBaseAndExtent(...at(a), ...at(b));
}"""
SHOWN = """() => {
  const range = window.getSelection().getRangeAt(0);
  const held = range.cloneContents();
  for (const one of held.querySelectorAll("a.see, .kind")) one.remove();
  return held.textContent;
}"""
PLACE = "() => document.getElementById('bar-evidence').getAttribute('href').split('at=')[1]"


def squeezed(text: str) -> str:
    """A text without white space, and without what a page replaces."""
    return "".join(
        one for one in text if not one.isspace() and one not in "\u200b\ufffd\x00\u202e\u2066\u2069"
    )


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_the_server_gets_what_was_selected(real: str, house: House, page: Any, number: int) -> None:
    join(house, real, arabic(), hostile(), saved_page())
    text = house.ledger.reports.report(list(house.ledger.file(real).reports)[number - 1]).text
    page.goto(f"{page.home}/cases/{real}/reports/{number}")
    chance = random.Random(number)
    tried = 0
    for _ in range(25):
        first, last = sorted((chance.random(), chance.random()))
        page.evaluate(SELECT, [first, last] if chance.random() < 0.5 else [last, first])
        shown = squeezed(page.evaluate(SHOWN))
        if not shown:
            continue
        place = page.evaluate("() => selected()")
        start, end = map(int, place.split("-"))
        got = squeezed(text[start:end])
        assert got == shown, place
        if tried < 3 and end - start < 2000:
            form = page.context.request.get(f"{page.home}/cases/{real}/reports/{number}/evidence?at={place}")
            words = unescape(form.text().split('id="passage" dir="auto">')[1].split("</blockquote>")[0])
            assert squeezed(words) == shown
        tried += 1
    assert tried > 15
    assert page.evaluate("() => window.hit") is None
    assert page.faults == []


def test_a_selection_by_mouse_becomes_evidence(real: str, house: House, page: Any) -> None:
    page.goto(f"{page.home}/cases/{real}/reports/1")
    page.locator(".sentence", has_text="They have not managed").locator("[data-at]").first.dblclick()
    page.wait_for_selector("#bar:not([hidden])")
    assert page.inner_text("#bar-told") == "1 word selected"
    words = page.evaluate("() => window.getSelection().toString()").strip()
    page.click("#bar-evidence")
    assert page.inner_text("#passage") == words
    page.fill("#f-kind", "regrouping")
    page.click("text=Enter it")
    page.wait_for_selector("#notice .said")
    assert house.ledger.file(real).items[-1].item.text == words
    assert page.faults == []


def test_one_goes_reads_mends_and_makes_evidence_with_keys_alone(real: str, house: House, page: Any) -> None:
    page.goto(f"{page.home}/cases/{real}/reports/1")
    for _ in range(3):
        page.keyboard.press("j")
    label = "() => document.activeElement.getAttribute('aria-label')"
    assert page.evaluate(label).startswith("Sentence 3: ")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("k")
    assert page.evaluate(label).startswith("Sentence 1: ")
    wanted = page.locator(".sentence", has_text="They have not managed").get_attribute("id")
    for _ in range(int(wanted[1:]) - 1):
        page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.id === 'h-here'")
    assert "a coalition general, quoted" in page.inner_text("#here")
    page.keyboard.press("Escape")
    assert page.evaluate("() => document.activeElement.closest('.sentence').id") == wanted
    page.keyboard.press("Shift+J")
    assert page.evaluate("() => selected()") == page.evaluate("() => sentencePlace()")
    page.keyboard.press("f")
    page.wait_for_function("() => document.activeElement.name === 'speaker'")
    page.keyboard.press("Control+a")
    page.keyboard.type("a jkef officer")
    page.keyboard.press("Enter")
    page.wait_for_selector("#notice .said")
    page.wait_for_load_state()  # the keys work once the page is whole
    assert "a jkef officer, quoted" in page.inner_text("#here")
    assert house.ledger.fixes.of(list(house.ledger.file(real).reports))[-1].fix.now == "a jkef officer"
    page.keyboard.press("j")
    page.keyboard.press("e")
    page.wait_for_selector("#passage")
    assert page.faults == []


def test_keys_are_switched_off_for_good_and_do_nothing_while_one_types(
    real: str, house: House, page: Any
) -> None:
    page.goto(f"{page.home}/cases/{real}/reports/1")
    page.click("#about summary")
    page.focus("#f-why")
    page.keyboard.type("jke")
    assert page.input_value("#f-why") == "jke"
    page.uncheck("#keys-on")
    page.reload()
    assert not page.is_checked("#keys-on")
    page.keyboard.press("j")
    assert page.evaluate("() => document.activeElement.tagName") == "BODY"
    # the first sentence is still reached with the tab key, and only one of them is in the way of it
    assert page.locator("a.see[tabindex='0']").count() == 1


def test_a_form_that_is_refused_keeps_what_was_written_and_says_why(
    real: str, house: House, page: Any
) -> None:
    page.goto(f"{page.home}/cases/{real}/reports/1/evidence?at=760-800")
    page.fill("#f-kind", "a kind of ours")
    page.fill("#f-why", "seen by two")
    page.click("text=Enter it")
    page.wait_for_selector("#notice .refusal")
    assert "Nothing says how likely the item is" in page.inner_text("#notice")
    assert page.input_value("#f-why") == "seen by two"
    page.fill("#f-kind", "regrouping")
    page.click("text=Enter it")
    page.wait_for_selector("#notice .said")
    assert house.ledger.file(real).items[-1].item.why == "seen by two"
    # the address of the open place is the same before and after, and the page shows the correction all the same
    page.goto(f"{page.home}/cases/{real}/reports/1")
    page.click("#about summary")
    page.fill("#f-group", "no such group at all")
    page.click("#about form >> nth=0 >> button")
    page.wait_for_selector("#notice .refusal")
    page.fill("#f-group", "Boko Haram")
    page.click("#about form >> nth=0 >> button")
    page.wait_for_selector("#notice .said")
    assert "Jama'atu Ahlis Sunna" in page.inner_text("#about summary")


def test_layers_take_hold_at_once_and_stay(real: str, house: House, page: Any) -> None:
    page.goto(f"{page.home}/cases/{real}/reports/1")
    mark = "(name) => getComputedStyle(document.querySelector(`#text .m.${name}`)).textDecorationLine"
    assert page.evaluate(mark, "dates") == "underline"
    page.uncheck("#layers input[value=dates]")
    assert page.evaluate(mark, "dates") == "none"
    page.reload()
    assert page.evaluate(mark, "dates") == "none"
    assert page.evaluate(mark, "places") == "underline"
    # a place that is opened and closed again leaves them as they are
    page.locator("a.see").nth(8).click()
    page.wait_for_url("**at=*")
    page.click("#here a.close")
    page.reload()
    assert page.evaluate(mark, "dates") == "none"


def test_an_arabic_report_runs_from_right_to_left(real: str, house: House, page: Any) -> None:
    join(house, real, arabic())
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{page.home}/cases/{real}/reports/2")
    ways = "(found) => [...new Set(found.map(one => getComputedStyle(one).direction))]"
    assert page.eval_on_selector_all("#text .par:not(.dateline) p", ways) == ["rtl"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    at = ARABIC.index("Norville")
    page.evaluate(
        """() => {
          const pieces = [...document.querySelectorAll('#text [data-at]')];
          const piece = pieces.find((one) => one.textContent.includes('Norville'));
          const at = piece.textContent.indexOf('Norville');
          window.getSelection().setBaseAndExtent(piece.firstChild, at, piece.firstChild, at + 8);
        }"""
    )
    page.wait_for_function(f"() => document.getElementById('bar-evidence').href.endsWith('at={at}-{at + 8}')")


@pytest.mark.parametrize(
    ("width", "scheme", "addresses"),
    [
        (1280, "light", ("reports", "reports/1/evidence?at=760-800")),
        (390, "dark", ("reports/1?at=760-800", "reports/2")),
    ],
)
def test_the_pages_break_no_rule_of_access(
    real: str, house: House, page: Any, width: int, scheme: str, addresses: tuple[str, ...]
) -> None:
    join(house, real, arabic())
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    for address in addresses:
        page.goto(f"{page.home}/cases/{real}/{address}")
        assert violations(page, "main") == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width
