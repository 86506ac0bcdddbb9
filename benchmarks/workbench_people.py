"""Readers and writers of a workbench, as `workbench_load.py` lets them loose on one."""

from __future__ import annotations

import asyncio
import random
import re
import secrets
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx2

PAUSE_READ, PAUSE_WRITE = 2.0, 3.0
"""Seconds between two pages, on average; exponential, as of people who do not wait for one another."""
OFTEN = ("case", "case", "case", "evidence", "history", "watch", "record", "cases")
"""Pages of a reader, the case most often."""


@dataclass
class Seen:
    """What came of a run."""

    waits: dict[str, list[float]] = field(default_factory=dict)
    told: list[tuple[str, str, float]] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)
    away: int = 0

    def note(self, what: str, seconds: float) -> None:
        """Note how long something took."""
        self.waits.setdefault(what, []).append(seconds)


@dataclass(frozen=True)
class Place:
    """Where everything is. stop: monotonic second of the end; down: whether the server is away on purpose."""

    house: str
    bare: str
    case: str
    stop: float
    down: Callable[[], bool]


async def read(place: Place, cookie: str, seen: Seen, chance: random.Random) -> None:
    """One reader, to the end."""
    pages = {
        "case": f"/cases/{place.case}", "evidence": f"/cases/{place.case}/evidence",
        "history": f"/cases/{place.case}/history", "watch": "/watch", "record": "/record", "cases": "/cases",
    }  # fmt: skip
    async with httpx2.AsyncClient(base_url=place.house, cookies={"smoulder": cookie}, timeout=30) as house, \
            httpx2.AsyncClient(base_url=place.bare, timeout=30) as bare:  # fmt: skip
        while time.monotonic() < place.stop:
            await asyncio.sleep(chance.expovariate(1 / PAUSE_READ))
            what = "bare" if chance.random() < 0.2 else chance.choice(OFTEN)
            client, path = (bare, "/") if what == "bare" else (house, pages[what])
            begun = time.monotonic()
            try:
                answer = await client.get(path)
            except httpx2.TransportError as reason:
                seen.away += 1
                if not place.down():
                    seen.faults[f"{what}: {type(reason).__name__}"] += 1
                continue
            if answer.status_code == 200:
                seen.note(what, time.monotonic() - begun)
            else:
                seen.faults[f"{what}: {answer.status_code}"] += 1


async def write(place: Place, cookie: str, seen: Seen, chance: random.Random) -> None:
    """One writer, to the end; what is refused or lost is tried once more with the same words."""
    base = f"/cases/{place.case}"
    async with httpx2.AsyncClient(base_url=place.house, cookies={"smoulder": cookie}, timeout=60) as house:
        while time.monotonic() < place.stop:
            await asyncio.sleep(chance.expovariate(1 / PAUSE_WRITE))
            mark = f"w{secrets.token_hex(6)}"
            what = chance.choice(("note", "note", "own", "item"))
            begun = time.monotonic()
            try:
                page = await house.get(base)
                csrf = re.search(r'data-csrf="([^"]+)"', page.text)
                if csrf is None:
                    seen.faults[f"write: {page.status_code}"] += 1
                    continue
                address, fields = form(base, what, mark, chance)
                begun = time.monotonic()
                answer = await house.post(address, data={"csrf": csrf[1], **fields})
            except httpx2.TransportError as reason:
                seen.away += 1
                if not place.down():
                    seen.faults[f"{what}: {type(reason).__name__}"] += 1
                continue
            if answer.status_code == 303:
                seen.told.append((what, mark, time.time()))
                seen.note(f"{what} (write)", time.monotonic() - begun)
            else:
                seen.faults[f"{what} (write): {answer.status_code}"] += 1


def form(base: str, what: str, mark: str, chance: random.Random) -> tuple[str, dict[str, str]]:
    """Where a form goes, and what it holds; the mark is what is looked for at the end."""
    if what == "note":
        return f"{base}/notes", {"text": f"look at {mark}"}
    if what == "own":
        return f"{base}/own", {
            "chance": f"{chance.randrange(5, 95)} %",
            "horizon": "12",
            "why": f"as {mark} says",
        }
    fields = {
        "kind": "capacity judged low", "text": f"Nothing was seen near {mark}.", "source": "Norland Daily",
        "reliability": "C", "credibility": "3", "why": mark,
    }  # fmt: skip
    return f"{base}/evidence/new", fields


async def run(place: Place, held: list[str], readers: int, beside: Callable[[], None]) -> Seen:
    """All of them at once."""
    seen, chance = Seen(), random.Random(20200123)
    people = [
        (read if number < readers else write)(place, cookie, seen, random.Random(chance.random()))
        for number, cookie in enumerate(held)
    ]
    await asyncio.gather(asyncio.to_thread(beside), *people)
    return seen
