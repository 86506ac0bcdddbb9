"""Made-up conflicts for tests: each fights and rests by a known hazard."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from smoulder.records.episode import Episode

ONE = Episode(
    conflict_id=1,
    episode_id=101,
    country="Aland",
    side_a="Government of Aland",
    side_b="A",
    first_year=1950,
    last_year=1951,
    outcome="low activity",
    aim=2,
    max_intensity=1,
    next_episode_year=None,
    intrastate=True,
    foreign_troops=False,
)
NEAR = {"Aland": frozenset({"Beland"}), "Beland": frozenset({"Aland"})}


def make_episodes(conflicts: int, seed: int, first: int = 1946, last: int = 2020) -> tuple[Episode, ...]:
    """Conflicts over the government, back with chance .2 a year, and over a territory, with .04."""
    rng = np.random.default_rng(seed)
    made: list[Episode] = []
    for conflict in range(1, conflicts + 1):
        country, aim = f"{'ABCDEFGH'[conflict % 8]}land", int(rng.integers(1, 3))
        year, number = int(rng.integers(first, 1990)), 0
        while year <= last:
            number += 1
            end = min(year + int(rng.geometric(0.5)) - 1, last)
            again = end + 1 + int(rng.geometric(0.04 if aim == 1 else 0.2))
            made.append(
                replace(
                    ONE,
                    conflict_id=conflict,
                    episode_id=conflict * 100 + number,
                    country=country,
                    first_year=year,
                    last_year=end,
                    outcome=str(rng.choice(["low activity", "government victory"])) if end < last else "",
                    aim=aim,
                    max_intensity=int(rng.integers(1, 3)),
                    next_episode_year=again if again <= last and end < last else None,
                )
            )
            year = again
    return tuple(made)
