"""A new analyst goes from `smoulder serve` to a first brief, by what stands on the pages alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.reading.ged_samples import event, write_ged
from tests.web.live import chromium as chromium
from tests.web.opened import FORMS, Desk, opened

REPORT = Path(__file__).resolve().parents[2] / "examples" / "iraq-2020.txt"


def number(page: Any) -> float:
    """The chance of a comeback within 12 months that the page of a case shows."""
    told = page.locator("main").inner_text()
    found = re.search(r"Within 12 months\s+(\d+(?:\.\d)?)\s*%", told)
    assert found, told[:600]
    return float(found[1])


@pytest.mark.parametrize("form", FORMS)
def test_from_serve_to_a_first_brief(
    chromium: Any, tmp_path: Path, clean_environment: None, form: str
) -> None:
    events = [event(one, country="Sri Lanka", country_id=780) for one in (1, 2)]
    ged = write_ged(tmp_path / "GEDEvent_v26_1.csv", events)
    with opened(tmp_path / "data") as house:
        desk = Desk(chromium, form)
        page = desk.page
        page.goto(house.way_in)
        desk.picture("watch")

        # load a file
        page.get_by_role("link", name="Jobs", exact=True).click()
        page.get_by_role("link", name=re.compile("Start a job")).click()
        load = page.locator("form[action='/jobs/start/load']")
        load.locator("input[type=file]").set_input_files(ged)
        load.get_by_text("What the files do not say themselves").click()
        load.get_by_label("Release", exact=True).fill("26.1")
        load.get_by_label("Countries they cover").fill("Sri Lanka")
        load.get_by_role("button", name="Load").click()
        page.get_by_text(re.compile(r"\bdone\b", re.I)).first.wait_for()
        desk.picture("job")

        # open a group
        page.get_by_role("link", name="Watch", exact=True).click()
        page.get_by_role("row").filter(has_text="Iraq").get_by_role("link", name="IS", exact=True).click()
        page.get_by_role("heading", name=re.compile("Iraq")).first.wait_for()
        desk.picture("group")

        # start a case from a report
        page.get_by_role("link", name="Cases", exact=True).click()
        page.get_by_role("link", name=re.compile("New case")).first.click()
        page.get_by_label("Files").set_input_files(REPORT)
        page.get_by_role("button", name="Open the case").click()
        page.get_by_role("heading", name="The answer").wait_for(timeout=240_000)
        before = number(page)
        case = page.url.split("?")[0]
        desk.picture("case")

        # mend a speaker
        page.get_by_role("link", name="Reports", exact=True).click()
        page.get_by_role("link", name=re.compile("rebuild if pressure eases")).first.click()
        desk.picture("report")
        page.wait_for_load_state()  # keys work once the script is there
        sentence = page.locator(".sentence", has_text="They are patient").first.get_attribute("id")
        for _ in range(int(sentence.removeprefix("s"))):
            page.keyboard.press("j")
        page.keyboard.press("f")
        page.wait_for_function("() => document.activeElement.name === 'speaker'")
        page.keyboard.press("Control+a")
        page.keyboard.type("an army officer")
        page.keyboard.press("Enter")
        page.locator("#notice .said").wait_for()
        assert "an army officer" in page.locator("#here").inner_text()

        # add evidence, see the number move, and why
        page.get_by_role("link", name="Evidence", exact=True).click()
        page.get_by_role("link", name="Enter an item").click()
        page.get_by_label(re.compile("^Kind")).fill("regrouping")
        page.get_by_label("What is said").fill("Camps with hundreds of recruits were seen in the hills.")
        page.get_by_label(re.compile("^Source", re.I)).first.fill("Norland Daily")
        page.get_by_role("button", name="Enter it").click()
        page.locator("#notice .said").wait_for()
        page.goto(case)
        page.locator("#moved").get_by_text("recruits, trains or arms").first.wait_for(timeout=240_000)
        after = number(page)
        assert after != before
        desk.picture("moved")

        # judge
        page.get_by_role("link", name="Panel", exact=True).click()
        page.get_by_label(re.compile("patience", re.I)).first.fill("60 %")
        page.get_by_label(re.compile("degraded", re.I)).first.fill("25 %")
        desk.picture("judge")
        page.get_by_role("button", name=re.compile("^Enter")).click()
        page.get_by_text("Your blind judgement is in").wait_for()
        desk.picture("panel")

        # the brief
        page.get_by_role("link", name="Exports", exact=True).click()
        page.get_by_role("link", name="Open the brief").click()
        page.wait_for_load_state()
        assert "Islamic State" in page.inner_text("body")
        desk.picture("brief")
        assert desk.faults == []
        desk.context.close()
