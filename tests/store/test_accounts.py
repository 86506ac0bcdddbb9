"""Accounts, tokens and access to cases, in ledgers of both kinds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher

from smoulder.desk.desk import NOBODY
from smoulder.records.errors import BadEntry, BadLedger, NoCase
from smoulder.store import passwords
from smoulder.store.access import Access
from smoulder.store.accounts import NOT_A_NAME
from smoulder.store.audit import Deed, Sought
from smoulder.store.ledger import Ledger
from smoulder.store.transaction import read, write
from smoulder.store.workbench_tables import ACCOUNTS

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
PASSWORD = "seven grey herons"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_hasher", lambda: PasswordHasher(1, 64, 1))


def test_accounts_sessions_and_tokens_come_and_go_together(ledger: Ledger) -> None:
    desk = ledger.workbench()
    adam = desk.accounts.add_first("Adam", PASSWORD, NOW)
    with pytest.raises(BadEntry, match="first administrator is there"):
        desk.accounts.add_first("Eve", PASSWORD, NOW)
    anna = desk.accounts.add("Anna  Lind", "analyst", NOW)
    with pytest.raises(BadEntry, match="already"):
        desk.accounts.add("ANNA LIND", "reader", NOW)
    assert [one.name for one in desk.accounts.all()] == ["Adam", "Anna Lind"]
    assert desk.accounts.check("anna lind", "") is None  # invited, without a password
    assert desk.accounts.set_password(anna.id, PASSWORD, NOW, anna.changed)
    assert not desk.accounts.set_password(anna.id, "another one", NOW, anna.changed), "the link is spent"
    assert desk.accounts.check("anna lind", PASSWORD) == desk.accounts.find(anna.id)
    held, _ = desk.sessions.open("Anna Lind", anna.id, NOW)
    token, _ = desk.tokens.add(anna.id, "script", ["read"], NOW + timedelta(days=1), NOW)
    assert desk.tokens.find(token, NOW) is not None
    assert desk.tokens.find(token, NOW + timedelta(days=1)) is None
    desk.accounts.deactivate(anna.id, NOW)
    assert desk.sessions.find(held, NOW) is None
    assert desk.tokens.find(token, NOW) is None
    assert not desk.accounts.set_password(anna.id, PASSWORD, NOW)
    for take_away in (
        lambda: desk.accounts.deactivate(adam.id, NOW),
        lambda: desk.accounts.set_role(adam.id, "editor"),
    ):
        with pytest.raises(BadEntry, match="last administrator"):
            take_away()


def test_another_password_ends_the_tokens_that_were_made_under_the_one_before(ledger: Ledger) -> None:
    desk = ledger.workbench()
    anna, other = desk.accounts.add("Anna", "analyst", NOW), desk.accounts.add("Otto", "reader", NOW)
    held, theirs = (desk.tokens.add(one.id, "script", ["read"], None, NOW)[0] for one in (anna, other))
    assert not desk.accounts.set_password(anna.id, PASSWORD, NOW, NOW + timedelta(days=1))
    assert desk.tokens.find(held, NOW) is not None, "nothing was changed"
    assert desk.accounts.set_password(anna.id, PASSWORD, NOW)
    assert desk.tokens.find(held, NOW) is None
    assert desk.tokens.find(theirs, NOW) is not None
    again, _ = desk.tokens.add(anna.id, "script", ["read"], None, NOW)
    desk.tokens.revoke_all(anna.id, NOW)
    assert desk.tokens.find(again, NOW) is None
    assert desk.tokens.find(theirs, NOW) is not None


def test_nobody_is_called_what_stands_for_nobody(ledger: Ledger) -> None:
    assert NOT_A_NAME == NOBODY
    for name in (NOBODY, " Unnamed ", "UNNAMED"):
        with pytest.raises(BadEntry, match="stands for work of which nobody said"):
            ledger.workbench().accounts.add(name, "reader", NOW)


def test_two_browsers_of_one_person_who_comes_for_the_first_time_make_one_account(ledger: Ledger) -> None:
    accounts = ledger.workbench().accounts
    first = accounts.add("Rike", "reader", NOW, issuer="https://id.example", subject="7")
    second = accounts.add("Rike 2", "editor", NOW, issuer="https://id.example", subject="7")
    other = accounts.add("Rike 3", "reader", NOW, issuer="https://id.example", subject="8")
    assert (second, len(accounts.all())) == (first, 2)
    assert other.id != first.id
    assert accounts.add("Anna", "reader", NOW).id != accounts.add("Otto", "reader", NOW).id
    twice = ACCOUNTS.update().where(ACCOUNTS.c.id == other.id).values(subject="7")
    with pytest.raises(BadLedger, match=r"UNIQUE|unique"):  # the tables hold to it as well
        write(accounts._engine, lambda to: to.execute(twice))


def test_a_password_is_kept_as_an_argon2_hash_and_found_anew_with_new_parameters(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = ledger.workbench()
    desk.accounts.add_first("Adam", PASSWORD, NOW)
    monkeypatch.setattr(passwords, "_hasher", lambda: PasswordHasher(2, 64, 1))

    def kept() -> str:
        wanted = ACCOUNTS.select().with_only_columns(ACCOUNTS.c.password)
        return str(read(ledger._engine, lambda of: of.scalar(wanted)))

    assert kept().startswith("$argon2id$v=19$m=64,t=1,p=1$")
    assert desk.accounts.check("Adam", "not it") is None
    assert "t=1" in kept()
    assert desk.accounts.check("Adam", PASSWORD) is not None
    assert kept().startswith("$argon2id$v=19$m=64,t=2,p=1$")
    assert desk.accounts.check("Adam", PASSWORD) is not None


def test_a_hash_is_tried_whether_or_not_somebody_has_the_name(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = ledger.workbench()
    desk.accounts.add_first("Adam", PASSWORD, NOW)
    desk.accounts.add("Invited", "reader", NOW)
    gone = desk.accounts.add("Gone", "reader", NOW)
    desk.accounts.deactivate(gone.id, NOW)
    tried: list[str] = []
    real = PasswordHasher.verify
    monkeypatch.setattr(PasswordHasher, "verify", lambda *given: tried.append("x") or real(*given))
    for name in ("Adam", "Invited", "Gone", "Nobody"):
        assert desk.accounts.check(name, "wrong") is None
        assert len(tried) == 1, name
        tried.clear()


def test_access_is_of_cases_that_are_there_and_the_trail_is_read_by_page(ledger: Ledger) -> None:
    desk = ledger.workbench()
    assert desk.access.of("none") is None
    assert desk.access.hidden("somebody", ["none"]) == set()
    with pytest.raises(NoCase):
        desk.access.keep("none", Access(True))
    for number in range(3):
        at = NOW + timedelta(days=number)
        desk.audit.add(Deed(at, "Anna", None, "work", None, "", 200, f"POST /{number}"))
    first = desk.audit.page(Sought(who="ANN"), most=2)
    assert [deed.what for _, deed in first] == ["POST /2", "POST /1"]
    assert [deed.what for _, deed in desk.audit.page(Sought(), first[-1][0])] == ["POST /0"]
    assert [deed.what for _, deed in desk.audit.page(Sought(day=NOW.date()))] == ["POST /0"]
    assert desk.audit.times("work", NOW, status=200) == [NOW + timedelta(days=2), NOW + timedelta(days=1)]


@pytest.mark.parametrize("password", ["short", "x" * 201, "aaaabbbbaaaabbbb", "my name is Anna"])
def test_a_password_that_is_easy_to_guess_is_refused(password: str) -> None:
    with pytest.raises(BadEntry):
        passwords.check_password(password, "anna")
