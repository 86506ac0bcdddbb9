"""A team with programs at its door: one token for each role, and what they ask."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx2
from starlette.testclient import TestClient

from smoulder.store.ledger import Ledger
from smoulder.web.app import build_app
from smoulder.web.guard.roles import ROLES, Role
from smoulder.web.guard.scopes import SCOPES
from smoulder.web.house import House

API = "/api/v1"


@dataclass(frozen=True)
class Program:
    """A program with a token."""

    client: TestClient
    token: str

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}

    def get(self, path: str, **headers: str) -> httpx2.Response:
        """Read something; `if_none_match` stands for If-None-Match."""
        return self.ask("GET", path, None, headers)

    def post(self, path: str, sent: Any = None, **headers: str) -> httpx2.Response:
        return self.ask("POST", path, sent, headers)

    def ask(
        self, method: str, path: str, sent: Any = None, headers: dict[str, str] | None = None
    ) -> httpx2.Response:
        named = {name.replace("_", "-"): value for name, value in (headers or {}).items()}
        return self.client.request(method, API + path, json=sent, headers=self.headers | named)


def house_of(folder: Path, ledger: Ledger) -> House:
    """The house of a data folder, for fixtures that outlive one test."""
    from tests.web.conftest import chosen_of

    return House(
        chosen_of(folder), ledger, ledger.workbench(), True, "http://127.0.0.1:8321", b"k" * 32, "desk one"
    )


class Programs:
    """A house of a team with one account for each role, named after it."""

    def __init__(self, house: House) -> None:
        self.house = replace(house, team=True)
        self.app = build_app(self.house)
        self.client = TestClient(self.app, base_url=house.address, raise_server_exceptions=False)
        self.accounts = {role: house.store.accounts.add(f"The {role}", role, house.clock()) for role in ROLES}

    def of(self, role: Role, *scopes: str) -> Program:
        """A program of somebody of a role; with all scopes where none is named."""
        held, _ = self.house.store.tokens.add(
            self.accounts[role].id, "a program", scopes or SCOPES, None, self.house.clock()
        )
        return Program(self.client, held)

    def nobody(self) -> Program:
        """A program without a token."""
        return Program(self.client, "")
