"""The reports of a case: listed, added by hand, and their standing."""

from __future__ import annotations

from smoulder.web.house import House
from tests.web.browser import Browser
from tests.web.real_case import EXAMPLE
from tests.web.report_sample import ARABIC, LATER, join, later, refuses, said_in


def jobs(house: House, case_id: str) -> list[tuple[str, object]]:
    return [(one.kind, one.wants.get("sha256s")) for one in house.store.jobs.list(case_id=case_id)]


def test_the_list_says_what_was_read_of_each(real: str, house: House) -> None:
    join(house, real, later())
    words = said_in(Browser.let_in(house).see(f"/cases/{real}/reports").text)
    assert "Islamic State could rebuild if pressure eases" in words
    assert "24 January 2020" in words
    assert "IS, Iraq" in words
    assert "later.txt not known not named not read yet – 0 read" in words


def test_reports_are_kept_at_once_and_read_in_a_job(real: str, house: House) -> None:
    browser = Browser.let_in(house)
    files = [("files", ("../two\u202e.txt", LATER.encode(), "text/plain"))]
    answer = browser.client.post(
        f"/cases/{real}/reports",
        data={"csrf": browser.csrf, "text": ARABIC, "name": "market note"},
        files=files,
    )
    assert "2 reports kept, to be read now." in said_in(answer.text)
    ((kind, sha256s),) = jobs(house, real)
    names = house.ledger.reports.names()
    assert (kind, sorted(names[one] for one in sha256s)) == ("add report", ["market note", "two.txt"])
    assert ARABIC in {house.ledger.reports.report(one).text for one in sha256s}


def test_a_report_that_is_there_already_is_told_and_not_added(real: str, house: House) -> None:
    browser = Browser.let_in(house)
    files = [("files", (EXAMPLE.name, EXAMPLE.read_bytes(), "text/plain"))]
    answer = browser.client.post(f"/cases/{real}/reports", data={"csrf": browser.csrf}, files=files)
    assert refuses(answer, f"{EXAMPLE.name} is in the case already, as report 1")
    assert jobs(house, real) == []


def test_what_is_no_report_is_refused_and_nothing_is_kept(real: str, house: House) -> None:
    browser = Browser.let_in(house)
    before = house.ledger.reports.names()
    for files, said in (
        ([], "no report was sent"),
        ([("a.pdf", b"%PDF-1.7 \x00\x01")], "is a PDF, not text"),
        ([("a.zip", b"PK\x03\x04" + bytes(200))], "is a zipped document"),
        ([("good.txt", LATER.encode()), ("empty.txt", b" \n ")], "empty.txt is empty"),
        ([("big.txt", b"x" * 5_000_001)], "over 5 MB"),
        ([(f"{at}.txt", LATER.encode()) for at in range(21)], "send 20 at most"),
    ):
        sent = [("files", (name, content, "text/plain")) for name, content in files]
        answer = browser.client.post(
            f"/cases/{real}/reports", data={"csrf": browser.csrf}, files=sent or None
        )
        assert refuses(answer, said), said
    assert house.ledger.reports.names() == before
    assert jobs(house, real) == []


def test_a_report_is_retracted_and_one_takes_the_place_of_another(real: str, house: House) -> None:
    browser = Browser.let_in(house)
    page = browser.see(f"/cases/{real}/reports/1").text
    seen = page.split('name="seen" value="')[2].split('"')[0]
    told = browser.send(f"/cases/{real}/reports/1/standing", status="retracted", why="taken back", seen=seen)
    assert "retracted" in said_in(told.text)
    assert [one.status for one in house.ledger.file(real).reports.values()] == ["retracted"]
    # a page that was made before that shows what was entered meanwhile, and enters nothing
    clash = browser.send(f"/cases/{real}/reports/1/standing", status="dropped", why="a rumour", seen=seen)
    assert clash.status_code == 409
    assert "taken back" in clash.text
    assert "a rumour" in clash.text
    browser.see(f"/cases/{real}/reports/1")
    last = house.ledger.file(real).last
    browser.client.post(
        f"/cases/{real}/reports/1/standing",
        data={"csrf": browser.csrf, "status": "corrected", "why": "second edition", "seen": last},
        files={"replacement": ("two.txt", LATER.encode(), "text/plain")},
    )
    first, second = house.ledger.file(real).reports.values()
    assert (first.status, first.replaced_by, second.status) == ("corrected", second.sha256, "read")
    assert "replaced by report 2" in said_in(browser.see(f"/cases/{real}/reports").text)


def test_a_standing_that_is_none_is_refused(real: str, house: House) -> None:
    browser = Browser.let_in(house)
    last = house.ledger.file(real).last
    for status, said in (("burnt", "is no standing of a report"), ("read", "stands as 'read' already")):
        answer = browser.send(f"/cases/{real}/reports/1/standing", status=status, seen=last)
        assert (answer.status_code, said in said_in(answer.text)) == (422, True)
    assert browser.see(f"/cases/{real}/reports/7").status_code == 404
    assert browser.see(f"/cases/{real}/reports/0").status_code == 404
