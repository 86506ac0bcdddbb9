"""A team with the real case, its members with a browser each, and what the ledger holds of a case."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from smoulder.records.case_export import render_export
from smoulder.store.accounts import Account
from smoulder.web.guard.entry import cookie_name
from smoulder.web.house import House
from tests.web.browser import Browser
from tests.web.team import join, team_house


@pytest.fixture
def case(real: str) -> str:
    """The id of the real case."""
    return real


@pytest.fixture
def house(case: str, folder: Path, clean_environment: None) -> Iterator[House]:
    """A team with the real case."""
    with team_house(folder) as house:
        yield house


def member(house: House, role: str, name: str) -> tuple[Account, Browser]:
    """Somebody of the team, and their browser."""
    account, browser = join(house, role, name), Browser(house)
    held, session = house.store.sessions.open(account.name, account.id, house.clock())
    browser.client.cookies.set(cookie_name(house), held)
    browser.csrf = session.csrf
    return account, browser


def kept(house: House, case: str) -> str:
    """All that the ledger has of a case."""
    return render_export(house.ledger.export_case(case, house.ledger.case(case).created))
