"""Files of a case that hold what no case can: they are refused in words, and break nothing for anybody."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx2
import pytest

from smoulder.records.case_export import digest_of, render_export
from smoulder.records.change import Change, ReportPut
from smoulder.web.house import House
from tests.web.browser import Browser
from tests.web.conftest import words_of
from tests.web.real_team import case as case
from tests.web.real_team import house as house
from tests.web.real_team import member
from tests.web.test_import_holes import brought

Whole = dict[str, Any]  # Any: JSON


def whole_of(house: House, case: str, *changes: Change) -> Whole:
    """The JSON of a file with a report and an answer, for a case that is not there."""
    export = house.ledger.export_case(case, house.clock())
    put = next(one.change for one in export.log if isinstance(one.change, ReportPut))
    answers = (export.answers[-1].model_copy(update={"entry": 1}),)
    sent = brought(house, case, "Ann Alyst", put, *changes, reports=export.reports, answers=answers)
    whole: Whole = json.loads(render_export(sent))
    return whole


def send(browser: Browser, whole: Whole) -> httpx2.Response:
    """Give a file with a digest that fits."""
    text = json.dumps(whole | {"digest": digest_of(whole)})
    file = ("case.json", text.encode())
    return browser.client.post("/cases/import", data={"csrf": browser.csrf}, files={"file": file})


def test_the_file_comes_in_as_it_is(house: House, case: str) -> None:
    _, ann = member(house, "analyst", "Ann Alyst")
    assert send(ann, whole_of(house, case)).status_code == 200
    assert len(house.ledger.cases()) == 2


def test_a_number_that_is_none_comes_in_by_no_file(house: House, case: str) -> None:
    _, ann = member(house, "analyst", "Ann Alyst")
    _, bob = member(house, "analyst", "Bob")
    whole = whole_of(house, case)
    next(iter(whole["answers"][0]["answer"]["answer"].values()))["value"] = float("nan")
    told = send(ann, whole)
    assert (told.status_code, "finite number" in words_of(told.text)) == (422, True)
    assert len(house.ledger.cases()) == 1
    assert bob.client.get("/cases").status_code == 200


def test_an_item_of_an_answer_stands_at_a_report_or_at_none(house: House, case: str) -> None:
    _, ann = member(house, "analyst", "Ann Alyst")
    whole = whole_of(house, case)
    whole["answers"][0]["answer"]["evidence"][0]["source"]["report"] = -99
    told = send(ann, whole)
    assert (told.status_code, "stands at no report" in words_of(told.text)) == (422, True)


@pytest.mark.parametrize(
    "change",
    [
        lambda whole: whole["log"][0].update(at="0001-01-01T00:00:00+14:00"),
        lambda whole: whole["answers"][0]["answer"].update(seed=10**30),
        lambda whole: whole["answers"][0]["answer"].update(headline="\ud800"),
        lambda whole: whole["answers"][0]["answer"]["readings"][0]["statements"][0].update(end=10**30),
    ],
)
def test_what_no_ledger_keeps_is_refused_in_words(
    house: House, case: str, change: Callable[[Whole], None]
) -> None:
    _, ann = member(house, "analyst", "Ann Alyst")
    whole = whole_of(house, case)
    change(whole)
    told = send(ann, whole)
    assert (told.status_code, "export the case again" in words_of(told.text)) == (422, True)
    assert len(house.ledger.cases()) == 1
