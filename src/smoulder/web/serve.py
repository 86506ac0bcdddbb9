"""The workbench started and kept running: its key, its address, its server."""

from __future__ import annotations

import os
import secrets
import signal
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from smoulder.records.errors import BadSetting, CannotWrite
from smoulder.store.ledger import open_ledger
from smoulder.web.app import build_app
from smoulder.web.guard.entry import Key
from smoulder.web.house import House
from smoulder.web.jobs.doing import Site
from smoulder.web.jobs.live import watcher_of
from smoulder.web.jobs.worker import Worker

if TYPE_CHECKING:
    from types import FrameType

    import uvicorn
    from fastapi import FastAPI

    from smoulder.desk.chosen import Chosen

IDLE = 75
"""Seconds for which a connection stays open that nobody uses: longer than a proxy keeps one (nginx: 60), so that the
proxy ends it and never sends a request into a connection that is being closed."""
KEY = "workbench.key"
"""The file in the data folder that holds what signs cookies; only its owner reads it."""


def serve(
    chosen: Chosen,
    *,
    listen: str,
    port: int,
    address: str,
    team: bool,
    alone: str,
    told: Callable[[str], None],
    written: Path | None = None,
) -> None:
    """Open the house and serve it until it is stopped.

    listen, port: where the server listens; address: what browsers reach it by, '' for that same place.
    team:         whether people have accounts; alone: under which name one works who has none.
    told:         given the address to open, once the server is there; for a team that nobody belongs to yet, the
                  one-time address of the first administrator.
    written:      the file that the settings were read from, None for the usual one: jobs that are commands read it.
    raises:       CannotWrite where the key or the ledger cannot be written, or the port is taken; BadSetting where
                  browsers cannot know the address.
    """
    import uvicorn

    place = place_of(address, listen, port)
    with open_ledger(chosen.ledger) as ledger:
        house = House(chosen, ledger, ledger.workbench(), team, place, read_secret(chosen.data), alone)
        app = build_app(house)
        # requests are not logged: addresses can hold the token that lets one in
        settings = uvicorn.Config(
            app, host=listen, port=port, access_log=False, log_level="warning", proxy_headers=team,
            forwarded_allow_ips="127.0.0.1", server_header=False, timeout_graceful_shutdown=5,
            timeout_keep_alive=IDLE,
        )  # fmt: skip
        try:
            sockets = [settings.bind_socket()]
        except SystemExit as reason:
            raise CannotWrite(f"port {port} of {listen} is taken; choose another with --port") from reason
        sockets[0].listen(
            settings.backlog
        )  # who opens the address at once waits a moment, and is not sent away
        told(_opens(house, app))
        # the server gives the signal that stopped it on when it is through: then the worker is still to be ended
        signal.signal(signal.SIGTERM, lambda *_: None)
        with Worker(Site(chosen, written)):
            _server(settings, app).run(sockets)


def _server(settings: uvicorn.Config, app: FastAPI) -> uvicorn.Server:
    """A server that lets those go who follow a job as soon as it is told to stop, and does not wait for them."""
    import uvicorn

    class Server(uvicorn.Server):
        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            watcher_of(app).close()
            super().handle_exit(sig, frame)

    return Server(settings)


def place_of(address: str, listen: str, port: int) -> str:
    """What browsers reach the house by, without a slash at its end.

    raises: BadSetting where it is no such address, or listens to all networks and is not told its name.

    >>> place_of("https://desk.example.org/", "127.0.0.1", 8321), place_of("", "::1", 8321)
    ('https://desk.example.org', 'http://[::1]:8321')
    """
    if not address:
        if listen in ("0.0.0.0", "::"):
            raise BadSetting(
                "who listens to every network is to say what browsers open; give --address as well"
            )
        return f"http://[{listen}]:{port}" if ":" in listen else f"http://{listen}:{port}"
    try:
        parts = urlsplit(address)
        whole = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        whole = False
    if not whole or parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc:
        raise BadSetting(f"--address {address!r} cannot be opened; write such as https://desk.example.org")
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _opens(house: House, app: FastAPI) -> str:
    """The address that is printed."""
    if not house.team:
        return f"{house.address}/enter?token={app.state.key.held}"
    if house.store.accounts.any():
        return house.address
    app.state.first = Key()
    return f"{house.address}/first?token={app.state.first.held}"


def read_secret(folder: Path) -> bytes:
    """The key of a data folder, made where there is none.

    raises: CannotWrite.
    """
    file = folder / KEY
    try:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return bytes.fromhex(file.read_text())
        with os.fdopen(handle, "w") as into:
            into.write(secrets.token_hex(32))
        return bytes.fromhex(file.read_text())
    except (OSError, ValueError) as reason:
        raise CannotWrite(
            f"{file} cannot be made or read ({reason}); remove it, and sign in anew"
        ) from reason
