"""A past lull as a page of practice shows it, before the number is given and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from smoulder.records.month import month_text
from smoulder.web.views.practice_svg import lull_svg

if TYPE_CHECKING:
    from smoulder.records.practice import Practised
    from smoulder.web.practice_rounds import Choice, Place

WIDE, NARROW = 720, 350


@dataclass(frozen=True, slots=True)
class LullShown:
    """A lull to its day, and what came where that may be told.

    facts: heads and words. months: as they stand in a table: when, deaths, deaths in 12 months.
    """

    name: str
    facts: tuple[tuple[str, str], ...]
    wide: Markup
    narrow: Markup
    months: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """Who else gave numbers: mean Brier scores of it and of the analyst, on the `count` lulls that both have one of."""

    name: str
    count: int
    its: float
    own: float


@dataclass(frozen=True, slots=True)
class SoFar:
    """How a round, or all practice of somebody, went: the mean Brier score, None where nothing was answered yet."""

    count: int
    own: float | None
    beside: tuple[Beside, ...]


def before(place: Place, choice: Choice) -> LullShown:
    """What was known on the day, and nothing later; without name, place and calendar where these are hidden."""
    from smoulder.assessment.record.past_lull import shown_months

    one = place.lull
    months = shown_months(one, choice.months)
    words = f"Deaths in 12 months and by month over {len(months)} months, to the day of the question"
    return _shown(place, choice.hide, months, "An armed group" if choice.hide else _named(place), words)


def after(place: Place, choice: Choice) -> LullShown:
    """The same with the months that came; to be asked for only once the number is in."""
    from smoulder.assessment.record.past_lull import months_ahead, shown_months

    months = [*shown_months(place.lull, choice.months), *months_ahead(place.lull)]
    words = f"Deaths in 12 months and by month over {len(months)} months; shaded: what came after the day"
    return _shown(place, False, months, _named(place), words)


def so_far(done: Sequence[Practised]) -> SoFar:
    """Mean Brier scores, and beside the base rate and the model where both gave a number.

    >>> so_far([]).count
    0
    """
    given = {
        "the base rate": [(one.base_rate, one) for one in done],
        "the comeback model": [(one.model, one) for one in done],
    }
    found = []
    for name, pairs in given.items():
        both = [(brier(its, one), brier(one.value, one)) for its, one in pairs if its is not None]
        if both:
            found.append(
                Beside(name, len(both), *(sum(part) / len(both) for part in zip(*both, strict=True)))
            )
    own = [brier(one.value, one) for one in done]
    return SoFar(len(own), sum(own) / len(own) if own else None, tuple(found))


def brier(value: float, done: Practised) -> float:
    """How far a number was from what came, squared."""
    return (value - bool(done.came_back)) ** 2


def _shown(
    place: Place,
    hide: bool,
    months: Sequence[tuple[int, float | None, float | None]],
    name: str,
    words: str,
) -> LullShown:
    one = place.lull
    day = None if hide else one.month
    rows = tuple((_when(at, day), _count(deaths), _count(twelve)) for at, deaths, twelve in reversed(months))
    return LullShown(
        name,
        _facts(place, hide),
        lull_svg(months, one.line, day, words, WIDE),
        lull_svg(months, one.line, day, words, NARROW),
        rows,
    )


def _facts(place: Place, hide: bool) -> tuple[tuple[str, str], ...]:
    one, now = place.lull, place.lull.moment()
    age = one.month - one.running.known
    ago = "this month" if not age else f"{_months(age)} ago"
    if now.silence is None:
        last = "none on record"
    else:
        last = f"{_months(now.silence)} ago" if now.silence else "in the last month"
    return (
        ("Lull known", ago if hide else f"{month_text(one.running.known)}, {ago}"),
        ("Deaths in 12 months, at its peak", _count(one.running.peak)),
        ("The lowest since", _count(one.running.lowest)),
        ("Now", _count(now.deaths)),
        ("Last death", last),
        ("Earlier comebacks", str(now.comebacks) if now.comebacks else "none"),
    )


def _named(place: Place) -> str:
    one = place.lull
    return f"{one.series.group} in {one.series.country}, end of {month_text(one.month)}"


def _when(at: int, day: int | None) -> str:
    if day is not None:
        return month_text(day + at)
    return f"{at:+d}" if at else "the day"


def _months(count: int) -> str:
    return f"{count} {'month' if count == 1 else 'months'}"


def _count(value: float | None) -> str:
    return "not known" if value is None else f"{value:,.0f}"
