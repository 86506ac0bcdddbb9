"""What one writer of benchmarks/ledger_team.py does, and how all that it was told is looked for at the end."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any

import sqlalchemy as sa

from smoulder.records.asked import Resolution
from smoulder.records.change import ItemPut, Note
from smoulder.records.errors import SmoulderError
from smoulder.records.evidence import Source
from smoulder.records.fix import Fix, SourceGrade
from smoulder.records.pressure import PressureEntry
from smoulder.store import tables
from smoulder.store.ledger import Ledger, open_ledger
from smoulder.store.ledger_errors import state_of
from tests.store.in_lull import in_lull

CRISIS_SECONDS = 20.0
"""All writers enter into one shared case; so often they turn to the next one."""
SHARES = {
    "enter: own case": 18, "enter: shared case": 22, "answer: own case": 8, "answer: shared case": 4, "settle": 8,
    "settle two cases": 4, "pressure": 6, "fix": 6, "grade": 4, "read a case": 8, "search": 6, "list cases": 2,
    "open questions": 4,
}  # fmt: skip
"""In a hundred: what is done how often."""
DAY = date(2020, 1, 1)


@dataclass
class Told:
    """What a writer was told: kept things by kind and key, waits in seconds by kind, errors, and tries again."""

    kept: list[tuple[str, str]] = field(default_factory=list)
    waits: dict[str, list[float]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    tried: Counter[str] = field(default_factory=Counter)


class Writer:
    """One desk at work: `own` is the key of what it does, its number and a count, so that no two are alike."""

    def __init__(self, ledger: Ledger, number: int, start: float) -> None:
        self.ledger, self.number, self.start = ledger, number, start
        self.chance = Random(number)
        self.count = 0
        self.told = Told()
        self.cases: dict[str, str] = {}

    def case(self, label: str) -> str:
        """The id of the case with a label, opened by whoever comes first."""
        if label not in self.cases:
            kept = self.ledger.open_case(in_lull().question, label, datetime.now(UTC))
            self.cases[label] = kept.case_id
        return self.cases[label]

    def step(self) -> None:
        """Do one thing, and note how long it took and what was told of it."""
        kind = self.chance.choices(list(SHARES), list(SHARES.values()))[0]
        self.count += 1
        own = f"{self.number}-{self.count}"
        crisis = f"crisis {int((time.monotonic() - self.start) / CRISIS_SECONDS)}"
        label = crisis if "shared" in kind else f"desk {self.number}"
        begin = time.perf_counter()
        try:
            name = self.case(label)
            kept = WORK[kind](self, own, name, label)
        except SmoulderError as error:
            self.told.errors.append(f"{kind}: {error}")
            return
        self.told.waits.setdefault(kind, []).append(time.perf_counter() - begin)
        self.told.kept += kept

    def enter(self, own: str, name: str, _label: str) -> list[tuple[str, str]]:
        source = Source(kind="data", name="Daily", row=own)
        put = ItemPut(kind="arms found", text=f"Rifles seen near bridge {own}.", source=source)
        self.log(name, [put, Note(text=own)])
        return [("item", own), ("note", own)]

    def log(self, name: str, changes: list[Any]) -> None:  # Any: changes of a case
        self.ledger.log.add(name, changes, who=f"desk {self.number}", why="seen", now=datetime.now(UTC))

    def answer(self, _own: str, name: str, label: str) -> list[tuple[str, str]]:
        seed = self.number * 1_000_000 + self.count
        self.ledger.keep(in_lull(seed=seed), now=datetime.now(UTC), label=label, case_id=name)
        return [("answer", str(seed))]

    def settle(self, own: str, name: str, _label: str) -> list[tuple[str, str]]:
        return self.settle_in(own, [name])

    def settle_two(self, own: str, name: str, _label: str) -> list[tuple[str, str]]:
        """Questions of the own case and of a shared one, in an order that differs from writer to writer."""
        both = [name, next((one for label, one in self.cases.items() if "crisis" in label), name)]
        return self.settle_in(own, both if self.number % 2 else both[::-1])

    def settle_in(self, own: str, names: list[str]) -> list[tuple[str, str]]:
        asked = [one for name in names for one in self.ledger.asked.questions(name)[:1]]
        said = [
            Resolution(
                question=one.id, status="yes" if self.count % 2 else "no", final=False, why=f"{own} {place}",
                made=datetime.now(UTC),
            )
            for place, one in enumerate(asked)
        ]  # fmt: skip
        return [("outcome", one.why) for one in self.ledger.asked.settle(said)]

    def press(self, own: str, _name: str, _label: str) -> list[tuple[str, str]]:
        """Two entries that any other may add too, crosswise, and one of the writer's own."""
        year = 1950 + self.count // 20
        alike = [entry(f"in {place}", year) for place in ("spring", "autumn")]
        made = [*(alike if self.number % 2 else alike[::-1]), entry(own, year)]
        self.ledger.pressure.add(made, now=datetime.now(UTC))
        return [("entry", one.id) for one in made]

    def fix(self, own: str, _name: str, _label: str) -> list[tuple[str, str]]:
        """A correction at a place that other writers correct as well."""
        part = Fix(
            sha256=f"{self.count % 5:064x}",
            part="speaker",
            start=1,
            end=5,
            was="the mayor",
            now=f"desk {own}",
        )
        self.ledger.fixes.add([part], who=f"desk {self.number}", why=own, now=datetime.now(UTC))
        return [("fix", own)]

    def grade(self, own: str, _name: str, _label: str) -> list[tuple[str, str]]:
        given = SourceGrade(name=f"Daily {self.count % 5}", reliability="B", since=DAY, why=own)
        self.ledger.grades.add([given], who=f"desk {self.number}", now=datetime.now(UTC))
        return [("grade", own)]

    def look(self, _own: str, name: str, _label: str) -> list[tuple[str, str]]:
        self.ledger.file(name)
        return []

    def search(self, _own: str, _name: str, _label: str) -> list[tuple[str, str]]:
        self.ledger.search("rifles bridge")
        return []

    def list(self, _own: str, _name: str, _label: str) -> list[tuple[str, str]]:
        self.ledger.cases()
        return []

    def open(self, _own: str, _name: str, _label: str) -> list[tuple[str, str]]:
        self.ledger.asked.open(date(2026, 1, 1))
        return []


Does = Callable[[Writer, str, str, str], list[tuple[str, str]]]
WORK: dict[str, Does] = dict(zip(SHARES, (
    Writer.enter, Writer.enter, Writer.answer, Writer.answer, Writer.settle, Writer.settle_two, Writer.press,
    Writer.fix, Writer.grade, Writer.look, Writer.search, Writer.list, Writer.open,
), strict=True))  # fmt: skip


def entry(note: str, year: int) -> PressureEntry:
    """An entry of the calendar."""
    return PressureEntry.model_validate(
        {
            "kind": "deal",
            "by": "x",
            "country": "Norland",
            "began": str(year),
            "source": "a page",
            "note": note,
        }
    )


def work(place: Path | str, number: int, start: float, until: float, out: Path) -> None:
    """Be at work until a time of the clock `time.monotonic`, and write down what was told."""
    with open_ledger(place) as ledger:
        writer = Writer(ledger, number, start)

        def note(context: sa.engine.ExceptionContext) -> None:
            state = state_of(context.original_exception) or "no connection"
            # an entry of the calendar that is there already is no failure
            if not isinstance(context.sqlalchemy_exception, sa.exc.IntegrityError):
                writer.told.tried["broken connection" if context.is_disconnect else state] += 1

        sa.event.listen(ledger._engine, "handle_error", note)
        while time.monotonic() < until:
            writer.step()
    told = writer.told
    out.write_text(json.dumps([told.kept, told.waits, told.errors, told.tried]))


def held(ledger: Ledger) -> Counter[tuple[str, str]]:
    """Everything that lies in a ledger, as writers name what they kept, and how often."""
    body = tables.ENTRIES.c.body
    wanted = {
        "answer": sa.select(tables.ANSWERS.c.seed), "outcome": sa.select(tables.RESOLUTIONS.c.why),
        "fix": sa.select(tables.FIXES.c.why), "grade": sa.select(tables.GRADES.c.why),
        "entry": sa.select(tables.PRESSURE.c.id), "item": sa.select(body).where(tables.ENTRIES.c.what == "item"),
        "note": sa.select(body).where(tables.ENTRIES.c.what == "note"),
    }  # fmt: skip
    found: Counter[tuple[str, str]] = Counter()
    with ledger._engine.connect() as connection:
        for kind, rows in wanted.items():
            for value in connection.scalars(rows):
                key = value["source"]["row"] if kind == "item" else value["text"] if kind == "note" else value
                found[kind, str(key)] += 1
    return found
