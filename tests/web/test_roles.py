"""The table of the house, tried cell by cell through the real server."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from smoulder.store.access import Access
from smoulder.store.accounts import Account
from smoulder.web.app import build_app
from smoulder.web.guard.audited import Audited
from smoulder.web.guard.entry import cookie_name
from smoulder.web.house import House
from tests.web.all_routes import gates_of, routes_of
from tests.web.role_table import ENTRY, MAY, OPENS, ROLES, ROUTES, SCOPES
from tests.web.team import Person, join, served_team

NEEDS = "this needs"
NOT_FOR = "the token is not for this"
NOT_OURS = "too old or not ours"
Team = tuple[House, dict[str, Account], str]
Ask = Callable[..., httpx2.Response]


@pytest.fixture(scope="module")
def team(sample_case: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    """A house on the real server with a case and one member of each role, and one more outside the case."""
    source, case_id = sample_case
    folder = tmp_path_factory.mktemp("roles") / "data"
    shutil.copytree(source, folder)
    with served_team(folder) as (house, _):
        people = {role: join(house, role) for role in ROLES}
        yield house, people, case_id


@pytest.fixture(scope="module")
def ask(team: Team) -> Iterator[Ask]:
    """A request to a route, in the name of an account or with a token; what a path leaves open is filled in."""
    house, people, case_id = team
    held = {one.id: house.store.sessions.open(one.name, one.id, house.clock())[0] for one in people.values()}
    client = httpx2.Client(base_url=house.address, timeout=30)

    def asked(route: str, account: Account | None = None, *, token: str = "") -> httpx2.Response:
        method, _, path = route.partition(" ")
        path = re.sub(r"\{[^}]+\}", "1", path.replace("{case_id}", case_id))
        headers = {"cookie": f"{cookie_name(house)}={held[account.id]}"} if account else {}
        headers |= {"authorization": f"Bearer {token}"} if token else {}
        # no token of a form: the gate asks for it after the role, so that nothing is changed here
        with client.stream(method, path, headers=headers) as answer:
            if "event-stream" not in answer.headers.get("content-type", ""):
                answer.read()
            client.cookies.clear()
            return answer

    with client:
        yield asked


def test_every_route_stands_in_the_table_and_asks_for_what_it_says(team: Team) -> None:
    app = build_app(team[0])
    found = {f"{method} {path}": actions for method, path, actions in gates_of(app)}
    open_ones = {route for route, actions in found.items() if not actions}
    assert open_ones == ENTRY
    asks = {f'"{route}": "{", ".join(actions)}",' for route, actions in found.items() if actions}
    stands = {f'"{route}": "{action}",' for route, action in ROUTES.items()}
    assert asks - stands == set(), "routes that are not in role_table.py: see that each is right, and add it"
    assert stands - asks == set(), "routes of role_table.py that are gone"


def test_every_route_that_can_write_notes_what_it_does(team: Team) -> None:
    silent = [
        path
        for path, route in routes_of(build_app(team[0]))
        if getattr(route, "methods", set()) - {"GET", "HEAD"} and not isinstance(route, Audited)
    ]
    assert silent == []


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_through_where_the_table_says_so(team: Team, ask: Ask, role: str) -> None:
    _, people, _ = team
    column, wrong = ROLES.index(role), []
    for route, action in ROUTES.items():
        answer = ask(route, people[role])
        refused = NEEDS in answer.text if answer.status_code == 403 else False
        let_through = not refused and answer.status_code not in (401,)
        if route.startswith("GET "):
            let_through &= answer.status_code != 403
        elif not refused:  # it came as far as the token of the form, which was left out
            let_through &= answer.status_code == 403 and NOT_OURS in answer.text
        if let_through != MAY[action][column]:
            wrong.append((route, answer.status_code, answer.text[-200:]))
    assert wrong == []


def test_nobody_who_is_not_known_gets_through_anywhere(ask: Ask) -> None:
    wrong = []
    for route in ROUTES:
        answer = ask(route)
        api = route.partition(" ")[2].startswith("/api/")
        sent_away = answer.status_code == 401 if api else answer.status_code == 303
        if not sent_away or not (api or answer.headers["location"].startswith("/sign-in")):
            wrong.append((route, answer.status_code))
    assert wrong == []


@pytest.mark.parametrize("scope", SCOPES)
def test_a_token_opens_what_its_scope_is_for(team: Team, ask: Ask, scope: str) -> None:
    house, people, _ = team
    boss = people["administrator"].id
    token, _ = house.store.tokens.add(boss, scope, [scope], None, house.clock())
    wrong = []
    for route, action in ROUTES.items():
        if not route.partition(" ")[2].startswith("/api/"):
            continue
        answer = ask(route, token=token)
        refused = answer.status_code == 403 and NOT_FOR in answer.text
        if answer.status_code == 401 or refused == OPENS[action][SCOPES.index(scope)]:
            wrong.append((route, answer.status_code, answer.text[:200]))
    assert wrong == []


@pytest.mark.parametrize("role", ROLES)
def test_a_token_with_every_scope_gives_no_more_than_the_role(team: Team, ask: Ask, role: str) -> None:
    house, people, _ = team
    token, _ = house.store.tokens.add(people[role].id, "all", SCOPES, None, house.clock())
    wrong = []
    for route, action in ROUTES.items():
        if not route.partition(" ")[2].startswith("/api/"):
            continue
        answer = ask(route, token=token)
        refused = answer.status_code == 403 and NEEDS in answer.text
        if answer.status_code == 401 or refused == MAY[action][ROLES.index(role)]:
            wrong.append((route, answer.status_code, answer.text[:200]))
    assert wrong == []


def test_a_token_opens_no_page(team: Team, ask: Ask) -> None:
    house, people, _ = team
    token, _ = house.store.tokens.add(people["administrator"].id, "all", SCOPES, None, house.clock())
    pages = [route for route in ROUTES if not route.partition(" ")[2].startswith("/api/")]
    assert [route for route in pages if ask(route, token=token).status_code != 303] == []


IN_CASE = {
    #                  outsider reader  analyst editor  of the case
    "see":             (404,     True,   True,   True),
    "work":            (404,     False,  True,   True),
    "judge":           (404,     False,  True,   True),
    "share cases":     (404,     False,  False,  True),
    "grade sources":   (404,     False,  False,  False),
}  # fmt: skip
"""What a reader of the house may do in a case for those named, by the role in it: grades hold for all cases."""


def test_a_case_for_those_named_is_not_there_for_others_and_open_to_each_as_named(
    team: Team, ask: Ask
) -> None:
    house, people, case_id = team
    reader = people["reader"]
    routes = {
        action: next(one for one, asks in ROUTES.items() if asks == action and "/cases/{case_id}/" in one)
        for action in IN_CASE
    }
    try:
        for column, role in enumerate(("", "reader", "analyst", "editor")):
            house.store.access.keep(case_id, Access(True, {reader.id: role} if role else {}))
            for action, cells in IN_CASE.items():
                answer = ask(routes[action], reader)
                if cells[column] == 404:
                    assert answer.status_code == 404, action
                else:
                    assert (NEEDS in answer.text) != cells[column], (action, role, answer.text)
    finally:
        house.store.access.keep(case_id, Access())


def test_a_case_that_one_does_not_see_answers_exactly_as_one_that_is_not_there(team: Team) -> None:
    house, people, case_id = team
    person = Person(house).come_in(people["editor"])
    wrong = []
    try:
        house.store.access.keep(case_id, Access(True, {people["reader"].id: "reader"}))
        for route in ROUTES:
            method, _, path = route.partition(" ")
            if "{case_id}" not in path:
                continue
            answers = []
            for name in (case_id, "x" * len(case_id)):
                one = re.sub(r"\{[^}]+\}", "1", path.replace("{case_id}", name))
                answer = person.client.request(method, one)
                answers.append((answer.status_code, answer.text.replace(name, "NAME"), _told(answer)))
            if answers[0] != answers[1] or answers[0][0] != 404:
                wrong.append((route, answers[0][0], answers[1][0]))
    finally:
        house.store.access.keep(case_id, Access())
    assert wrong == []


def _told(answer: httpx2.Response) -> dict[str, Any]:
    return {name: value for name, value in answer.headers.items() if name not in ("date", "content-length")}


def test_an_administrator_who_looks_into_a_case_for_others_is_noted_once_an_hour(
    team: Team, ask: Ask
) -> None:
    house, people, case_id = team
    try:
        house.store.access.keep(case_id, Access(True, {people["reader"].id: "reader"}))
        for _ in range(3):
            ask("GET /cases/{case_id}", people["administrator"])
        noted = house.store.audit.since(action="oversee")
    finally:
        house.store.access.keep(case_id, Access())
    assert [(one.who, one.case_id) for one in noted] == [("Adam", case_id)]
