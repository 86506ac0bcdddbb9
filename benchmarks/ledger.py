"""How fast a full ledger answers: ten thousand cases with fifty items each.

Run: ./go python benchmarks/ledger.py [--cases 10000] [--items 50] [--folder DIR | --postgres URL]

Cases are made up by seed and put into a ledger on a folder that is removed afterwards, or into an empty PostgreSQL
database: each with fifty items in its log, an answer, the questions and forecasts of three horizons with and without
three branches of pressure, two analysts' own numbers, and outcomes. The answer itself is a small one; only the count
of answers enters what is measured. Making the ledger takes two to four minutes, which are not part of the figures.
"""

# ruff: noqa: SIM905  (lists of words stay on their lines)

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import sqlalchemy as sa

from smoulder.assessment.record.score import score
from smoulder.records.case import Question
from smoulder.records.change import ItemPut
from smoulder.records.evidence import Likelihood, Source
from smoulder.records.question_of import question_id
from smoulder.store import tables
from smoulder.store.case_id import case_id, case_key
from smoulder.store.ledger import Ledger, open_ledger
from smoulder.store.rows import stamp
from smoulder.store.scored import pack
from smoulder.store.search import words_of

AT_ONCE = 250
"""Cases that are put in together."""
HORIZONS = (6, 12, 24)
BRANCHES = ("", "stays", "eases", "comes off")
NAMES = "Embers Sparks Ashes Cinders Coals Brands Torches Beacons".split()
COUNTRIES = "Norland Sudland Westmark Eastmark Highmoor Lowmoor".split()
WORDS = (
    "rifles bridge barn fuel market convoy patrol village harvest payroll tunnel radio ambush checkpoint ferry "
    "recruits levy road school clinic well depot ridge valley border orchard quarry mill port lighthouse"
).split()
START = date(2000, 1, 1)
MADE = datetime(2026, 1, 1, tzinfo=UTC)
Rows = dict[sa.Table, list[dict[str, Any]]]


def made_cases(count: int, items: int, seed: int) -> Iterator[Rows]:
    """Rows of so many cases, some at a time."""
    rng = np.random.default_rng(seed)
    for first in range(1, count + 1, AT_ONCE):
        rows: Rows = {}
        for number in range(first, min(first + AT_ONCE, count + 1)):
            add_case(rows, number, items, rng)
        yield rows


def add_case(rows: Rows, number: int, items: int, rng: np.random.Generator) -> None:
    """The rows of one case."""
    group, country = NAMES[number % len(NAMES)], COUNTRIES[number % len(COUNTRIES)]
    day = START + timedelta(days=number // 4)
    asked = Question(
        group_id=9000 + number % 997, group=f"{group} of {country}", country=country, as_of=day, line=60.0
    )
    key = case_key(asked)
    name = case_id(asked.group, country, day, key, 16)
    at = stamp(MADE + timedelta(seconds=number))
    put = rows.setdefault
    put(tables.CASES, []).append({
        "number": number, "id": name, "key": key, "group_id": asked.group_id, "group_name": asked.group,
        "country": country, "as_of": day, "mode": asked.mode, "question": asked.model_dump(mode="json"),
        "created": at, "label": "",
    })  # fmt: skip
    put(tables.ANSWERS, []).append({
        "case_id": name, "inputs": key, "version": "0.1.0", "seed": 7, "settings": {}, "answer": "{}", "created": at,
    })  # fmt: skip
    texts = []
    for place in range(items):
        words = rng.choice(WORDS, 4)
        item = made_item(f"{' '.join(words)} {place}")
        texts.append(item.text)
        body = item.model_dump(mode="json", exclude_defaults=True)
        row = {"case_id": name, "what": "item", "body": body, "who": "desk", "why": "seen", "at": at}
        put(tables.ENTRIES, []).append(row)
    found = words_of([name.replace("-", " "), asked.group, country], texts)
    put(tables.SEARCH_WORDS, []).append({"rowid": number, "words": " ".join(sorted(found))})
    add_questions(rows, name, asked, at, rng)


def made_item(words: str) -> ItemPut:
    """An item with likelihoods of three leaves."""
    likely = Likelihood(low=0.4, mid=0.6, high=0.8)
    return ItemPut(
        kind="seen on site",
        text=f"Witnesses told of {words}.",
        source=Source(kind="data", name="Daily", row=words),
        likelihoods={"patience": likely, "degraded": likely, "spent": likely},
    )


def add_questions(rows: Rows, name: str, asked: Question, at: str, rng: np.random.Generator) -> None:
    """The questions of an answer, who said what of each, and how it came out: one branch was taken."""
    taken, back = BRANCHES[1 + rng.integers(3)], rng.integers(1, 60)
    for horizon in HORIZONS:
        for topic in ("comeback", "major"):
            for branch in BRANCHES:
                content = {"case_id": name, "topic": topic, "horizon": horizon, "branch": branch}
                one = question_id(content)
                rows.setdefault(tables.QUESTIONS, []).append({
                    "id": one, **content, "group_id": asked.group_id, "group": asked.group, "country": asked.country,
                    "as_of": asked.as_of, "mode": asked.mode, "measure": asked.measure, "rule": branch,
                    "kind": "foreign troops" if branch else "", "line": 60.0, "unknown_months": 2, "chains": "joined",
                    "lull": f"{asked.as_of:%Y-%m}",
                })  # fmt: skip
                who = ["smoulder", "base rate", *(["comeback model"] if topic == "comeback" else [])]
                who += [] if branch else ["analyst: desk 1", "analyst: desk 2"]
                for forecaster in who:
                    value = float(rng.beta(1, 3))
                    said = {"question": one, "forecaster": forecaster, "value": value, "made": at}
                    rows.setdefault(tables.FORECASTS, []).append(said | {"low": value / 2, "high": value})
                status = "void" if branch not in ("", taken) else "yes" if back <= horizon else "no"
                rows.setdefault(tables.RESOLUTIONS, []).append({
                    "question": one, "status": status, "final": True, "early": False, "rows": ["GED"],
                    "vintage": "26.1", "why": "", "made": stamp(MADE + timedelta(days=60)),
                })  # fmt: skip


def fill(ledger: Ledger, count: int, items: int, seed: int) -> dict[str, int]:
    """Put the cases in; returns how many rows of each table were put."""
    held: dict[str, int] = {}
    first = True
    for rows in made_cases(count, items, seed):
        with ledger._engine.begin() as to:
            for table, some in rows.items():
                to.execute(table.insert(), some)
                held[table.name] = held.get(table.name, 0) + len(some)
            if first:  # a server left to itself would come to know the tables as they grow
                to.execute(sa.text("ANALYZE"))
                first = False
            pack(to, [row["id"] for row in rows[tables.CASES]])
    with ledger._engine.begin() as to:
        if to.dialect.name == "postgresql":
            to.execute(sa.text("SELECT setval('cases_number_seq', (SELECT max(number) FROM cases))"))
        to.execute(sa.text("ANALYZE"))
    return held


def timed(do: Callable[[], object], times: int = 5) -> tuple[float, float]:
    """Seconds of a call: in the middle, and at most."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        do()
        taken.append(time.perf_counter() - start)
    return median(taken), max(taken)


def command(place: Path | str, *words: str) -> Callable[[], object]:
    """A whole command, from the start of its process to its end."""
    environment = {one: value for one, value in os.environ.items() if not one.startswith("SMOULDER_")}
    if isinstance(place, str):
        environment["SMOULDER_LEDGER"] = place
    else:
        environment["SMOULDER_DATA"] = str(place)
    call = [sys.executable, "-c", "from smoulder.cli.main import run; run()", *words]
    return lambda: subprocess.run(call, env=environment, check=True, capture_output=True)


def measure(place: Path | str) -> Iterator[tuple[str, float, float]]:
    """What is measured: in words, seconds in the middle and at most."""
    with open_ledger(place) as ledger:
        name = ledger.cases()[4321 % len(ledger.cases())].id
        yield "list all cases", *timed(ledger.cases)
        yield "search three words that few cases have", *timed(lambda: ledger.search(f"{name} rifles ferry"))
        yield "search a word that nearly all cases have", *timed(lambda: ledger.search("rifles"))
        yield "read all that is to be scored", *timed(ledger.asked.scored)
        yield "count how all questions stand", *timed(ledger.asked.tally)
        yield "score by model", *timed(lambda: score(ledger.asked.scored(), "model"))
        yield "score by branch", *timed(lambda: score(ledger.asked.scored(), "branch"))
        numbers = iter(range(1000))

        def add() -> None:
            item = made_item(f"update {next(numbers)}")
            ledger.log.add(name, [item], who="desk", why="seen", now=MADE + timedelta(days=90))

        yield "update: enter one item into one case", *timed(add, 50)
        yield "lay the file of one case", *timed(lambda: ledger.file(name), 20)
    yield "command `smoulder case list --json`", *timed(command(place, "case", "list", "--json"), 3)
    search = command(place, "case", "list", "--search", "embers ferry", "--json")
    yield "command `smoulder case list --search`", *timed(search, 3)
    yield "command `smoulder score --json`", *timed(command(place, "score", "--json"), 3)
    yield "command `smoulder --version`", *timed(command(place, "--version"), 3)


def main() -> None:
    """Make the ledger, measure, and print a table."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--cases", type=int, default=10_000)
    arguments.add_argument("--items", type=int, default=50)
    arguments.add_argument("--seed", type=int, default=20200123)
    arguments.add_argument("--folder", type=Path, help="Keep the ledger here; one that is there is measured.")
    arguments.add_argument("--postgres", metavar="URL", default="", help="An empty database.")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="smoulder-ledger-") as folder:
        place: Path | str = given.postgres or given.folder or Path(folder)
        start = time.perf_counter()
        with open_ledger(place) as ledger:
            if not ledger.cases():
                held = fill(ledger, given.cases, given.items, given.seed)
                print(f"{json.dumps(held)} in {time.perf_counter() - start:.0f} s", flush=True)
        if isinstance(place, Path):
            size = sum(path.stat().st_size for path in place.rglob("*"))
            print(f"{size / 1e6:.0f} MB")
        print("| what | seconds | at most |\n|---|---|---|")
        for what, middle, most in measure(place):
            print(f"| {what} | {middle:.3f} | {most:.3f} |", flush=True)


if __name__ == "__main__":
    main()
