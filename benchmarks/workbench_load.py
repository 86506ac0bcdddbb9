"""What fifty readers and ten writers do to one workbench: how long does a page take, and is everything kept?

Run: ./go python benchmarks/workbench_load.py [--readers 50] [--writers 10] [--minutes 5] [--kill] [--backup]

Answers the case of examples/iraq-2020.txt, starts `smoulder serve --team` on it, on 127.0.0.1, and beside it a bare
FastAPI application that gives one page of the same length from a template. Each reader opens the case, its evidence,
its history, the watch list and the record, as a person does, with a pause of about two seconds between pages; every
fifth page is the bare one. Each writer leaves notes, gives numbers of their own, enters items and marks them, with a
pause of about three. Everything that a writer was told to be kept is written down, and looked for at the end.

The ledger lies in the data folder, or where SMOULDER_LEDGER says, which is to be empty: an address of PostgreSQL.

With --kill the server is ended at once in mid-run (kill -9) and started again two seconds later: what was asked while
it was away fails and is tried again. With --backup `smoulder backup` runs in mid-run, and is restored and compared.
All of it runs on the cores that there are, the readers and writers too.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx2
import numpy as np
from workbench_people import Place, Seen, run

ROOT = Path(__file__).resolve().parents[1]
BARE = """
import sys
from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from jinja2 import Template
page = Template("<!doctype html><title>{{ title }}</title><p>{{ words }}")
app = FastAPI()
@app.get("/")
def bare():
    return HTMLResponse(page.render(title="Bare", words="x" * int(sys.argv[2])))
import uvicorn
uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), access_log=False, log_level="warning")
"""


LEDGER = os.environ.get("SMOULDER_LEDGER", "")
"""Address of the team's database; '' for the data folder."""


def ledger_of(folder: Path) -> Any:  # Any: an open ledger, imported late
    """The ledger that the workbench works on."""
    from smoulder.store.ledger import open_ledger

    return open_ledger(LEDGER or folder)


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def made_case(folder: Path) -> str:
    """A real case in a data folder; gives its id."""
    report = ROOT / "examples" / "iraq-2020.txt"
    command = [
        sys.executable,
        "-m",
        "smoulder",
        "assess",
        str(report),
        "--data",
        str(folder),
        "--out",
        str(folder / "o"),
    ]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with ledger_of(folder) as ledger:
        return str(ledger.cases()[0].id)


def sessions(folder: Path, readers: int, writers: int) -> list[str]:
    """Signed-in sessions: readers are of role reader, writers analysts; gives what each cookie holds."""
    held = []
    with ledger_of(folder) as ledger:
        store, now = ledger.workbench(), datetime.now(UTC)
        for number in range(readers + writers):
            role = "reader" if number < readers else "analyst"
            account = store.accounts.add(f"{role} {number}", role, now)
            held.append(store.sessions.open(account.name, account.id, now)[0])
    return held


def start_house(folder: Path, port: int) -> subprocess.Popen[bytes]:
    """The workbench for a team, once it answers."""
    command = [
        sys.executable,
        "-m",
        "smoulder",
        "serve",
        "--team",
        "--port",
        str(port),
        "--data",
        str(folder),
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    answers(f"http://127.0.0.1:{port}/sign-in")
    return process


def answers(address: str) -> None:
    """Wait until a server answers."""
    for _ in range(600):
        try:
            httpx2.get(address)
            return
        except httpx2.TransportError:
            time.sleep(0.1)
    sys.exit(f"{address} does not answer")


def lost(
    open_: Any, case: str, told: list[tuple[str, str, float]]
) -> tuple[list[str], list[str]]:  # Any: a ledger
    """What was told to be kept and is not there, and what is there twice."""
    with open_ as ledger:
        log = [f"{entry.why} {entry.change.model_dump_json()}" for entry in ledger.log.entries(case)]
    whole = Counter(mark for line in log for mark in set(re.findall(r"w[0-9a-f]{12}", line)))
    return [mark for _, mark, _ in told if not whole[mark]], [mark for _, mark, _ in told if whole[mark] > 1]


def tell(seen: Seen, minutes: float, most: dict[str, float]) -> None:
    """Print what came of it."""
    done = sum(len(one) for one in seen.waits.values())
    print(f"{done:,} pages and forms in {minutes:g} minutes, {done / minutes / 60:.1f} a second; "
          f"refused or failed: {sum(seen.faults.values())} {dict(seen.faults) or ''}; "
          f"while it was away: {seen.away}")  # fmt: skip
    print(
        "\n| what | times | middle, ms | 95 in 100, ms | 99 in 100, ms | longest, ms |\n|---|---:|---:|---:|---:|---:|"
    )
    for what, waits in sorted(seen.waits.items()):
        middle, high, higher = (1000 * float(one) for one in np.quantile(waits, (0.5, 0.95, 0.99)))
        print(
            f"| {what} | {len(waits):,} | {middle:.0f} | {high:.0f} | {higher:.0f} | {1000 * max(waits):.0f} |"
        )
        most[what] = high


def main() -> None:
    """Read the options, run, print."""
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    words.add_argument("--readers", type=int, default=50)
    words.add_argument("--writers", type=int, default=10)
    words.add_argument("--minutes", type=float, default=5.0)
    words.add_argument("--kill", action="store_true")
    words.add_argument("--backup", action="store_true")
    given = words.parse_args()
    with tempfile.TemporaryDirectory() as top:
        folder, port, bare_port = Path(top) / "data", free_port(), free_port()
        case = made_case(folder)
        held = sessions(folder, given.readers, given.writers)
        servers = [start_house(folder, port)]
        client = httpx2.Client(cookies={"smoulder": held[0]})
        length = len(client.get(f"http://127.0.0.1:{port}/cases/{case}").text)
        bare = subprocess.Popen([sys.executable, "-c", BARE, str(bare_port), str(length)])
        answers(f"http://127.0.0.1:{bare_port}/")
        seconds, begun, down, saved = 60 * given.minutes, time.monotonic(), [False], []

        def beside() -> None:
            """What happens to the server in mid-run."""
            if given.kill:
                time.sleep(seconds / 3)
                down[0] = True
                servers[0].send_signal(signal.SIGKILL)
                servers[0].wait()
                time.sleep(2)
                servers.append(start_house(folder, port))
                down[0] = False
            if given.backup:
                time.sleep(max(0.0, begun + 2 * seconds / 3 - time.monotonic()))
                saved.append(time.time())
                archive = Path(top) / "saved.zip"
                command = [sys.executable, "-m", "smoulder"]
                subprocess.run(
                    [*command, "backup", str(archive), "--data", str(folder)],
                    check=True,
                    stdout=subprocess.DEVNULL,
                )
                subprocess.run(
                    [*command, "restore", str(archive), "--data", str(Path(top) / "again")],
                    check=True,
                    env={name: value for name, value in os.environ.items() if name != "SMOULDER_LEDGER"},
                    stdout=subprocess.DEVNULL,
                )

        place = Place(
            f"http://127.0.0.1:{port}",
            f"http://127.0.0.1:{bare_port}",
            case,
            begun + seconds,
            lambda: down[0],
        )
        try:
            seen = asyncio.run(run(place, held, given.readers, beside))
        finally:
            for one in (*servers, bare):
                one.terminate()
                one.wait()
        most: dict[str, float] = {}
        print(f"{given.readers} readers, {given.writers} writers, a case page of {length / 1000:.0f} kB, "
              f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")  # fmt: skip
        tell(seen, given.minutes, most)
        gone, twice = lost(ledger_of(folder), case, seen.told)
        print(f"\ntold to be kept: {len(seen.told):,}; lost: {len(gone)}; there twice: {len(twice)}")
        ratio = most["case"] / most["bare"]
        print(
            f"the case beside the bare page, 95 in 100: {most['case']:.0f} ms against {most['bare']:.0f} ms, "
            f"{ratio:.1f} times"
        )
        missing: list[str] = []
        if saved:
            before = [one for one in seen.told if one[2] < saved[0]]
            from smoulder.store.ledger import open_ledger

            missing, _ = lost(open_ledger(Path(top) / "again"), case, before)
            print(
                f"told before the backup began: {len(before):,}; missing where it was restored: {len(missing)}"
            )
        print(
            json.dumps(
                {
                    "p95_ms": most,
                    "told": len(seen.told),
                    "lost": len(gone),
                    "faults": sum(seen.faults.values()),
                }
            )
        )
        sys.exit(1 if gone or twice or missing or sum(seen.faults.values()) else 0)


if __name__ == "__main__":
    main()
