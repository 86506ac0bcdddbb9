"""A past conflict episode: when it ended, how, and when the next one began."""

from __future__ import annotations

from dataclasses import dataclass

LAST_YEAR = 2020
"""Last year of the episodes."""


@dataclass(frozen=True, slots=True)
class Episode:
    """One episode of one conflict above 25 deaths a year.

    country:           the location as UCDP names it; several are separated by commas.
    side_b:            the groups that fought in its last year, separated by commas.
    outcome:           how it ended, '' where it had not ended by 2020.
    aim:               1 a territory, 2 the government, 3 both, as UCDP codes what is fought over.
    max_intensity:     1 for 25 to 999 deaths a year at most, 2 for 1,000 or more, 0 where it still runs.
    next_episode_year: first year of the next episode of the conflict, None where there was none by 2020.
    foreign_troops:    whether another government's troops fought in some year of an episode within a state.
    """

    conflict_id: int
    episode_id: int
    country: str
    side_a: str
    side_b: str
    first_year: int
    last_year: int
    outcome: str
    aim: int
    max_intensity: int
    next_episode_year: int | None
    intrastate: bool
    foreign_troops: bool


@dataclass(frozen=True, slots=True)
class PressureStep:
    """One dated step or count of a named past case of pressure.

    date:   year, month or day as far as it is known: 2011, 2011-09 or 2011-12-18.
    number: a count, in `unit`; None where the step is an event.
    """

    case: str
    country: str
    group_id: int
    step: str
    date: str
    number: float | None
    unit: str
    source: str
