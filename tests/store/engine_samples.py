"""Invented events on which two engines must agree: every case in which engines are known to differ, many times over."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb

from smoulder.records.event import EVENT_COLUMNS
from smoulder.records.month import days_of, month_index
from smoulder.store.engine import Engine
from smoulder.store.engine_duckdb import DuckEngine
from smoulder.store.events_view import SIDE_COLUMNS
from smoulder.store.sql import query

Row = tuple[Any, ...]  # Any: columns of several types
MOST = 2**31 - 1
NAMES = (
    "Embers", "embers", "Émbers", "E\u0301mbers", "", " ", "O'Brien's Men", '"quoted"', "back\\slash\\n", "${HOME}",
    "$as_of", ":as_of", "100%_sure", "Government of Norland", "government of Norland", "Government of\nSudland",
    "a -- b", "/* c */", "日本", "\uffee last of its plane", "𝔄 astral", "😀", "Z", "a", "line\nbreak", "tab\tbed",
)  # fmt: skip
"""Quotes, what is a sign to one engine alone, and letters whose order differs by bytes, by halves and by language."""
COUNTRIES = ("Norland", "Nor'land", "Åland \\ Sea", "日本国", "Sudland")
RELEASES = (
    ("ucdp", "20.1", True),
    ("ucdp", "21.1", True),
    ("candidate", "21.0.3", False),
    ("candidate", "21.0.4", False),
)
FIRST, LAST = month_index("2017-06"), month_index("2021-05")
DEATHS = (None, 0, 0, 1, 1, 2, 3, 7, 25, 999, MOST)
DAYS = (
    date(2020, 2, 28), date(2020, 2, 29), date(2020, 3, 1), date(2019, 12, 31), date(2020, 1, 1), date(2019, 2, 28),
    date(2020, 1, 31), date(2020, 6, 30), date(2018, 7, 1),
)  # fmt: skip
LENGTHS = (0, 0, 0, 0, 1, 2, 6, 27, 28, 30, 31, 59, 89, 365, 366, 1023, 4095)
"""Days before the last; of 1,024 and 4,096 days, shares lie half-way between two figures of nine places."""
LATITUDES = (None, -90.0, 90.0, 0.0, -0.0, -0.25, 0.5, 12.499999999, 89.999999)
LONGITUDES = (None, -180.0, 180.0, 0.0, -0.0, -0.5, 179.75, 33.3333333)


@dataclass(frozen=True)
class Sample:
    """What an engine sees: files of events, and the small tables beside them."""

    rows: tuple[str, ...]
    sides: tuple[str, ...]
    countries: tuple[Row, ...]
    months: tuple[Row, ...]
    coverage: tuple[Row, ...]


def sample(folder: Path, seed: int, count: int) -> Sample:
    """A sample of some events in two files each; none of them when count is 0."""
    draw = random.Random(seed)
    events = [_event(draw, number) for number in range(count)]
    folder.mkdir(parents=True)
    halves = [events[::2], events[1::2]] if len(events) > 1 else [events]
    rows, sides = (
        zip(*(_write(folder, place, half) for place, half in enumerate(halves) if half), strict=True)
        if events
        else ((), ())
    )
    coverage = tuple(_coverage(draw)) if count else ()
    return Sample(
        tuple(rows),
        tuple(sides),
        tuple((name, code, FIRST + (5 if code == 1 else 0)) for code, name in enumerate(COUNTRIES)),
        tuple((one, one - FIRST, *days_of(one)) for one in range(FIRST, LAST + 1)),
        coverage,
    )


def shown(engine: Engine, seen: Sample) -> None:
    """Give an engine the sample's files and tables."""
    engine.see("rows", seen.rows, EVENT_COLUMNS)
    engine.see("sides", seen.sides, SIDE_COLUMNS)
    engine.fill("countries", {"country": "VARCHAR", "code": "INTEGER", "began": "INTEGER"}, seen.countries)
    dates = {"first_day": "DATE", "last_day": "DATE"}
    engine.fill("months", {"month": "INTEGER", "step": "INTEGER", **dates}, seen.months)
    texts = {
        "source": "VARCHAR",
        "vintage": "VARCHAR",
        "final": "BOOLEAN",
        "released": "DATE",
        "country": "VARCHAR",
    }
    engine.fill("coverage", {**texts, "first_month": "INTEGER", "last_month": "INTEGER"}, seen.coverage)


def _event(draw: random.Random, number: int) -> Row:
    source, vintage, _ = draw.choice(RELEASES)
    began = (
        draw.choice(DAYS) if draw.random() < 0.5 else date(2017, 1, 1) + timedelta(days=draw.randrange(1700))
    )
    ended = began + timedelta(days=draw.choice(LENGTHS))
    best = draw.choice(DEATHS)
    small = [draw.choice((None, 0, 0, 1, 3)) for _ in range(4)]
    kind = draw.choice(("state-based", "non-state", "one-sided"))
    group, other = draw.choice((None, 1, 2, 3, 7, MOST)), draw.choice((None, 1, 2, 4, -1))
    own = {
        "source": source, "vintage": vintage, "kind": kind,
        "id": draw.choice((str(number), f"é{number}", f"𝔄{number}")),
        "conflict_id": draw.choice((None, 1, MOST)), "conflict": draw.choice((None, *NAMES)),
        "dyad_id": draw.choice((None, -MOST - 1, 5)), "dyad": draw.choice(NAMES),
        "side_a_id": group, "side_a": draw.choice(NAMES),
        "side_b_id": other, "side_b": draw.choice((None, *NAMES)),
        "country": draw.choice(COUNTRIES[:-1]), "country_id": draw.choice((None, 2)),
        "adm_1": draw.choice((None, *NAMES)), "where_prec": draw.choice((None, 1, 2, 3, 4, 5, 6, 7)),
        "latitude": draw.choice(LATITUDES), "longitude": draw.choice(LONGITUDES),
        "date_start": began, "date_end": ended, "date_prec": draw.choice((None, 1, 5)),
        "event_clarity": 1, "sources": draw.choice((None, 0, 2)),
        "source_headline": draw.choice((None, *NAMES)), "deaths_a": small[0], "deaths_b": small[1],
        "deaths_civilians": small[2], "deaths_unknown": small[3], "best": best,
        "low": draw.choice((None, 0, best)), "high": draw.choice((None, best, MOST)),
    }  # fmt: skip
    return tuple(own.get(name) for name in EVENT_COLUMNS)


def _coverage(draw: random.Random) -> list[Row]:
    """Releases that overlap, leave months out and were released on one day; some rows of them stand twice."""
    found: list[Row] = []
    for source, vintage, final in RELEASES:
        released = draw.choice((date(2021, 6, 1), date(2021, 6, 1), date(2020, 5, 2)))
        for country in (None, *draw.sample(COUNTRIES, 2)):
            first = draw.randrange(FIRST - 3, LAST - 6)
            found.append(
                (source, vintage, final, released, country, first, min(LAST, first + draw.randrange(1, 30)))
            )
    return found + found[:2]


def _write(folder: Path, place: int, events: Sequence[Row]) -> tuple[str, str]:
    """Write events and the sides seen of them, as a load does; the first also as a folder of files."""
    engine = DuckEngine()
    engine.fill("written", EVENT_COLUMNS, events)
    paths = []
    for part, sql in (("rows", "select * from written"), ("sides", query("sides"))):
        path = folder / f"{part} [{place}].parquet"
        target = path
        if place == 0:
            path.mkdir()
            target = path / "part-0.parquet"
        engine._engine.execute(f"copy ({sql}) to '{target}' (format parquet)")
        paths.append(str(path))
    engine.close()
    return paths[0], paths[1]


def types_of(answer: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The columns of DuckDB's answer and their types, as DuckDB names them."""
    return {str(one[0]): str(one[1]) for one in answer.description}
