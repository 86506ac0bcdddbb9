"""The panel of a case: judged blind, then seen together."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from smoulder.records.case import Assessment
from smoulder.records.change import DayMoved
from smoulder.store.ledger import open_ledger
from smoulder.web.house import House
from tests.cli.test_case_judge import NOW, answered
from tests.web.browser import Browser
from tests.web.conftest import words_of

LEAVES = {"leaf.deal": "12.5 %", "leaf.patience": ".7", "leaf.spent": "unlikely"}


@pytest.fixture
def judged(folder: Path, make_assessment: Callable[..., Assessment]) -> str:
    """The id of a case with three leaves, one item and two horizons; ask for it before `house`."""
    with open_ledger(folder) as ledger:
        return ledger.keep(answered(make_assessment), now=NOW).case_id


def sheet(browser: Browser, case: str) -> dict[str, str]:
    """The hidden fields of the form as it stands."""
    page = browser.see(f"/cases/{case}/panel/judge").text
    return dict(re.findall(r'type="hidden" name="(sheet|round)" value="([^"]+)"', page))


def work_as(browser: Browser, name: str) -> None:
    """Work under another name from here on."""
    browser.see("/account")
    browser.send("/account/name", name=name)


def enter(browser: Browser, case: str, **fields: str) -> int:
    """Judge, by the form as it stands; the status of the answer."""
    return browser.send(f"/cases/{case}/panel/judge", **{**sheet(browser, case), **fields}).status_code


def test_the_form_shows_what_there_is_to_judge_and_who_has_judged(judged: str, browser: Browser) -> None:
    page = browser.see(f"/cases/{judged}/panel")
    words = words_of(page.text)
    assert page.status_code == 200
    assert "Nobody has judged this case yet" in words
    assert "words of patience" in words
    assert "within 12 months" in words
    assert "the group let the harvest feast pass" in words
    assert "one person works alone and can change the name" in words


def test_what_is_written_is_shown_as_it_adds_up_and_nothing_is_entered(
    judged: str, browser: Browser, house: House
) -> None:
    part = browser.see(f"/cases/{judged}/panel/sum", params=LEAVES, headers={"hx-request": "true"})
    assert "add up to 1.15" in words_of(part.text)
    assert "<html" not in part.text
    page = browser.send(f"/cases/{judged}/panel/judge", **sheet(browser, judged), **LEAVES, do="add up")
    assert "add up to 1.15" in words_of(page.text)
    assert 'value="unlikely"' in page.text
    assert not house.ledger.file(judged).judgements


def test_a_number_that_cannot_be_read_is_told_beside_what_was_written(judged: str, browser: Browser) -> None:
    hidden = sheet(browser, judged)
    page = browser.send(
        f"/cases/{judged}/panel/judge", **hidden, **{"leaf.deal": "30", "why": "quiet markets"}
    )
    assert page.status_code == 422
    assert "leaf deal: 30 is more than all" in words_of(page.text)
    assert 'value="30"' in page.text
    assert "quiet markets" in page.text
    part = browser.see(f"/cases/{judged}/panel/sum", params={"leaf.deal": "<b>often</b>"})
    assert "<b>" not in part.text
    assert "&lt;b&gt;often" in part.text


def test_an_empty_form_enters_nothing(judged: str, browser: Browser, house: House) -> None:
    assert enter(browser, judged, **{"leaf.deal": "  "}) == 422
    assert not house.ledger.file(judged).judgements


def test_a_judgement_is_entered_once_with_its_numbers_as_forecasts(
    judged: str, browser: Browser, house: House
) -> None:
    fields = {**LEAVES, "comeback.12": "37 %", "item.e3fa9c1.spent": ".9", "why": "nights are quiet"}
    assert enter(browser, judged, **fields) == 200
    log = [one.change.what for one in house.ledger.log.entries(judged)]
    assert log == ["report", "judgement", "number"]
    assert enter(browser, judged, **fields) == 200
    assert len(house.ledger.log.entries(judged)) == 3, "the same form sent again adds nothing"
    one = house.ledger.file(judged).judgements["desk one", 1]
    assert one.hypotheses == {"deal": 0.125, "patience": 0.7, "spent": 0.325}
    assert one.items == {"e3fa9c1": {"spent": 0.9}}
    (asked,) = (
        one
        for one in house.ledger.asked.questions(judged)
        if (one.topic, one.horizon, one.branch) == ("comeback", 12, "")
    )
    told = {one.forecaster: one.value for one in house.ledger.asked.forecasts(asked.id)}
    assert told["analyst: desk one"] == 0.37


def test_after_ones_own_round_the_panel_stands_there_with_its_pools_and_where_it_parts(
    judged: str, browser: Browser, house: House
) -> None:
    work_as(browser, "Ada")
    enter(browser, judged, **{"leaf.patience": ".8", "item.e3fa9c1.patience": ".8", "why": "they wait"})
    work_as(browser, "Ben")
    enter(browser, judged, **{"leaf.patience": ".2", "item.e3fa9c1.patience": ".2", "comeback.12": "14 %"})
    page = browser.see(f"/cases/{judged}/panel").text
    words = words_of(page)
    assert "The panel: 2 analysts" in words
    assert "Ada 80 %, Ben 20 %" in words
    assert re.search(r"Disagreement: to \w+ it (?:speaks for|tells)", words)
    assert "Ada and Ben part over patience against" in words
    assert "they wait" in words
    assert "No earlier panel has been resolved" in words
    assert "pooled from the blind round alone" not in words
    assert enter(browser, judged, **{"leaf.patience": ".3"}) == 200
    words = words_of(browser.see(f"/cases/{judged}/panel").text)
    assert "second round" in words
    assert "pooled from the blind round alone" in words
    assert house.ledger.file(judged).judgements["Ben", 1].hypotheses == {"patience": 0.2}


def test_a_first_round_is_mended_blind_only_while_nobody_else_has_judged(
    judged: str, browser: Browser, house: House
) -> None:
    work_as(browser, "Ada")
    enter(browser, judged, **{"leaf.patience": ".8"})
    assert enter(browser, judged, **{"leaf.patience": ".7"}) == 200
    old = sheet(browser, judged)
    assert old["round"] == "1"
    work_as(browser, "Ben")
    enter(browser, judged, **{"leaf.patience": ".2"})
    work_as(browser, "Ada")
    late = browser.send(f"/cases/{judged}/panel/judge", **old, **{"leaf.patience": ".4"})
    assert late.status_code == 422
    assert "no longer blind" in words_of(late.text)
    assert house.ledger.file(judged).judgements["Ada", 1].hypotheses == {"patience": 0.7}


def test_a_form_that_is_older_than_the_answer_is_shown_again_with_what_was_written(
    judged: str, browser: Browser, house: House, make_assessment: Callable[..., Assessment]
) -> None:
    old = sheet(browser, judged)
    answer = answered(make_assessment, evidence=(), seed=3)
    house.ledger.keep(answer, now=house.clock(), case_id=judged)
    page = browser.send(f"/cases/{judged}/panel/judge", **old, **{"leaf.patience": ".41"})
    assert page.status_code == 409
    assert "answered anew while you judged" in words_of(page.text)
    assert 'value=".41"' in page.text
    assert not house.ledger.file(judged).judgements


def test_the_pooled_numbers_are_kept_by_who_has_judged_and_by_nobody_else(
    judged: str, browser: Browser, house: House
) -> None:
    work_as(browser, "Ada")
    enter(browser, judged, **{"leaf.patience": "1"})
    work_as(browser, "Ben")
    browser.see(f"/cases/{judged}/panel")
    assert browser.send(f"/cases/{judged}/panel/keep").status_code == 422
    work_as(browser, "Ada")
    browser.see(f"/cases/{judged}/panel")
    page = browser.send(f"/cases/{judged}/panel/keep")
    assert "50.0 % within 12 months" in words_of(page.text)
    kept = [
        (asked.horizon, one.value)
        for asked in house.ledger.asked.questions(judged)
        for one in house.ledger.asked.forecasts(asked.id)
        if one.forecaster == "panel"
    ]
    assert sorted(kept) == [(6, 0.25), (12, 0.5)]


def test_who_judged_of_an_earlier_day_is_named_and_not_kept(
    judged: str, browser: Browser, house: House, make_assessment: Callable[..., Assessment]
) -> None:
    enter(browser, judged, **{"leaf.patience": "1", "comeback.12": "40 %"})
    later = date(2021, 6, 1)
    house.ledger.log.add(judged, [DayMoved(as_of=later)], who="desk one", why="", now=house.clock())
    answer = answered(make_assessment)
    question = answer.question.model_copy(update={"as_of": later})
    house.ledger.keep(answer.model_copy(update={"question": question}), now=house.clock(), case_id=judged)
    named = "desk one (as of 2020-01-23) judged of another day than 2021-06-01"
    assert f"Not kept with the panel: {named}" in words_of(browser.see(f"/cases/{judged}/panel").text)
    page = browser.send(f"/cases/{judged}/panel/keep")
    assert f"Nothing kept: {named}" in words_of(page.text)
    assert enter(browser, judged, **{"leaf.patience": "1"}) == 200
    assert "Not kept with the panel" not in words_of(browser.see(f"/cases/{judged}/panel").text)
    assert "50.0 % within 12 months" in words_of(browser.send(f"/cases/{judged}/panel/keep").text)


def test_a_case_without_an_answer_has_nothing_to_judge_and_says_so(
    folder: Path, make_assessment: Callable[..., Assessment], house: House
) -> None:
    kept = house.ledger.open_case(make_assessment().question, "", NOW)
    page = Browser.let_in(house).see(f"/cases/{kept.case_id}/panel")
    assert page.status_code == 200
    assert "Nothing to judge yet" in words_of(page.text)
