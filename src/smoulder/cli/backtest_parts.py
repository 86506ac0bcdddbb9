"""What a backtest says, as tables with their words, before they are printed or written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smoulder.models.backtest.gains import PlacePart
    from smoulder.models.backtest.summary import Calibration, Era, Summary
    from smoulder.models.scores.skill import Comparison
    from smoulder.models.scores.spans import Mean
    from smoulder.reading.challenge import Published

DIGITS = {"CRPS": 2, "log CRPS": 4, "IGN": 3, "MIS": 1}
"""Digits after the point, by score."""
BENCHMARKS = ("zero", "last month", "conflictology", "bootstrap")
"""First in the table of means."""
LONGEST = 34
"""Letters of a unit's name; the rest is cut."""


@dataclass(frozen=True, slots=True)
class Part:
    """One table under its title, with words below it; the table may be empty."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    below: tuple[str, ...] = ()


def all_parts(found: Summary, published: Published | None, unit: str) -> list[Part]:
    """Everything that is told, in the order of reading.

    published: of the contestant, where all asked windows were published; unit: 'country' or 'group'.
    """
    from smoulder.models.backtest.gains import REFERENCE

    many = "countries" if unit == "country" else "groups"
    return [
        _means(found, published),
        _gains(found, REFERENCE),
        *_by_year(found),
        _changes(found, unit, REFERENCE),
        _places("Largest losses", found.losses, unit),
        _places("Largest gains", found.gains, unit),
        _calibration(f"How often the ensemble's intervals held what happened: all {many}", found.all_cells),
        *(
            []
            if found.fought is None
            else [_calibration(f"The same, {many} with a count in the year before", found.fought)]
        ),
    ]


def years_words(years: Sequence[int]) -> str:
    """The years of some windows.

    >>> years_words(range(2018, 2024)), years_words([2018])
    ('2018-2023', '2018')
    """
    return f"{years[0]}-{years[-1]}" if len(years) > 1 else str(years[0])


def _means(found: Summary, published: Published | None) -> Part:
    years = years_words(found.asked.years)
    means = found.asked.means
    order = dict.fromkeys([*(name for name in BENCHMARKS if name in means), *means])
    rows = [(model, *(_number(means[model][name][0].mean.value, name) for name in DIGITS)) for model in order]
    below: tuple[str, ...] = (
        "CRPS and MIS are deaths or events a month, IGN is bits; nought is best.",
        "CRPS and MIS hang on a few great wars; log CRPS and IGN count every place alike.",
    )
    if published is not None:
        told = {"CRPS": published.crps, "IGN": published.ign, "MIS": published.mis}
        rows.append(
            (
                f"{published.model}*",
                *(_number(told[name], name) if name in told else "-" for name in DIGITS),
            )
        )
        below += ("* as published (Hegre and others 2025), not run here.",)
    return Part(f"Mean scores, {years}", ("model", *DIGITS), tuple(rows), below)


def _gains(found: Summary, reference: str) -> Part:
    rows: list[tuple[str, ...]] = []
    for era in (found.asked, found.tuning):
        rows += [] if era is None else _era_rows(era)
    below: tuple[str, ...] = (
        "The interval (90 %) is over which countries had been in the sample, not over which years; below nought "
        "the ensemble is better.",
    )
    if found.tuning is not None:
        below += (
            f"{years_words(found.tuning.years)} lie in the era on which all choices were made: what the ensemble "
            "gains there and not in the asked years, it owes to that era.",
        )
    heads = ("years", "score", reference, "ensemble", "difference", "from", "to", "better by")
    return Part(f"The ensemble against {reference}", heads, tuple(rows), below)


def _era_rows(era: Era) -> list[tuple[str, ...]]:
    return [
        (
            years_words(era.years),
            name,
            _number(one.reference, name),
            _number(one.own, name),
            _signed(one.difference.value, name),
            _signed(one.difference.low, name),
            _signed(one.difference.high, name),
            _share(one.skill.value, 1),
        )
        for name, one in era.gains.items()
    ]


def _by_year(found: Summary) -> list[Part]:
    parts = []
    for names in (("CRPS", "MIS"), ("log CRPS", "IGN")):
        rows = []
        for year, held in found.by_year.items():
            cells: list[str] = [str(year)]
            for name in names:
                cells += _difference(held[name], name)
            rows.append(tuple(cells))
        heads = tuple(head for name in names for head in (name, "from", "to"))
        parts.append(
            Part(f"Difference by window, {' and '.join(names)}", ("window", *heads), tuple(rows)),
        )
    return parts


def _changes(found: Summary, unit: str, reference: str) -> Part:
    whole = sum(one.cells for one in found.changes)
    rows = tuple(
        (
            one.change,
            f"{one.cells:,}",
            _share(one.cells / whole, 1),
            _share(one.share, 1),
            _number(one.reference, "CRPS"),
            _number(one.own, "CRPS"),
            _signed(one.own - one.reference, "CRPS"),
        )
        for one in found.changes
    )
    below = (
        f"Each {unit}-month is held against the {unit}'s mean of the twelve months before. Onset: some after none. "
        "Escalation: over twice that mean, and five more. De-escalation: under half of it, and five less. Zeros: none "
        "after none. Steady: the rest.",
    )
    heads = (
        "what happened",
        f"{unit}-months",
        "of all",
        "of CRPS",
        reference,
        "ensemble",
        "difference",
    )
    return Part("Where the CRPS comes from", heads, rows, below)


def _places(title: str, places: Sequence[PlacePart], unit: str) -> Part:
    rows = tuple(
        (
            _short(one.unit),
            str(one.year),
            _signed(one.difference, "CRPS"),
            _number(one.own, "CRPS"),
            f"{one.before:,.1f}",
            f"{one.expected:,.1f}",
            f"{one.happened:,.1f}",
        )
        for one in places
    )
    heads = (unit, "window", "difference", "CRPS", "year before", "expected", "happened")
    return Part(f"{title}, by CRPS (the last three are means a month)", heads, rows)


def _calibration(title: str, held: Calibration) -> Part:
    first = next(iter(held.blocks.values()))
    heads = ("interval", *("all months" if at == 0 else _ahead(one) for at, one in enumerate(first)))
    rows = tuple(
        (f"{_share(level)}", *(_with_bounds(one) for one in means)) for level, means in held.blocks.items()
    )
    below = (
        " ".join(_reading(level, means[0]) for level, means in held.blocks.items()),
        "Where most draws are nought an interval holds more than its level, because its bounds are counts.",
        f"PIT values have no such excess: {_share(held.uneven.value)} of them would have to move for all tenths "
        "to hold as many.",
    )
    return Part(f"{title} ({held.cells:,} months)", heads, rows, below)


def _reading(level: float, one: Mean) -> str:
    if one.mean.low > level:
        word = "more than that"
    elif one.mean.high < level:
        word = "less than that: it is too narrow"
    else:
        word = "about as many as it should"
    return f"The {_share(level)} interval held {_share(one.mean.value)}, {word}."


def _ahead(one: Mean) -> str:
    return f"{one.span[0]}-{one.span[1]} ahead"


def _with_bounds(one: Mean) -> str:
    return f"{_share(one.mean.value)} ({100 * one.mean.low:.0f}-{100 * one.mean.high:.0f})"


def _difference(one: Comparison, name: str) -> list[str]:
    told = one.difference
    return [_signed(value, name) for value in (told.value, told.low, told.high)]


def _number(value: float, name: str) -> str:
    return "-" if value != value else f"{value:,.{DIGITS[name]}f}"


def _signed(value: float, name: str) -> str:
    return "-" if value != value else f"{value:+,.{DIGITS[name]}f}"


def _share(value: float, digits: int = 0) -> str:
    return "-" if value != value else f"{100 * value:.{digits}f} %"


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
