"""Episodes: the published counts on the same file, by hand, and without a look ahead."""

import csv
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.models.rates.condition import parse_condition
from smoulder.models.rates.episode_covariates import episode_covariates
from smoulder.models.rates.episode_rates import EpisodeAsk, rates_of_episodes
from smoulder.models.rates.past_episodes import Ended, find_ended
from smoulder.reading.background import load_episodes
from smoulder.records.episode import Episode
from smoulder.records.errors import NoLulls
from smoulder.records.rates import EpisodeRates

PUBLISHED = "base_rates/return_by_outcome_kaplan_meier.csv"
ROWS = {
    "ALL": [],
    "peace agreement": ["outcome=peace agreement"],
    "ceasefire agreement": ["outcome=ceasefire"],
    "government victory": ["outcome=government victory"],
    "rebel victory": ["outcome=rebel victory"],
    "low activity": ["outcome=low activity"],
    "actor ceased to exist": ["outcome=actor ceased to exist"],
    "no ext troops": ["troops=none"],
    "war intensity": ["intensity=war"],
    "minor": ["intensity=minor"],
    "2nd+ episode": ["earlier=1.."],
    "1st episode": ["earlier=0"],
    "since 1989": ["decade=1989.."],
}
"""Rows of the published table by the conditions that choose the same episodes."""


def rates(
    *where: str, quiet: int = 0, seen: int = 2020, horizons: tuple[int, ...] = (24, 60, 120, 240)
) -> EpisodeRates:
    table = episode_covariates()
    conditions = [parse_condition(text, table) for text in where]
    ask = EpisodeAsk(quiet, seen, conditions, (), horizons, 200)
    return rates_of_episodes(load_episodes(), ask, np.random.default_rng(1))


@pytest.mark.parametrize(
    ("where", "n", "curve"),
    [
        ([], 426, (0.205, 0.416, 0.510, 0.610)),
        (["outcome=low activity"], 180, (0.308, 0.593, 0.679, 0.742)),
        (["outcome=government victory"], 94, (0.065, 0.172, 0.282, 0.446)),
        (["earlier=1.."], 223, (0.242, 0.482, 0.607, 0.710)),
    ],
)
def test_the_named_counts_of_episodes(where: list[str], n: int, curve: tuple[float, ...]) -> None:
    found = rates(*where)
    assert found.n == n
    assert [one.plain for one in found.rates] == pytest.approx(curve, abs=0.00051)


def test_every_row_of_the_published_table(shared: Path) -> None:
    with (shared / "data" / PUBLISHED).open() as file:
        published = {row["outcome"]: row for row in csv.DictReader(file)}
    for name, where in ROWS.items():
        found, row = rates(*where), published[name]
        assert (found.n, sum(one.came_back is not None for one in found.cases)) == (
            int(row["n"]),
            int(row["recurred"]),
        ), name
        theirs = [float(row[column]) for column in ("F2", "F5", "F10", "F20")]
        assert [one.plain for one in found.rates] == pytest.approx(theirs, abs=0.00051), name


@pytest.mark.parametrize(
    ("quiet", "n", "next_year"), [(1, 172, 0.308), (2, 116, 0.198), (3, 88, 0.182), (5, 58, 0.034)]
)
def test_the_published_chances_after_so_many_quiet_years(quiet: int, n: int, next_year: float) -> None:
    found = rates("outcome=low activity", quiet=quiet, horizons=(12,))
    assert found.n == n
    assert found.rates[0].plain == pytest.approx(next_year, abs=0.00051)
    assert found.rates[0].chance.n == n


@given(st.integers(1960, 2019), st.integers(0, 12))
@settings(max_examples=30, deadline=None)
def test_nothing_after_the_last_year_is_seen(seen: int, quiet: int) -> None:
    known = [one for one in load_episodes() if one.first_year <= seen]

    def facts(ended: list[Ended]) -> list[tuple[int, int, int, bool]]:
        return [(one.episode.episode_id, one.earlier, one.years, one.back) for one in ended]

    assert facts(find_ended(known, quiet, seen)) == facts(find_ended(load_episodes(), quiet, seen))
    assert all(one.episode.last_year + one.years <= seen for one in find_ended(load_episodes(), quiet, seen))


def episode(first: int, last: int, again: int | None, number: int = 1) -> Episode:
    return Episode(
        conflict_id=1,
        episode_id=number,
        country="Norland",
        side_a="Government of Norland",
        side_b="Embers",
        first_year=first,
        last_year=last,
        outcome="low activity",
        aim=1,
        max_intensity=1,
        next_episode_year=again,
        intrastate=True,
        foreign_troops=False,
    )


def test_a_hand_worked_conflict_of_two_episodes() -> None:
    # quiet from 1991 to 1993, back in 1994; then quiet from 1996 to the end of what is seen, 2000
    both = [episode(1990, 1990, 1994), episode(1994, 1995, None, 2)]
    found = find_ended(both, 1, 2000)
    assert [(one.years, one.back, one.earlier) for one in found] == [(4, True, 0), (5, False, 1)]
    assert [one.case().end for one in found] == ["comeback", "open"]
    assert find_ended(both, 4, 2000)[0].episode.episode_id == 2
    assert find_ended(both, 5, 2000) == []


def test_no_episode_and_a_horizon_beyond_all_of_them() -> None:
    ask: Callable[[int], EpisodeAsk] = lambda quiet: EpisodeAsk(quiet, 2000, (), (), (24, 120), 200)  # noqa: E731
    with pytest.raises(NoLulls, match="there are no ended conflict episodes after 9 full quiet years"):
        rates_of_episodes([episode(1990, 1995, None)], ask(9), np.random.default_rng(1))
    found = rates_of_episodes([episode(1990, 1995, None)], ask(1), np.random.default_rng(1))
    assert [one.beyond for one in found.rates] == [
        "",
        "no ended episode of this class was followed for 10 years: the longest for 4",
    ]
