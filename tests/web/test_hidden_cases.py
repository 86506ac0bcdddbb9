"""A case for others: no list, search, job or answer of the interface for programs lets it be known."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from smoulder.store.access import Access
from smoulder.store.jobs import Asked as Job
from smoulder.web.guard.case_access import OVERSEE
from smoulder.web.house import House
from smoulder.web.jobs.folders import place_of
from tests.store.test_asked import asked as question_of
from tests.web.role_table import ROUTES, SCOPES
from tests.web.team import Person, join, served_team

QUERY = {"/search": "?kind=evidence"}
NOT_OF_CASES = ("/live", "/charts/{name}", "/tables/{name}.csv", "/new")
"""Drawings and tables of loaded events, forms, and what does not come to an end."""
World = tuple[House, str, dict[str, str]]


@pytest.fixture(scope="module")
def world(sample_case: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A team on the real server, whose one case is for an editor alone, who has put a job into the queue for it."""
    source, case_id = sample_case
    folder = tmp_path_factory.mktemp("hidden") / "data"
    shutil.copytree(source, folder)
    with served_team(folder) as (house, _):
        insider, outsider = join(house, "editor", "Inside"), join(house, "editor", "Outside")
        house.store.access.keep(case_id, Access(True, {insider.id: "editor"}))
        wants = {"case_id": case_id, "as_of": None}
        house.ledger.asked.add([question_of(case_id)], [])
        asked = Job("answer", wants, insider.name, insider.id, case_id, place_of(house.chosen.data))
        job = house.store.jobs.add(asked, house.clock())
        yield house, case_id, {"inside": insider.id, "outside": outsider.id, "job_id": job.id}


def addresses(house: House, case_id: str, job_id: str) -> list[str]:
    """Every page and every answer that is not of one case, filled in so that it is about the hidden one."""
    question = house.ledger.case(case_id).question
    given = {"group_id": str(question.group_id), "country": question.country, "job_id": job_id}
    found = []
    for route in ROUTES:
        method, _, path = route.partition(" ")
        if method == "GET" and "{case_id}" not in path and not path.endswith(NOT_OF_CASES):
            whole = re.sub(r"\{(\w+)(?::path)?\}", lambda one: given.get(one[1], "1"), path)
            found.append(whole + QUERY.get(path, ""))
    return found


def telling(person: Person, paths: list[str], case_id: str, headers: dict[str, str]) -> list[str]:
    """Those of some addresses whose answer names the case."""
    return [
        path for path in paths if case_id in person.client.get(path, headers=headers).text.replace(path, "")
    ]


@pytest.mark.parametrize("way", ["browser", "token"])
def test_what_is_not_of_one_case_names_it_to_those_who_see_it_alone(world: World, way: str) -> None:
    house, case_id, ids = world
    paths = addresses(house, case_id, ids["job_id"])
    told = {}
    for who in ("inside", "outside"):
        account = house.store.accounts.find(ids[who])
        assert account is not None
        person, headers = Person(house), {}
        if way == "browser":
            person.come_in(account)
        else:
            token, _ = house.store.tokens.add(account.id, way, SCOPES, None, house.clock())
            headers = {"authorization": f"Bearer {token}"}
            paths = [path for path in paths if path.startswith("/api/")]
        told[who] = telling(person, paths, case_id, headers)
    assert told["outside"] == []
    expected = {"/cases", "/jobs", "/search"} if way == "browser" else {"/api/v1/cases", "/api/v1/jobs"}
    assert expected <= {path.partition("?")[0] for path in told["inside"]}, "else nothing is shown to anybody"


def test_a_job_of_a_case_for_others_is_not_there(world: World) -> None:
    house, _, ids = world
    account = house.store.accounts.find(ids["outside"])
    assert account is not None
    person = Person(house).come_in(account)
    for tail in ("", "/log", "/live"):
        shown, missing = (person.client.get(f"/jobs/{one}{tail}") for one in (ids["job_id"], "1" * 12))
        assert (shown.status_code, missing.status_code) == (404, 404), tail
    cancel: httpx2.Response = person.send(f"/jobs/{ids['job_id']}/cancel")
    assert cancel.status_code == 404


def test_asking_for_work_on_a_case_for_others_is_answered_as_on_one_that_is_not_there(world: World) -> None:
    house, case_id, ids = world
    token, _ = house.store.tokens.add(ids["outside"], "asker", SCOPES, None, house.clock())
    told = []
    for asked in (case_id, "no-such-case"):
        answer = httpx2.post(
            f"{house.address}/api/v1/jobs", json={"kind": "resolve", "case_id": asked},
            headers={"authorization": f"Bearer {token}"},
        )  # fmt: skip
        assert answer.status_code == 404
        told.append(answer.text.replace(asked, "X"))
    assert told[0] == told[1]
    assert str(house.chosen.data) not in told[0]


@pytest.mark.parametrize(
    "path",
    ["/search?kind=evidence", "/jobs/{job_id}", "/jobs/{job_id}/log", "/api/v1/jobs", "/api/v1/jobs/{job_id}",
     "/api/v1/questions"],
)  # fmt: skip
def test_an_administrator_who_looks_into_a_case_for_others_is_noted_also_where_no_address_names_it(
    world: World, path: str
) -> None:
    house, case_id, ids = world
    boss = join(house, "administrator", f"Boss of {path}")
    token, _ = house.store.tokens.add(boss.id, "looker", SCOPES, None, house.clock())
    person = Person(house).come_in(boss)

    def noted() -> list[str | None]:
        return [one.case_id for one in house.store.audit.since(action=OVERSEE) if one.account == boss.id]

    assert case_id in person.client.get("/cases").text
    assert noted() == [], "a list that names it shows nothing of it"
    headers = {"authorization": f"Bearer {token}"} if path.startswith("/api") else {}
    for _ in "12":
        assert person.client.get(path.format(**ids), headers=headers).status_code == 200
    assert noted() == [case_id]
