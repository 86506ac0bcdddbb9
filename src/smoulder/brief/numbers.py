"""Numbers as a reader sees them: whole per cent, intervals, counts, months."""

from __future__ import annotations

import math
import re
from datetime import date
from typing import Literal

from smoulder.brief.anchors import method_anchor
from smoulder.brief.findings import INTERVAL, MONTHS, findings
from smoulder.brief.language.digits import digits
from smoulder.brief.language.say import in_english, say, say_many, spoken, to_say
from smoulder.brief.page import Run
from smoulder.records.errors import BadDate
from smoulder.records.forecast import Chance, Difference
from smoulder.records.month import month_index

SPACE = "\u00a0"
_LISTS = {"and": to_say("{list} and {last}"), "or": to_say("{list} or {last}")}
BASES = {"estimated": to_say("estimated"), "assumed": to_say("assumed"), "combined": to_say("combined")}


def percent(value: float) -> str:
    """A probability as whole per cent; what rounds to none or all says so.

    >>> percent(0.273), percent(0.004), percent(0.0), percent(0.999)
    ('27\\xa0%', 'under 1\\xa0%', '0\\xa0%', 'over 99\\xa0%')
    """
    if not math.isfinite(value):
        return say("unknown")
    if 0 < value <= 0.005:
        return say("under 1\u00a0%")
    if 0.995 <= value < 1:
        return say("over 99\u00a0%")
    return per_cent(f"{100 * value:.0f}")


def per_cent(number: str) -> str:
    """A number, or a range of numbers, with the sign for per cent.

    >>> per_cent("27")
    '27\\xa0%'
    """
    return say("{number}\u00a0%", number=digits(number))


def between(low: str, high: str) -> str:
    """A range of numbers that are ready to be read.

    >>> between("25", "1,114")
    '25–1,114'
    """
    return say("{low}–{high}", low=low, high=high)


def spread(low: float, high: float) -> str:
    """The bounds of an interval.

    >>> spread(0.14, 0.432)
    '14–43\\xa0%'
    """
    if not (math.isfinite(low) and math.isfinite(high)):
        return say("unknown")
    if high < 0.005:
        return percent(high)
    return say("{number}\u00a0%", number=between(f"{100 * low:.0f}", f"{100 * high:.0f}"))


def interval_words(bounds: str) -> str:
    """Bounds with what they are.

    >>> interval_words("14–43")
    '90\\xa0% interval 14–43'
    """
    return say(INTERVAL, bounds=bounds)


def points(value: float) -> str:
    """A difference of probabilities in percentage points, signed.

    >>> points(0.05), points(-0.13), points(0.001)
    ('+5', '−13', '0')
    """
    rounded = round(100 * value) if math.isfinite(value) else 0
    return "0" if rounded == 0 else digits(f"{'+' if rounded > 0 else '−'}{abs(rounded)}")


def difference_words(difference: Difference) -> str:
    """A paired difference with its interval.

    >>> difference_words(Difference(value=.05, low=-.13, high=.24, told_apart=False))
    '+5 points (90\\xa0% interval −13 to +24)'
    """
    return say_many(
        "{points} point (90\u00a0% interval {low} to {high})",
        "{points} points (90\u00a0% interval {low} to {high})",
        round(100 * difference.value) if math.isfinite(difference.value) else 0,
        points=points(difference.value),
        low=points(difference.low),
        high=points(difference.high),
    )


def amount(value: float | None) -> str:
    """A count with thousands set off; small fractions keep one decimal.

    >>> amount(1114.0), amount(None), amount(46.4), amount(2.5)
    ('1,114', 'unknown', '46', '2.5')
    """
    if value is None or not math.isfinite(value):
        return say("unknown")
    if abs(value) < 10 and value != round(value):
        return digits(f"{value:,.1f}")
    return digits(f"{value:,.0f}")


def month_words(month: str | None) -> str:
    """A month in words; a text that is no month stays as it is.

    >>> month_words("2018-07")
    'July 2018'
    """
    try:
        index = month_index(month or "")
    except BadDate:
        return month or say("unknown")
    return say("{month} {year}", month=say(MONTHS[index % 12]), year=index // 12)


def day_words(day: date) -> str:
    """A day in words.

    >>> day_words(date(2020, 1, 23))
    '23 January 2020'
    """
    return say("{day} {month} {year}", day=day.day, month=say(MONTHS[day.month - 1]), year=day.year)


def months_words(months: int) -> str:
    """A span of months.

    >>> months_words(1), months_words(17)
    ('1 month', '17 months')
    """
    return say_many("{number} month", "{number} months", months)


def joined(words: list[str], last: Literal["and", "or"] = "and") -> str:
    """A list in words.

    >>> joined(["6", "12", "24"], "or")
    '6, 12 or 24'
    """
    if len(words) < 2:
        return "".join(words)
    return say(_LISTS[last], list=say(", ").join(words[:-1]), last=words[-1])


def count_words(chance: Chance) -> str:
    """What a chance was counted from; '' where it was not counted.

    >>> count_words(Chance(value=.3, low=.1, high=.5, n=24, count=7))
    '7 of 24'
    """
    if chance.count is None or not chance.n:
        return ""
    return say("{count} of {n}", count=chance.count, n=chance.n)


def basis_words(chance: Chance) -> str:
    """Whether a chance is estimated, and from how many cases, or assumed, and over which range.

    >>> basis_words(Chance(value=.25, low=.1, high=.4, basis="assumed"))
    'assumed (10–40\\xa0%)'
    """
    basis = say(BASES[chance.basis])
    if chance.basis == "assumed":
        return f"{basis} ({spread(chance.low, chance.high)})"
    cases = f" ({count_words(chance) or f'n{SPACE}={SPACE}{chance.n}'})" if chance.n else ""
    return f"{basis}{cases}"


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
    # words that are marked as English stay marked
    return type(text)(text[:1].upper() + text[1:])


def linked(text: str, to: str) -> tuple[Run, ...]:
    """Fixed words with each number in them linked, but for years and spans of months.

    >>> [run.to for run in linked("7 of 24 came back", "cases")]
    ['cases', '', 'cases', '']
    """
    return _linked(text if in_english() else tidy(text), to, spoken().code, "")


def told(text: str, to: str) -> tuple[Run, ...]:
    """A sentence from the answer, which stays English, with each number in it linked as `linked` does.

    >>> [run.text for run in told("866 in 2018, within 24 months", "months") if run.to]
    ['866']
    """
    return _linked(tidy(text), to, "en", in_english())


def _linked(text: str, to: str, language: str, lang: str) -> tuple[Run, ...]:
    runs: list[Run] = []
    at = 0
    for found in findings(text, language):
        if found.start() > at:
            runs.append(Run(text[at : found.start()], lang=lang))
        runs.append(Run(found[0], to, "figure", lang))
        at = found.end()
    return (*runs, Run(text[at:], lang=lang)) if at < len(text) else tuple(runs)
