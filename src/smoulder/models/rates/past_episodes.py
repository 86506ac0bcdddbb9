"""Yearly conflict episodes that ended, and whether another followed (docs/methods/base-rates.md#episodes)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from smoulder.models.rates.followed import Case, End
from smoulder.records.episode import Episode
from smoulder.records.series import Bools, Ints

LAST_YEAR = 2020
"""Last year of the episode file."""

DEALS = ("peace agreement", "ceasefire agreement", "ceasefire")


@dataclass(frozen=True, slots=True)
class Ended:
    """An episode that had been quiet for some whole years, followed from there.

    quiet_years: calendar years under the line when it begins to be followed.
    earlier:     episodes of the same conflict before it.
    years:       years from its last one to the next episode, or to the last one seen; back: which of the two.
    """

    episode: Episode
    quiet_years: int
    earlier: int
    years: int
    back: bool

    def case(self) -> Case:
        """The episode as a case of the estimators, which lean on one another within a conflict."""
        one = self.episode
        end: End = "comeback" if self.back else "open"
        return Case(one.country, one.conflict_id, self.quiet_years, self.years, end)


def find_ended(episodes: Sequence[Episode], quiet_years: int, seen: int) -> list[Ended]:
    """Intrastate episodes that stayed quiet for so many whole years, each followed from there.

    quiet_years: calendar years under 25 battle deaths, 0 or more.
    seen:        last calendar year that may be looked at.

    >>> from smoulder.reading.background import load_episodes
    >>> len(find_ended(load_episodes(), 0, 2020)), len(find_ended(load_episodes(), 1, 2020))
    (426, 415)
    """
    kept, years, back = visible_episodes(episodes, seen)
    before: Counter[int] = Counter()
    earlier = {}
    for one in sorted(episodes, key=lambda one: one.first_year):
        earlier[one.episode_id] = before[one.conflict_id]
        before[one.conflict_id] += 1
    return [
        Ended(one, quiet_years, earlier[one.episode_id], int(year), bool(came))
        for one, year, came in zip(kept, years, back, strict=True)
        # after q whole quiet years the next year to come back in is year q + 1 after the last of fighting
        if year > quiet_years
    ]


def visible_episodes(episodes: Sequence[Episode], seen: int) -> tuple[list[Episode], Ints, Bools]:
    """Intrastate episodes that had ended by a year, with how long each stayed quiet by then.

    seen:    last calendar year that may be looked at.
    returns: the episodes; years from the last year of fighting to the next episode or to `seen`;
             True where the next episode began by `seen`.
    """
    seen = min(seen, LAST_YEAR)
    kept = [one for one in episodes if one.intrastate and one.last_year < seen]
    returns = [
        one.next_episode_year if one.next_episode_year and one.next_episode_year <= seen else None
        for one in kept
    ]
    years = [(year or seen) - one.last_year for one, year in zip(kept, returns, strict=True)]
    back = [year is not None for year in returns]
    return kept, np.array(years, dtype=np.int64), np.array(back, dtype=bool)
