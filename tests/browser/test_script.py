"""What the one script adds, and that the page is whole without it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from samples import ALL

pytestmark = pytest.mark.browser


def test_nothing_is_asked_of_the_network_and_no_error_is_told(
    browser: Any, pages: Callable[[str], Path]
) -> None:
    context = browser.new_context(offline=True)
    asked, errors = [], []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text))
    for name in ("model_case", "hostile"):
        page.goto(pages(name).as_uri())
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    context.close()
    assert [url for url in asked if not url.startswith("file:")] == []
    assert len(asked) == 2
    assert errors == []


def test_no_other_script_can_run(opened: Callable[..., Any], pages: Callable[[str], Path]) -> None:
    page = opened(pages("model_case"), 1280)
    page.evaluate(
        """() => { const one = document.createElement('script');
            one.textContent = 'window.ran = true'; document.body.append(one);
            document.body.setAttribute('onclick', 'window.ran = true'); document.body.click(); }"""
    )
    assert page.evaluate("window.ran") is None


def test_long_parts_fold_and_a_link_into_them_opens_them(
    opened: Callable[..., Any], pages: Callable[[str], Path]
) -> None:
    page = opened(pages("model_case"), 1280)
    button = page.locator("#months-title button")
    assert button.get_attribute("aria-expanded") == "false"
    assert not page.locator("#months table").first.is_visible()
    button.focus()
    page.keyboard.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    assert page.locator("#months table").first.is_visible()
    page.keyboard.press("Space")
    assert not page.locator("#months table").first.is_visible()
    page.locator('#situation a[href^="#month-"]').first.click()
    row = page.evaluate("location.hash")
    assert page.locator(row).is_visible()
    assert button.get_attribute("aria-expanded") == "true"


def test_an_address_with_a_place_in_it_opens_that_place(
    opened: Callable[..., Any], pages: Callable[[str], Path]
) -> None:
    page = opened(pages("model_case"), 390)
    row = page.evaluate("document.querySelector('#months tr[id]').id")
    page.goto(f"{pages('model_case').as_uri()}#{row}")
    page.reload()
    assert page.locator(f"#{row}").is_visible()


def test_a_chart_turns_into_the_table_of_what_it_shows_and_back(
    opened: Callable[..., Any], pages: Callable[[str], Path]
) -> None:
    page = opened(pages("model_case"), 1280)
    figure = page.locator("#chart-branches")
    button = figure.locator("button.swap")
    assert button.get_attribute("aria-pressed") == "false"
    button.press("Enter")
    assert button.get_attribute("aria-pressed") == "true"
    assert figure.locator("table").is_visible()
    assert not figure.locator("svg").first.is_visible()
    assert figure.locator("tbody tr").count() > 3
    button.press("Enter")
    assert figure.locator("svg").first.is_visible()
    assert not figure.locator("table").is_visible()


def test_an_item_and_its_sentence_light_up_together_and_lead_to_each_other(
    opened: Callable[..., Any], pages: Callable[[str], Path]
) -> None:
    page = opened(pages("model_case"), 1280)
    card = page.locator("#item-e3")
    card.locator("h3").hover()
    lit = page.locator("mark.lit")
    assert lit.count() >= 1
    assert "report-1-item-e3" in lit.first.get_attribute("data-marks")
    card.locator("h3").click()
    page.wait_for_function(
        """() => { const spot = document.getElementById('report-1-item-e3').getBoundingClientRect();
            const pane = document.getElementById('reports').getBoundingClientRect();
            return spot.top >= pane.top && spot.bottom <= pane.bottom; }"""
    )
    lit.first.click()
    assert page.evaluate("location.hash") == "#item-e3"
    page.locator("#item-e1 a[href^='#report-1']").first.focus()
    assert "report-1-item-e1" in page.locator("mark.lit").first.get_attribute("data-marks")


@pytest.mark.parametrize("name", ["model_case", "bare"])
def test_without_script_all_of_the_page_can_be_read(
    opened: Callable[..., Any], pages: Callable[[str], Path], name: str
) -> None:
    page = opened(pages(name), 390, java_script_enabled=False)
    assert page.locator("button").count() == 0
    assert page.locator("#months .body").is_visible()
    for section in page.locator("main > section, .beside > section").all():
        assert section.is_visible()
    if name == "model_case":
        summary = page.locator("#chart-branches summary")
        assert not page.locator("#chart-branches table").is_visible()
        summary.click()
        assert page.locator("#chart-branches table").is_visible()


def test_the_report_stands_beside_its_evidence_where_there_is_room(
    opened: Callable[..., Any], pages: Callable[[str], Path]
) -> None:
    tops = "['evidence', 'reports'].map(id => document.getElementById(id).getBoundingClientRect())"
    page = opened(pages("model_case"), 1280)
    card, report = page.evaluate(f"{tops}.map(box => [box.left, box.right, box.top])")
    assert card[1] <= report[0]
    assert abs(card[2] - report[2]) < 2
    page = opened(pages("model_case"), 390)
    card, report = page.evaluate(f"{tops}.map(box => [box.left, box.bottom, box.top])")
    assert report[2] >= card[1] - 1


@pytest.mark.slow
@pytest.mark.parametrize("name", [*ALL, "hostile"])
def test_a_brief_stays_under_a_megabyte_and_a_half(pages: Callable[[str], Path], name: str) -> None:
    assert pages(name).stat().st_size < 1_500_000


@pytest.mark.slow
@pytest.mark.parametrize("name", ["model", "data", "contradiction", "shared"])
def test_a_real_brief_stays_under_a_megabyte_and_a_half(real_pages: Callable[[str], Path], name: str) -> None:
    assert real_pages(name).stat().st_size < 1_500_000
