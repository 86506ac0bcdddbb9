"""A team with one member of each role, and the real server with which its browsers and programs speak."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx2
import uvicorn

from smoulder.desk.sign_in import SignIn
from smoulder.store.accounts import Account
from smoulder.store.ledger import open_ledger
from smoulder.store.passwords import hashed
from smoulder.web.app import build_app
from smoulder.web.guard.entry import cookie_name
from smoulder.web.house import House, now
from tests.web.conftest import chosen_of

PASSWORD = "seven grey herons"
NAMES = {"reader": "Rike", "analyst": "Anna", "editor": "Edda", "administrator": "Adam"}


class Clock:
    """The time, which a test can move on."""

    def __init__(self) -> None:
        self.ahead = now() - now()

    def __call__(self) -> datetime:
        return now() + self.ahead


@contextmanager
def team_house(
    folder: Path, address: str = "http://127.0.0.1:8321", sign_in: SignIn | None = None
) -> Iterator[House]:
    """An open house of a team, in which nobody has an account yet."""
    with open_ledger(folder) as ledger:
        yield House(
            chosen=replace(chosen_of(folder), sign_in=sign_in), ledger=ledger, store=ledger.workbench(), team=True,
            address=address, secret=b"k" * 32, clock=Clock(),
        )  # fmt: skip


def join(house: House, role: str, name: str = "") -> Account:
    """A member of the team with a password."""
    from smoulder.store.transaction import write
    from smoulder.store.workbench_tables import ACCOUNTS

    account = house.store.accounts.add(name or NAMES[role], role, house.clock())
    mine = ACCOUNTS.c.id == account.id
    same = _hash()  # hashing takes its time, and one is as good as another here
    write(
        house.store.accounts._engine,
        lambda to: to.execute(ACCOUNTS.update().where(mine).values(password=same)),
    )
    found = house.store.accounts.find(account.id)
    assert found is not None
    return found


_HASHES: list[str] = []


def _hash() -> str:
    if not _HASHES:
        _HASHES.append(hashed(PASSWORD))
    return _HASHES[0]


@contextmanager
def served_team(folder: Path, sign_in: SignIn | None = None) -> Iterator[tuple[House, Any]]:
    """A house of a team on the real server, with its application."""
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with team_house(folder, f"http://127.0.0.1:{port}", sign_in) as house:
        app = build_app(house)
        settings = uvicorn.Config(
            app, host="127.0.0.1", port=port, access_log=False, log_level="warning", proxy_headers=True,
            forwarded_allow_ips="127.0.0.1", server_header=False, timeout_graceful_shutdown=1,
        )  # fmt: skip
        server = uvicorn.Server(settings)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.005)
        yield house, app
        server.should_exit = True
        thread.join(10)


class Person:
    """One browser of somebody; follows no redirect by itself."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.client = httpx2.Client(base_url=house.address, timeout=30)
        self.csrf = ""

    def come_in(self, account: Account) -> Person:
        """Take a session without a password, as quickly as tests need."""
        held, session = self.house.store.sessions.open(account.name, account.id, self.house.clock())
        self.client.cookies.set(cookie_name(self.house), held)
        self.csrf = session.csrf
        return self

    def sign_in(self, name: str, password: str = PASSWORD, to: str = "", **headers: str) -> httpx2.Response:
        """Send the form of the sign-in page."""
        return self.fill("/sign-in", "/sign-in", name=name, password=password, to=to, headers=headers)

    def fill(
        self, page: str, to_path: str, headers: dict[str, str] | None = None, **fields: str
    ) -> httpx2.Response:
        """Open a page for strangers and send its form."""
        shown = self.client.get(page, headers=headers)
        door = re.search(r'name="door" value="([^"]+)"', shown.text)
        given = {"door": door[1] if door else "", **fields}
        return self.client.post(to_path, data=given, headers=headers)

    def see(self, path: str) -> httpx2.Response:
        """A page; the token of its forms is kept."""
        answer = self.client.get(path)
        found = re.search(r'data-csrf="([^"]+)"', answer.text)
        self.csrf = found[1] if found else self.csrf
        return answer

    def send(self, path: str, **fields: Any) -> httpx2.Response:
        """A form as from a page of ours."""
        return self.client.post(path, data={"csrf": self.csrf, **fields})
