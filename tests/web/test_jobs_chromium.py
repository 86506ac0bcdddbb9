"""The pages of jobs in a real browser: without a barrier, live while something runs, and by keyboard alone."""

from __future__ import annotations

from typing import Any

import pytest

from smoulder.store.jobs import Asked, Job
from smoulder.web.house import House
from smoulder.web.jobs.folders import folder_of, place_of
from smoulder.web.jobs.log import NAME
from tests.browser.axe import violations
from tests.web.live import chromium as chromium
from tests.web.live import page as page


@pytest.fixture
def running(house: House) -> Job:
    """A job that somebody does just now, with a line in its log, and one that waits."""
    place, jobs = place_of(house.chosen.data), house.store.jobs
    wants = {"what": "counts", "of": "countries", "years": "2018", "seed": 1}
    job = jobs.add(Asked("backtest", wants, "desk one", None, None, place), house.clock())
    jobs.claim(place, ("backtest",), house.clock())
    jobs.step(job.id, "2001 forecast and scored")
    folder_of(house.chosen.data, job.id).mkdir()
    (folder_of(house.chosen.data, job.id) / NAME).write_text("2026-03-01 08:00:00 the first line\n")
    jobs.add(Asked("resolve", {"case_id": ""}, "desk one", None, None, place), house.clock())
    return job


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (390, "light")])
def test_no_page_of_jobs_has_a_barrier_or_is_wider_than_the_screen(
    house: House, running: Job, page: Any, width: int, scheme: str
) -> None:
    (house.chosen.data / "inbox").mkdir()
    (house.chosen.data / "inbox" / "GEDEvent_v26_1.csv").write_text("")
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    for path in ("/jobs", "/jobs?state=failed", "/jobs/start/new", f"/jobs/{running.id}"):
        page.goto(f"{page.home}{path}")
        page.wait_for_selector("h1")
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert page.faults == [], path


def test_a_job_is_followed_and_ended_by_keyboard(house: House, running: Job, page: Any) -> None:
    jobs, log = house.store.jobs, folder_of(house.chosen.data, running.id) / NAME
    page.goto(f"{page.home}/jobs/{running.id}")
    assert "the first line" in page.locator(".log").inner_text()
    jobs.step(running.id, "2002 forecast and scored")
    with log.open("a") as more:
        more.write("".join(f"2026-03-01 08:00:{number:02} line {number}\n" for number in range(60)))
    page.locator("#live", has_text="2002 forecast").wait_for()
    page.locator(".log", has_text="line 59").wait_for()
    place = page.locator(".log")
    assert place.evaluate("log => log.scrollHeight - log.scrollTop - log.clientHeight") < 8
    page.get_by_role("button", name="End the job").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Its end is asked for")
    found = jobs.find(running.id)
    assert found is not None
    assert found.cancel
    jobs.take_up(running.place, house.clock())
    page.wait_for_selector("text=It was ended before it was through")
    assert page.get_by_role("button", name="End the job").count() == 0
    page.get_by_text("Log", exact=True).click()
    assert "line 59" in page.locator(".log").inner_text()
    assert page.faults == []


def test_a_list_shows_by_itself_how_a_job_goes_on(house: House, running: Job, page: Any) -> None:
    page.goto(f"{page.home}/jobs")
    link = page.get_by_role("link", name="Test on the past")
    link.focus()
    house.store.jobs.step(running.id, "2003 forecast and scored")
    page.wait_for_selector("text=2003 forecast and scored", timeout=10_000)
    assert page.evaluate("document.activeElement.id") == f"job-{running.id}"
    assert page.faults == []
