"""Base rates in words: the class, how many of how many came back, its parts."""

from __future__ import annotations

from collections.abc import Sequence

from smoulder.cli.rates_split import chance_words, split_table, split_words, wrapped
from smoulder.records.forecast import Chance
from smoulder.records.rates import EpisodeRate, EpisodeRates, HorizonRate, LullRates

MOST = 13
"""Countries that are told by name."""
FEW = 5
"""Cases still followed under which a figure is told to rest on few."""


def rates_words(found: LullRates | EpisodeRates, columns: int, *, major: bool = False) -> str:
    """The class and its rates, in lines of at most so many characters."""
    return _lulls(found, columns, major) if isinstance(found, LullRates) else _episodes(found, columns)


def _lulls(found: LullRates, columns: int, major: bool) -> str:
    past = found.past
    parts = ["\n".join(_lull_head(found, columns))]
    parts.append(
        "\n".join(["Fighting came back", *_lines(past.rates, [one.comeback for one in past.rates], columns)])
    )
    if major:
        lines = _lines(past.rates, [one.major for one in past.rates], columns)
        parts.append("\n".join(["A major comeback, to half of the peak as well", *lines]))
    notes = [_pace(past.rates), _victories(past.rates, past.n), _countries(past.mix)]
    notes += [
        f"Within {one.horizon} months it cannot be decided for this lull: {one.why}."
        for one in past.rates
        if one.why
    ]
    parts.append("\n".join(line for note in notes if note for line in wrapped(note, columns)))
    for split in found.splits:
        parts.append(split_words(split, columns))
        if major:
            parts.append(split_words(split, columns, major=True))
    return "\n\n".join(parts)


def _lull_head(found: LullRates, columns: int) -> list[str]:
    past, case = found.past, found.case
    lines = []
    if case is not None:
        silence = "" if not case.months_since_death else f", no death for {_months(case.months_since_death)}"
        lines += wrapped(
            f"{case.group} in {case.country} at the end of {case.month}: {case.state} for {_months(case.age)} "
            f"(known {case.known}), {case.deaths_12:,.0f} deaths in 12 months, lowest {case.lowest:,.0f}, "
            f"peak {case.peak:,.0f}{silence}",
            columns,
        )
    lines += wrapped(f"{past.n} {past.words}, of {_groups(past.groups)}", columns)
    if past.widened:
        lines += wrapped(f"Widened, because too few are nearer: {'; '.join(past.widened)}", columns)
    lines += wrapped(_left_out(found), columns)
    if found.late:
        words = (
            f"Nothing is known of the {_months(found.late)} before the day: each horizon reaches over them."
        )
        lines += wrapped(words, columns)
    return lines


def _left_out(found: LullRates) -> str:
    what = "as a question asks: with the lowest and the peak as they stood then"
    if found.line == "running":
        what = "as it ends a lull: the line falls with the lowest so far"
    words = (
        f"Of {found.lulls:,} past lulls to {found.seen_to}, {found.running:,} could be followed from that age. "
        f"A comeback {what}."
    )
    return words + _unknown_words(found.unknown)


def _unknown_words(unknown: dict[str, int]) -> str:
    return "".join(
        f" {count} are left out because it is unknown of them whether {text} holds (add ,unknown to take them in)."
        for text, count in unknown.items()
    )


def _lines(rates: Sequence[HorizonRate | EpisodeRate], chances: Sequence[Chance], columns: int) -> list[str]:
    """One line for each horizon, with count, chance, interval, and how many are still followed then."""
    wide = max(len(str(one.horizon)) for one in rates)
    lines = []
    for one, chance in zip(rates, chances, strict=True):
        head = f"  within {one.horizon:>{wide}} months: "
        if one.beyond:
            lines += wrapped(head + one.beyond, columns, " " * len(head))
            continue
        few = f"; {'only ' if (one.followed or 0) < FEW else ''}{one.followed} still followed"
        lines += wrapped(f"{head}{chance_words(chance)}{few}", columns, " " * len(head))
    return lines


def _pace(rates: Sequence[HorizonRate]) -> str:
    """Comebacks per hundred months of quiet between the horizons, as far as the data go."""
    speeds = [one.pace for one in rates if one.pace is not None and one.pace.months and not one.beyond]
    parts = [
        f"{one.value:.1f} ({one.low:.1f}–{one.high:.1f}) in months {one.first}–{one.last}" for one in speeds
    ]
    return f"Comebacks per 100 months of quiet: {', '.join(parts)}." if parts else ""


def _victories(rates: Sequence[HorizonRate], n: int) -> str:
    won = max((one.won for one in rates), default=0)
    return f"Won instead: {won} of {n} within {rates[-1].horizon} months." if won else ""


def _countries(mix: dict[str, int]) -> str:
    rows = sorted(mix.items(), key=lambda pair: (-pair[1], pair[0]))
    shown, rest = (rows[:MOST], rows[MOST:]) if len(rows) > MOST + 1 else (rows, [])
    more = [f"{country} {count}" for country, count in shown if count > 1]
    once = [country for country, count in shown if count == 1]
    if once:
        more.append(f"one each in {', '.join(once)}" if len(once) > 1 else f"{once[0]} 1")
    if rest:
        more.append(f"{sum(count for _, count in rest)} in {len(rest)} other countries")
    return f"Where: {', '.join(more)}."


def _episodes(found: EpisodeRates, columns: int) -> str:
    lines = []
    if found.case is not None:
        case = found.case
        lines += wrapped(
            f"{case.group} in {case.country} at the end of {case.month}: quiet, "
            f"{found.quiet_years} full calendar years of it",
            columns,
        )
    lines += wrapped(f"{found.n} {found.words}, of {found.conflicts} conflicts", columns)
    lines += wrapped(
        f"Of {found.episodes} episodes within states that ended by {found.seen_to}, {found.running} were followed "
        "from then. Conflicts, not groups, and calendar years with 25 battle deaths: another unit than lulls, "
        f"never mixed with them.{_unknown_words(found.unknown)}",
        columns,
    )
    if any("outcome" in text for text in found.conditions) or any(
        one.by == "outcome" for one in found.splits
    ):
        lines += wrapped("How the fighting stopped is coded in hindsight.", columns)
    chances = [one.chance for one in found.rates]
    parts = ["\n".join(lines)]
    parts.append("\n".join(["Fighting came back", *_lines(found.rates, chances, columns)]))
    parts.append("\n".join(wrapped(_countries(found.mix), columns)))
    for split in found.splits:
        rows = [(row.value, row.n, [(one, one.chance) for one in row.rates]) for row in split.rows]
        parts.append(split_table(f"By {split.by} ({split.meaning})", split.by, rows, columns))
    return "\n\n".join(parts)


def _months(count: int) -> str:
    return f"{count} month{'' if count == 1 else 's'}"


def _groups(count: int) -> str:
    return f"{count} group{'' if count == 1 else 's'}"
