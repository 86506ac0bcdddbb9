"""A passage of a report becomes an item of evidence that holds its span."""

from __future__ import annotations

import pytest

from smoulder.reading.page import report_from_text
from smoulder.web.house import House
from tests.web.browser import Browser
from tests.web.report_sample import arabic, hostile, join, refuses, said_in, saved_page


def test_a_passage_becomes_an_item_with_its_span_and_a_new_answer_is_asked_for(
    real: str, house: House
) -> None:
    browser = Browser.let_in(house)
    (sha256,) = house.ledger.file(real).reports
    report = house.ledger.reports.report(sha256)
    words = "They have not managed to mount a complex attack for most of a year."
    at = report.text.index(words)
    place = f"{at}-{at + len(words)}"
    form = browser.see(f"/cases/{real}/reports/1/evidence?at={place}").text
    assert words in said_in(form)
    assert 'value="a coalition general"' in form
    told = browser.send(
        f"/cases/{real}/reports/1/evidence", at=place, kind="our own kind", speaker="a coalition general",
        source="Example paper", reliability="B", credibility="3", cluster="the briefing", why="seen twice",
        leaf=["patience", "degraded"], likely=["unlikely", ".5-.7"],
    )  # fmt: skip
    assert "is an item of evidence now" in said_in(told.text)
    own = house.ledger.file(real).items[-1].item
    assert (own.text, own.source.report, own.source.start, own.source.end) == (words, 0, at, at + len(words))
    assert (own.source.reliability, own.cluster, own.why) == ("B", "the briefing", "seen twice")
    assert (own.likelihoods["patience"].word, own.likelihoods["degraded"].high) == ("unlikely", 0.7)
    assert "not weighed yet" in said_in(told.text)
    assert [one.kind for one in house.store.jobs.list(case_id=real)] == ["answer"]


def test_a_passage_is_cut_to_some_of_its_words(real: str, house: House) -> None:
    join(house, real, arabic())
    text = arabic().text
    browser = Browser.let_in(house)
    at = text.index("قال متحدث")
    address = f"/cases/{real}/reports/2/evidence"
    form = browser.see(address, params={"at": f"{at}-{at + 30}", "first": 2, "last": 3}).text
    assert "<blockquote" in form
    assert " ".join(text[at : at + 30].split()[1:3]) in said_in(form)
    assert browser.see(address, params={"at": f"{at}-{at + 30}", "first": 9, "last": 3}).status_code == 422
    browser.send(address, at=f"{at}-{at + 9}", kind="regrouping")
    own = house.ledger.file(real).items[-1].item
    assert (own.text, own.source.report, own.source.name) == ("قال متحدث", 1, "hudu.txt")


def test_what_makes_no_item_is_refused(real: str, house: House) -> None:
    browser = Browser.let_in(house)
    address = f"/cases/{real}/reports/1/evidence"
    before = len(house.ledger.file(real).items)
    for fields, said in (
        ({"at": "10-40", "kind": "a kind of ours"}, "nothing says how likely the item is"),
        ({"at": "10-40", "kind": "regrouping", "leaf": ["patience"], "likely": ["sure"]}, "patience"),
        ({"at": "10-40", "kind": "regrouping", "source": "General Jo Example"}, "reads like a person"),
        ({"at": "10-40", "kind": "regrouping", "reliability": "Z"}, "is no grade"),
        ({"at": "1-99999999", "kind": "regrouping"}, "is not in report 1"),
        ({"at": "10-40", "kind": "k" * 501}, "write 500 at most"),
        ({"at": "10-40", "kind": "regrouping", "leaf": ["patience"]}, "open the form anew"),
        (
            {"at": "10-40", "kind": "regrouping", "leaf": ["fire"], "likely": [".5"]},
            "no hypothesis is called",
        ),
        ({"kind": "regrouping"}, "is not in report 1"),
    ):
        answer = browser.send(address, **fields)
        assert refuses(answer, said), said
    join(house, real, report_from_text("long.txt", "The army said that it is quiet in the hills. " * 60))
    assert refuses(
        browser.send(f"/cases/{real}/reports/2/evidence", at="0-2300", kind="regrouping"), "choose less"
    )
    assert "longer than the 2000 characters" in said_in(
        browser.see(f"/cases/{real}/reports/2/evidence?at=0-2300").text
    )
    assert len(house.ledger.file(real).items) == before


def test_a_passage_of_a_web_page_holds_its_place_in_the_source(real: str, house: House) -> None:
    report = saved_page()
    join(house, real, report)
    browser = Browser.let_in(house)
    words = "“the road & the bridge are open” \U0001f525 and"
    at = report.text.index(words)
    browser.send(f"/cases/{real}/reports/2/evidence", at=f"{at}-{at + len(words)}", kind="regrouping")
    own = house.ledger.file(real).items[-1].item
    assert own.text == words
    source = report.raw[own.source.start : own.source.end]
    assert source == "&ldquo;the road &amp; the <b>bridge</b> are open&rdquo; &#128293; and"


def test_an_item_of_a_hostile_text_holds_nothing_that_acts(real: str, house: House) -> None:
    report = hostile()
    join(house, real, report)
    at = report.text.index("May")
    Browser.let_in(house).send(f"/cases/{real}/reports/2/evidence", at=f"{at}-{at + 16}", kind="regrouping")
    assert house.ledger.file(real).items[-1].item.text == "May \ufffd and count"


def test_what_was_entered_is_kept_where_no_more_jobs_can_wait(
    real: str, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("smoulder.web.work.MOST_WAITING", 0)
    browser = Browser.let_in(house)
    told = browser.send(f"/cases/{real}/reports/1/evidence", at="10-40", kind="regrouping")
    assert "the answer to it waits" in said_in(told.text)
    assert "wait for them, or cancel some" in said_in(told.text)
    assert house.ledger.file(real).items[-1].item.source.report == 0
