"""Corrections in a team: they hold in every case that has the report, and who made them is told in one alone."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx2
import pytest

from smoulder.desk import mend as mending
from smoulder.desk.exchange import open_case_text
from smoulder.records.fix import ELSEWHERE, Fix
from smoulder.store.access import Access
from smoulder.web.guard.scopes import SCOPES
from smoulder.web.house import House
from tests.web.browser import Browser
from tests.web.real_team import case as case
from tests.web.real_team import house as house
from tests.web.real_team import member
from tests.web.report_sample import said_in

REASON = "source Nightjar told us the day"
TAILS = ("", "/history", "/reports", "/reports/1", "/reports/1/corrections", "/exports/case.json")
PROGRAM = ("", "/history", "/reports")


def other_case(house: House, case: str, who: str) -> str:
    """A case of the same question by somebody else, with the same report."""
    from smoulder.records.change import ReportPut

    found = house.ledger.open_case(house.ledger.case(case).question, "own", house.clock(), who)
    (sha256,) = list(house.ledger.file(case).reports)[:1]
    house.desk(who).enter(found.case_id, [ReportPut(sha256=sha256)], "")
    return found.case_id


def about(browser: Browser, case: str, seen: int, day: str, why: str = "") -> httpx2.Response:
    """Correct the day of report 1 by its page."""
    return browser.send(f"/cases/{case}/reports/1/about", published=day, why=why, seen=str(seen))


def token(house: House, account: str) -> dict[str, str]:
    held, _ = house.store.tokens.add(account, "p", SCOPES, None, house.clock())
    return {"Authorization": f"Bearer {held}"}


def kept(house: House, case: str) -> list[tuple[str, str, str]]:
    return [
        (one.who, one.fix.now, one.case_id) for one in house.ledger.fixes.of(house.ledger.file(case).reports)
    ]


@pytest.fixture
def hidden(house: House, case: str) -> tuple[Browser, Browser, str, dict[str, str]]:
    """A case for Inside alone, who corrected its report; and the case of Outside with that report, and a token."""
    inside, within = member(house, "editor", "Inside")
    outside, without = member(house, "analyst", "Outside")
    house.store.access.keep(case, Access(True, {inside.id: "editor"}))
    assert about(within, case, 0, "2020-01-20", REASON).status_code == 200
    return within, without, other_case(house, case, "Outside"), token(house, outside.id)


def test_who_corrected_and_why_never_leaves_the_case_in_which_it_was_done(
    house: House, case: str, hidden: tuple[Browser, Browser, str, dict[str, str]]
) -> None:
    within, without, own, headers = hidden
    answers = {tail: without.client.get(f"/cases/{own}{tail}") for tail in TAILS}
    answers |= {
        f"api {tail}": without.client.get(f"/api/v1/cases/{own}{tail}", headers=headers) for tail in PROGRAM
    }
    assert {one.status_code for one in answers.values()} == {200}
    told = [
        where for where, one in answers.items() if any(w in one.text for w in ("Nightjar", "Inside", case))
    ]
    assert told == []
    assert ELSEWHERE in said_in(answers["/reports/1/corrections"].text)
    assert ELSEWHERE in answers["/history"].text
    (step,) = [one for one in answers["api /history"].json()["items"] if one["what"] == "fix"]
    assert (step["who"], step["why"], step["now"]) == (ELSEWHERE, "", "2020-01-20")
    (fix,) = json.loads(answers["/exports/case.json"].text)["fixes"]
    assert (fix["who"], fix["why"], fix["case_id"], fix["fix"]["now"]) == (ELSEWHERE, "", "", "2020-01-20")

    for tail in ("/history", "/reports/1/corrections", "/exports/case.json"):
        text = within.client.get(f"/cases/{case}{tail}").text
        assert "Nightjar" in text, tail
        assert "Inside" in text, tail


def test_the_administrator_too_reads_it_where_it_was_done(
    house: House, case: str, hidden: tuple[Browser, Browser, str, dict[str, str]]
) -> None:
    _, adam = member(house, "administrator", "Adam")
    assert "Nightjar" in adam.client.get(f"/cases/{case}/history").text
    assert "Nightjar" not in adam.client.get(f"/cases/{hidden[2]}/history").text


def test_who_works_alone_reads_all_of_it_in_every_case(
    house: House, case: str, hidden: tuple[Browser, Browser, str, dict[str, str]]
) -> None:
    alone = replace(house.desk("Outside"), team=False)
    assert "Nightjar" in open_case_text(alone, hidden[2], judges=True)
    browser = Browser.let_in(replace(house, team=False))
    assert "Nightjar" in browser.see(f"/cases/{hidden[2]}/history").text


def test_a_correction_from_outside_is_seen_in_a_hidden_case_and_can_be_overruled(
    house: House, case: str, hidden: tuple[Browser, Browser, str, dict[str, str]]
) -> None:
    within, without, own, _ = hidden
    assert about(without, own, 1, "2020-01-21", "planted").status_code == 200
    for tail in ("", "/history", "/reports/1/corrections"):
        words = said_in(within.client.get(f"/cases/{case}{tail}").text)
        assert "now '2020-01-21'" in words, tail
        assert ELSEWHERE in words, tail
        assert "planted" not in words, tail
        assert "Outside" not in words, tail
    stale = about(within, case, 1, "2020-01-20", "as before")
    assert stale.status_code == 409
    assert ELSEWHERE in stale.text
    assert "Outside" not in stale.text
    assert about(within, case, 2, "2020-01-20", "as before").status_code == 200
    assert "20 January 2020" in said_in(within.client.get(f"/cases/{case}/reports/1").text)
    assert kept(house, case) == [
        ("Inside", "2020-01-20", case), ("Outside", "2020-01-21", own), ("Inside", "2020-01-20", case),
    ]  # fmt: skip


def test_a_place_tells_corrections_as_its_case_does(
    house: House, case: str, hidden: tuple[Browser, Browser, str, dict[str, str]]
) -> None:
    _, without, own, _ = hidden
    (sha256,) = list(house.ledger.file(case).reports)[:1]
    text = house.ledger.reports.report(sha256)
    at = text.text.index("They have not managed")
    start, end = text.raw_span(at, at + 20)
    fix = Fix(sha256=sha256, part="speaker", start=start, end=end, was="x", now="a clerk")
    house.ledger.fixes.add([fix], who="Inside", why=REASON, now=house.clock(), case_id=case)
    page = without.client.get(f"/cases/{own}/reports/1?at={at}-{at + 20}").text
    assert "now 'a clerk'" in said_in(page)
    assert ELSEWHERE in page
    assert "Nightjar" not in page


@pytest.mark.parametrize("way", ["page", "program"])
def test_of_two_who_correct_one_part_at_one_instant_the_second_is_told(
    house: House, case: str, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    ann, first = member(house, "analyst", "Ann")
    _, second = member(house, "analyst", "Bob")
    made = mending.make_fixes

    def meanwhile(*given: Any) -> list[Fix]:
        monkeypatch.setattr(mending, "make_fixes", made)
        assert about(second, case, 0, "2020-01-21", "bob").status_code == 200
        return made(*given)

    monkeypatch.setattr(mending, "make_fixes", meanwhile)
    if way == "page":
        clash = about(first, case, 0, "2020-01-20", "ann")
        assert "Ann" not in {one[0] for one in kept(house, case)}
        assert 'name="seen" value="1"' in clash.text
    else:
        headers, sent = token(house, ann.id), {"published": "2020-01-20", "seen": 0, "why": "ann"}
        clash = first.client.post(f"/api/v1/cases/{case}/fixes", json=sent, headers=headers)
        assert "2020-01-21" in clash.json()["detail"]
    assert clash.status_code == 409
    assert "Bob" in clash.text
    assert kept(house, case) == [("Bob", "2020-01-21", case)]
    if way == "page":
        assert about(first, case, 1, "2020-01-20", "ann").status_code == 200
    else:
        (report, *_) = first.client.get(f"/api/v1/cases/{case}/reports", headers=headers).json()
        assert report["fixes"] == 1
        again = first.client.post(
            f"/api/v1/cases/{case}/fixes", json=sent | {"seen": report["fixes"]}, headers=headers
        )
        assert again.status_code == 201
    assert kept(house, case)[-1] == ("Ann", "2020-01-20", case)


def test_of_two_who_correct_it_in_two_cases_at_one_instant_the_second_is_not_told_who(
    house: House,
    case: str,
    hidden: tuple[Browser, Browser, str, dict[str, str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    within, without, own, _ = hidden
    made = mending.make_fixes

    def meanwhile(*given: Any) -> list[Fix]:
        monkeypatch.setattr(mending, "make_fixes", made)
        assert about(within, case, 1, "2020-01-22", REASON).status_code == 200
        return made(*given)

    monkeypatch.setattr(mending, "make_fixes", meanwhile)
    clash = about(without, own, 1, "2020-01-21")
    assert clash.status_code == 409
    assert "now '2020-01-22'" in said_in(clash.text)
    assert ELSEWHERE in clash.text
    assert not any(word in clash.text for word in ("Nightjar", "Inside", case))


@pytest.mark.parametrize("way", ["page", "program"])
def test_what_another_took_out_meanwhile_is_told_to_who_says_who_speaks_there(
    house: House, case: str, way: str
) -> None:
    ann, first = member(house, "analyst", "Ann")
    _, second = member(house, "analyst", "Bob")
    (sha256,) = list(house.ledger.file(case).reports)[:1]
    words = "They have not managed to mount a complex attack"
    begin = house.ledger.reports.report(sha256).text.index(words)
    at = f"{begin}-{begin + len(words)}"
    assert second.send(f"/cases/{case}/reports/1/mend", at=at, act="reject", seen="0").status_code == 200
    if way == "page":
        fields = {"at": at, "speaker": "a guard", "was_speaker": "x", "seen": "0"}
        clash = first.send(f"/cases/{case}/reports/1/mend", **fields)
        assert "a guard" in clash.text, "what was written is not lost"
    else:
        kept_at = house.ledger.fixes.of(house.ledger.file(case).reports)[0].fix
        sent = {"of": "1", "spans": [f"{kept_at.start}:{kept_at.end}"], "speaker": "a guard", "seen": 0}
        clash = first.client.post(f"/api/v1/cases/{case}/fixes", json=sent, headers=token(house, ann.id))
    assert clash.status_code == 409
    assert "Bob" in clash.text
    assert {one[0] for one in kept(house, case)} == {"Bob"}


def test_who_corrects_what_another_corrected_just_so_is_told(house: House, case: str) -> None:
    ann, first = member(house, "analyst", "Ann")
    _, second = member(house, "analyst", "Bob")
    assert about(second, case, 0, "2020-01-20").status_code == 200
    sent = {"published": "2020-01-20", "seen": 0}
    clash = first.client.post(f"/api/v1/cases/{case}/fixes", json=sent, headers=token(house, ann.id))
    assert (clash.status_code, about(first, case, 0, "2020-01-20").status_code) == (409, 409)


def test_of_ones_own_correction_it_is_not_said_that_others_made_it(house: House, case: str) -> None:
    ann, browser = member(house, "analyst", "Ann")
    assert about(browser, case, 0, "2020-01-20").status_code == 200
    page = about(browser, case, 0, "2020-01-21")
    sent = {"published": "2020-01-21", "seen": 0}
    told = browser.client.post(f"/api/v1/cases/{case}/fixes", json=sent, headers=token(house, ann.id))
    assert (page.status_code, told.status_code) == (409, 409)
    assert told.json()["detail"].startswith("it was corrected since you read it: Ann: ")
    assert "Something was entered here meanwhile" in page.text
    for word in ("others", "Somebody else", "theirs", "they entered"):
        assert word not in said_in(page.text) + told.text, word


def test_one_rule_says_how_corrections_are_told() -> None:
    source = Path(__file__).resolve().parents[2] / "src" / "smoulder"
    asks = [
        path.relative_to(source).as_posix()
        for path in source.rglob("*.py")
        if ".told_in(" in path.read_text() and path != source / "records" / "fix.py"
    ]
    assert asks == ["desk/desk.py"]


def test_a_correction_of_another_part_is_no_clash(house: House, case: str) -> None:
    ann, first = member(house, "analyst", "Ann")
    headers, address = token(house, ann.id), f"/api/v1/cases/{case}/fixes"
    for sent in ({"published": "2020-01-20", "seen": 0}, {"country": "Nigeria", "seen": 0}):
        assert first.client.post(address, json=sent, headers=headers).status_code == 201
    assert len(kept(house, case)) == 2


def test_a_program_is_told_of_a_correction_in_another_case_without_who(
    house: House, case: str, hidden: tuple[Browser, Browser, str, dict[str, str]]
) -> None:
    _, without, own, headers = hidden
    sent = {"published": "2020-01-25", "seen": 0}
    clash = without.client.post(f"/api/v1/cases/{own}/fixes", json=sent, headers=headers)
    assert clash.status_code == 409
    assert ELSEWHERE in clash.text
    assert "Inside" not in clash.text
