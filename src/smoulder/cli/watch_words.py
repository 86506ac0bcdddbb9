"""A watch list in words and as JSON."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from textwrap import wrap
from typing import Any

from smoulder.cli.watch_choice import SCHEMA, Choice
from smoulder.records.month import month_text
from smoulder.series.changes import Change
from smoulder.series.traps import first_day_after
from smoulder.series.watched import STALE_MONTHS, Watched, WatchList


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


def list_words(found: WatchList, rows: Sequence[Watched], choice: Choice, limit: int, width: int) -> str:
    """The list as text: a line on what it holds, one block per row, a line on what is not shown."""
    shown = rows[:limit] if limit else rows
    parts = [_head(found, rows, choice)]
    parts += ["\n".join(_block(row, found.to, choice, width)) for row in shown]
    left = [f"{count:,} {name}" for name, count in choice.left_out(found).items()]
    left = [f"{len(rows) - len(shown):,} more (--limit 0)", *left] if len(rows) > len(shown) else left
    hint = "" if choice.all or not choice.left_out(found) else " --all shows every lull."
    if left:
        parts.append("\n".join(wrap(f"Not shown: {', '.join(left)}.{hint}", width)))
    return "\n\n".join(parts)


def _head(found: WatchList, rows: Sequence[Watched], choice: Choice) -> str:
    where = f" in {choice.country}" if choice.country else ""
    which = "lulls" if choice.all else "lulls of armed groups"
    span = "" if choice.all or choice.country else ", active within 60 months"
    lines = [f"WATCH to the end of {month_text(found.to)}{where}: {len(rows)} {which}{span}"]
    stale = [row for row in rows if row.stale]
    if stale:
        lines.append(
            f"{len(stale)} of them rest on months that end over {STALE_MONTHS} months before: load newer data"
        )
    return "\n".join(lines)


def _block(row: Watched, to: int, choice: Choice, width: int) -> list[str]:
    """One row in three lines or more; the last one is the command that goes on from it."""
    behind = f", {_months(row.behind)} before" if row.behind else ""
    marks = [word for word, holds in (("STALE", row.stale), ("provisional", row.provisional)) if holds]
    first = (
        f"{row.group}, {row.country}: {row.state} for {_months(row.age)} (known {month_text(row.known)}, "
        f"began {month_text(row.began)}); months to {month_text(row.last)}{behind}"
    )
    kinds = ", ".join(f"{share:.0%} {kind}" for kind, share in row.spell.kinds if share >= 0.005)
    second = (
        f"deaths in 12 months {row.twelve:,.0f}, lowest {row.lowest:,.0f}, peak {row.peak:,.0f} to "
        f"{month_text(row.spell.peak_month)}{f' ({kinds})' if kinds else ''}; {_gap(row)}{row.silence.words}"
    )
    lines = wrap(f"{first}{''.join(f' [{mark}]' for mark in marks)}", width, subsequent_indent="  ")
    lines += _indented(second, width)
    for trap in row.traps:
        lines += _indented(f"! {trap.words}", width)
    command = assess_command(row.group_id, row.country, to, choice.carried)
    return [*lines, f"  {command or '(no UCDP id: it cannot be assessed)'}"]


def _gap(row: Watched) -> str:
    if not row.silence.gap:
        return ""
    longest = f" (longest before: {row.silence.longest})" if row.silence.longest else ""
    return f"no death for {_months(row.silence.gap)}{longest}, "


def _months(count: int) -> str:
    return f"{count} month{'' if count == 1 else 's'}"


def _indented(words: str, width: int) -> list[str]:
    return wrap(words, width, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False)


def changes_words(found: WatchList, new: Sequence[Change], choice: Choice, width: int) -> str:
    """What changed as text, each with the command that goes on from it."""
    if not new:
        return f"WATCH to the end of {month_text(found.to)}: nothing new"
    lines = [f"WATCH to the end of {month_text(found.to)}: {len(new)} new"]
    for one in new:
        words = f"{one.kind}: {one.group}, {one.country}, {month_text(one.month)}; {one.words}"
        lines += ["", *wrap(words, width, subsequent_indent="  ")]
        command = assess_command(one.group_id, one.country, found.to, choice.carried)
        lines += [f"  {command}"] if command else []
    return "\n".join(lines)


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
