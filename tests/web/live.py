"""A house on a port of this machine, and a Chromium that was let in."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Thread
from time import monotonic, sleep
from typing import Any

import pytest
import uvicorn

from smoulder.web.app import build_app
from smoulder.web.house import House
from tests.browser.chromium import CHROMIUM, started


@contextmanager
def served(house: House) -> Iterator[tuple[str, str]]:
    """The address of a house that answers, and the way in for one browser."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{held.getsockname()[1]}"
        app = build_app(replace(house, address=address))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1))
        thread = Thread(target=server.run, args=([held],), daemon=True)
        thread.start()
        until = monotonic() + 20
        while not server.started and monotonic() < until:
            sleep(0.02)
        yield address, f"{address}/enter?token={app.state.key.held}"
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:  # Any: playwright's browser
    """A Chromium without a window and without a network but 127.0.0.1; skips where there is none."""
    pytest.importorskip("playwright.sync_api", reason="needs playwright: pip install playwright")
    if CHROMIUM is None:
        pytest.skip("needs Chromium: apt-get install chromium")
    with started() as running:
        yield running


@pytest.fixture
def page(chromium: Any, house: House) -> Iterator[Any]:
    """A page of 1280 pixels that was let in; `page.home` is the address of the house, `page.faults` what went wrong."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    with served(house) as (address, way_in):
        opened = context.new_page()
        opened.faults = []
        opened.on("pageerror", lambda fault: opened.faults.append(str(fault)))
        opened.on("console", lambda told: opened.faults.append(told.text) if told.type == "error" else None)
        opened.goto(way_in)
        opened.faults.clear()
        opened.home = address
        yield opened
        context.close()
