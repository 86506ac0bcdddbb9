"""A watch list as JSON."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import Any

from smoulder.desk.watch_choice import SCHEMA, Choice
from smoulder.records.month import month_text
from smoulder.series.changes import Change
from smoulder.series.traps import first_day_after
from smoulder.series.watched import Watched, WatchList


def assess_command(group_id: int, country: str, month: int, carried: Sequence[str] = ()) -> str | None:
    """The command that goes on from a row, on the day after the last month it looked at.

    returns: None for a group without an id in UCDP's list, which no command can name.

    >>> assess_command(320, "Sri Lanka", 24275)
    "smoulder assess --group 320 --country 'Sri Lanka' --as-of 2023-01-01"
    """
    if group_id < 0:
        return None
    day = first_day_after(month)
    words = ["smoulder", "assess", "--group", str(group_id), "--country", country, "--as-of", str(day)]
    return shlex.join([*words, *carried])


def watch_json(
    found: WatchList, rows: Sequence[Watched], choice: Choice, new: Sequence[Change] | None = None
) -> dict[str, Any]:  # Any: JSON
    """A list in the form that is kept from version to version; `changes` only where they were asked for."""
    form: dict[str, Any] = {  # Any: JSON
        "schema": SCHEMA,
        "to": month_text(found.to),
        "choice": choice.as_json(),
        "series": found.looked_at,
        "rows": [_row_json(row, found.to, choice) for row in rows],
        "left_out": choice.left_out(found),
    }
    if new is not None:
        form["changes"] = [
            {
                "kind": one.kind,
                "group_id": one.group_id,
                "group": one.group,
                "country": one.country,
                "month": month_text(one.month),
                "words": one.words,
                "assess": assess_command(one.group_id, one.country, found.to, choice.carried),
            }
            for one in new
        ]
    return form


def _row_json(row: Watched, to: int, choice: Choice) -> dict[str, Any]:  # Any: JSON
    return {
        "group_id": row.group_id,
        "group": row.group,
        "country": row.country,
        "kind": row.kind,
        "section": row.section,
        "state": row.state,
        "last_month": month_text(row.last),
        "behind": row.behind,
        "stale": row.stale,
        "provisional": row.provisional,
        "known": month_text(row.known),
        "began": month_text(row.began),
        "age": row.age,
        "deaths_12": round(row.twelve, 2),
        "lowest": round(row.lowest, 2),
        "peak": round(row.peak, 2),
        "peak_month": month_text(row.spell.peak_month),
        "kinds": {kind: round(share, 4) for kind, share in row.spell.kinds},
        "silence": {
            "word": row.silence.word,
            "months_without_death": row.silence.gap,
            "longest_before": row.silence.longest,
            "basis": row.silence.basis,
            "alike": row.silence.alike,
            "of": row.silence.of,
        },
        "traps": [{"kind": trap.kind, "words": trap.words} for trap in row.traps],
        "assess": assess_command(row.group_id, row.country, to, choice.carried),
    }
