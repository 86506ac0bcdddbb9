"""The pages for programs in a real browser: without a barrier, within the screen, and by keyboard alone."""

from __future__ import annotations

from typing import Any

import pytest

from smoulder.store.deliveries import Told
from smoulder.web.house import House
from tests.browser.axe import violations
from tests.web.live import chromium as chromium
from tests.web.live import page as page


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (390, "light")])
def test_no_page_for_programs_has_a_barrier_or_is_wider_than_the_screen(
    house: House, page: Any, width: int, scheme: str
) -> None:
    now = house.clock()
    told = house.store.hooks.add(f"https://desk.example.org/{'long/' * 20}", ["comeback"], None, now)
    stopped = house.store.hooks.add("https://other.example.org/", ["new lull"], None, now)
    house.store.deliveries.put([Told("comeback", "{}", now, "1")], now)
    house.store.hooks.change(told.id, active=False)
    house.store.hooks.change(stopped.id, active=False)
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    for path in ("/webhooks", "/api"):
        page.goto(f"{page.home}{path}")
        for part in page.query_selector_all("#post-cases-case-id-judgements, #get-series"):
            part.evaluate("part => { part.open = true }")
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert page.faults == [], path


def test_an_address_is_entered_by_keyboard(house: House, page: Any) -> None:
    page.goto(f"{page.home}/webhooks")
    page.get_by_label("Address", exact=True).focus()
    page.keyboard.type("https://desk.example.org/news")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.get_by_label("Secret", exact=True).wait_for()
    (hook,) = house.store.hooks.all()
    assert page.get_by_label("Secret", exact=True).input_value() == hook.secret
    assert hook.events == ("comeback", "question resolved")
