"""Which past lulls are like the running one: a narrow class, widened until it holds enough cases."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from smoulder.models.rates.covariates import range_words
from smoulder.models.rates.lull_covariates import death_edges
from smoulder.models.rates.moment import Moment
from smoulder.models.rates.past_lulls import EVERY, Landmark
from smoulder.records.errors import NoLulls
from smoulder.records.settings import Settings

Span = tuple[float, float]
"""Deaths in 12 months: from, and up to but without."""
Find = Callable[[int, Span], list[Landmark]]
"""Past lulls that still ran at an age with so many deaths then, without the case itself."""
OLDEST_PART = 3
"""A quiet lull is set beside lulls of a third of its age before its deaths are given up."""


@dataclass(frozen=True, slots=True)
class Step:
    """One class of the ladder.

    age: months since `known`; deaths: A then.
    """

    age: int
    deaths: Span


@dataclass(frozen=True, slots=True)
class LullClass:
    """A class of past lulls.

    widened: the narrower classes that held too few, each in words with its count.
    """

    words: str
    age: int
    widened: tuple[str, ...]
    landmarks: tuple[Landmark, ...]


def choose_class(find: Find, case: Moment, settings: Settings) -> LullClass:
    """The narrowest class of past lulls that holds at least `settings.least_cases`.

    raises: NoLulls if there is no past lull at all.
    """
    widened: dict[Span, str] = {}
    for step in ladder(case, settings):
        here = tuple(find(step.age, step.deaths))
        if len(here) >= settings.least_cases or (here and step == Step(0, EVERY)):
            return LullClass(class_words(step, settings), step.age, tuple(widened.values()), here)
        # of each depth, the first class alone is told: at the age of the case
        widened.setdefault(step.deaths, f"{class_words(step, settings)}: {len(here)}")
    raise NoLulls("no past lull is known by this day; give a later as-of day")


def ladder(case: Moment, settings: Settings) -> Iterator[Step]:
    """The classes that are tried for a lull, the narrowest first; none twice.

    By bin of A, then by depth, then all, each at the age of the lull and at younger ages. Old quiet lulls
    are many: there the depth is tried before an age under a third. Old subdued ones are few, and their
    deaths differ most: there every younger age is tried first. Which order forecasts best is measured
    (docs/methods/base-rates.md#class).
    """
    line = settings.active_line
    bins = pairwise((*death_edges(settings), math.inf))
    own = next(span for span in bins if span[0] <= case.deaths < span[1])
    quiet = case.deaths < line
    depth = (0.0, line) if quiet else (line, math.inf)
    third = case.age // OLDEST_PART
    old = [Step(age, deaths) for deaths in (own, depth) for age in range(case.age, third - 1, -1)]
    every = [Step(age, deaths) for deaths in (own, depth, EVERY) for age in range(case.age, -1, -1)]
    yield from dict.fromkeys([*(old if quiet else []), *every])


def class_words(step: Step, settings: Settings) -> str:
    """A class in words.

    >>> class_words(Step(17, (100.0, math.inf)), Settings())
    'past lulls still running 17 months after they were known, subdued with 100 deaths or more in 12 months then'
    """
    line, (low, high) = settings.active_line, step.deaths
    if step.deaths == EVERY:
        depth = "quiet or subdued"
    elif step.deaths == (0.0, line):
        depth = "quiet"
    elif step.deaths == (line, math.inf):
        depth = "subdued"
    elif step.deaths == (0.0, 1.0):
        depth = "without a death in 12 months"
    else:
        deaths = f"{low:,.0f} deaths or more" if math.isinf(high) else f"{range_words(low, high)} deaths"
        depth = f"{'quiet' if high <= line else 'subdued'} with {deaths} in 12 months"
    return f"{lulls_of_age(step.age)}, {depth} then"


def lulls_of_age(age: int) -> str:
    """Past lulls of one age, in words.

    >>> lulls_of_age(0), lulls_of_age(1)
    ('past lulls from the month they were known', 'past lulls still running 1 month after they were known')
    """
    if age == 0:
        return "past lulls from the month they were known"
    return f"past lulls still running {age} month{'' if age == 1 else 's'} after they were known"
