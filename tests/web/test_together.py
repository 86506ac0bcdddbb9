"""Two analysts at one item: each sees the other, and nothing that either wrote is lost."""

from __future__ import annotations

import re

import pytest

from smoulder.web.house import House
from smoulder.web.shown import shown_case
from tests.web.beside import beside, field_in
from tests.web.browser import Browser
from tests.web.conftest import words_of


def test_both_versions_are_shown_and_one_can_still_enter_ones_own(
    real: str, browser: Browser, house: House
) -> None:
    other = beside(browser, "desk two")
    answer = shown_case(house, real).answer
    assert answer is not None
    address = f"/cases/{real}/evidence/{answer.evidence[0].id}"
    seen = field_in(browser.see(address).text, "seen")
    assert field_in(other.see(address).text, "seen") == seen
    assert other.send(address, seen=seen, credibility="5", why="heard otherwise").status_code == 200
    both = browser.send(address, seen=seen, credibility="2", cluster="the visit", why="I was there")
    assert both.status_code == 409
    words = words_of(both.text)
    for said in ("desk two", "credibility 5", "heard otherwise", "the visit", "I was there"):
        assert said in words
    mark = house.ledger.file(real).marks[answer.evidence[0].id]
    assert (mark.credibility, mark.cluster) == ("5", None)
    kept = dict(re.findall(r'<input type="hidden" name="([a-z-]+)" value="([^"]*)">', both.text))
    assert (
        browser.send(address, **{name: value for name, value in kept.items() if name != "csrf"}).status_code
        == 200
    )
    mark = house.ledger.file(real).marks[answer.evidence[0].id]
    assert (mark.credibility, mark.cluster) == ("2", "the visit")
    assert "heard otherwise" in words_of(browser.see(f"/cases/{real}/history").text)


def test_whoever_comes_second_at_one_instant_is_told(
    real: str, browser: Browser, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other enters after the page was looked at, and before one's own word is kept."""
    from smoulder.records.change import ItemMark
    from smoulder.web.pages import case_evidence

    answer = shown_case(house, real).answer
    assert answer is not None
    item = answer.evidence[0].id
    made = case_evidence.change_of

    def meanwhile(*given: object) -> object:
        house.desk("desk two").enter(real, [ItemMark(item=item, credibility="5")], "heard otherwise")
        return made(*given)  # type: ignore[arg-type]

    seen = field_in(browser.see(f"/cases/{real}/evidence/{item}").text, "seen")
    monkeypatch.setattr(case_evidence, "change_of", meanwhile)
    both = browser.send(f"/cases/{real}/evidence/{item}", seen=seen, credibility="2")
    assert both.status_code == 409
    assert "heard otherwise" in words_of(both.text)
    assert house.ledger.file(real).marks[item].credibility == "5"


def test_two_items_do_not_disturb_each_other(real: str, browser: Browser, house: House) -> None:
    answer = shown_case(house, real).answer
    assert answer is not None
    first, second = (f"/cases/{real}/evidence/{one.id}" for one in answer.evidence[:2])
    seen = field_in(browser.see(first).text, "seen")
    assert browser.send(first, seen=seen, act="reject").status_code == 200
    assert browser.send(second, seen=seen, act="reject").status_code == 200


def test_who_has_the_form_open_is_told_to_the_other(real: str, browser: Browser, house: House) -> None:
    other = beside(browser, "desk two")
    answer = shown_case(house, real).answer
    assert answer is not None
    item = answer.evidence[0].id
    page = browser.see(f"/cases/{real}/evidence/{item}").text
    ask = re.search(r'hx-get="(/cases/[^"]+/here[^"]+)" hx-trigger="load, every 10s"', page)
    assert ask
    assert words_of(browser.client.get(ask[1]).text) == ""
    assert "desk one is editing this" in words_of(other.client.get(ask[1]).text)
    assert "desk two is editing this" in words_of(browser.see(f"/cases/{real}/evidence").text)


def test_who_sent_the_form_is_told_no_longer(real: str, browser: Browser, house: House) -> None:
    other = beside(browser, "desk two")
    answer = shown_case(house, real).answer
    assert answer is not None
    item = answer.evidence[0].id
    address, here = f"/cases/{real}/evidence/{item}", f"/cases/{real}/here?on=item+{item}"
    other.client.get(here)
    assert "desk two" in browser.client.get(here).text
    other.send(address, seen=field_in(other.see(address).text, "seen"), act="reject")
    assert "desk two" not in browser.client.get(here).text
