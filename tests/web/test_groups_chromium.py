"""The watch list and a group in a real browser: nothing that shuts anybody out, on a desk and on a phone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.axe import violations
from tests.web.live import chromium as chromium
from tests.web.live import page as page

GROUP = "/groups/320/Sri%20Lanka?as_of=2008-06-01"
LISTED = "/watch?at=2012-06&sort=group"


@pytest.mark.parametrize(
    ("path", "wide", "scheme"),
    [(LISTED, 1280, "light"), (LISTED, 390, "dark"), (GROUP, 1280, "dark"), (GROUP, 390, "light")],
)
def test_the_pages_shut_nobody_out(page: Any, path: str, wide: int, scheme: str) -> None:
    page.set_viewport_size({"width": wide, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.goto(page.home + path)
    if path is GROUP:
        page.wait_for_function(
            "() => document.querySelectorAll('figure.chart svg').length === 6", timeout=60_000
        )
        page.get_by_text("Add to the calendar").first.click()
    else:
        page.wait_for_selector("table.watch", timeout=60_000)
        page.get_by_text("More choices").click()
    assert violations(page) == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert page.faults == []


def test_a_day_is_chosen_and_pressure_is_added_by_keyboard_alone(page: Any) -> None:
    page.goto(page.home + GROUP)
    page.locator("#f-as_of").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("2009-12-31")
    page.keyboard.press("Enter")
    page.wait_for_url("**as_of=2009-12-31**")
    page.locator("summary", has_text="Add to the calendar").focus()
    page.keyboard.press("Enter")
    for name, text in (("by", "Norway"), ("began", "2002-02"), ("source", "a list of our own")):
        page.locator(f"#f-{name}").focus()
        page.keyboard.type(text)
    page.keyboard.press("Enter")
    page.wait_for_selector("text=The entry is in the calendar")
    assert page.get_by_role("rowheader", name="Norway").is_visible()
