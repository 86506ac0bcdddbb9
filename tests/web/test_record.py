"""The record of the house: scores, the questions of a case, post-mortems, and who sees what of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from smoulder.desk.desk import Desk
from smoulder.desk.own_number import put_own
from smoulder.desk.resolve import resolve_questions
from smoulder.records.case import Assessment
from smoulder.store.ledger import open_ledger
from smoulder.web.house import House
from tests.cli.record_sample import keep
from tests.web.browser import Browser
from tests.web.conftest import chosen_of, words_of

Make = Callable[..., Assessment]
DAY = datetime(2012, 6, 3, tzinfo=UTC)


@pytest.fixture
def closed(folder: Path, make_assessment: Make) -> str:
    """The id of a case whose questions came out: no within 12 months, yes within 24; ask for it before `house`."""
    case = keep(make_assessment, folder)
    with open_ledger(folder) as ledger:
        desk = Desk(ledger, chosen_of(folder), "Ada", DAY)
        put_own(desk, case, ["12=13%"], "", "the roads were shut, 13 %")
        resolve_questions(replace(desk, now=datetime(2026, 1, 2, tzinfo=UTC)), "", lambda words: None)
    return case


def test_a_house_without_outcomes_says_so_and_counts_what_is_open(
    folder: Path, make_assessment: Make, house: House
) -> None:
    keep(make_assessment, folder)
    words = words_of(Browser.let_in(house).see("/record").text)
    assert "No record yet" in words
    assert "0 closed (0 yes), 2 open" in words


def test_scores_stand_with_questions_lulls_and_the_base_rates_own_score(
    closed: str, browser: Browser
) -> None:
    page = browser.see("/record")
    words = words_of(page.text)
    assert page.status_code == 200
    assert "Closed by yearly releases" in words
    assert "2 closed (1 yes), 0 open" in words
    # (.2² + .6²) / 2 against (.25² + .75²) / 2
    assert "smoulder 2 1 50 % 0.200 0.312" in words
    assert "too few lulls" in words
    assert f'href="/record/{closed}"' in page.text
    assert 'class="small calibration"' in page.text


@pytest.mark.parametrize(
    ("by", "told"),
    [
        ("analyst", "analyst: Ada"),
        ("horizon", "within 24 months"),
        ("topic", "major"),
        ("branch", "no branch"),
    ],
)
def test_the_rows_tell_apart_what_the_address_asks_for(
    closed: str, browser: Browser, by: str, told: str
) -> None:
    assert told in words_of(browser.see("/record", params={"by": by}).text)


def test_one_forecaster_is_looked_at_alone_and_an_unknown_one_shows_all(
    closed: str, browser: Browser
) -> None:
    rows = '<tr><th scope="row">'
    page = browser.see("/record", params={"forecaster": "base rate"}).text
    assert f"{rows}base rate" in page
    assert f"{rows}smoulder" not in page
    assert f"{rows}smoulder" in browser.see("/record", params={"forecaster": "<script>"}).text


def test_what_cannot_be_asked_for_is_refused_in_plain_words(closed: str, browser: Browser) -> None:
    page = browser.see("/record", params={"by": "speaker"})
    assert page.status_code == 422
    assert "By 'speaker' is not known; choose one of model" in words_of(page.text).replace("&#39;", "'")
    assert browser.see("/record/no-such-case").status_code == 404


def test_a_case_shows_its_questions_with_what_was_said_and_the_rows_behind_the_outcome(
    closed: str, browser: Browser
) -> None:
    words = words_of(browser.see(f"/record/{closed}").text)
    assert "Asked as of 1 June 2012" in words
    assert "comeback within 24 months line 2,182 deaths in 12 months yes, final" in words
    assert "UCDP GED 19.1, Iraq, 2013-07: 2,319 deaths in 12 months" in words
    assert "comeback within 12 months, if the pressure stays" in words
    assert "undecidable" in words
    assert "analyst: Ada 13.0 %" in words


def test_a_post_mortem_says_who_was_right_and_what_the_items_had_pointed_to(
    closed: str, browser: Browser
) -> None:
    words = words_of(browser.see(f"/record/{closed}/post-mortem").text)
    assert "Comeback within 24 months: yes" in words
    assert "They have few men left." in words
    assert "Ada said 13 %" in words


def test_questions_are_held_against_the_data_by_a_job_of_who_may_run_one(
    closed: str, browser: Browser, house: House
) -> None:
    browser.see("/record")
    answer = browser.client.post(
        "/record/resolve", data={"csrf": browser.csrf}, follow_redirects=False
    )  # fmt: skip
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/jobs/")
    answer = browser.client.post(
        f"/record/{closed}/resolve", data={"csrf": browser.csrf}, follow_redirects=False
    )
    assert answer.status_code == 303
    assert "resolve" in str(house.store.audit.since(last=1)[0])


def test_numbers_of_a_case_that_one_has_yet_to_judge_are_left_out_while_it_runs(
    folder: Path, make_assessment: Make, house: House
) -> None:
    case = keep(make_assessment, folder)
    put_own(replace(house.desk("Ada"), now=DAY), case, ["12=13%"], "", "the roads were shut, 13 %")
    browser = Browser.let_in(house)
    page = browser.see(f"/record/{case}").text
    assert "13.0" not in page
    assert "analyst: Ada" not in page
    assert "shown once your own first round is in" in words_of(page)
    assert "13" not in words_of(browser.see(f"/record/{case}/post-mortem").text).replace("2013", "")


def test_scores_rest_on_the_cases_that_one_sees(
    closed: str, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("smoulder.web.pages.record.sees", lambda house, visitor, names: set())
    page = Browser.let_in(house).see("/record").text
    assert closed not in page
    assert "0.200" not in page
    assert "2 closed (1 yes)" in words_of(page), "counts are of all cases"
