"""How a team comes in: passwords, one-time links, sessions, and what happens to whoever tries too often."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from argon2 import PasswordHasher

from smoulder.store import passwords
from smoulder.web.guard import limits
from smoulder.web.guard.entry import Key, visitor_of
from smoulder.web.guard.refused import NotSignedIn
from smoulder.web.house import House
from tests.web.conftest import words_of
from tests.web.team import PASSWORD, Person, join, served_team

Served = tuple[House, Any]


@pytest.fixture(scope="module", autouse=True)
def _quick() -> Iterator[None]:
    """Hashes that cost little: here the doors are tried, not the locks."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            passwords, "_hasher", lambda: PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
        )
        yield


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A team on the real server."""
    with served_team(tmp_path_factory.mktemp("team") / "data") as found:
        yield found


@pytest.fixture
def house(served: Served) -> Iterator[House]:
    """The house, in which each test has tries of its own: those of the one before lie long back."""
    house, _ = served
    yield house
    house.clock.ahead += timedelta(hours=1)  # type: ignore[attr-defined]


def member(house: House, name: str, role: str = "analyst") -> str:
    return join(house, role, name).name


def test_the_first_administrator_comes_in_by_the_printed_address_once(tmp_path: Path) -> None:
    with served_team(tmp_path / "data") as (house, app):
        app.state.first = Key()
        page = f"/first?token={app.state.first.held}"
        asked = {"name": "Adam", "again": PASSWORD, "held": app.state.first.held}
        adam, late = Person(house), Person(house)
        assert adam.client.get("/first?token=guessed").status_code == 403
        assert adam.fill(page, "/first", password="short", **asked | {"again": "short"}).status_code == 422
        done = adam.fill(page, "/first", password=PASSWORD, **asked)
        assert (done.status_code, done.headers["location"]) == (303, "/accounts")
        assert adam.see("/accounts").status_code == 200
        again = late.fill(page, "/first", password=PASSWORD, **asked)
        assert again.status_code == 403
        assert len(house.store.accounts.all()) == 1


def test_signing_in_gives_a_fresh_session_and_ends_the_one_before(house: House) -> None:
    name = member(house, "Fresh")
    person = Person(house)
    person.client.cookies.set("smoulder", "chosen by somebody else")
    first = person.sign_in(name, to="/cases")
    assert (first.status_code, first.headers["location"]) == (303, "/cases")
    held = person.client.cookies.get("smoulder", domain="127.0.0.1")
    assert held != "chosen by somebody else"
    cookie = next(one for one in first.headers.get_list("set-cookie") if one.startswith("smoulder="))
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    person.client.post("/sign-out", data={"csrf": "none"})  # refused: the session stays
    assert person.see("/account").status_code == 200


def test_wrong_names_and_wrong_passwords_are_answered_alike(house: House) -> None:
    name = member(house, "Alike")
    wrong, unknown = (
        Person(house).sign_in(name, "not the password"),
        Person(house).sign_in("Nobody", PASSWORD),
    )
    assert (wrong.status_code, unknown.status_code) == (403, 403)
    assert words_of(wrong.text) == words_of(unknown.text)


def test_a_form_of_another_site_signs_nobody_in(house: House) -> None:
    name = member(house, "Other Site")
    person = Person(house)
    for fields in ({}, {"door": "guessed"}):
        answer = person.client.post("/sign-in", data={"name": name, "password": PASSWORD, **fields})
        assert answer.status_code == 403
    assert person.sign_in(name, origin="https://elsewhere.example").status_code == 403


def test_one_goes_on_to_pages_of_ours_alone(house: House) -> None:
    name = member(house, "Goes On")
    for to in ("https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "/a\r\nx: y"):
        assert Person(house).sign_in(name, to=to).headers["location"] == "/"


def test_five_failures_close_the_door_to_a_stranger_until_they_are_past_and_a_restart_forgets_none(
    house: House,
) -> None:
    name = member(house, "Stranger")
    assert [Person(house).sign_in(name, "not this one").status_code for _ in range(6)] == [403] * 5 + [429]
    closed = Person(house).sign_in(name)
    assert closed.status_code == 429
    assert 0 < int(closed.headers["retry-after"]) <= 15 * 60
    with served_team(house.chosen.data) as (restarted, _):
        assert Person(restarted).sign_in(name).status_code == 429
    elsewhere = {"x-forwarded-for": "198.51.100.7"}  # as a proxy on this machine says it
    assert Person(house).sign_in(name, **elsewhere).status_code == 303
    house.clock.ahead += timedelta(minutes=16)  # type: ignore[attr-defined]
    assert Person(house).sign_in(name).status_code == 303


def test_tries_at_the_same_time_are_counted_one_by_one(house: House) -> None:
    name = member(house, "At Once")
    people = [Person(house) for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda one: one.sign_in(name, "not this one").status_code, people))
    assert sorted(found) == [403] * 5 + [429] * 3


def test_who_tries_from_everywhere_does_not_shut_out_the_owner_in_their_own_browser(house: House) -> None:
    name = member(house, "Owner")
    owner = Person(house)
    assert owner.sign_in(name).status_code == 303
    owner.see("/account")
    owner.send("/sign-out")
    failed = Person(house).sign_in(name, "x" * 12, **{"x-forwarded-for": "203.0.113.1"})
    one = house.store.audit.since(action="sign in")[0]
    for number in range(48):  # as many more, each from another place
        house.store.audit.add(replace(one, origin=f"place {number}"))
    last = Person(house).sign_in(name, "x" * 12, **{"x-forwarded-for": "203.0.113.2"})
    assert (failed.status_code, last.status_code) == (403, 403)
    assert Person(house).sign_in(name, **{"x-forwarded-for": "198.51.100.9"}).status_code == 429
    assert owner.sign_in(name).status_code == 303


def test_another_password_ends_every_other_session_and_the_old_one_no_longer_holds(house: House) -> None:
    name = member(house, "Changer")
    here, there = Person(house), Person(house)
    assert (here.sign_in(name).status_code, there.sign_in(name).status_code) == (303, 303)
    here.see("/account")
    before = here.csrf
    fields = {"old": PASSWORD, "password": "nine blue herons", "again": "nine blue herons"}
    assert here.send("/account/password", **fields | {"old": "wrong"}).status_code == 403
    assert here.send("/account/password", **fields | {"again": "nine"}).status_code == 422
    assert here.send("/account/password", **fields).status_code == 303
    assert there.see("/account").status_code == 303
    assert here.see("/account").status_code == 200
    assert here.client.post("/account/everywhere", data={"csrf": before}).status_code == 403
    assert Person(house).sign_in(name).status_code == 403
    assert Person(house).sign_in(name, "nine blue herons").status_code == 303
    assert here.send("/account/everywhere").status_code == 303
    assert here.see("/account").status_code == 303


def test_a_browser_is_known_no_more_once_the_password_is_another(house: House) -> None:
    name = member(house, "Robbed")
    thief, owner = Person(house), Person(house)
    assert (thief.sign_in(name).status_code, owner.sign_in(name).status_code) == (303, 303)
    mark = owner.client.cookies["smoulder-known"]
    owner.see("/account")
    fields = {"old": PASSWORD, "password": "nine blue herons", "again": "nine blue herons"}
    assert owner.send("/account/password", **fields).status_code == 303
    assert owner.client.cookies["smoulder-known"] != mark
    where = {"x-forwarded-for": "192.0.2.44"}
    tries = [thief.sign_in(name, "x" * 12, **where).status_code for _ in range(6)]
    assert tries == [403] * 5 + [429], "as a stranger, who has five"
    owner.see("/account")
    owner.send("/sign-out")
    assert owner.sign_in(name, "nine blue herons", **where).status_code == 303


def test_who_signs_out_everywhere_can_let_programs_go_as_well(house: House) -> None:
    account = join(house, "analyst", "Sweeper")
    token, _ = house.store.tokens.add(account.id, "script", ["read"], None, house.clock())
    person = Person(house).come_in(account)
    assert 'name="tokens"' in person.see("/account").text
    assert person.send("/account/everywhere").status_code == 303
    assert house.store.tokens.find(token, house.clock()) is not None
    assert person.come_in(account).send("/account/everywhere", tokens="yes").status_code == 303
    assert house.store.tokens.find(token, house.clock()) is None


def test_a_signed_out_cookie_lets_nobody_in_again(house: House) -> None:
    person = Person(house)
    person.sign_in(member(house, "Leaver"))
    held = person.client.cookies["smoulder"]
    person.see("/account")
    assert person.send("/sign-out").status_code == 303
    person.client.cookies.set("smoulder", held)
    assert person.see("/account").status_code == 303


def test_an_invitation_works_once_and_a_newer_link_makes_it_void(house: House) -> None:
    adam = Person(house).come_in(join(house, "administrator", "Inviter"))
    shown = adam.send("/accounts", name="Guest One", role="analyst")
    link = re.search(r'value="http[^"]*(/join\?link=[^"]+)"', shown.text)
    assert link
    assert link[1].rpartition("=")[2] not in adam.see("/accounts").text
    account = house.store.accounts.named("guest one")
    assert account is not None
    newer = re.search(r'(/join\?link=[^"]+)"', adam.send(f"/accounts/{account.id}/link").text)
    assert newer
    guest = Person(house)
    assert guest.client.get(link[1]).status_code == 403
    held = {"held": newer[1].rpartition("link=")[2], "password": PASSWORD, "again": PASSWORD}
    assert guest.fill(newer[1], "/join", **held).status_code == 303
    assert "Guest One" in guest.see("/account").text
    replayed = Person(house).fill("/sign-in", "/join", **held)
    assert replayed.status_code == 403
    assert "link was used" in replayed.text
    changed = newer[1][:-1] + ("0" if newer[1][-1] != "0" else "1")
    assert guest.client.get(changed).status_code == 403


def test_a_link_ends_after_its_days(house: House) -> None:
    adam = Person(house).come_in(join(house, "administrator", "Inviter Two"))
    shown = adam.send("/accounts", name="Guest Two", role="reader")
    link = re.search(r'(/join\?link=[^"]+)"', shown.text)
    assert link
    house.clock.ahead += timedelta(days=3, minutes=1)  # type: ignore[attr-defined]
    assert Person(house).client.get(link[1]).status_code == 403


def test_who_is_let_go_is_out_at_once_and_the_last_administrator_stays(tmp_path: Path) -> None:
    with served_team(tmp_path / "data") as (house, _):
        adam, anna = join(house, "administrator"), join(house, "analyst")
        token, _ = house.store.tokens.add(anna.id, "script", ["read"], None, house.clock())
        boss, her = Person(house).come_in(adam), Person(house).come_in(anna)
        assert her.see("/account").status_code == 200
        assert boss.send(f"/accounts/{adam.id}/role", role="reader").status_code == 422
        assert boss.send(f"/accounts/{adam.id}/active", active="no").status_code == 422
        assert boss.send(f"/accounts/{anna.id}/role", role="editor").status_code == 303
        assert "You are editor" in her.see("/account").text
        assert boss.send(f"/accounts/{anna.id}/active", active="no").status_code == 303
        assert her.see("/account").status_code == 303
        assert house.store.tokens.find(token, house.clock()) is None
        assert Person(house).sign_in("Anna").status_code == 403
        assert boss.send(f"/accounts/{anna.id}/active", active="yes").status_code == 303
        assert house.store.tokens.find(token, house.clock()) is None
        assert Person(house).sign_in("Anna").status_code == 303


def test_a_session_of_one_alone_does_not_open_a_team_nor_the_other_way_round(tmp_path: Path) -> None:
    with served_team(tmp_path / "data") as (house, _):
        held, _session = house.store.sessions.open("somebody", None, house.clock())
        person = Person(house)
        person.client.cookies.set("smoulder", held)
        assert person.see("/account").status_code == 303
        reader, _session = house.store.sessions.open("Rike", join(house, "reader").id, house.clock())
        request = SimpleNamespace(headers={}, cookies={"smoulder": reader}, url=SimpleNamespace(path="/"))
        with pytest.raises(NotSignedIn):
            visitor_of(replace(house, team=False), request)  # type: ignore[arg-type]


def test_more_than_a_few_who_sign_in_at_once_hold_up_no_page(house: House) -> None:
    name, many = member(house, "In Line"), 3 * limits.IN_LINE
    people = [Person(house) for _ in range(many)]
    with ThreadPoolExecutor(many) as pool:
        with limits._ONE:  # whoever is in line stays there
            tries = [pool.submit(one.sign_in, name) for one in people]
            at_once = [one.result() for one in islice(as_completed(tries, 20), many - limits.IN_LINE)]
            assert Person(house).client.get("/sign-in", timeout=5).status_code == 200
        assert {one.status_code for one in at_once} == {429}
        assert all("try again in a few seconds" in one.text for one in at_once)
        found = Counter(one.result().status_code for one in tries)
    assert found == {303: limits.IN_LINE, 429: many - limits.IN_LINE}
