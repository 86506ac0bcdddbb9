"""A case is answered as of a day up to today: by form, by program, by a report's own date and by a file."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from smoulder.assessment.subject import newest_day, see_day
from smoulder.desk.answer import answer_case
from smoulder.desk.request import as_mended, see_asked_day
from smoulder.reading.page import report_from_text
from smoulder.records.change import DayMoved
from smoulder.records.errors import BadEntry
from smoulder.records.fix import Fix
from smoulder.web.guard.scopes import SCOPES
from smoulder.web.house import House
from smoulder.web.jobs.do import do_next
from smoulder.web.jobs.doing import Site
from tests.web.conftest import words_of
from tests.web.real_team import case as case
from tests.web.real_team import house as house
from tests.web.real_team import member

TO_COME = "is to come"
CURE = "which is to come; mend the date in the report itself and give it again"
TOLD = (
    "The Islamic State group in Iraq has lost its commanders, the army said on Monday, and its fighters wait in the "
    "desert of Anbar, a tribal leader said; the markets in Mosul stayed open all week. "
) * 4


def page_of(day: str) -> bytes:
    """A page of the web that bears a date."""
    meta = f'<meta property="article:published_time" content="{day}T10:00:00Z">'
    return f"<html><head><title>t</title>{meta}</head><body><article><p>{TOLD}</p></article></body></html>".encode()


@pytest.mark.parametrize("day", ["2062-11-23", "9999-12-31"])
def test_no_form_asks_for_a_day_to_come(house: House, case: str, day: str) -> None:
    _, anna = member(house, "analyst", "Anna")
    for path, fields in (
        (f"/cases/{case}/answer", {}),
        ("/cases/new", {"group": "Islamic State", "country": "Iraq"}),
    ):
        told = anna.send(path, as_of=day, **fields)
        assert (told.status_code, TO_COME in told.text) == (422, True)
    assert house.store.jobs.list() == []


def test_no_program_asks_for_a_day_to_come(house: House, case: str) -> None:
    account, anna = member(house, "analyst", "Anna")
    held, _ = house.store.tokens.add(account.id, "p", SCOPES, None, house.clock())
    head = {"Authorization": f"Bearer {held}"}
    question = {"group": "Islamic State", "country": "Iraq", "as_of": "2062-01-01"}
    for path, body in (
        (f"/cases/{case}/answers", {"as_of": "2062-01-01"}),
        (f"/cases/{case}/reports", {"text": TOLD, "as_of": "2062-01-01"}),
        ("/cases", question),
    ):
        told = anna.client.post(f"/api/v1{path}", json=body, headers=head)
        assert (told.status_code, TO_COME in told.json()["detail"]) == (422, True), path
    assert (house.store.jobs.list(), len(house.ledger.cases())) == ([], 1)


def test_a_report_of_a_day_to_come_moves_no_case_there(house: House, case: str) -> None:
    _, anna = member(house, "analyst", "Anna")
    files = {"files": ("a.html", page_of("2062-01-20"))}
    told = anna.client.post(f"/cases/{case}/reports", data={"csrf": anna.csrf}, files=files)
    assert told.status_code == 422
    assert f".html bears the date 2062-01-20, {CURE}" in words_of(told.text)
    told = anna.client.post("/cases/new", data={"csrf": anna.csrf}, files=files)
    assert (told.status_code, TO_COME in told.text) == (422, True)
    assert house.store.jobs.list() == []


def reports_of(house: House, case: str) -> list[str]:
    """The names of the reports of a case."""
    names = house.ledger.reports.names()
    return [names[one] for one in house.ledger.file(case).reports]


def test_a_day_that_is_given_lets_no_report_of_a_day_to_come_be_lost_and_a_mended_date_brings_it_in(
    house: House, case: str
) -> None:
    account, anna = member(house, "analyst", "Anna")
    held, _ = house.store.tokens.add(account.id, "p", SCOPES, None, house.clock())
    head = {"Authorization": f"Bearer {held}"}
    sent = {"name": "b.html", "text": page_of("2062-01-20").decode(), "as_of": "2020-02-01"}
    told = anna.client.post(f"/api/v1/cases/{case}/reports", json=sent, headers=head)
    assert (told.status_code, told.json()["detail"]) == (422, f"b.html bears the date 2062-01-20, {CURE}")
    fields = {"csrf": anna.csrf, "group": "Islamic State", "country": "Iraq", "as_of": "2020-02-01"}
    told = anna.client.post("/cases/new", data=fields, files={"files": ("a.html", page_of("2062-01-20"))})
    assert (told.status_code, CURE in words_of(told.text)) == (422, True)
    assert house.store.jobs.list() == []

    before, mended = reports_of(house, case), {"text": page_of("2020-01-30").decode()}
    told = anna.client.post(f"/api/v1/cases/{case}/reports", json=sent | mended, headers=head)
    job = do_next(Site(house.chosen))
    assert job is not None
    assert (told.status_code, job.state) == (202, "done")
    assert reports_of(house, case) == [*before, "b.html"]


def test_no_report_of_a_day_to_come_takes_the_place_of_another(house: House, case: str) -> None:
    _, anna = member(house, "analyst", "Anna")
    before, stood = house.ledger.reports.names(), house.ledger.file(case).reports
    fields = {"csrf": anna.csrf, "status": "corrected", "why": "", "seen": "99999"}
    files = {"replacement": ("late.html", page_of("2062-01-20"))}
    told = anna.client.post(f"/cases/{case}/reports/1/standing", data=fields, files=files)
    assert told.status_code == 422
    assert f".html bears the date 2062-01-20, {CURE}" in words_of(told.text)
    assert (house.ledger.reports.names(), house.ledger.file(case).reports) == (before, stood)
    assert house.store.jobs.list() == []


def test_a_report_of_a_day_to_come_whose_day_was_corrected_takes_the_place_of_another(
    house: House, case: str
) -> None:
    _, anna = member(house, "analyst", "Anna")
    report = report_from_text("late.html", page_of("2062-01-20"))
    fix = Fix(sha256=report.sha256, part="published", was="2062-01-20", now="2020-01-20")
    house.ledger.fixes.add([fix], who="Anna", why="", now=house.clock())
    fields = {"csrf": anna.csrf, "status": "corrected", "why": "", "seen": "99999"}
    files = {"replacement": ("late.html", page_of("2062-01-20"))}
    told = anna.client.post(f"/cases/{case}/reports/1/standing", data=fields, files=files)
    assert told.status_code == 200
    assert reports_of(house, case)[-1] == "late.html"


def test_no_correction_puts_a_report_on_a_day_to_come(house: House, case: str) -> None:
    account, anna = member(house, "analyst", "Anna")
    held, _ = house.store.tokens.add(account.id, "p", SCOPES, None, house.clock())
    head = {"Authorization": f"Bearer {held}"}
    told = anna.send(f"/cases/{case}/reports/1/about", published="2062-01-01", seen="0")
    assert (told.status_code, f"2062-01-01 {TO_COME}" in told.text) == (422, True)
    sent = {"of": "1", "published": "2062-01-01"}
    told = anna.client.post(f"/api/v1/cases/{case}/fixes", json=sent, headers=head)
    assert (told.status_code, f"2062-01-01 {TO_COME}" in told.json()["detail"]) == (422, True)
    assert house.ledger.fixes.of(house.ledger.file(case).reports) == []
    assert house.store.jobs.list() == []


def test_a_report_whose_day_was_corrected_in_another_case_joins_by_that_day(house: House, case: str) -> None:
    report = report_from_text("c.html", page_of("2062-01-20"))
    house.ledger.reports.add([report])
    with pytest.raises(BadEntry, match="which is to come"):
        see_asked_day(house.desk("Anna"), date(2020, 2, 1), [report.sha256])
    fix = Fix(sha256=report.sha256, part="published", was="2062-01-20", now="2020-01-30")
    house.ledger.fixes.add([fix], who="Anna", why="", now=house.clock())
    see_asked_day(house.desk("Anna"), date(2020, 2, 1), [report.sha256])
    assert [one.published for one in as_mended(house.desk("Anna"), [report])] == [date(2020, 1, 30)]
    answer_case(house.desk("Anna"), case, [report], date(2020, 2, 1), "", lambda _: None)
    assert reports_of(house, case)[-1] == "c.html"


def test_a_case_whose_log_has_a_day_to_come_says_so_at_once_and_is_moved_back(
    house: House, case: str
) -> None:
    _, anna = member(house, "analyst", "Anna")
    house.desk("Anna").enter(case, [DayMoved(as_of=date(9999, 12, 31))], "of before")
    anna.send(f"/cases/{case}/answer")
    job = do_next(Site(house.chosen))
    assert job is not None
    assert (job.state, job.error) == (
        "failed",
        "9999-12-31 is to come; a case is answered as of a day up to today, so give such a day",
    )
    anna.send(f"/cases/{case}/answer", as_of="2020-02-01")
    job = do_next(Site(house.chosen))
    assert job is not None
    assert (job.state, house.ledger.file(case).as_of) == ("done", date(2020, 2, 1))


def test_east_of_greenwich_it_is_tomorrow_already() -> None:
    today = date(2026, 3, 1)
    see_day(today + timedelta(days=1), today)
    with pytest.raises(BadEntry, match="2026-03-03 is to come"):
        see_day(today + timedelta(days=2), today)


def test_a_report_without_a_day_says_none() -> None:
    report = report_from_text("b.txt", TOLD.encode())
    assert newest_day([report], date(2026, 3, 1)) == report.published
    assert newest_day([], date(2026, 3, 1)) is None
