"""Episodes as they stood at the end of a year (docs/methods/episodes.md#known)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from smoulder.records.episode import Episode

TOLD_AFTER = 2
"""Full quiet years after which it counts as known how the fighting stopped."""


def known_at(episodes: Sequence[Episode], year: int) -> tuple[Episode, ...]:
    """The episodes that had begun by the end of a year, with only what could be told then.

    returns: an episode that fought in that year runs: it has no outcome, no next one, its last year is that year, and
             its greatest intensity (coded over the whole of it) is 0. How fighting stopped is left blank until two
             full years have been quiet: it is coded in hindsight, from the last year of fighting and the one after.
             A next episode that begins later is left out.

    >>> from smoulder.reading.background import load_episodes
    >>> [(one.last_year, one.outcome) for one in known_at(load_episodes(), 1952) if one.country == "Bolivia"]
    [(1946, 'rebel victory'), (1952, '')]
    """
    return tuple(_at(one, year) for one in episodes if one.first_year <= year)


def _at(one: Episode, year: int) -> Episode:
    if one.last_year >= year:
        return replace(one, last_year=year, outcome="", next_episode_year=None, max_intensity=0)
    told = one.outcome if year - one.last_year >= TOLD_AFTER else ""
    later = one.next_episode_year if one.next_episode_year and one.next_episode_year <= year else None
    return replace(one, outcome=told, next_episode_year=later)
