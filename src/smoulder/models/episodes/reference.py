"""What the stack is held against: plain mean, quiet-age table, Kaplan–Meier (docs/methods/episodes.md#references)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from smoulder.models.episodes.covariates import ENDINGS
from smoulder.models.episodes.quiet import QuietYears
from smoulder.models.episodes.scale import at_risk
from smoulder.models.rates.kaplan_meier import survival
from smoulder.records.errors import NoLulls
from smoulder.records.series import Bools, Floats, Ints

AGES = (2, 3, 4, 6, 9)
"""First full quiet years of each bin after the first: 1, 2, 3, 4–5, 6–8, 9 and more."""
OLDEST_ASKED = 15
ADDED = 1.0
"""Made-up cases, with the share of all, that are added to each bin."""


@dataclass(frozen=True, slots=True)
class PlainMean:
    """The share of past origins from which fighting came back."""

    name: str = "plain mean"

    def fit(self, rows: QuietYears) -> Shares:
        """Keep the past origins; raises NoLulls where fighting never came back."""
        at_risk(rows)
        return Shares(rows.take(rows.age <= OLDEST_ASKED), edges=())


@dataclass(frozen=True, slots=True)
class QuietAgeTable:
    """The same by full quiet years at the origin."""

    name: str = "quiet-age table"

    def fit(self, rows: QuietYears) -> Shares:
        """Keep the past origins; raises NoLulls where fighting never came back."""
        at_risk(rows)
        return Shares(rows.take(rows.age <= OLDEST_ASKED), edges=AGES)


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares that came back, by age, of those past origins whose whole horizon was seen."""

    past: QuietYears
    edges: tuple[int, ...]

    def chances(self, rows: QuietYears, years: int, draws: int, rng: np.random.Generator) -> Floats:
        """Chance of a return within so many years; raises NoLulls where no origin was followed so long."""
        seen = self.past.take(self.past.decided(years))
        if not len(seen):
            raise NoLulls(f"no quiet year was followed for {years} years; give a later year")
        happened, part = seen.came_back(years).astype(float), np.searchsorted(self.edges, seen.age, "right")
        count = np.bincount(part, minlength=len(self.edges) + 1)
        back = np.bincount(part, happened, len(self.edges) + 1)
        shares = (back + ADDED * happened.mean()) / (count + ADDED)
        found: Floats = shares[np.searchsorted(self.edges, rows.age, "right")][:, np.newaxis]
        return found


@dataclass(frozen=True, slots=True)
class KaplanMeier:
    """Kaplan–Meier with left truncation, by how the fighting stopped as far as it was known.

    least: cases at risk that a class must hold; a smaller one gives way to all classes together.
    """

    name: str = "Kaplan–Meier by ending"
    least: int = 10

    def fit(self, rows: QuietYears) -> FittedKaplanMeier:
        """Keep each past episode's whole quiet time; raises NoLulls where fighting never came back."""
        at_risk(rows)
        last = _last_of_each(rows.episode)
        whole = rows.take(last)
        exit_ = np.where(whole.back > 0, whole.age + whole.back, whole.age + whole.followed)
        return FittedKaplanMeier(self, exit_, whole.back > 0, _ending(whole))


@dataclass(frozen=True, slots=True)
class FittedKaplanMeier:
    """Full years from the last of fighting to the next, or to the end of what was seen; with class."""

    model: KaplanMeier
    exit_: Ints
    event: Bools
    ending: Ints

    def chances(self, rows: QuietYears, years: int, draws: int, rng: np.random.Generator) -> Floats:
        """Chance of a return within so many years; half a case is added for each answer, so that none is nought."""
        found = np.empty(len(rows))
        asked = np.stack([rows.age, _ending(rows)], axis=1)
        for age, ending in np.unique(asked, axis=0):
            inside = self._class(int(age), int(ending))
            exit_, event = self.exit_[inside], self.event[inside]
            entry = np.full(len(exit_), age, dtype=np.int64)
            n = len(exit_)
            chance = 1 - survival(entry, exit_, event, int(age), years)[-1]
            found[(asked == (age, ending)).all(axis=1)] = (n * chance + 0.5) / (n + 1)
        return found[:, np.newaxis]

    def _class(self, age: int, ending: int) -> Bools:
        """Past episodes still quiet at an age, of the same ending where there are enough."""
        quiet = self.exit_ > age
        # at an age at which no ending is known yet, all past episodes are of the class
        same = quiet & (self.ending == ending) if ending >= 0 else quiet
        return same if same.sum() >= self.model.least else quiet


def _ending(rows: QuietYears) -> Ints:
    """Number of the ending, -1 where it was not known at the origin."""
    told = rows.columns(list(ENDINGS))
    return np.where(told.any(axis=1), told.argmax(axis=1), -1).astype(np.int64)


def _last_of_each(episode: Ints) -> Bools:
    """The last row of each episode; rows stand in order of years."""
    last = np.zeros(len(episode), dtype=bool)
    last[len(episode) - 1 - np.unique(episode[::-1], return_index=True)[1]] = True
    return last
