"""Sign-in with the organisation's own, against a provider on this machine, truthful and not."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx2
import pytest

from smoulder.desk.sign_in import SignIn
from smoulder.records.change import Judged
from smoulder.records.errors import MissingExtra
from smoulder.web.guard import oidc
from smoulder.web.guard.limits import OF_ORIGIN
from smoulder.web.guard.oidc_account import account_for
from smoulder.web.house import House, now
from tests.web.oidc_provider import CLIENT, SECRET, Provider, provider
from tests.web.team import Person, join, served_team, team_house

World = tuple[House, Provider, Any]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A team on the real server whose members sign in at a provider."""
    with provider() as known:
        choice = SignIn(known.issuer, CLIENT, SECRET, ("desk.example",), "groups", "reader")
        with served_team(tmp_path_factory.mktemp("oidc") / "data", choice) as (house, app):
            join(house, "administrator")
            yield house, known, app


@pytest.fixture
def known(world: World) -> Iterator[Provider]:
    """The provider, truthful again after each test."""
    _, found, app = world
    yield found
    found.claims, found.sign_with = {}, "key"
    app.state.provider.choice = replace(app.state.provider.choice, domains=("desk.example",), claim="groups")


@pytest.fixture
def house(world: World) -> House:
    return world[0]


def go(person: Person, to: str = "/cases") -> str:
    """Go to the provider, and give the address that it sends one back to."""
    away = person.client.get(f"/sign-in/elsewhere?to={to}")
    assert away.status_code == 303
    return httpx2.get(away.headers["location"]).headers["location"]


def test_a_member_comes_in_and_is_known_again_by_issuer_and_subject(house: House, known: Provider) -> None:
    known.claims = {"sub": "again"}
    person = Person(house)
    assert "/sign-in/elsewhere" in person.client.get("/sign-in").text
    done = person.client.get(go(person))
    assert (done.status_code, done.headers["location"]) == (303, "/cases")
    assert "Rike Holm" in person.see("/account").text
    asked = known.asked[-1]
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["nonce"]) > 20
    known.claims = {"sub": "again", "name": "Another Name"}
    Person(house).client.get(go(Person(house)))  # a stranger's cookie does not hold
    second = Person(house)
    second.client.get(go(second))
    assert "Rike Holm" in second.see("/account").text
    found = house.store.accounts.of_subject(known.issuer, "again")
    assert found is not None
    assert (found.role, found.chosen) == ("reader", False)


def test_an_account_of_the_same_name_is_not_taken_over(house: House, known: Provider) -> None:
    known.claims = {"sub": "cuckoo", "name": "ADAM"}
    person = Person(house)
    assert person.client.get(go(person)).status_code == 303
    assert "You are reader" in person.see("/account").text
    assert house.store.accounts.named("adam 2") is not None


def test_a_name_under_which_work_stands_makes_nobody_the_one_who_worked(
    sample_case: tuple[Path, str], tmp_path: Path
) -> None:
    shutil.copytree(sample_case[0], tmp_path / "data")
    choice = SignIn("https://sign-in.example", CLIENT, SECRET, ("desk.example",), "", "reader")
    with team_house(tmp_path / "data", sign_in=choice) as house:
        case, at = sample_case[1], house.clock()
        brought = Judged(analyst="Quoted", comeback={12: 0.2})
        house.desk("Ola Nord").enter(case, [Judged(analyst="Ola Nord", comeback={12: 0.3})], "")
        house.ledger.log.add(case, [brought], who="Bo, taken in by Ola Nord", why="", now=at)
        claims = {"email": "x@desk.example", "email_verified": True}

        def name_of(subject: str, name: str) -> str:
            return account_for(house, choice, {**claims, "sub": subject, "name": name}).name

        names = [name_of(name, name) for name in ("OLA  nord", "Quoted", "bo", "Ola Nord 2", "Free")]
        assert names == ["OLA nord 2", "Quoted 2", "bo 2", "Ola Nord 2 2", "Free"]
        house.desk("Free").enter(case, [Judged(analyst="Free", comeback={12: 0.4})], "")
        assert name_of("Free", "Free") == "Free", "an account that is there keeps its own"


LIES: dict[str, dict[str, Any]] = {
    "a wrong nonce": {"nonce": "of another try"},
    "no nonce": {"nonce": None},
    "a wrong audience": {"aud": "another programme"},
    "several audiences without a word on which": {"aud": [CLIENT, "another"]},
    "a token for another of several": {"aud": [CLIENT, "another"], "azp": "another"},
    "another issuer": {"iss": "https://elsewhere.example"},
    "a token that ended": {"exp": int(now().timestamp()) - 3600},
    "a token without an end": {"exp": None},
    "a token without a subject": {"sub": None},
    "an address that is not verified": {"email_verified": False},
    "an address of another domain": {"email": "rike@elsewhere.example"},
    "an address that only ends alike": {"email": "rike@notdesk.example"},
}


@pytest.mark.parametrize("lie", LIES)
def test_a_token_that_does_not_hold_lets_nobody_in(house: House, known: Provider, lie: str) -> None:
    known.claims = {"sub": lie} | LIES[lie]
    refused(house)


@pytest.mark.parametrize("how", ["none", "secret", "another key"])
def test_a_token_that_the_provider_did_not_sign_lets_nobody_in(
    house: House, known: Provider, how: str
) -> None:
    known.claims, known.sign_with = {"sub": how}, how
    refused(house)


def refused(house: House) -> None:
    person, before = Person(house), len(house.store.accounts.all())
    answer = person.client.get(go(person))
    assert answer.status_code == 403
    assert "That did not work" in answer.text
    assert person.see("/account").status_code == 303
    assert len(house.store.accounts.all()) == before
    assert house.store.audit.since(action="sign in")[0].status == 401


def test_an_answer_for_another_browser_or_another_try_is_refused(house: House, known: Provider) -> None:
    mine, theirs = Person(house), Person(house)
    address = go(mine)
    assert theirs.client.get(address).status_code == 403
    other = go(theirs)
    assert theirs.client.get(address).status_code == 403
    assert theirs.client.get(other.replace("state=", "state=x")).status_code == 403
    assert theirs.client.get(other + "&iss=https://elsewhere.example").status_code == 403
    theirs.client.cookies.clear()
    theirs.client.cookies.set("smoulder-state", "eyJzdGF0ZSI6IngifQ==.0000")
    assert theirs.client.get(other).status_code == 403


def test_an_answer_that_was_used_is_not_taken_again(house: House, known: Provider) -> None:
    known.claims = {"sub": "replayed"}
    person = Person(house)
    address = go(person)
    held = person.client.cookies["smoulder-state"]
    assert person.client.get(address).status_code == 303
    assert person.client.get(address).status_code == 403
    thief = Person(house)
    thief.client.cookies.set("smoulder-state", held)
    assert thief.client.get(address).status_code == 403


def test_the_claim_names_the_role_each_time(house: House, known: Provider, world: World) -> None:
    for groups, role in ((["smoulder-editor", "all"], "editor"), ("analyst", "analyst"), ([], "analyst")):
        known.claims = {"sub": "climber", "groups": groups}
        person = Person(house)
        assert person.client.get(go(person)).status_code == 303
        assert f"You are {role}" in person.see("/account").text
    held = world[2].state.provider
    held.choice = replace(held.choice, domains=())
    known.claims = {"sub": "no role", "groups": ["visitors"]}
    refused(house)


def test_who_was_let_go_does_not_come_back_by_the_provider(house: House, known: Provider) -> None:
    known.claims = {"sub": "gone"}
    person = Person(house)
    person.client.get(go(person))
    account = house.store.accounts.of_subject(known.issuer, "gone")
    assert account is not None
    house.store.accounts.deactivate(account.id, house.clock())
    again = Person(house)
    assert again.client.get(go(again)).status_code == 403


def test_a_cookie_that_is_not_ours_is_no_try_and_tries_of_one_place_fill_no_trail(
    house: House, known: Provider
) -> None:
    def rows() -> int:
        return len(house.store.audit.since(action="sign in", last=10_000))

    person, before = Person(house), rows()
    for held in ("x", "eyJzdGF0ZSI6IngifQ==.0000"):
        person.client.cookies.set("smoulder-state", held)
        assert person.client.get("/sign-in/back?code=x&state=y").status_code == 403
    assert rows() == before
    elsewhere = {"x-forwarded-for": "203.0.113.77"}
    sent = Person(house)
    sent.client.get("/sign-in/elsewhere")
    for _ in range(OF_ORIGIN + 3):
        assert sent.client.get("/sign-in/back?code=x&state=y", headers=elsewhere).status_code == 403
    assert rows() == before + OF_ORIGIN


def deeds(house: House, account: str) -> list[tuple[int, str]]:
    """What was done to the accounts by the word of the provider, the oldest first."""
    found = house.store.audit.since(action="manage accounts", last=10_000)
    return [(one.status, one.what) for one in reversed(found) if one.account == account]


def test_a_new_account_and_a_new_role_stand_in_the_trail(house: House, known: Provider) -> None:
    for groups in (["analyst"], ["analyst"], ["editor"]):
        known.claims = {"sub": "noted", "groups": groups}
        person = Person(house)
        assert person.client.get(go(person)).status_code == 303
    account = house.store.accounts.of_subject(known.issuer, "noted")
    assert account is not None
    assert deeds(house, account.id) == [
        (200, "OpenID Connect: account made, role analyst"),
        (200, "OpenID Connect: role analyst changed to editor"),
    ]


def test_the_last_administrator_comes_in_and_stays_one_whatever_the_provider_says(
    house: House, known: Provider
) -> None:
    known.claims = {"sub": "last", "groups": ["administrator"]}
    person = Person(house)
    assert person.client.get(go(person)).status_code == 303
    others = [one for one in house.store.accounts.all() if one.role == "administrator"]
    last = house.store.accounts.of_subject(known.issuer, "last")
    assert last is not None
    others.remove(last)
    for one in others:
        house.store.accounts.set_role(one.id, "reader")
    known.claims = {"sub": "last", "groups": ["reader"]}
    again = Person(house)
    assert again.client.get(go(again)).status_code == 303
    assert "You are administrator" in again.see("/account").text
    assert deeds(house, last.id)[-1] == (
        422, "OpenID Connect: role administrator kept, of the last administrator; reader named"
    )  # fmt: skip
    for one in others:
        house.store.accounts.set_role(one.id, "administrator")
    third = Person(house)
    assert third.client.get(go(third)).status_code == 303
    assert "You are reader" in third.see("/account").text


def test_without_the_extra_the_page_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "authlib.integrations.httpx_client", None)
    monkeypatch.setitem(sys.modules, "authlib.integrations", None)
    with pytest.raises(MissingExtra, match=r"pip install 'smoulder\[oidc\]'"):
        oidc._library()


def test_without_a_provider_there_is_no_such_way_in(tmp_path: Path) -> None:
    with served_team(tmp_path / "data") as (house, _):
        assert Person(house).client.get("/sign-in/elsewhere").status_code == 404
        assert Person(house).client.get("/sign-in/back?code=x&state=y").status_code == 404
