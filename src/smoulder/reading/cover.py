"""Which months a file covers: what the user says, else what its release says, else what its rows span."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from smoulder.reading.intake import ReadOptions, Staged
from smoulder.reading.sources import find_source
from smoulder.reading.tables import query_text
from smoulder.reading.ucdp_release import parse_release
from smoulder.records.errors import BadData
from smoulder.records.event import Coverage
from smoulder.records.month import month_index, month_text

if TYPE_CHECKING:
    import duckdb

WHOLE_WORLD = 20
"""A file with events in so many countries is taken for a whole release: a quiet month of the world has forty."""


def cover(
    engine: duckdb.DuckDBPyConnection, staged: Staged, options: ReadOptions, file: str
) -> tuple[tuple[Coverage, ...], tuple[str, ...]]:
    """What the file covers, from `incoming`, and what was assumed for it.

    raises: BadData where a vintage is no release, or the user's file of spans cannot be used.
    """
    if staged.coverage:
        return staged.coverage, ()
    parts = engine.execute(query_text("cover")).fetchall()
    if options.coverage is not None:
        return _read_spans(options.coverage, [(str(one[0]), str(one[1])) for one in parts], options), ()
    if not staged.whole:
        return (), (
            "it covers no month by itself; once the files of whole months are in, say so with --coverage",
        )
    found, notes = [], []
    for source, vintage, count, first, last, last_day in parts:
        names = _countries(engine, source, vintage)
        countries: tuple[str, ...] | None = options.countries
        if countries is None:
            countries = () if count >= WHOLE_WORLD else names
            notes.append(_note(file, vintage, countries))
        if find_source(source).family == "ucdp":
            release = parse_release(vintage)
            final, first, last, known = release.final, release.first, release.last, release.released
        else:
            final, known = True, last_day + timedelta(days=1)
            notes.append(
                f"covers {month_text(first)} to {month_text(last)}, from its first event to its last"
            )
        found.append(Coverage(source, vintage, final, options.released or known, countries, first, last))
    return tuple(found), tuple(notes)


def _note(file: str, vintage: str, countries: tuple[str, ...]) -> str:
    if not countries:
        return f"release {vintage} is taken to cover all countries; say otherwise with --countries"
    named = ", ".join(countries[:5]) + (f" and {len(countries) - 5} more" if len(countries) > 5 else "")
    return f"release {vintage} is taken to cover {named} only, as its rows do; say otherwise with --countries"


def _countries(engine: duckdb.DuckDBPyConnection, source: str, vintage: str) -> tuple[str, ...]:
    rows = engine.execute(
        "select distinct country from incoming where source = $source and vintage = $vintage order by 1",
        {"source": source, "vintage": vintage},
    ).fetchall()
    return tuple(str(one[0]) for one in rows)


def _read_spans(path: Path, parts: Sequence[tuple[str, str]], options: ReadOptions) -> tuple[Coverage, ...]:
    """The spans of a CSV (vintage, country, from, to); '*' means all countries. Spans of releases that the
    file does not hold are left out, so that one list can serve several files."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as reason:
        raise BadData(f"{path.name} cannot be read as a CSV of spans ({reason})") from reason
    sources = {vintage: source for source, vintage in parts}
    found = []
    for number, row in enumerate(rows, start=2):
        try:
            vintage, country = row["vintage"], row["country"]
            first, last = month_index(row["from"]), month_index(row["to"])
        except (KeyError, TypeError) as reason:
            raise BadData(
                f"{path.name} needs the columns vintage, country, from and to (row {number} lacks {reason})"
            ) from reason
        if vintage not in sources:
            continue
        known, final = _of_release(sources[vintage], vintage, last)
        countries = () if country == "*" else (country,)
        found.append(
            Coverage(sources[vintage], vintage, final, options.released or known, countries, first, last)
        )
    missing = sorted(set(sources) - {one.vintage for one in found})
    if missing:
        raise BadData(f"{path.name} has no span for release {', '.join(missing)}; add a row for it")
    return tuple(found)


def _of_release(source: str, vintage: str, last: int) -> tuple[date, bool]:
    if find_source(source).family == "ucdp":
        release = parse_release(vintage)
        return release.released, release.final
    following = last + 1
    return date(following // 12, following % 12 + 1, 1), True
