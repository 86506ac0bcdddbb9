"""The page of a report: its text, what was read in it, and corrections at their place."""

from __future__ import annotations

import re

import pytest

from smoulder.records.fix import Fix
from smoulder.web.house import House
from smoulder.web.views.report_case import report_of
from tests.web.browser import Browser
from tests.web.report_sample import arabic, hostile, join, refuses, said_in
from tests.web.test_report_text import pieces


def place_of(house: House, case_id: str, words: str) -> str:
    """The place of some words of report 1, as an address has it."""
    at = report_text(house, case_id).index(words)
    return f"{at}-{at + len(words)}"


def report_text(house: House, case_id: str) -> str:
    (sha256,) = list(house.ledger.file(case_id).reports)[:1]
    return house.ledger.reports.report(sha256).text


def kept(house: House, case_id: str) -> list[Fix]:
    return [one.fix for one in house.ledger.fixes.of(list(house.ledger.file(case_id).reports))]


def test_the_text_stands_there_whole_with_marks_of_what_was_read(real: str, house: House) -> None:
    page = Browser.let_in(house).see(f"/cases/{real}/reports/1").text
    text = report_text(house, real)
    found = pieces(page)
    assert all(text[at : at + len(words)] == words for at, _, words in found)
    assert "".join("".join(words for _, _, words in found).split()) == "".join(text.split())
    layers = " ".join(more for _, more, _ in found)
    assert all(one in layers for one in ("statements", "evidence", "numbers", "dates", "places", "events"))
    assert "a coalition general, quoted" in said_in(page)


def test_layers_are_kept_in_the_address(real: str, house: House) -> None:
    browser = Browser.let_in(house)
    page = browser.see(f"/cases/{real}/reports/1?layer=none&layer=dates").text
    assert 'class="text on-dates"' in page
    assert "/reports/1?layer=dates&amp;at=" in page
    assert 'class="text"' in browser.see(f"/cases/{real}/reports/1?layer=none").text


def test_a_place_opens_what_the_reader_took_there_and_leads_to_the_evidence(real: str, house: House) -> None:
    browser = Browser.let_in(house)
    at = place_of(house, real, "About 5,200 American troops")
    words = said_in(browser.see(f"/cases/{real}/reports/1?at={at}").text)
    assert "Number about 5,200" in words
    assert "counts troops" in words
    at = place_of(house, real, "ambush patrols")
    page = browser.see(f"/cases/{real}/reports/1?at={at}", headers={"hx-request": "true"}).text
    assert "<html" not in page
    assert "Evidence" in said_in(page)
    weighed = re.findall(rf'href="/cases/{real}/evidence/(e[0-9a-f]+)"', page)
    assert weighed
    assert f'id="item-{weighed[0]}"' in browser.see(f"/cases/{real}/reports/1").text


@pytest.mark.parametrize("at", ["x", "5-5", "9-3", "0-99999999", "1-2-3", "<b>"])
def test_a_place_that_is_none_is_told(real: str, house: House, at: str) -> None:
    answer = Browser.let_in(house).see(f"/cases/{real}/reports/1", params={"at": at})
    assert answer.status_code == 422
    assert "<b>" not in answer.text


def test_a_wrong_speaker_is_mended_in_its_place_and_counts_as_the_readers_error(
    real: str, house: House
) -> None:
    browser = Browser.let_in(house)
    at = place_of(house, real, "They have not managed to mount a complex attack")
    address = f"/cases/{real}/reports/1/mend"
    told = browser.send(
        address, at=at, speaker="a  staff officer", was_speaker="x", why="named later", seen=0
    )
    words = said_in(told.text)
    assert "now 'a staff officer'" in words
    assert "It counts as the reader's error; the case is answered anew" in words
    assert "a staff officer, quoted" in words
    assert [one.kind for one in house.store.jobs.list(case_id=real)] == ["answer"]
    assert house.ledger.fixes.by_rule()
    listed = said_in(browser.see(f"/cases/{real}/reports/1/corrections").text)
    assert "named later" in listed
    assert "still needed" in listed
    # what it was is taken back, and the reader's word stands again
    back = browser.send(address, at=at, act="restore", seen=len(kept(house, real)))
    assert "a staff officer, quoted" not in said_in(back.text)
    assert house.ledger.fixes.by_rule() == {}


def test_evidence_is_of_another_kind_or_is_none(real: str, house: House) -> None:
    browser = Browser.let_in(house)
    (first, *_) = report_of_evidence(house, real)
    start, end, kind = first
    page = browser.send(
        f"/cases/{real}/reports/1/mend", at=f"{start}-{end}", kind="regrouping", was_kind=kind, was_speaker="x",
        speaker="x", seen=0,
    )  # fmt: skip
    assert "now 'regrouping'" in said_in(page.text)
    browser.send(
        f"/cases/{real}/reports/1/mend", at=f"{start}-{end}", act="reject", seen=len(kept(house, real))
    )
    assert (start, end) not in {(a, b) for a, b, _ in report_of_evidence(house, real)}


def report_of_evidence(house: House, case_id: str) -> list[tuple[int, int, str]]:
    from smoulder.web.guard.visitor import Visitor

    found = report_of(house, Visitor("desk one", None, "administrator"), case_id, 1)
    return [(one.start, one.end, one.kind) for one in found.reading.evidence]


def test_group_country_and_day_are_mended(real: str, house: House) -> None:
    browser = Browser.let_in(house)
    address = f"/cases/{real}/reports/1/about"
    page = browser.send(
        address, group="Boko Haram", country="nigeria", published="2020-01-23", why="w", seen=0
    )
    assert "Nigeria" in page.text
    assert [one.part for one in kept(house, real)] == ["group", "country", "published"]
    assert "23 January 2020" in said_in(page.text)
    for fields, said in (
        ({"group": "General Jo Example"}, "reads like a person"),
        ({"published": "May"}, "'May' is no day"),
        ({}, "nothing was changed"),
    ):
        answer = browser.send(address, seen=len(kept(house, real)), **fields)
        assert refuses(answer, said), said


def test_two_who_mend_one_place_see_each_other_and_lose_nothing(real: str, house: House) -> None:
    browser = Browser.let_in(house)
    at = place_of(house, real, "They have not managed to mount a complex attack")
    address = f"/cases/{real}/reports/1/mend"
    browser.send(address, at=at, speaker="a clerk", was_speaker="x", seen=0)
    clash = browser.send(address, at=at, speaker="a guard", was_speaker="x", seen=0)
    assert clash.status_code == 409
    assert "a clerk" in clash.text
    assert "a guard" in clash.text
    assert [one.now for one in kept(house, real) if one.part == "speaker"] == ["a clerk"]
    browser.send(address, at=at, speaker="a guard", was_speaker="x", seen=1)
    assert kept(house, real)[-1].now == "a guard"
    elsewhere = place_of(house, real, "security forces have killed")
    assert browser.send(address, at=elsewhere, act="reject", seen=0).status_code != 409


def test_a_form_in_which_nothing_was_changed_keeps_nothing(real: str, house: House) -> None:
    browser = Browser.let_in(house)
    at = place_of(house, real, "They have not managed")
    answer = browser.send(f"/cases/{real}/reports/1/mend", at=at, speaker="x", was_speaker="x", seen=0)
    assert (answer.status_code, kept(house, real)) == (422, [])


def test_a_report_in_another_language_shows_its_text_and_says_that_it_is_not_read(
    real: str, house: House
) -> None:
    join(house, real, arabic())
    page = Browser.let_in(house).see(f"/cases/{real}/reports/2").text
    assert "in a language that the reader does not know" in said_in(page)
    assert '<p dir="auto" lang="ar">' in page
    assert "".join("".join(words for _, _, words in pieces(page)).split()) == "".join(arabic().text.split())


def test_a_hostile_text_is_shown_and_does_nothing(real: str, house: House) -> None:
    join(house, real, hostile())
    browser = Browser.let_in(house)
    page = browser.see(f"/cases/{real}/reports/2").text
    assert "<script>window.hit" not in page
    assert "\x00" not in page
    assert "\u202e" not in page
    assert "{{ 7 * 7 }}" in said_in(page)
    at = hostile().text.index("DROP TABLE")
    place = browser.see(f"/cases/{real}/reports/2?at={at}-{at + 10}")
    assert place.status_code == 200
