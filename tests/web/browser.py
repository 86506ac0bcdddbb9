"""A browser without a window: follows redirects, keeps cookies, and sends forms as a page of ours does."""

from __future__ import annotations

import re
from typing import Any

import httpx2
from starlette.testclient import TestClient

from smoulder.web.app import build_app
from smoulder.web.house import House


class Browser:
    """One browser in one house."""

    def __init__(self, house: House) -> None:
        self.app = build_app(house)
        self.client = TestClient(self.app, base_url=house.address, raise_server_exceptions=True)
        self.csrf = ""

    @classmethod
    def let_in(cls, house: House) -> Browser:
        """A browser that opened the printed address of a house without accounts."""
        browser = cls(house)
        browser.client.get(f"/enter?token={browser.app.state.key.held}", follow_redirects=False)
        browser.see("/account")
        return browser

    def see(self, path: str, **more: Any) -> httpx2.Response:
        """A page; the token of its forms is kept for the next one that is sent."""
        answer = self.client.get(path, **more)
        found = re.search(r'data-csrf="([^"]+)"', answer.text)
        self.csrf = found[1] if found else self.csrf
        return answer

    def send(self, path: str, **fields: Any) -> httpx2.Response:
        """A form, sent as from a page of ours; gives the page it leads to."""
        return self.client.post(path, data={"csrf": self.csrf, **fields})
