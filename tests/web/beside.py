"""A second browser in the same house, at work under another name."""

from __future__ import annotations

import re

from starlette.testclient import TestClient

from tests.web.browser import Browser


def beside(first: Browser, name: str) -> Browser:
    """Another browser in the application of the first, let in alone and renamed."""
    other = object.__new__(Browser)
    other.app, other.csrf = first.app, ""
    other.client = TestClient(first.app, base_url=str(first.client.base_url), raise_server_exceptions=True)
    other.client.get(f"/enter?token={first.app.state.key.held}", follow_redirects=False)
    other.see("/account")
    other.send("/account/name", name=name)
    return other


def field_in(page: str, name: str) -> str:
    """The value of a hidden field of a page."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, f"no field {name} in the page"
    return found[1]
