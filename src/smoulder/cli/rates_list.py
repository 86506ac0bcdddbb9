"""The past cases of a class one by one, and what became of each."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from smoulder.cli.terminal import table
from smoulder.records.rates import EpisodeRates, LullRates, PastCase, PastEpisode

FEW = 25
"""Cases that are listed where nothing else is asked for."""
NARROWEST = 16


def list_words(found: LullRates | EpisodeRates, columns: int, all: bool | None) -> str:
    """The cases, those that came back first and the soonest on top.

    all: True for every case, False for none, None for the first few.
    """
    if all is False:
        return ""
    heads: tuple[str, ...]
    rows: list[tuple[str, ...]]
    if isinstance(found, LullRates):
        past = sorted(found.past.cases, key=lambda one: (_rank(one), one.followed, one.group, one.country))
        heads = ("past lull", "known", "peak", "then", "what became of it")
        rows = [_lull_row(one) for one in past]
        title = "The past lulls; deaths are those in 12 months, at the peak and then"
    else:
        ended = sorted(found.cases, key=lambda one: (one.came_back is None, one.followed, one.country))
        heads = ("past episode", "fought", "stopped by", "what became of it")
        rows = [_episode_row(one) for one in ended]
        title = "The past episodes"
    shown = rows if all else rows[:FEW]
    lines = [f"{title}:", _fitted(heads, shown, columns)]
    if len(shown) < len(rows):
        lines.append(f"and {len(rows) - len(shown):,} more (--list)")
    return "\n".join(lines)


def without_cases(found: LullRates | EpisodeRates) -> LullRates | EpisodeRates:
    """The same answer with an empty list of cases."""
    if isinstance(found, EpisodeRates):
        return found.model_copy(update={"cases": ()})
    return found.model_copy(update={"past": found.past.model_copy(update={"cases": ()})})


def _rank(one: PastCase) -> int:
    return 0 if one.came_back else 1 if one.won else 2


def _lull_row(one: PastCase) -> tuple[str, ...]:
    return (
        f"{one.group}, {one.country}",
        one.known,
        f"{one.peak:,.0f}",
        f"{one.deaths_12:,.0f}",
        _became(one),
    )


def _became(one: PastCase) -> str:
    if one.came_back:
        return f"back {one.came_back}, month {one.followed}{', major' if one.major else ''}"
    if one.won:
        return f"won by {one.won}, month {one.followed}"
    return f"not back in {one.followed} month{'' if one.followed == 1 else 's'}"


def _episode_row(one: PastEpisode) -> tuple[str, ...]:
    years = str(one.first_year) if one.first_year == one.last_year else f"{one.first_year}–{one.last_year}"
    became = f"back {one.came_back}" if one.came_back else f"not back in {one.followed} years"
    return (f"{one.country}: {one.side_b}", years, one.outcome, became)


def _fitted(heads: Sequence[str], rows: Sequence[Sequence[str]], columns: int) -> str:
    """A table whose first column is wrapped to what the others leave of the line."""
    rest = sum(2 + max(len(row[at]) for row in [heads, *rows]) for at in range(1, len(heads)))
    room = max(NARROWEST, columns - rest)
    lines: list[list[str]] = []
    for row in rows:
        first, *more = textwrap.wrap(row[0], room, subsequent_indent="  ", break_on_hyphens=False)
        lines += [[first, *row[1:]], *([piece, *[""] * (len(row) - 1)] for piece in more)]
    return table(heads, lines)
