"""The workbench as a newcomer has it: the command `smoulder serve` with its worker, and a Chromium that is let in."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Any

PICTURES = os.environ.get("WORKBENCH_PICTURES", "")
"""A folder in which pictures of the pages are left for the documentation; '' where none are wanted."""
FORMS = {"wide": (1280, "light"), "narrow": (390, "dark")}
"""Pixels and colours in which pages are looked at."""


@dataclass(frozen=True)
class Opened:
    """A running workbench. address: of its pages; way_in: the address that was printed."""

    address: str
    way_in: str
    data: Path


@contextmanager
def opened(data: Path, *options: str, analyst: str = "desk one") -> Iterator[Opened]:
    """The command, from its start to its end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    command = [sys.executable, "-m", "smoulder", "serve", "--data", str(data), "--port", port, *options]
    around = {**os.environ, "SMOULDER_ANALYST": analyst}
    log = data.with_name(f"{data.name}-{port}.log")
    with log.open("w") as told, subprocess.Popen(command, stderr=told, env=around) as process:
        try:
            yield Opened(f"http://127.0.0.1:{port}", printed(log, process), data)
        finally:
            process.terminate()
            process.wait(20)
    assert "Traceback" not in log.read_text(), log.read_text()


def printed(log: Path, process: subprocess.Popen[bytes]) -> str:
    """The address that the command prints once it answers."""
    until = monotonic() + 120
    while monotonic() < until and process.poll() is None:
        if found := re.search(r"Open (http\S+)\nStop", log.read_text()):
            return found[1]
        sleep(0.1)
    raise AssertionError(f"the workbench did not open: {log.read_text()}")


class Desk:
    """One person at one browser. faults: what went wrong in its pages."""

    def __init__(self, chromium: Any, form: str = "wide", state: Any = None) -> None:
        width, scheme = FORMS[form]
        self.context = chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, storage_state=state
        )
        self.context.set_default_timeout(30_000)
        self.page = self.context.new_page()
        self.form = form
        self.faults: list[str] = []
        self.page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        self.page.on("console", lambda told: self.faults.append(told.text) if told.type == "error" else None)

    def picture(self, name: str) -> None:
        """Leave a picture of the page, where pictures are wanted."""
        if PICTURES:
            drawn = "() => document.body && !/It is being drawn/.test(document.body.innerText)"
            self.page.wait_for_function(drawn, timeout=30_000)
            self.page.screenshot(path=f"{PICTURES}/{name}-{self.form}.png")
