"""The page of a case, the list of cases, and what is put down beside the answer."""

from __future__ import annotations

import re
import statistics
import time
from datetime import date, timedelta

import pytest

from smoulder.brief.numbers import percent
from smoulder.records.moved import Moved, MovedStep
from smoulder.records.sensitivity import Flip
from smoulder.web.house import House
from smoulder.web.jobs.do import do_next
from smoulder.web.jobs.doing import Site
from smoulder.web.kept import ShortAnswer
from smoulder.web.shown import shown_case
from smoulder.web.views.case import flip_words
from smoulder.web.views.case_way import REASONS, reasons_of
from tests.web.browser import Browser
from tests.web.conftest import words_of
from tests.web.real_case import ENTERED, EXAMPLE, NOW

LULL = {"group": "Islamic State", "country": "Iraq", "as_of": "2020-01-23"}


def jobs_of(house: House, kind: str) -> list[dict[str, object]]:
    return [dict(one.wants) for one in house.store.jobs.list(kind=kind)]


def test_the_page_says_what_the_answer_says(real: str, browser: Browser, house: House) -> None:
    answer = shown_case(house, real).answer
    assert answer is not None
    page = browser.see(f"/cases/{real}")
    words = words_of(page.text)
    assert page.status_code == 200
    assert percent(answer.answer[12].value).replace("\u00a0", " ") in words.replace("\u00a0", " ")
    assert f"Confidence: {answer.confidence.level}" in words.replace(" .", ".")
    for leaf in answer.hypotheses:
        assert leaf.words in words
    assert answer.moved is not None
    for step in answer.moved.steps[:1]:
        assert step.words in words


@pytest.mark.parametrize("path", ["", "/hypotheses?at=1"])
def test_chances_of_the_leaves_are_printed_as_the_brief_prints_them(
    real: str, browser: Browser, house: House, path: str
) -> None:
    answer = shown_case(house, real).answer if not path else house.ledger.answers(real)[0]
    assert answer is not None
    page = browser.see(f"/cases/{real}{path}").text
    after = re.findall(r'data-head="After"><span class="number">([^<]+)<', page)
    before = re.findall(r'data-head="Before">([^<]+)<', page)
    assert after == [percent(one.posterior.value) for one in answer.hypotheses]
    assert before == [percent(one.prior.value) for one in answer.hypotheses]
    assert any(one.startswith("under 1") for one in before), "what is not ruled out is not printed as none"


def test_of_a_long_set_that_turns_the_order_some_items_are_named(real: str, house: House) -> None:
    shown = shown_case(house, real)
    assert shown.answer is not None
    assert shown.answer.sensitivity is not None
    long = Flip(items=tuple(f"e{at}" for at in range(60)), to="patience")
    sensitivity = shown.answer.sensitivity.model_copy(update={"flip": long})
    said = flip_words(shown.answer.model_copy(update={"sensitivity": sensitivity}))
    assert said.endswith("(e5) and 54 more.")
    assert "e6" not in said


def test_an_earlier_answer_is_marked_as_history_and_has_no_forms(real: str, browser: Browser) -> None:
    page = browser.see(f"/cases/{real}?at=1").text
    assert "History." in words_of(page)
    assert 'method="post"' not in page
    assert words_of(browser.see(f"/cases/{real}?on={NOW.date()}").text).count("answer 1 of 2") >= 1


@pytest.mark.parametrize("at", ["3", "0", "x", "9" * 30, "-1"])
def test_an_answer_that_is_not_there_is_refused_in_words(real: str, browser: Browser, at: str) -> None:
    page = browser.see(f"/cases/{real}?at={at}")
    assert page.status_code == 422
    assert "counted from 1" in words_of(page.text)


def test_a_day_that_is_none_is_refused_in_words(real: str, browser: Browser) -> None:
    assert browser.see(f"/cases/{real}?on=2026-02-31").status_code == 422


def test_charts_come_once_the_page_is_there(real: str, browser: Browser) -> None:
    asked = re.findall(
        r'<figure class="chart" hx-get="([^"]+)" hx-trigger="load"', browser.see(f"/cases/{real}").text
    )
    assert len(asked) == 2
    part = browser.client.get(asked[0], headers={"HX-Request": "true"})
    assert part.status_code == 200
    assert "<svg" in part.text
    assert "<html" not in part.text
    assert browser.client.get(f"/cases/{real}/charts/../../etc").status_code == 404
    assert browser.client.get(f"/cases/{real}/charts/secret").status_code == 404


def test_the_slider_works_without_script(real: str, browser: Browser) -> None:
    page = browser.see(f"/cases/{real}").text
    form = re.search(r'<form class="slider panel" method="get" action="([^"]+)"', page)
    assert form
    assert "answer 1 of 2" in words_of(browser.see(f"{form[1]}?at=1").text)


def test_an_own_number_is_kept_under_ones_name(real: str, browser: Browser, house: House) -> None:
    browser.see(f"/cases/{real}")
    page = browser.send(
        f"/cases/{real}/own", horizon="12", topic="comeback", chance="30 %", branch="", why="a guess"
    )
    assert page.status_code == 200
    (number,) = house.ledger.file(real).numbers
    assert (number.analyst, number.horizon, number.value) == ("desk one", 12, 0.3)
    assert "within 12 months" in words_of(page.text)


def test_a_chance_that_is_none_is_refused_in_words_of_a_page(real: str, browser: Browser) -> None:
    browser.see(f"/cases/{real}")
    page = browser.send(f"/cases/{real}/own", horizon="12", chance="perhaps")
    assert page.status_code == 422
    assert "--" not in words_of(page.text)


def test_numbers_of_others_are_not_on_the_page(real: str, browser: Browser, house: House) -> None:
    from smoulder.records.change import NumberGiven

    given = NumberGiven(analyst="desk two", horizon=12, as_of=date(2020, 1, 24), value=0.8123)
    house.desk("desk two").enter(real, [given], "")
    assert "81 %" not in browser.see(f"/cases/{real}").text
    assert "0.8123" not in browser.see(f"/cases/{real}").text


def test_a_note_is_kept_and_shown_as_it_was_written(real: str, browser: Browser) -> None:
    browser.see(f"/cases/{real}")
    page = browser.send(f"/cases/{real}/notes", text="<script>alert(1)</script> {{ 7*7 }}")
    assert "<script>alert" not in page.text
    assert "{{ 7*7 }}" in words_of(page.text).replace("&#39;", "'")


@pytest.mark.parametrize("text", ["", "   ", "x" * 2001])
def test_a_note_without_words_or_with_too_many_is_refused(real: str, browser: Browser, text: str) -> None:
    browser.see(f"/cases/{real}")
    assert browser.send(f"/cases/{real}/notes", text=text).status_code == 422


def test_answer_anew_puts_a_job(real: str, browser: Browser, house: House) -> None:
    browser.see(f"/cases/{real}")
    page = browser.send(f"/cases/{real}/answer", as_of="")
    assert jobs_of(house, "answer") == [{"case_id": real, "as_of": None}]
    assert "data-live" in page.text


def test_what_waits_for_an_answer_is_told(real: str, browser: Browser, house: House) -> None:
    house.desk("desk two").enter(real, [ENTERED.model_copy(update={"text": "Nine markets."})], "")
    words = words_of(browser.see(f"/cases/{real}").text)
    assert "1 change waits" in words
    assert "Nine markets." in words


def test_the_list_shows_the_case_and_filters_it(real: str, browser: Browser) -> None:
    words = words_of(browser.see("/cases").text)
    assert "Islamic State in Iraq" in words
    assert "desk one, desk two" in words
    assert "Islamic State in Iraq" in words_of(browser.see("/cases?country=Iraq&group=IS").text)
    assert "No case like this" in words_of(browser.see("/cases?country=Mali").text)
    assert "No case like this" in words_of(browser.see("/cases?state=closed").text)


def test_a_country_that_is_not_known_is_told_above_the_list(real: str, browser: Browser) -> None:
    page = browser.see("/cases?country=Irak")
    assert page.status_code == 200
    assert 'role="alert"' in page.text


@pytest.mark.parametrize("words", ["' OR 1=1 --", "%%%", '"; DROP TABLE cases; --', "*" * 500])
def test_hostile_words_find_nothing_and_break_nothing(real: str, browser: Browser, words: str) -> None:
    assert browser.client.get("/cases", params={"words": words, "page": "-4"}).status_code == 200


def test_a_case_of_nobody_says_so(house: House, browser: Browser) -> None:
    assert "No cases yet" in words_of(browser.see("/cases").text)
    assert browser.see("/cases/nowhere").status_code == 404


def test_a_pasted_report_asks_for_a_case(house: House, browser: Browser) -> None:
    browser.see("/cases/new")
    page = browser.send("/cases/new", text=EXAMPLE.read_text())
    (wants,) = jobs_of(house, "assess")
    assert page.status_code == 200
    assert house.ledger.reports.report(str(wants["sha256s"][0])).name == "pasted text"  # type: ignore[index]
    assert "first answer" in words_of(page.text)


def test_a_group_and_a_country_ask_for_a_case(house: House, browser: Browser) -> None:
    browser.see("/cases/new")
    assert browser.send("/cases/new", **LULL).status_code == 200
    (wants,) = jobs_of(house, "assess")
    assert (wants["group"], wants["country"], wants["as_of"]) == tuple(LULL.values())


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"group": "Islamic State"},
        LULL | {"country": "Atlantis"},
        LULL | {"group": "no such band"},
        LULL | {"as_of": "2099-01-01"},
        LULL | {"label": "x" * 101},
        {"text": "\u0000\u0001"},
    ],
)
def test_what_cannot_be_asked_is_refused_before_it_is_queued(
    house: House, browser: Browser, fields: dict[str, str]
) -> None:
    browser.see("/cases/new")
    page = browser.send("/cases/new", **fields)
    assert page.status_code in (404, 422)
    assert jobs_of(house, "assess") == []


ARABIC = (
    "أعلنت الحكومة أن الجماعة المسلحة انسحبت من المدينة بعد أسابيع من القتال، وقال المتحدث إن الهدوء عاد إلى الأحياء.\n"
    * 4
)


def test_a_first_report_in_another_language_wants_its_question_named(house: House, browser: Browser) -> None:
    browser.see("/cases/new")
    page = browser.send("/cases/new", text=ARABIC)
    assert page.status_code == 422
    assert "name the group and its country yourself" in words_of(page.text)
    assert browser.send("/cases/new", text=ARABIC, **LULL).status_code == 200
    done = do_next(Site(house.chosen))
    assert done is not None
    assert done.state == "done", done.error
    (case_id,) = [one.id for one in house.ledger.cases()]
    assert len(house.ledger.file(case_id).reports) == 1


def test_a_text_that_no_field_takes_is_refused_in_words(house: House, browser: Browser) -> None:
    browser.see("/cases/new")
    sent = {"csrf": (None, browser.csrf), "text": (None, "word " * 250_000)}
    page = browser.client.post("/cases/new", files=sent)
    assert page.status_code == 400
    assert "send a longer text as a file" in words_of(page.text)


def test_a_file_that_is_no_report_is_refused(house: House, browser: Browser) -> None:
    browser.see("/cases/new")
    sent = {"files": ("report.pdf", b"%PDF-1.7 nothing", "application/pdf")}
    page = browser.client.post("/cases/new", data={"csrf": browser.csrf}, files=sent)
    assert page.status_code == 422
    assert "PDF" in words_of(page.text)


def test_a_warm_page_of_a_case_takes_little_of_a_processor(real: str, browser: Browser) -> None:
    took = []
    for _ in range(12):
        begun = time.process_time()
        browser.see(f"/cases/{real}")
        took.append(time.process_time() - begun)
    assert statistics.median(took[2:]) < 0.08, took  # about 0.01 s; a busy machine takes longer


def test_many_answers_are_not_read_for_a_page(real: str, browser: Browser, house: House) -> None:
    browser.see(f"/cases/{real}")
    read = house.ledger.answers
    house.ledger.answers = None  # type: ignore[assignment,method-assign]  # whoever reads them all fails
    try:
        for tail in ("", "?at=1", "/evidence", "/hypotheses", "/history", "/exports"):
            assert browser.see(f"/cases/{real}{tail}").status_code == 200
    finally:
        house.ledger.answers = read  # type: ignore[method-assign]


def test_a_list_of_many_cases_has_pages(house: House, browser: Browser) -> None:
    from smoulder.records.case import Question

    for number in range(60):
        question = Question(
            group_id=234,
            group="Islamic State",
            country="Iraq",
            as_of=date(2015, 1, 1) + timedelta(days=number),
        )
        house.ledger.open_case(question, "", house.clock())
    first = browser.see("/cases").text
    assert "page 1 of 2" in words_of(first)
    assert words_of(browser.see("/cases?page=2").text).count("Islamic State in Iraq") == 10


def test_an_answer_with_many_causes_tells_the_first_and_sums_up_the_rest() -> None:
    chances = [0.5 - 0.01 * at for at in range(31)]
    steps = [
        MovedStep(
            kind="evidence", words=f"cause {at}", before=chances[at], after=chances[at + 1], item=f"e{at}"
        )
        for at in range(30)
    ]
    moved = Moved(horizon=12, before=chances[0], after=chances[-1], steps=tuple(steps))
    answer = ShortAnswer.model_validate(
        {"question": {"as_of": "2020-01-23"}, "situation": {"state": "lull"}, "moved": moved}
    )
    told = reasons_of(answer)
    assert [one.words for one in told[:2]] == ["cause 0", "cause 1"]
    assert len(told) == REASONS
    assert (told[-1].words, told[-1].change) == ("23 further steps, in the history", "43 % → 20 %")
    few = answer.model_copy(update={"moved": moved.model_copy(update={"steps": tuple(steps[:REASONS])})})
    assert [one.item for one in reasons_of(few)] == [f"e{at}" for at in range(REASONS)]
