"""The tables of docs/scale.md, from the runs that are stored."""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from growth import Growth, growth

Result = dict[str, Any]  # Any: JSON
NONE = "*not measured yet*"
ENGINES = {"events-duckdb": "DuckDB", "events-spark": "Spark"}
BLOCK = re.compile(r"(<!-- table: (?P<name>[a-z]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def tables(runs: Sequence[Result]) -> dict[str, str]:
    """Every table by its name, in Markdown."""
    from scale_sizing import sizing_tables

    if not runs:
        return dict.fromkeys(
            ("events", "reading", "full", "pages", "machine", "crossing", "costs", "sizing"), NONE
        )
    return {
        "machine": _machine(runs),
        "events": _events(runs),
        "reading": _reading(runs),
        "full": _full(runs),
        "pages": _pages(runs),
        **sizing_tables(runs),
    }


def fill_doc(path: Path, runs: Sequence[Result]) -> str:
    """Write the tables between their marks in a page; gives the text."""
    text = filled(path.read_text(encoding="utf-8"), runs)
    path.write_text(text, encoding="utf-8")
    return text


def filled(text: str, runs: Sequence[Result]) -> str:
    """A page with the tables between their marks.

    >>> filled("<!-- table: events -->\\nold\\n<!-- end -->", [])
    '<!-- table: events -->\\n*not measured yet*\\n<!-- end -->'
    """
    made = tables(runs)
    return BLOCK.sub(lambda one: f"{one[1]}{made[one['name']]}\n{one[3]}", text)


def of(runs: Sequence[Result], part: str, what: str, size: int | None = None) -> list[Result]:
    """The runs of one thing, at one size or all."""
    return [one for one in runs if (one["part"], one["what"]) == (part, what) and size in (None, one["size"])]


def seconds(runs: Sequence[Result]) -> float:
    """The median of runs in seconds; NaN of none."""
    return median(one["seconds"] for one in runs) if runs else math.nan


def memory(runs: Sequence[Result]) -> float:
    """The most MB of any run, as it was sampled over all its processes or as Linux kept it for one of them."""
    return float(max(max(one["memory_mb"], one.get("own_mb", 0)) for one in runs))


def grown(runs: Sequence[Result]) -> Growth | None:
    """The exponent of seconds over size, None where there is one size only."""
    sizes = [one["size"] for one in runs]
    return growth(sizes, [one["seconds"] for one in runs]) if len(set(sizes)) > 1 else None


def grid(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown, all but the first column to the right."""
    line = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join("| " + " | ".join(one) + " |" for one in (head, line, *rows))


def time_of(value: float) -> str:
    """Seconds in words, two or three digits.

    >>> time_of(0.0521), time_of(2.94), time_of(151.2), time_of(7200.0)
    ('0.05 s', '2.9 s', '151 s', '2.0 h')
    """
    if math.isnan(value):
        return "–"
    if value >= 3600:
        return f"{value / 3600:,.1f} h"
    return f"{value:.2f} s" if value < 1 else f"{value:.1f} s" if value < 100 else f"{value:,.0f} s"


def _events(runs: Sequence[Result]) -> str:
    own = [one for one in runs if one["part"] in ENGINES]
    sizes = sorted({one["size"] for one in own})
    rows = []
    for part, engine in ENGINES.items():
        for what in dict.fromkeys(one["what"] for one in own if one["part"] == part):
            found = of(own, part, what)
            cells = [time_of(seconds(of(own, part, what, size))) for size in sizes]
            peak = memory(found)
            rows.append([f"{engine}: {what}", *cells, exponent(grown(found)), f"{peak:,.0f} MB"])
    head = [
        "",
        *[f"{size / 1e6:g} million" for size in sizes],
        "exponent (90 % interval; runs)",
        "memory at most",
    ]
    return grid(head, rows)


def _reading(runs: Sequence[Result]) -> str:
    own = [one for one in runs if one["part"] == "reading"]
    sizes = sorted({one["size"] for one in own})
    rows = []
    for what in dict.fromkeys(one["what"] for one in own):
        found = of(own, "reading", what)
        cells = [time_of(seconds(of(own, "reading", what, size))) for size in sizes]
        most = max(
            size / seconds(of(own, "reading", what, size)) for size in sizes if of(own, "reading", what, size)
        )
        peak = memory(found)
        rows.append([what, *cells, f"{most:,.0f}", exponent(grown(found)), f"{peak:,.0f} MB"])
    head = [
        "",
        *[f"{size:,}" for size in sizes],
        "reports a second",
        "exponent (90 % interval; runs)",
        "memory at most",
    ]
    return grid(head, rows)


def _full(runs: Sequence[Result]) -> str:
    own = [one for one in runs if one["part"] == "reading-full"]
    sizes = sorted({one["size"] for one in own})
    rows = []
    for what in dict.fromkeys(one["what"] for one in own):
        cells = [time_of(seconds(of(own, "reading-full", what, size))) for size in sizes]
        start, each = line_of(runs, "reading-full", what)
        rows.append([what, *cells, f"{1000 * each:,.0f} ms", time_of(start)])
    return grid(["", *[f"{size:,}" for size in sizes], "a report more", "start and end"], rows)


def line_of(runs: Sequence[Result], part: str, what: str) -> tuple[float, float]:
    """Seconds at size 0 and seconds for one more, through the smallest and the largest size; NaN without two."""
    sizes = sorted({one["size"] for one in of(runs, part, what)})
    if len(sizes) < 2:
        return math.nan, math.nan
    least, most = (seconds(of(runs, part, what, size)) for size in (sizes[0], sizes[-1]))
    each = (most - least) / (sizes[-1] - sizes[0])
    return max(0.0, least - each * sizes[0]), each


def _pages(runs: Sequence[Result]) -> str:
    own = sorted((one["size"], one["seconds"]) for one in runs if one["part"] == "reading-pages")
    return grid(
        ["A page of", "takes to open"],
        [[f"{size / 1000:,.1f} kB", f"{1000 * took:.1f} ms"] for size, took in own],
    )


def _machine(runs: Sequence[Result]) -> str:
    last = runs[-1]
    loads = [one["load"] for one in runs]
    return (
        f"{last['cores']} cores; Python {last['python']}, DuckDB {last['duckdb']}, Spark {last['pyspark']}; "
        f"{last['day']}; load of the machine during the runs {min(loads):g} to {max(loads):g}."
    )


def exponent(found: Growth | None) -> str:
    """An exponent in words."""
    if found is None:
        return "–"
    interval = "–" if math.isnan(found.low) else f"{found.low:.2f}–{found.high:.2f}"
    return f"{found.exponent:.2f} ({interval}; {found.runs})"
