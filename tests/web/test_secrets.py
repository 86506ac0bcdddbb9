"""What lets somebody in stands nowhere but in their own hands: not in the output, a log, the trail or the ledger."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx2

from smoulder.store.ledger import open_ledger
from tests.web.conftest import chosen_of
from tests.web.team import Person

PASSWORD, WRONG, IN_THE_NAME = "seven grey herons", "eight blue storks", "typed my secret here"


def test_no_secret_is_written_anywhere(tmp_path: Path) -> None:
    data, log = tmp_path / "data", tmp_path / "log"
    settings = tmp_path / "smoulder.toml"
    settings.write_text(
        '[sign-in]\nissuer = "https://127.0.0.1:1"\nclient = "desk"\ndomains = ["desk.example"]\n'
    )
    secrets = {"of the provider": "a secret of the provider"}
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SMOULDER_")}
    environment |= {"SMOULDER_SIGN_IN_SECRET": secrets["of the provider"], "HOME": str(tmp_path)}
    port = free_port()
    words = ["serve", "--team", "--port", str(port), "--data", str(data), "--settings", str(settings)]
    with log.open("wb") as into:
        running = subprocess.Popen(
            [sys.executable, "-m", "smoulder", *words],
            stdout=into,
            stderr=into,
            env=environment,
            cwd=tmp_path,
        )
    try:
        first = printed(log, running)
        person = Visit(f"http://127.0.0.1:{port}")
        secrets |= {"of the first": first.rpartition("=")[2], "password": PASSWORD, "wrong": WRONG}
        use(person, first, secrets)
    finally:
        running.send_signal(signal.SIGINT)
        running.wait(20)
    said = log.read_text()
    assert said.count(secrets.pop("of the first")) == 1, "the printed address alone holds it"
    ledger = b"".join(path.read_bytes() for path in data.rglob("*") if path.is_file())
    leaks = [what for what, secret in secrets.items() if secret in said or secret.encode() in ledger]
    assert leaks == []
    with open_ledger(chosen_of(data).data) as opened:
        trail = opened.workbench().audit.since()
    assert {"sign in", "choose password"} <= {one.action for one in trail}
    assert [what for what, secret in secrets.items() if secret in repr(trail)] == []


def use(person: Visit, first: str, secrets: dict[str, str]) -> None:
    """Come in, fail to, use a token, give a link, meet a fault: all that handles a secret."""
    path = first.removeprefix(person.address)
    come_in = {"name": "Adam", "password": PASSWORD, "again": PASSWORD, "held": first.rpartition("=")[2]}
    assert person.fill(path, "/first", **come_in).status_code == 303
    secrets["session"] = person.client.cookies["smoulder"]
    made = person.send("/tokens", name="script", scope="read", days="30")
    secrets["token"] = found(r'value="(smo_[^"]+)"', made.text)
    invited = person.send("/accounts", name="Anna", role="analyst")
    secrets["link"] = found(r'link=([^"]+)"', invited.text)
    bearer = {"authorization": f"Bearer {secrets['token']}"}
    assert httpx2.get(f"{person.address}/api/v1/me", headers=bearer).status_code == 200
    assert (
        httpx2.get(f"{person.address}/api/v1/me", headers={"authorization": "Bearer smo_x"}).status_code
        == 401
    )
    stranger = Visit(person.address)
    assert stranger.sign_in("Adam", WRONG).status_code == 403
    assert stranger.sign_in(IN_THE_NAME, WRONG).status_code == 403
    secrets["typed into the name"] = IN_THE_NAME
    assert stranger.sign_in("Adam", PASSWORD).status_code == 303
    secrets["second session"] = stranger.client.cookies["smoulder"]
    assert stranger.client.get("/sign-in/elsewhere").status_code == 403


class Visit(Person):
    """A browser of a house that runs elsewhere."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.client = httpx2.Client(base_url=address, timeout=30)
        self.csrf = ""

    def send(self, path: str, **fields: str) -> httpx2.Response:
        """A form, with the token of the page that it stands on."""
        self.see(path)
        return super().send(path, **fields)


def printed(log: Path, running: subprocess.Popen[bytes]) -> str:
    """The address that is printed."""
    until = time.monotonic() + 60
    while time.monotonic() < until and running.poll() is None:
        if address := re.search(r"Open (\S+)", log.read_text()):
            return address[1]
        time.sleep(0.05)
    raise AssertionError(log.read_text())


def found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    assert match, text
    return match[1]


def free_port() -> int:
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
