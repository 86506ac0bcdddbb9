"""The pages by which a team says who may do what: tokens, access to a case, the audit trail."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx2
import pytest

from smoulder.store.access import Access
from smoulder.store.audit import Deed
from smoulder.web.guard.case_access import sees
from smoulder.web.guard.visitor import Visitor
from smoulder.web.house import House
from tests.web.conftest import words_of
from tests.web.team import Person, join, served_team


@pytest.fixture(scope="module")
def world(
    sample_case: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[House, str, dict[str, str]]]:
    """A team on the real server with a case; ids of its members by role."""
    folder = tmp_path_factory.mktemp("pages") / "data"
    shutil.copytree(sample_case[0], folder)
    with served_team(folder) as (house, _):
        yield (
            house,
            sample_case[1],
            {role: join(house, role).id for role in ("reader", "analyst", "editor", "administrator")},
        )


@pytest.fixture
def house(world: tuple[House, str, dict[str, str]]) -> House:
    return world[0]


def person(house: House, account: str) -> Person:
    found = house.store.accounts.find(account)
    assert found is not None
    return Person(house).come_in(found)


def test_a_token_is_shown_once_used_and_revoked(
    house: House, world: tuple[House, str, dict[str, str]]
) -> None:
    anna = person(house, world[2]["analyst"])
    made = anna.send("/tokens", name="script", scope=["read", "work"], days="30")
    token = re.search(r'value="(smo_[^"]+)"', made.text)
    assert token
    assert token[1] not in anna.see("/tokens").text
    bearer = {"authorization": f"Bearer {token[1]}"}
    asked = [httpx2.get(f"{house.address}/api/v1/me", headers=bearer).status_code for _ in range(3)]
    assert asked == [200] * 3
    kept = house.store.tokens.of(world[2]["analyst"])[0]
    assert kept.used is not None
    assert kept.ends is not None
    other = person(house, world[2]["editor"])
    assert other.send(f"/tokens/{kept.id}/revoke").status_code == 404
    assert anna.send(f"/tokens/{kept.id}/revoke").status_code == 303
    refused = httpx2.get(f"{house.address}/api/v1/me", headers=bearer)
    assert refused.status_code == 401
    assert "revoked" in refused.json()["detail"]
    assert refused.headers["www-authenticate"] == "Bearer"
    assert anna.send("/tokens", name="none", days="30").status_code == 422
    assert anna.send("/tokens", name="x", scope="everything", days="30").status_code == 422
    assert anna.send("/tokens", name="x", scope="read", days="31").status_code == 422


def test_a_token_that_ended_lets_nobody_in_and_use_is_noted_once_a_minute(
    house: House, world: tuple[House, str, dict[str, str]]
) -> None:
    now = house.clock()
    token, _ = house.store.tokens.add(world[2]["reader"], "short", ["read"], now + timedelta(minutes=5), now)
    for seconds, noted in ((0, 0), (30, 0), (61, 61)):
        assert house.store.tokens.find(token, now + timedelta(seconds=seconds)) is not None
        used = house.store.tokens.of(world[2]["reader"])[0].used
        assert used is not None
        assert (used - now).total_seconds() == noted
    assert house.store.tokens.find(token, now + timedelta(minutes=5)) is None
    assert house.store.tokens.find("smo_" + "x" * 43, now) is None


def test_a_cookie_alone_writes_nothing_through_the_interface_for_programs(
    house: House, world: tuple[House, str, dict[str, str]]
) -> None:
    boss = person(house, world[2]["administrator"])
    answer = boss.client.post("/api/v1/webhooks", json={})
    assert answer.status_code == 403
    assert answer.headers["content-type"] == "application/problem+json"


def test_an_editor_says_who_sees_a_case_and_cannot_lose_it(
    house: House, world: tuple[House, str, dict[str, str]]
) -> None:
    _, case_id, ids = world
    edda, rike = person(house, ids["editor"]), person(house, ids["reader"])
    page = f"/cases/{case_id}/access"
    assert "Who sees this case" in edda.see(page).text
    assert (page in edda.see(f"/cases/{case_id}").text, page in rike.see(f"/cases/{case_id}").text) == (
        True,
        False,
    )
    old = {"seen": Access().mark}
    lost = edda.send(page, audience="named", **{f"role-{ids['reader']}": "analyst"})
    assert (lost.status_code, "lose the case" in lost.text) == (422, True)
    assert edda.send(page, audience="everybody").status_code == 422
    wrong = edda.send(page, audience="team", **{f"role-{ids['reader']}": "administrator"})
    assert wrong.status_code == 422
    given = {f"role-{ids['editor']}": "editor", f"role-{ids['reader']}": "analyst", "role-nobody": "editor"}
    assert "open the page anew" in edda.send(page, audience="named", **given).text
    assert edda.send(page, audience="named", **old, **given).status_code == 303
    kept = house.store.access.of(case_id)
    assert kept == Access(True, {ids["editor"]: "editor", ids["reader"]: "analyst"})
    anna = Visitor("Anna", ids["analyst"], "analyst")
    assert sees(house, anna, [case_id, "another"]) == {"another"}
    assert sees(house, Visitor("Rike", ids["reader"], "reader"), [case_id]) == {case_id}
    assert sees(house, Visitor("Adam", ids["administrator"], "administrator"), [case_id]) == {case_id}
    assert rike.client.get(page).status_code == 403
    assert person(house, ids["analyst"]).client.get(page).status_code == 404
    assert edda.send(page, audience="team", seen=kept.mark).status_code == 303
    assert sees(house, anna, [case_id]) == {case_id}


def test_what_others_said_since_of_who_sees_a_case_is_not_undone_unseen(
    house: House, world: tuple[House, str, dict[str, str]]
) -> None:
    _, case_id, ids = world
    page, reader, analyst = f"/cases/{case_id}/access", ids["reader"], ids["analyst"]
    mine = {ids["editor"]: "editor", ids["administrator"]: "editor"}
    before = Access(True, {**mine, reader: "reader"})
    house.store.access.keep(case_id, before)
    first, second = (person(house, ids[role]) for role in ("editor", "administrator"))
    shown = re.findall(r'name="seen" value="(\w+)"', second.see(page).text)
    assert shown == [before.mark]
    own = {f"role-{name}": "editor" for name in mine}
    later = {**own, f"role-{reader}": "reader", f"role-{analyst}": "analyst", "audience": "team"}
    assert first.send(page, audience="named", seen=before.mark, **own).status_code == 303
    told = second.send(page, seen=before.mark, **later)
    assert told.status_code == 409
    assert house.store.access.of(case_id) == Access(True, mine)
    assert person(house, reader).client.get(f"/cases/{case_id}").status_code == 404
    assert "Somebody else changed who sees this case" in words_of(told.text)
    assert re.findall(r"kept: ([^<]+)<", told.text) == ["those named", *["none of its own"] * 2]
    assert 'value="team" checked' in told.text
    assert '<option value="analyst" selected>' in told.text
    assert second.send(page, seen=Access(True, mine).mark, **later).status_code == 303
    assert second.send(page, seen=before.mark, **later).status_code == 303, "what stands so already is kept"
    house.store.access.keep(case_id, Access())


def test_the_trail_is_sought_in_the_address_and_read_page_by_page(
    house: House, world: tuple[House, str, dict[str, str]]
) -> None:
    boss = person(house, world[2]["administrator"])
    at = house.clock() - timedelta(days=400)
    for number in range(103):
        house.store.audit.add(
            Deed(
                at + timedelta(seconds=number), "100%_Sure", None, "work", None, "", 200, f"POST /x/{number}"
            )
        )
    page = boss.see("/audit?who=100%25_s&action=work")
    assert "POST /x/102" in page.text
    assert "POST /x/2<" not in page.text
    older = re.search(r'href="(/audit[^"]*before=[^"]*)"', page.text)
    assert older
    rest = words_of(boss.see(older[1].replace("&amp;", "&")).text)
    assert "POST /x/2 " in rest
    assert "POST /x/3 " not in rest
    day = f"/audit?day={at.date().isoformat()}&who=sure"
    assert "POST /x/5<" in boss.see(day).text
    assert "Nothing was done that fits" in boss.see("/audit?day=1999-01-01").text
    assert boss.see("/audit?day=yesterday").status_code == 422
    assert boss.see("/audit?before=0").status_code == 422
    assert "<script>" not in boss.see("/audit?who=<script>alert(1)</script>").text
