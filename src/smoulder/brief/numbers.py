"""Numbers as a reader sees them: whole per cent, intervals, counts, months."""

from __future__ import annotations

import math
import re
from datetime import date

from smoulder.brief.anchors import method_anchor
from smoulder.brief.page import Run
from smoulder.records.errors import BadDate
from smoulder.records.forecast import Chance, Difference
from smoulder.records.month import month_index

SPACE = "\u00a0"
MONTHS = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]
_NUMBER = re.compile(r"(?<![\w.,-])[+−]?\d(?:[\d.,–/-]*\d)?(?:[ \u00a0\u202f]?%)?(?!\w)")
# Names of years, spans of months and the width of an interval are no findings: they need no source.
_NO_FINDING = re.compile(
    r"(?:19|20)\d\d(?:[-–](?:19|20)?\d\d)?(?!\d)(?![.,]\d)(?! deaths)"
    r"|\d+[ \u00a0-](?:months?|years?|days?)\b|90[ \u00a0]?%[ \u00a0](?:interval|range)"
)


def percent(value: float) -> str:
    """A probability as whole per cent; what rounds to none or all says so.

    >>> percent(0.273), percent(0.004), percent(0.0), percent(0.999)
    ('27\\xa0%', 'under 1\\xa0%', '0\\xa0%', 'over 99\\xa0%')
    """
    if not math.isfinite(value):
        return "unknown"
    if 0 < value <= 0.005:
        return f"under 1{SPACE}%"
    if 0.995 <= value < 1:
        return f"over 99{SPACE}%"
    return f"{100 * value:.0f}{SPACE}%"


def spread(low: float, high: float) -> str:
    """The bounds of an interval.

    >>> spread(0.14, 0.432)
    '14–43\\xa0%'
    """
    if not (math.isfinite(low) and math.isfinite(high)):
        return "unknown"
    if high < 0.005:
        return f"0{SPACE}%" if high == 0 else f"under 1{SPACE}%"
    return f"{100 * low:.0f}–{100 * high:.0f}{SPACE}%"


def points(value: float) -> str:
    """A difference of probabilities in percentage points, signed.

    >>> points(0.05), points(-0.13), points(0.001)
    ('+5', '−13', '0')
    """
    rounded = round(100 * value) if math.isfinite(value) else 0
    return "0" if rounded == 0 else f"{'+' if rounded > 0 else '−'}{abs(rounded)}"


def difference_words(difference: Difference) -> str:
    """A paired difference with its interval.

    >>> difference_words(Difference(value=.05, low=-.13, high=.24, told_apart=False))
    '+5 points (90\\xa0% interval −13 to +24)'
    """
    value = points(difference.value)
    unit = "point" if value in ("+1", "−1") else "points"
    return f"{value} {unit} (90{SPACE}% interval {points(difference.low)} to {points(difference.high)})"


def amount(value: float | None) -> str:
    """A count with thousands set off; small fractions keep one decimal.

    >>> amount(1114.0), amount(None), amount(46.4), amount(2.5)
    ('1,114', 'unknown', '46', '2.5')
    """
    if value is None or not math.isfinite(value):
        return "unknown"
    if abs(value) < 10 and value != round(value):
        return f"{value:,.1f}"
    return f"{value:,.0f}"


def month_words(month: str | None) -> str:
    """A month in words; a text that is no month stays as it is.

    >>> month_words("2018-07")
    'July 2018'
    """
    try:
        index = month_index(month or "")
    except BadDate:
        return month or "unknown"
    return f"{MONTHS[index % 12]} {index // 12}"


def day_words(day: date) -> str:
    """A day in words.

    >>> day_words(date(2020, 1, 23))
    '23 January 2020'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def months_words(months: int) -> str:
    """A span of months.

    >>> months_words(1), months_words(17)
    ('1 month', '17 months')
    """
    return f"{months} month{'' if months == 1 else 's'}"


def joined(words: list[str], last: str = "and") -> str:
    """A list in words.

    >>> joined(["6", "12", "24"], "or")
    '6, 12 or 24'
    """
    return f" {last} ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def count_words(chance: Chance) -> str:
    """What a chance was counted from; '' where it was not counted.

    >>> count_words(Chance(value=.3, low=.1, high=.5, n=24, count=7))
    '7 of 24'
    """
    return f"{chance.count} of {chance.n}" if chance.count is not None and chance.n else ""


def basis_words(chance: Chance) -> str:
    """Whether a chance is estimated, and from how many cases, or assumed, and over which range.

    >>> basis_words(Chance(value=.25, low=.1, high=.4, basis="assumed"))
    'assumed (10–40\\xa0%)'
    """
    if chance.basis == "assumed":
        return f"assumed ({spread(chance.low, chance.high)})"
    cases = f" ({count_words(chance) or f'n{SPACE}={SPACE}{chance.n}'})" if chance.n else ""
    return ("estimated" if chance.basis == "estimated" else "combined") + cases


def figure(text: str, to: str) -> Run:
    """A number with the id it links to."""
    return Run(text, to, "figure")


def chance_runs(chance: Chance, instead: str = "") -> tuple[Run, ...]:
    """A chance and its interval, both linked to their method (`instead`: an id that wins over it)."""
    to = instead or method_anchor(chance.method)
    return (
        figure(percent(chance.value), to),
        Run(" "),
        Run(f"({spread(chance.low, chance.high)})", to, "quiet"),
    )


def tidy(text: str) -> str:
    """A text whose per cent signs stay with their numbers.

    >>> tidy("36% of 18 %")
    '36\\xa0% of 18\\xa0%'
    """
    return re.sub(r"(?<=\d) ?%", f"{SPACE}%", text)


def sentence(text: str) -> str:
    """A text that begins with a capital.

    >>> sentence("no report adds to it")
    'No report adds to it'
    """
    return text[:1].upper() + text[1:]


def linked(text: str, to: str) -> tuple[Run, ...]:
    """A text from the answer with each number in it linked, but for years and spans of months.

    >>> [run.to for run in linked("7 of 24 came back", "cases")]
    ['cases', '', 'cases', '']
    >>> [run.text for run in linked("866 in 2018, within 24 months", "months") if run.to]
    ['866']
    """
    text = tidy(text)
    runs: list[Run] = []
    at = 0
    for found in _NUMBER.finditer(text):
        if _NO_FINDING.match(text, found.start()):
            continue
        if found.start() > at:
            runs.append(Run(text[at : found.start()]))
        runs.append(figure(found[0], to))
        at = found.end()
    return (*runs, Run(text[at:])) if at < len(text) else tuple(runs)
