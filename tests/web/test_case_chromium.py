"""The pages of a case in a real browser: without a barrier, live while one types, and by keyboard alone."""

from __future__ import annotations

import re
from typing import Any

import pytest

from smoulder.web.house import House
from smoulder.web.shown import shown_case
from tests.browser.axe import violations
from tests.web.live import chromium as chromium
from tests.web.live import page as page

PAGES = ("", "?at=1", "/evidence", "/evidence/new", "/evidence/ITEM", "/hypotheses", "/history", "/exports")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_no_page_of_a_case_has_a_barrier_or_is_wider_than_the_screen(
    real: str, house: House, page: Any, width: int, scheme: str
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    answer = shown_case(house, real).answer
    assert answer is not None
    tails = [one.replace("ITEM", answer.evidence[0].id) for one in PAGES]
    for path in ("/cases", "/cases/new", *(f"/cases/{real}{tail}" for tail in tails)):
        page.goto(f"{page.home}{path}")
        page.wait_for_load_state("networkidle")
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert page.faults == [], path


def test_while_one_types_the_chances_add_up(real: str, page: Any) -> None:
    page.goto(f"{page.home}/cases/{real}/hypotheses")
    for said in ("2", "20", "20-4", "20-40 %", "likely"):
        with page.expect_response(re.compile("/hypotheses/preview")):
            page.get_by_label("Prior of patience").fill(said)
        page.wait_for_selector(".htmx-request", state="detached")
        for column in ("data-prior", "data-posterior"):
            told = [float(one.get_attribute(column)) for one in page.locator(f"#preview [{column}]").all()]
            assert (
                (round(sum(told), 1) == 100) if told else page.locator("#preview [role=alert]").count() == 1
            )
    assert "With this tree" in page.locator("#preview").inner_text()
    assert page.faults == []


def test_the_slider_goes_through_the_history_by_keyboard(real: str, page: Any) -> None:
    page.goto(f"{page.home}/cases/{real}")
    page.locator("#at").focus()
    with page.expect_response(re.compile(r"\?at=1$")):
        page.keyboard.press("ArrowLeft")
    page.wait_for_selector(".notice.past")
    assert page.url.endswith("?at=1")
    assert page.evaluate("document.activeElement.id") == "at"
    assert page.locator("form[method=post]").count() == 0
    with page.expect_response(re.compile(r"\?at=2$")):
        page.keyboard.press("ArrowRight")
    page.wait_for_selector(".notice.past", state="detached")
    assert page.locator("main").count() == 1


def test_an_item_is_entered_by_keyboard_alone(real: str, house: House, page: Any) -> None:
    page.goto(f"{page.home}/cases/{real}/evidence/new")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.get_by_label("What is said").focus()
    page.keyboard.type("A bridge was closed to traffic for a week.")
    page.keyboard.press("Tab")
    page.keyboard.type("regrouping")
    page.locator("button", has_text="Enter it").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{page.home}/cases/{real}/evidence")
    assert [one.item.kind for one in house.ledger.file(real).items][-1] == "regrouping"


def test_the_brief_stands_in_its_sandbox(real: str, page: Any) -> None:
    page.goto(f"{page.home}/cases/{real}/brief")
    assert page.locator("h1").count() == 1
    assert page.evaluate("window.origin") == "null"
    assert page.faults == []
