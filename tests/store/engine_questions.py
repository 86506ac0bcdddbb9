"""What engines are asked so that their answers can be laid side by side: every named query, with its answer's types."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from typing import Any

from smoulder.reading.tables import figures_query
from smoulder.records.event import EVENT_COLUMNS
from smoulder.store.engine import Answer, Engine
from smoulder.store.sql import query, sql_text
from tests.store.engine_samples import COUNTRIES, FIRST, LAST, MOST, Sample, shown

COUNTS = {
    "group_id": "INTEGER",
    "code": "INTEGER",
    "month": "INTEGER",
    **dict.fromkeys(("events", "deaths", "low", "high", "inflicted", "suffered", "unknown"), "DOUBLE"),
}
PICKED = {
    "group_id": "INTEGER",
    **dict.fromkeys(("country", "kind", "source", "vintage"), "VARCHAR"),
    "date_start": "DATE",
    "date_end": "DATE",
    "month": "INTEGER",
    **dict.fromkeys(("best", "low", "high", "inflicted", "suffered", "unknown"), "INTEGER"),
}
SIDES = {"group_id": "INTEGER", "group_name": "VARCHAR"} | PICKED
TYPES = {
    "by_days": COUNTS,
    "by_end": COUNTS,
    "chosen": {
        "country": "VARCHAR",
        "code": "INTEGER",
        "month": "INTEGER",
        "source": "VARCHAR",
        "vintage": "VARCHAR",
        "final": "BOOLEAN",
    },
    "countries_of": {"country": "VARCHAR"},
    "covered": {"code": "INTEGER", "month": "INTEGER"},
    "months": COUNTS,
    "names": {"group_id": "INTEGER", "group_name": "VARCHAR"},
    "of_group": {**EVENT_COLUMNS, "part": "VARCHAR"},
    "overlaps": {
        "country": "VARCHAR",
        "month": "INTEGER",
        "lag": "INTEGER",
        "vintage": "VARCHAR",
        "final_vintage": "VARCHAR",
        "candidate": "DOUBLE",
        "final": "DOUBLE",
    },
    "picked_rows": PICKED,
    "picked_sides": PICKED,
    "placed": {
        "month": "INTEGER",
        "cell_row": "INTEGER",
        "cell_col": "INTEGER",
        "placed": "VARCHAR",
        "events": "DOUBLE",
        "deaths": "DOUBLE",
    },
    "releases": {"code": "INTEGER", "source": "VARCHAR", "vintage": "VARCHAR", "first_month": "INTEGER"},
    "sides": SIDES,
    "series_months": {
        "group_id": "INTEGER",
        "country": "VARCHAR",
        "month": "INTEGER",
        **dict.fromkeys(("events", "deaths", "low", "high", "inflicted", "suffered"), "DOUBLE"),
    },
    "place_months": {
        "month": "INTEGER",
        "row": "INTEGER",
        "col": "INTEGER",
        "placed": "VARCHAR",
        "events": "DOUBLE",
        "deaths": "DOUBLE",
    },
}
"""Every named query and the columns of its answer, as DuckDB types them."""
ORDERED = (
    "countries_of",
    "covered",
    "months",
    "names",
    "of_group",
    "overlaps",
    "placed",
    "releases",
    "series_months",
    "place_months",
)
"""Those whose answer has an order."""
ROOMS = ("smoulder.store", "smoulder.reading")


def named() -> set[str]:
    """The names of all queries that are there."""
    return {one.name.removesuffix(".sql") for room in ROOMS for one in (files(room) / "queries").iterdir()}


def questions(engine: Engine, seen: Sample) -> Iterator[tuple[str, str, Answer]]:
    """Ask everything of one sample: the query, what is special about this asking, the answer."""
    shown(engine, seen)
    for known, last in ((date(2021, 1, 1), LAST - 9), (date(9999, 12, 1), LAST)):
        engine.make("chosen", query("chosen"), {"as_of": known, "last_month": last})
        yield "chosen", f"known at {known}", engine.ask("select * from chosen")
    yield "covered", "", engine.ask(query("covered"))
    yield "releases", "", engine.ask(query("releases"))
    odd = f"country = {sql_text(COUNTRIES[1])}"
    yield "names", "", engine.ask(query("names"))
    rules = ["group_name not like 'Government of %'", f"country <> {sql_text(COUNTRIES[2])}"]
    yield "names", "by rules", engine.ask(query("names", rules))
    yield "countries_of", "", engine.ask(query("countries_of"), {"group_id": 1})
    for group in (1, MOST):
        span = {"group_id": group, "first_month": FIRST + 8, "last_month": LAST - 1}
        yield "of_group", f"{group}", engine.ask(query("of_group"), span)
        yield "placed", f"{group}", engine.ask(query("placed"), {"group_id": group})
    yield "placed", "in one country", engine.ask(query("placed", [odd]), {"group_id": 2})
    yield "picked_rows", "", engine.ask(query("picked_rows", [odd]))
    engine.make("picked", query("picked_rows", ["kind = 'state-based'"]))
    yield "overlaps", "", engine.ask(query("overlaps"), {"as_of": date(2021, 7, 1)})
    yield "by_end", "of rows", engine.ask(query("by_end"))
    yield "picked_sides", "", engine.ask(query("picked_sides", [odd]))
    engine.make("picked", query("picked_sides"))
    for rule in ("by_end", "by_days"):
        yield rule, "of sides", engine.ask(query(rule))
        engine.make("counts", query(rule))
        yield "months", rule, engine.ask(query("months"))
    engine.see("written", seen.rows, EVENT_COLUMNS)
    yield "sides", "", engine.ask(query("sides"))
    yield from _of_figures(engine)


def _of_figures(engine: Engine) -> Iterator[tuple[str, str, Answer]]:
    """The same of the tables that ship, in place of which a few lines stand: what is added up there is a share."""
    measures = dict.fromkeys(("events", "deaths", "low", "high", "inflicted", "suffered"), "DOUBLE")
    columns = {"group_id": "INTEGER", "country": "VARCHAR", "month": "INTEGER", "kind": "VARCHAR", **measures}
    shares = (0.333333333, 0.1, 0.7, 1e-9, 123456.000000001, 3.0)
    rows = [
        (group, name, month, kind, *(shares[(group + month + place) % 6] for place in range(5)), None)
        for group in (1, 2)
        for name in COUNTRIES[:2]
        for month in (FIRST, FIRST + 1)
        for kind in ("state-based", "one-sided", "non-state")
    ]
    engine.fill("figures", columns, rows)
    for measure in ("all kinds", "one-sided"):
        yield "series_months", measure, engine.ask(figures_query("series_months"), {"measure": measure})
    columns = {
        "group_id": "INTEGER",
        "country": "VARCHAR",
        "month": "INTEGER",
        "row": "INTEGER",
        "col": "INTEGER",
    }
    cells = [
        (group, COUNTRIES[1], month, row, -row if row else None, placed, 1.0, 0.333333333)
        for group in (1, 2)
        for month in (FIRST, FIRST + 1)
        for row in (None, 0, 180, -180)
        for placed in ("place", "country")
    ]
    engine.fill("figures", columns | {"placed": "VARCHAR", "events": "DOUBLE", "deaths": "DOUBLE"}, cells)
    values = {"group_id": 1, "country": COUNTRIES[1]}
    yield "place_months", "", engine.ask(figures_query("place_months"), values)


def laid_out(name: str, rows: list[tuple[Any, ...]]) -> list[str]:  # Any: columns of several types
    """Rows of a query as text to the last digit, in the answer's order where it has one."""
    told = [repr(one) for one in rows]
    return told if name in ORDERED else sorted(told)
