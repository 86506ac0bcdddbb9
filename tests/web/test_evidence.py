"""The evidence of a case: listed by what it moves, entered, marked, clustered and graded."""

from __future__ import annotations

import re

import pytest

from smoulder.desk.stock import items_json, stock_of
from smoulder.records.case_file import own_item_id
from smoulder.records.change import ItemPut
from smoulder.records.evidence import Item, Source
from smoulder.web.guard.visitor import Visitor
from smoulder.web.house import House
from smoulder.web.pages import case_evidence
from smoulder.web.shown import shown_case
from smoulder.web.views.evidence import grouped, item_rows
from smoulder.web.views.report_case import report_of
from tests.web.beside import field_in
from tests.web.browser import Browser
from tests.web.conftest import words_of
from tests.web.report_sample import join, later
from tests.web.test_case import jobs_of

NEW = {
    "text": "A convoy of supplies was seen at the river crossing.",
    "kind": "regrouping",
    "source": "River Watch",
    "reliability": "B",
    "credibility": "2",
    "under-patience": "likely",
    "under-spent": "5-15 %",
    "why": "supplies are for people who mean to stay",
}


def items_of(house: House, case: str) -> list[Item]:
    answer = shown_case(house, case).answer
    assert answer is not None
    return list(answer.evidence)


def test_every_item_is_listed_and_what_moves_most_comes_first(
    real: str, browser: Browser, house: House
) -> None:
    page = browser.see(f"/cases/{real}/evidence").text
    items = items_of(house, real)
    assert set(re.findall(r'<li id="item-(e\w+)"', page)) == {one.id for one in items}
    rows = [one for one in item_rows(house, shown_case(house, real)) if one.group == "weighed"]
    by_id = {one.id: abs(one.adds[12]) for one in items}
    moves = [by_id[one.id] for one in rows]
    assert moves == sorted(moves, reverse=True)


def test_of_a_long_group_the_rest_is_shown_when_it_is_asked_for(
    real: str, browser: Browser, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = grouped(item_rows(house, shown_case(house, real)))
    most = max(len(group) for _, group in rows)
    monkeypatch.setattr(case_evidence, "AT_ONCE", 1)
    page = browser.see(f"/cases/{real}/evidence").text
    assert f"<summary>{most - 1} more</summary>" in page
    assert page.count("<li id=") == sum(len(group) for _, group in rows)
    assert page.count("<details") == page.count("</details>")
    monkeypatch.undo()
    assert "more</summary>" not in browser.see(f"/cases/{real}/evidence").text


def test_an_item_shows_its_leaves_and_leads_to_its_sentence(
    real: str, browser: Browser, house: House
) -> None:
    item = next(one for one in items_of(house, real) if one.source.start is not None)
    page = browser.see(f"/cases/{real}/evidence/{item.id}").text
    words = words_of(page)
    assert item.text in words
    for leaf in item.likelihoods:
        assert leaf in words
    link = re.search(r'href="(/cases/[^"]+/reports/1\?at=\d+-\d+#here)"', page)
    assert link
    assert browser.see(link[1]).status_code == 200


def test_an_item_of_data_leads_to_its_series(real: str, browser: Browser, house: House) -> None:
    item = next(one for one in items_of(house, real) if one.source.kind == "data")
    assert "/groups/234/Iraq" in browser.see(f"/cases/{real}/evidence/{item.id}").text


def test_an_item_is_entered_and_waits_for_the_answer_that_is_asked_for(
    real: str, browser: Browser, house: House
) -> None:
    browser.see(f"/cases/{real}/evidence/new")
    page = browser.send(f"/cases/{real}/evidence/new", **NEW)
    assert page.status_code == 200
    (own,) = [one for one in house.ledger.file(real).items if one.item.text == NEW["text"]]
    assert own.who == "desk one"
    assert own.item.source.reliability == "B"
    assert own.item.likelihoods["patience"].word == "likely"
    assert own.item.likelihoods["spent"].high == 0.15
    assert jobs_of(house, "answer") == [{"case_id": real, "as_of": None}]
    assert "not weighed yet" in words_of(page.text)
    assert browser.see(f"/cases/{real}/evidence/{own.id}").status_code == 200


@pytest.mark.parametrize(
    "more",
    [
        {"text": ""},
        {"kind": "my own", "under-patience": "", "under-spent": ""},
        {"under-patience": "maybe so"},
        {"reliability": "Z"},
        {"months": "2019-13"},
        {"months": "2031-01..2031-02"},
        {"under-nobody": "likely"},
        {"text": "x" * 3000},
    ],
)
def test_an_item_that_makes_no_sense_is_refused_in_words_of_a_page(
    real: str, browser: Browser, house: House, more: dict[str, str]
) -> None:
    before = shown_case(house, real).file.last
    browser.see(f"/cases/{real}/evidence/new")
    page = browser.send(f"/cases/{real}/evidence/new", **(NEW | more))
    assert page.status_code == 422, words_of(page.text)
    assert "--" not in words_of(page.text)
    assert "smoulder case" not in page.text
    assert shown_case(house, real).file.last == before


def test_hostile_text_is_shown_and_not_run(real: str, browser: Browser) -> None:
    browser.see(f"/cases/{real}/evidence/new")
    hostile = '<img src=x onerror="alert(1)"> {% raw %} ${7*7} ../../etc/passwd'
    page = browser.send(f"/cases/{real}/evidence/new", **(NEW | {"text": hostile}))
    assert "<img src=x" not in page.text
    assert "&lt;img src=x" in page.text


def test_an_item_is_rejected_and_taken_back_in(real: str, browser: Browser, house: House) -> None:
    item = items_of(house, real)[0].id
    address = f"/cases/{real}/evidence/{item}"
    seen = field_in(browser.see(address).text, "seen")
    page = browser.send(address, seen=seen, act="reject", why="not what was said")
    assert "rejected" in words_of(page.text)
    assert house.ledger.file(real).marks[item].rejected is True
    page = browser.send(address, seen=field_in(page.text, "seen"), act="restore")
    assert house.ledger.file(real).marks[item].rejected is False


def test_grades_cluster_and_likelihoods_of_an_item_are_marked(
    real: str, browser: Browser, house: House
) -> None:
    item = items_of(house, real)[0].id
    address = f"/cases/{real}/evidence/{item}"
    fields = {"reliability": "A", "credibility": "1", "cluster": "the visit", "under-won": "unlikely"}
    browser.send(address, seen=field_in(browser.see(address).text, "seen"), **fields)
    mark = house.ledger.file(real).marks[item]
    assert (mark.reliability, mark.credibility, mark.cluster) == ("A", "1", "the visit")
    assert mark.likelihoods is not None
    assert mark.likelihoods["won"].word == "unlikely"
    browser.send(address, seen=field_in(browser.see(address).text, "seen"), cluster="none")
    assert house.ledger.file(real).marks[item].cluster == ""
    page = browser.see(address).text
    assert 'name="back-won"' in page
    browser.send(address, seen=field_in(page, "seen"), **{"back-won": "yes"})
    assert house.ledger.file(real).marks[item].likelihoods is None
    assert 'name="back-won"' not in browser.see(address).text


def test_a_mark_that_says_nothing_is_refused(real: str, browser: Browser, house: House) -> None:
    item = items_of(house, real)[0].id
    seen = field_in(browser.see(f"/cases/{real}/evidence/{item}").text, "seen")
    assert browser.send(f"/cases/{real}/evidence/{item}", seen=seen).status_code == 422
    assert (
        browser.send(f"/cases/{real}/evidence/{item}", act="reject").status_code == 422
    )  # not told from what


def test_items_are_put_into_one_cluster(real: str, browser: Browser, house: House) -> None:
    first, second = (one.id for one in items_of(house, real)[:2])
    browser.see(f"/cases/{real}/evidence")
    page = browser.send(
        f"/cases/{real}/evidence/clusters", items=f"{first} {second}", name="one briefing", why="same"
    )
    assert page.status_code == 200
    assert {house.ledger.file(real).marks[one].cluster for one in (first, second)} == {"one briefing"}
    assert (
        browser.send(f"/cases/{real}/evidence/clusters", items=f"{first} e0000", name="x").status_code == 422
    )


def test_a_source_is_graded_for_all_cases(real: str, browser: Browser, house: House) -> None:
    browser.see(f"/cases/{real}/evidence")
    fields = {"source": "Market survey", "reliability": "D", "since": "2019-01-01", "why": "corrected twice"}
    page = browser.send(f"/cases/{real}/evidence/sources", **fields)
    assert page.status_code == 200
    (grade,) = house.ledger.grades.on(shown_case(house, real).day).values()
    assert (grade.name, grade.reliability) == ("Market survey", "D")


def test_an_item_that_is_not_there_is_not_found(real: str, browser: Browser) -> None:
    for item in ("e0000000", "..%2f..%2fetc", "new%20"):
        assert browser.client.get(f"/cases/{real}/evidence/{item}").status_code == 404


def test_an_earlier_answer_shows_its_own_items(real: str, browser: Browser, house: House) -> None:
    entered = next(one.id for one in items_of(house, real) if one.entered_by)
    assert f"item-{entered}" in browser.see(f"/cases/{real}/evidence").text
    past = browser.see(f"/cases/{real}/evidence?at=1").text
    assert f"item-{entered}" not in past
    assert 'method="post"' not in past


def test_a_passage_that_waits_is_shown_in_its_own_report(real: str, house: House) -> None:
    report = later()
    join(house, real, report)
    source = Source(kind="report", name="Daily", report=0, start=0, end=20)
    put = ItemPut(kind="regrouping", text="As it came by a file.", source=source, sha256=report.sha256)
    house.desk("desk two").enter(real, [put], "from elsewhere, where it was report 1")
    (row,) = [one for one in item_rows(house, shown_case(house, real)) if one.id == own_item_id(put)]
    assert (row.where, row.group) == ("in report 2", "waiting")
    stock = stock_of(real, house.ledger.file(real), None)
    told = next(one for one in items_json(stock)["items"] if one["id"] == own_item_id(put))
    assert told["source"]["report"] == 1
    visitor = Visitor("desk two", None, "administrator")
    held = [[one.id for one in report_of(house, visitor, real, at).items] for at in (1, 2)]
    assert own_item_id(put) not in held[0]
    assert held[1] == [own_item_id(put)]
