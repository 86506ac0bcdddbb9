"""Jobs of a case at which several work: each has their own, and one rule says who ends one."""

from __future__ import annotations

import pytest

from smoulder.store.access import Access
from smoulder.store.jobs import Asked, Job
from smoulder.web.guard.scopes import SCOPES
from smoulder.web.house import House
from smoulder.web.jobs.do import do_next
from smoulder.web.jobs.doing import Site
from smoulder.web.jobs.folders import place_of
from tests.web.browser import Browser
from tests.web.real_team import case as case
from tests.web.real_team import house as house
from tests.web.real_team import member


def put(house: House, who: str, account: str, case_id: str | None) -> Job:
    """A job that waits: of a case, or a backtest."""
    place = place_of(house.chosen.data)
    kind, wants = ("answer", {"case_id": case_id, "as_of": None}) if case_id else ("backtest", {})
    return house.store.jobs.add(Asked(kind, wants, who, account, case_id, place), house.clock())


def head(house: House, account: str, *scopes: str) -> dict[str, str]:
    """What a program with a token of somebody sends."""
    held, _ = house.store.tokens.add(account, "p", scopes or SCOPES, None, house.clock())
    return {"Authorization": f"Bearer {held}"}


def test_what_another_asked_for_ends_with_them_and_takes_no_answer_from_who_asked_too(
    house: House, case: str
) -> None:
    xenia, first = member(house, "analyst", "Xenia")
    _, second = member(house, "analyst", "Yann")
    first.send(f"/cases/{case}/answer")
    first.send(f"/cases/{case}/answer")
    second.send(f"/cases/{case}/answer", as_of="")
    house.store.access.keep(case, Access(False, {xenia.id: "reader"}))
    done = [do_next(Site(house.chosen)) for _ in range(2)]
    assert [(one.who, one.state) for one in done if one] == [("Xenia", "failed"), ("Yann", "done")]
    assert do_next(Site(house.chosen)) is None


@pytest.mark.parametrize(("role", "inside", "ends"), [
    ("reader", "editor", True),
    ("reader", "analyst", True),
    ("analyst", "", True),
    ("editor", "reader", False),
    ("reader", "", False),
])  # fmt: skip
def test_a_job_of_a_case_is_ended_by_who_may_work_there(
    house: House, case: str, role: str, inside: str, ends: bool
) -> None:
    asker, _ = member(house, "analyst", "Asker")
    other, browser = member(house, role, "Other")
    house.store.access.keep(case, Access(False, {other.id: inside} if inside else {}))
    waits = put(house, "Asker", asker.id, case)
    offered = f"/jobs/{waits.id}/cancel" in browser.client.get(f"/jobs/{waits.id}").text
    told = browser.send(f"/jobs/{waits.id}/cancel")
    assert (offered, told.status_code) == (ends, 200 if ends else 403)
    again = put(house, "Asker", asker.id, case)
    told = browser.client.post(f"/api/v1/jobs/{again.id}/cancel", headers=head(house, other.id))
    assert told.status_code == (200 if ends else 403)


def test_a_job_without_a_case_is_ended_by_who_runs_jobs(house: House) -> None:
    asker, _ = member(house, "editor", "Asker")
    for role, status in (("editor", 200), ("analyst", 404)):
        other, browser = member(house, role, f"The {role}")
        job, program = put(house, "Asker", asker.id, None).id, head(house, other.id)
        assert browser.send(f"/jobs/{job}/cancel").status_code == status
        job = put(house, "Asker", asker.id, None).id
        assert browser.client.post(f"/api/v1/jobs/{job}/cancel", headers=program).status_code == status


def test_a_token_ends_what_its_scopes_start(house: House, case: str) -> None:
    account, _ = member(house, "editor", "Edda")
    client = Browser(house).client
    for scopes, status in (
        (("read",), 403), (("read", "jobs"), 403), (("jobs",), 403), (("read", "work"), 200), (("work",), 200),
    ):  # fmt: skip
        job = put(house, "Edda", account.id, case)
        told = client.post(f"/api/v1/jobs/{job.id}/cancel", headers=head(house, account.id, *scopes))
        assert told.status_code == status
        if status == 403:
            assert told.json()["detail"] == "the token is not for this; make one with the scope 'work'"


def test_a_token_ends_what_it_started_and_needs_no_other_scope_for_that(house: House, case: str) -> None:
    account, _ = member(house, "editor", "Edda")
    client = Browser(house).client
    for scope, path, body in (
        ("work", f"/cases/{case}/answers", {}),
        ("jobs", "/jobs", {"kind": "backtest"}),
        ("read", f"/cases/{case}/briefs", {"forms": ["pdf"]}),
    ):
        program = head(house, account.id, scope)
        asked = client.post(f"/api/v1{path}", json=body, headers=program)
        assert asked.status_code == 202, (scope, asked.text)
        told = client.post(f"{asked.headers['Location']}/cancel", headers=program)
        assert (told.status_code, told.json()["state"]) == (200, "cancelled"), scope
    judges = head(house, account.id, "judge", "webhooks")
    job = put(house, "Edda", account.id, case)
    told = client.post(f"/api/v1/jobs/{job.id}/cancel", headers=judges)
    assert told.status_code == 403
