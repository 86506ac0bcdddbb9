"""Faults of the house itself: a team reads of them what to do and nothing of the server, which the log is told."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from smoulder.records.errors import BadLedger, BadSetting, BadStore, CannotWrite, NoCase
from smoulder.store.sessions import SessionTable
from smoulder.store.tokens import TokenTable
from smoulder.web.faults import IN_TEAM, NO_CASE, words_for
from smoulder.web.guard.headers import HEADERS
from smoulder.web.guard.scopes import SCOPES
from smoulder.web.house import House
from tests.web.browser import Browser
from tests.web.conftest import words_of
from tests.web.team import Person, join, served_team

SERVER = "postgresql://desk:grey%20heron@db.inside.example/cases"
BREAKS = [
    CannotWrite(
        f"{SERVER} cannot be used as a ledger (disk I/O error); mend the address in the settings file"
    ),
    BadLedger(f"{SERVER} was held by another process for 30 seconds; let it end and try again"),
    BadStore("/var/lib/smoulder/events is damaged; put a backup of the folder in its place"),
]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, Any]]:
    """A team on the real server."""
    with served_team(tmp_path_factory.mktemp("faults") / "data") as found:
        yield found


def test_an_error_repeats_no_more_than_some_letters_of_what_was_sent(served: tuple[House, Any]) -> None:
    house, big = served[0], "Islamic " * 60_000
    anna = Person(house).come_in(join(house, "analyst", "Anna At Length"))
    for fields in ({"group": big, "country": "Iraq"}, {"group": "Islamic State", "country": big}):
        told = anna.send("/cases/new", **fields)
        assert told.status_code in (404, 422)
        assert "Islamic Islamic" in told.text
        assert len(told.text) < 4000
    account = house.store.accounts.named("Anna At Length")
    assert account is not None
    token, _ = house.store.tokens.add(account.id, "p", SCOPES, None, house.clock())
    sent = {"group": "Islamic State", "country": "Iraq", "as_of": "2020-01-24", big: 1}
    told = anna.client.post("/api/v1/cases", json=sent, headers={"authorization": f"Bearer {token}"})
    assert (told.status_code, len(told.text) < 2000) == (422, True)
    assert told.json()["detail"].endswith("mend it and send it again")


@pytest.mark.parametrize("reason", BREAKS, ids=lambda one: type(one).__name__)
def test_a_team_reads_nothing_of_the_server_where_its_data_are_not_reached(
    served: tuple[House, Any],
    reason: Exception,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(*_: object) -> None:
        raise reason

    monkeypatch.setattr(SessionTable, "find", broken)
    monkeypatch.setattr(TokenTable, "find", broken)
    stranger = Person(served[0])
    stranger.client.cookies.set("smoulder", "anything")
    with caplog.at_level(logging.ERROR, "smoulder.web"):
        page = stranger.client.get("/cases")
        told = stranger.client.get("/api/v1/me", headers={"authorization": "Bearer smo_x"})
    assert (page.status_code, told.status_code) == (503, 503)
    assert IN_TEAM[1:] in words_of(page.text)
    assert told.json()["detail"] == IN_TEAM
    assert stranger.client.get("/no-such-page").status_code == 404
    logged = [one.getMessage() for one in caplog.records if one.name == "smoulder.web"]
    assert len(logged) == 2
    assert type(reason).__name__ in logged[0]
    assert str(reason).rpartition("; ")[2] in logged[0]
    assert "heron" not in "".join(logged)


def test_who_works_alone_reads_what_is_wrong_and_where(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise CannotWrite(
            "/home/desk/ledger.sqlite cannot be used as a ledger (disk I/O error); free the disk"
        )

    monkeypatch.setattr(SessionTable, "find", broken)
    page = browser.client.get("/cases")
    assert page.status_code == 503
    assert "/home/desk/ledger.sqlite cannot be used as a ledger (disk I/O error)" in words_of(page.text)


def test_a_case_that_is_not_there_names_no_place_to_a_team(house: House) -> None:
    reason = NoCase("no case 'x' in /srv/ledger.sqlite; `smoulder case list` names them all")
    assert words_for(replace(house, team=True), reason) == NO_CASE
    assert "/srv/ledger.sqlite" in words_for(house, reason)


def test_a_file_of_the_data_folder_is_named_to_a_team_as_it_lies_in_it(house: House) -> None:
    folder = house.chosen.data
    reason = BadSetting(f"{folder}/groups.toml is no TOML (line 3), in {folder}; mend that line")
    told = words_for(replace(house, team=True), reason)
    assert told == "groups.toml is no TOML (line 3), in the data folder; mend that line"
    assert str(folder) in words_for(house, reason)


def test_a_fault_of_ours_is_told_with_every_header(
    served: tuple[House, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("not foreseen")

    house, _ = served
    person = Person(house).come_in(join(house, "reader", "Finder"))
    monkeypatch.setattr(SessionTable, "find", broken)
    answer = person.client.get("/account")
    assert answer.status_code == 500
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert "our fault" in answer.text


def test_a_ledger_that_is_lost_is_told_in_the_same_words(tmp_path: Path) -> None:
    with served_team(tmp_path / "data") as (house, _):
        person = Person(house).come_in(join(house, "reader"))
        house.ledger._engine.dispose()
        ledger = next(house.chosen.data.glob("ledger*"))
        for one in house.chosen.data.glob(f"{ledger.stem}*"):
            one.unlink()
        ledger.write_bytes(b"no database" * 200)
        page = person.client.get("/cases")
        assert page.status_code == 503
        assert str(tmp_path) not in page.text
