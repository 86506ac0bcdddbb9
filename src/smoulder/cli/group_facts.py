"""Deaths of a group by year, and what loaded tables say about it, as JSON and in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from smoulder.cli.group_lists import cut_table, few, wrap

if TYPE_CHECKING:
    pass

FEW_FACTS = 5
"""Entries of a table that are shown without --all."""
MATCHED = {"id": "by id", "name": "by name and country", "country": "by country"}


def facts_words(shown: dict[str, Any], all: bool, columns: int) -> list[str]:  # Any: JSON
    """The sections on years and on loaded tables for a person; all: every row; columns: characters in a line."""
    parts = [_years(shown["deaths_by_year"], all, columns)] if shown["deaths_by_year"] else []
    for one in shown["tables"]:
        lines = [_fact(fact) for fact in one["facts"]]
        head = f"{one['title'].upper()} {one['release']}, {MATCHED[one['matched']]}"
        parts.append(
            "\n".join(
                [head, *(row for line in few(lines, all, FEW_FACTS) for row in wrap(line, columns, "", "  "))]
            )
        )
    return parts


def _years(kinds: Sequence[dict[str, Any]], all: bool, columns: int) -> str:  # Any: JSON
    """A row for each year, a column for each kind of count, all places together."""
    sums: dict[int, dict[str, list[float]]] = {}
    for one in kinds:
        for row in one["rows"]:
            cell = sums.setdefault(row["year"], {}).setdefault(one["kind"], [0.0, 0.0, 0.0])
            for at, name in enumerate(("deaths", "low", "high")):
                cell[at] += row[name]
    heads = [one["kind"] for one in kinds]
    lines = [
        [str(year), *(_cell(sums[year].get(kind)) for kind in heads)] for year in sorted(sums, reverse=True)
    ]
    notes = [f"{one['kind']}: {_sources(one['rows'])}; to {one['covered_to']}" for one in kinds]
    notes.append("-: under 25 deaths of that kind, or a year that the table does not reach")
    return "\n".join(
        [
            "DEATHS BY YEAR IN ALL COUNTRIES: BEST (LOW TO HIGH)",
            cut_table(("year", *heads), lines, all),
            *(line for note in notes for line in wrap(note, columns, "", "  ")),
        ]
    )


def _sources(rows: Sequence[dict[str, Any]]) -> str:  # Any: JSON
    return ", ".join(dict.fromkeys(row["source"] for row in rows))


def _cell(sums: Sequence[float] | None) -> str:
    """Best, low and high of a year.

    >>> _cell([498.0, 400.0, 601.0]), _cell(None)
    ('498 (400 to 601)', '-')
    """
    return "-" if sums is None else f"{sums[0]:,.0f} ({sums[1]:,.0f} to {sums[2]:,.0f})"


def _fact(fact: dict[str, Any]) -> str:  # Any: JSON
    """One entry in a line: the time, the place, then what it says.

    >>> _fact({"since": "2002", "until": "2002", "where": "Mali", "details": {"ended_by": "ceasefire"}})
    '2002, Mali: ended by ceasefire'
    """
    times = list(dict.fromkeys(filter(None, (fact["since"], fact["until"]))))
    head = ", ".join(filter(None, (" to ".join(times), fact["where"])))
    said = "; ".join(f"{name.replace('_', ' ')} {_value(value)}" for name, value in fact["details"].items())
    return f"{head}: {said}" if head else said


def _value(value: str | int | float) -> str:
    return value if isinstance(value, str) else f"{value:,.10g}"
