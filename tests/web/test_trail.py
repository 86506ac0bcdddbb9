"""The audit trail holds every write of who is known, and of strangers no more than their tries to come in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from smoulder.records.errors import CannotWrite
from smoulder.store.audit import Deed
from smoulder.web.guard.limits import OF_ORIGIN
from smoulder.web.house import House
from tests.web.programs import API
from tests.web.role_table import SCOPES
from tests.web.team import Person, join, served_team


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, Any]]:
    """A team on the real server."""
    with served_team(tmp_path_factory.mktemp("trail") / "data") as found:
        yield found


@pytest.fixture
def house(served: tuple[House, Any]) -> House:
    return served[0]


def noted(house: House) -> list[Deed]:
    """The whole trail, newest first."""
    return house.store.audit.since(last=10_000)


@pytest.mark.parametrize("key", [None, "a-key-of-its-own", "no key because of its blanks"])
@pytest.mark.parametrize("way", ["role", "parameter", "body"])
def test_a_refused_write_of_a_program_is_noted_with_and_without_a_key(
    house: House, key: str | None, way: str
) -> None:
    role, query, sent = {
        "role": ("reader", "", b'{"kind": "resolve"}'),
        "parameter": ("editor", "?of=all", b'{"kind": "resolve"}'),
        "body": ("editor", "", b"{"),
    }[way]
    name = f"{way} {len(key or '')}"
    account = join(house, role, name)
    token, _ = house.store.tokens.add(account.id, "script", SCOPES, None, house.clock())
    headers = {"authorization": f"Bearer {token}", "content-type": "application/json"}
    headers |= {"idempotency-key": key} if key else {}
    answer = httpx2.post(f"{house.address}{API}/jobs{query}", content=sent, headers=headers)
    assert answer.status_code in (400, 403, 422)
    rows = [one for one in noted(house) if one.who == name]
    assert [(one.status, one.account) for one in rows] == [(answer.status_code, account.id)]
    assert rows[0].what == f"POST {API}/jobs"


def test_no_line_of_the_trail_has_a_letter_that_no_text_has(served: tuple[House, Any]) -> None:
    """Also where one would come past the wall."""
    house, app = served
    person = Person(house).come_in(join(house, "editor", "Edda Past The Wall"))
    routes = FastAPI.build_middleware_stack(app)

    async def past(scope: Any, receive: Any, send: Any) -> None:
        await routes({**scope, "app": app}, receive, send)

    inside = TestClient(past, base_url=house.address, cookies=dict(person.client.cookies))
    assert inside.post("/jobs/a%00b%1Bc/cancel", data={"csrf": person.csrf}).status_code == 404
    rows = [one for one in noted(house) if one.who == "Edda Past The Wall"]
    assert [one.what for one in rows] == ["POST /jobs/abc/cancel"]


def test_a_write_that_is_answered_again_is_noted_once(house: House) -> None:
    account = join(house, "editor", "Twice")
    token, _ = house.store.tokens.add(account.id, "script", SCOPES, None, house.clock())
    headers = {"authorization": f"Bearer {token}", "idempotency-key": "one and the same".replace(" ", "-")}
    told = [
        httpx2.post(f"{house.address}{API}/jobs", json={"kind": "resolve"}, headers=headers) for _ in "12"
    ]
    assert [one.status_code for one in told] == [202, 202]
    assert told[1].headers["idempotency-replayed"] == "true"
    other = httpx2.post(f"{house.address}{API}/jobs", json={"kind": "watch"}, headers=headers)
    assert [one.status for one in noted(house) if one.who == "Twice"] == [other.status_code, 202]


def test_a_write_that_could_not_be_noted_is_neither_told_as_done_nor_done_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = join(house, "editor", "Unnoted")
    token, _ = house.store.tokens.add(account.id, "script", SCOPES, None, house.clock())
    headers = {"authorization": f"Bearer {token}", "idempotency-key": "unnoted"}

    def ask() -> int:
        wanted = {"kind": "backtest", "years": "2018"}
        return httpx2.post(f"{house.address}{API}/jobs", json=wanted, headers=headers).status_code

    def full(*_: object) -> None:
        raise CannotWrite("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(type(house.store.audit), "add", full)
        assert ask() == 503
    assert [ask(), ask()] == [409, 409]
    assert {one.status for one in noted(house) if one.who == "Unnoted"} == {409}


def test_a_write_that_failed_by_a_fault_of_ours_is_noted(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("not foreseen")

    person = Person(house).come_in(join(house, "analyst", "Unlucky"))
    monkeypatch.setattr(type(house.store.sessions), "close_all", broken)
    assert person.send("/account/everywhere").status_code == 500
    assert [one.status for one in noted(house) if one.who == "Unlucky"] == [500]


def test_the_trail_holds_the_status_of_the_answer(house: House) -> None:
    person = Person(house).come_in(join(house, "administrator", "Seeker"))
    asked = person.send("/webhooks/none/stop")
    assert [one.status for one in noted(house) if one.who == "Seeker"] == [asked.status_code] == [404]


def test_strangers_fill_no_trail(house: House) -> None:
    before = len(noted(house))
    stranger = Person(house)
    for _ in range(3):
        assert stranger.client.post("/sign-in", data={"name": "x", "password": "y"}).status_code == 403
        assert stranger.client.post("/join", data={"held": "x"}).status_code == 403
        assert stranger.client.post("/first", data={"held": "x"}).status_code == 403
        broken = stranger.client.post(f"{API}/cases", content=b"{")
        assert broken.status_code in (400, 401, 422)
        assert stranger.client.post("/cases/new", data={"csrf": "x"}).status_code in (303, 401)
    assert len(noted(house)) == before


def test_a_place_that_tries_many_names_leaves_few_rows(tmp_path: Path) -> None:
    with served_team(tmp_path / "data") as (house, _):
        one = Deed(house.clock(), "", None, "sign in", None, "", 401, "as another")
        first = Person(house)
        assert first.sign_in("Name 0", "x" * 12).status_code == 403
        origin = noted(house)[0].origin
        for _ in range(OF_ORIGIN):
            house.store.audit.add(Deed(one.at, one.who, one.account, one.action, None, origin, 401, one.what))
        before = len(noted(house))
        for number in range(4):
            assert Person(house).sign_in(f"Name {number}", "x" * 12).status_code == 429
        assert len(noted(house)) == before + 1
