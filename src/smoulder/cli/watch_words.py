"""A watch list in words and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from smoulder.desk.watch_choice import Choice
from smoulder.desk.watch_json import assess_command
from smoulder.records.month import month_text
from smoulder.series.changes import Change
from smoulder.series.watched import STALE_MONTHS, Watched, WatchList


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
