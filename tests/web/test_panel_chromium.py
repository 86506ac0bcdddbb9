"""Panel, record and practice in a real browser: without a barrier, live while one types, and by keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from smoulder.desk.judge import Said, enter_judgement
from smoulder.desk.panel_table import lay_table
from smoulder.desk.resolve import resolve_questions
from smoulder.records.case import Assessment
from smoulder.store.ledger import open_ledger
from smoulder.store.practice import all_practised
from smoulder.web.house import House
from tests.browser.axe import violations
from tests.cli.record_sample import keep
from tests.cli.test_case_judge import NOW, answered
from tests.web.live import chromium as chromium
from tests.web.live import page as page
from tests.web.test_practice import few as few


@pytest.fixture
def cases(folder: Path, make_assessment: Callable[..., Assessment]) -> tuple[str, str]:
    """A case to judge, and one whose questions can be closed; ask for it before `house`."""
    with open_ledger(folder) as ledger:
        judged = ledger.keep(answered(make_assessment), now=NOW).case_id
    return judged, keep(make_assessment, folder)


def fits(page: Any, path: str, width: int) -> None:
    """See that a page has no barrier, nothing that fails, and is no wider than the screen."""
    page.goto(f"{page.home}{path}")
    page.wait_for_load_state("networkidle")
    assert violations(page) == [], path
    assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert page.faults == [], path


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_no_page_has_a_barrier_or_is_wider_than_the_screen(
    cases: tuple[str, str], house: House, page: Any, width: int, scheme: str
) -> None:
    judged, closed = cases
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    fits(page, f"/cases/{judged}/panel", width)
    for name, share in (("Ada", ".8"), ("desk one", ".3")):
        desk = replace(house.desk(name), who=name)
        said = Said((f"patience={share}",), (f"e3fa9c1:patience={share}",), ("12=20%",), 1)
        enter_judgement(desk, lay_table(desk, judged), said, "nights are quiet")
    resolve_questions(house.desk("desk one"), closed, lambda words: None)
    more = ("/panel", "/panel/judge")
    for path in (*(f"/cases/{judged}{tail}" for tail in more), "/record", "/record?by=horizon", "/practice"):
        fits(page, path, width)
    for path in (f"/record/{closed}", f"/record/{closed}/post-mortem", "/record/practice"):
        fits(page, path, width)


def test_while_one_judges_by_keyboard_the_sum_is_kept_up_and_only_ones_own(
    cases: tuple[str, str], house: House, page: Any
) -> None:
    judged = cases[0]
    page.goto(f"{page.home}/cases/{judged}/panel")
    page.get_by_label("patience words of patience").focus()
    with page.expect_response(re.compile("/panel/sum")) as answer:
        page.keyboard.type("75 %")
    assert "csrf" not in answer.value.url
    page.wait_for_function("document.querySelector('#sum').innerText.includes('75 %')")
    with page.expect_response(re.compile("/panel/sum")):
        page.get_by_label("spent words of spent").fill("likely")
    page.wait_for_function("document.querySelector('#sum').innerText.includes('add up to 1.')")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Your blind judgement is in")
    assert house.ledger.file(judged).judgements["desk one", 1].hypotheses == {
        "patience": 0.75,
        "spent": 0.675,
    }
    assert page.faults == []


@pytest.mark.usefixtures("few")
def test_a_round_is_practised_by_keyboard_and_going_back_changes_nothing(
    house: House, page: Any, folder: Path
) -> None:
    page.goto(f"{page.home}/practice")
    page.get_by_label("Lulls", exact=True).fill("1")
    page.keyboard.press("Enter")
    page.get_by_label("Your number").fill("30 %")
    assert violations(page) == []
    page.keyboard.press("Enter")
    page.wait_for_selector("text=How the round went")
    assert violations(page) == []
    page.go_back()
    page.wait_for_load_state()
    assert page.get_by_label("Your number").count() == 0
    page.get_by_role("link", name="How the round went").click()
    page.wait_for_selector("h1:has-text('How the round went')")
    assert [one.value for one in all_practised(folder)] == [0.3]
    assert page.faults == []
