"""An ended episode of armed conflict, by year."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Episode:
    """One episode of one conflict: years above 25 battle deaths, then a year below.

    outcome:           how it ended, as UCDP codes it in hindsight: 'low activity', 'ceasefire agreement', ….
    next_episode_year: first year of the next episode of the same conflict, or None.
    intrastate:        True where a government fights a group.
    """

    conflict_id: int
    episode_id: int
    country: str
    side_a: str
    side_b: str
    first_year: int
    last_year: int
    outcome: str
    max_intensity: int
    next_episode_year: int | None
    intrastate: bool
