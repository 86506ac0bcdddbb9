"""What leaves a case: the brief in its forms, the case as a file, and its history."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from smoulder.brief.html import own_script
from smoulder.brief.json import render_json
from smoulder.records.change import Judged
from smoulder.web.house import House
from smoulder.web.shown import shown_case
from tests.web.browser import Browser
from tests.web.conftest import words_of
from tests.web.test_case import jobs_of


def test_the_brief_is_a_page_that_may_do_nothing_in_the_workbench(real: str, browser: Browser) -> None:
    page = browser.see(f"/cases/{real}/brief")
    policy = page.headers["content-security-policy"]
    assert page.status_code == 200
    assert f"script-src '{own_script()}'" in policy
    assert policy.startswith("sandbox allow-scripts")
    for never in ("allow-same-origin", "allow-forms", "'self' 'unsafe", "connect-src", "script-src 'unsafe"):
        assert never not in policy
    assert own_script() in page.text
    again = browser.see(f"/cases/{real}/brief")
    assert again.content == page.content


def test_json_is_the_answer_that_is_asked_for(real: str, browser: Browser, house: House) -> None:
    for at in (1, 2):
        answer = shown_case(house, real, at).answer
        assert answer is not None
        sent = browser.client.get(f"/cases/{real}/exports/json", params={"at": at})
        assert json.loads(sent.content) == json.loads(render_json(answer))
        assert f"answer-{at}.json" in sent.headers["content-disposition"]


def test_tables_come_as_one_zip(real: str, browser: Browser) -> None:
    sent = browser.client.get(f"/cases/{real}/exports/csv")
    names = zipfile.ZipFile(io.BytesIO(sent.content)).namelist()
    assert "tables/evidence.csv" in names
    assert not [one for one in names if one.startswith("/") or ".." in one]


def test_stix_names_the_case(real: str, browser: Browser) -> None:
    sent = browser.client.get(f"/cases/{real}/exports/stix")
    assert json.loads(sent.content)["type"] == "bundle"


@pytest.mark.parametrize("form", ["pdf", "exe", "..%2fcase.json", "JSON"])
def test_a_form_that_does_not_come_at_once_is_not_found(real: str, browser: Browser, form: str) -> None:
    assert browser.client.get(f"/cases/{real}/exports/{form}").status_code == 404


def test_forms_that_take_time_are_printed_by_a_job(real: str, browser: Browser, house: House) -> None:
    browser.see(f"/cases/{real}/exports")
    browser.client.post(
        f"/cases/{real}/exports", data={"csrf": browser.csrf, "form": ["pdf", "docx"], "language": "fr"}
    )
    (wants,) = jobs_of(house, "brief")
    assert wants == {"case_id": real, "forms": ["pdf", "docx"], "language": "fr"}
    assert browser.send(f"/cases/{real}/exports", form="exe").status_code == 422
    assert browser.send(f"/cases/{real}/exports", form="pdf", language="xx").status_code == 422


def test_a_case_goes_out_and_comes_in_again(real: str, browser: Browser) -> None:
    sent = browser.client.get(f"/cases/{real}/exports/case.json")
    assert json.loads(sent.content)["id"] == real
    browser.see("/cases")
    taken = browser.client.post(
        "/cases/import",
        data={"csrf": browser.csrf},
        files={"file": ("case.json", sent.content, "application/json")},
    )
    assert "was there; added nothing" in words_of(taken.text)


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"\xff\xfe\x00", b"[" * 5000, b"9" * 9000, b'{"schema_version": "9"}', b"PK\x03\x04"],
)
def test_a_file_that_is_no_case_is_refused_in_words(house: House, browser: Browser, content: bytes) -> None:
    browser.see("/cases")
    page = browser.client.post(
        "/cases/import",
        data={"csrf": browser.csrf},
        files={"file": ("../../case.json", content, "application/json")},
    )
    assert page.status_code == 422
    assert 'role="alert"' in page.text


def test_a_case_that_was_changed_on_its_way_is_refused(real: str, browser: Browser) -> None:
    whole = json.loads(browser.client.get(f"/cases/{real}/exports/case.json").content)
    whole["label"] = "changed"
    browser.see("/cases")
    page = browser.client.post(
        "/cases/import",
        data={"csrf": browser.csrf},
        files={"file": ("case.json", json.dumps(whole).encode())},
    )
    assert page.status_code == 422


def test_what_others_judged_does_not_leave_before_ones_own_is_in(
    real: str, browser: Browser, house: House
) -> None:
    judged = Judged(analyst="desk two", hypotheses={"patience": 0.773192}, comeback={12: 0.331781})
    house.desk("desk two").enter(real, [judged], "because 0.773192")
    for path in ("exports/case.json", "exports/json", "history", "brief", "", "evidence", "hypotheses"):
        page = browser.client.get(f"/cases/{real}/{path}".rstrip("/"))
        assert "0.773192" not in page.text, path
        assert "0.331781" not in page.text, path
    assert browser.client.get(f"/cases/{real}/exports/case.json").status_code == 422


def test_the_history_tells_every_step_and_filters_it(real: str, browser: Browser) -> None:
    words = words_of(browser.see(f"/cases/{real}/history").text)
    assert "Opened: Islamic State in Iraq" in words
    assert "seen by our own visitor" in words
    assert words.count("Answer: comeback within 12 months") == 2
    only = words_of(browser.see(f"/cases/{real}/history?what=item&who=desk+two").text)
    assert "1 step" in only
    assert "Answer: comeback" not in only
