"""A group in words (docs/data/groups.md)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from smoulder.cli.group_facts import facts_words
from smoulder.cli.group_lists import cut_table, few, wrap
from smoulder.desk.group_json import ONE_WITH


def group_words(shown: dict[str, Any], all: bool, columns: int) -> str:  # Any: JSON
    """The JSON form for a person; all: every name, row and link; columns: characters in a line."""
    whose = "UCDP actor" if 0 < shown["group_id"] < 1_000_000 else "id"
    lines = [f"{shown['name']} ({whose} {shown['group_id']})"]
    dated = [_span(one["name"], one["since"], one["until"]) for one in shown["dated_names"]]
    for head, values in (
        ("full name", [shown["full_name"]] if shown["full_name"] else []),
        ("aliases", shown["aliases"]),
        ("for a time", dated),
        ("countries", shown["countries"]),
    ):
        lines += _wrapped(head, ", ".join(few(values, all)), columns) if values else []
    others = [one for one in shown["links"] if one["kind"] not in ONE_WITH]
    for one in few([_link_words(one) for one in others], all):
        lines += wrap(one, columns, "  ", " " * 13)
    parts = ["\n".join(lines), _data_words(shown["data"], all), _active_words(shown["active"], all, columns)]
    merges = [_link_words(one) for one in shown["merges"]]
    parts.append("ONE WITH IT, OR COUNTED WITH IT\n" + _listed(merges, all, columns))
    parts += facts_words(shown, all, columns)
    return "\n\n".join(parts)


def _data_words(data: dict[str, Any], all: bool) -> str:  # Any: JSON
    """In which data: months by country, years, loaded events."""
    parts = []
    months = [
        [
            *(one["country"], one["first"] or "-", one["last"] or "-", f"{one['deaths']:,.0f}"),
            *(one["covered_to"], f"{one['source']} {one['vintage']}"),
        ]
        for one in data["months"]
    ]
    heads = ("monthly in", "first deaths", "last deaths", "deaths", "covered to", "source")
    years = [
        [one["where"], str(one["first"]), str(one["last"]), one["kind"], one["source"]]
        for one in data["years"]
    ]
    loaded = [[one["country"], one["first"], one["last"], str(one["events"])] for one in data["events"]]
    parts += [cut_table(heads, months, all)] if months else []
    parts += [cut_table(("yearly in", "first", "last", "what", "source"), years, all)] if years else []
    parts += [cut_table(("loaded events in", "first", "last", "events"), loaded, all)] if loaded else []
    none = "none: no month, no year and no loaded event; load event data with smoulder load"
    return "IN WHICH DATA\n" + ("\n\n".join(parts) or none)


def _active_words(active: Sequence[dict[str, Any]], all: bool, columns: int) -> str:  # Any: JSON
    """Where and when active, with the notes on months of other ids."""
    line = f"{active[0]['line']:g}" if active else "25"
    rows = [
        [one["country"], one["first"], one["last"], f"{one['state']} in {one['as_of']}"]
        for one in active
        if one["first"]
    ]
    never = [one["country"] for one in active if not one["first"]]
    parts = [cut_table(("country", "first", "last", "state"), rows, all) if rows else "in no country"]
    if never:
        parts += wrap(f"never so many in: {', '.join(few(never, all))}", columns)
    notes = [note for one in active for note in one["notes"]]
    parts += [line for note in notes for line in wrap(note, columns)]
    return f"WHEN ACTIVE: {line} DEATHS OR MORE IN 12 MONTHS\n" + "\n".join(parts)


def _link_words(one: dict[str, Any]) -> str:  # Any: JSON
    """One link: kind, day, whom it is with, since when it was known, what happened."""
    until = f" to {one['until']}" if one["until"] else ""
    whom = f" {one['direction']} {one['name']} ({one['group_id']})" if one.get("name") else ""
    where = f" in {one['country']}" if one["country"] else ""
    known = f", known {one['known']}" if one["known"] != one["since"] else ""
    return f"{one['kind']:<10} {one['since']}{until}{whom}{where}{known}: {one['note']} [{one['source']}]"


def _listed(lines: Sequence[str], all: bool, columns: int) -> str:
    wrapped = ["\n".join(wrap(one, columns, indent=" " * 11)) for one in few(lines, all)]
    return "\n".join(wrapped) or "nothing on record"


def _wrapped(head: str, text: str, columns: int) -> list[str]:
    return wrap(text, columns, f"  {head:<10} ", " " * 13)


def _span(name: str, since: str, until: str) -> str:
    """A name with the time it held.

    >>> _span("al-Qaeda in Iraq", "2004-10", "2006-10"), _span("Front", "2019-12", "")
    ('al-Qaeda in Iraq (2004-10 to 2006-10)', 'Front (from 2019-12)')
    """
    if since and until:
        return f"{name} ({since} to {until})"
    return f"{name} (from {since})" if since else f"{name} (to {until})"
