"""What is known of episodes at the end of a year."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from smoulder.models.episodes.known import known_at
from tests.models.episodes.made_up import ONE, make_episodes

EPISODES = make_episodes(30, seed=2)


def test_an_episode_that_fought_in_the_year_runs_and_its_greatest_intensity_is_not_known() -> None:
    (found,) = known_at([replace(ONE, max_intensity=2, last_year=1960, next_episode_year=1970)], 1955)
    assert (found.last_year, found.outcome, found.next_episode_year, found.max_intensity) == (
        1955,
        "",
        None,
        0,
    )


def test_how_fighting_stopped_is_told_after_two_quiet_years() -> None:
    told = {year: known_at([ONE], year)[0].outcome for year in (1951, 1952, 1953)}
    assert told == {1951: "", 1952: "", 1953: "low activity"}


def test_a_next_episode_is_seen_from_the_year_it_begins() -> None:
    one = replace(ONE, next_episode_year=1960)
    assert known_at([one], 1959)[0].next_episode_year is None
    assert known_at([one], 1960)[0].next_episode_year == 1960
    assert known_at([one], 1949) == ()


@given(st.integers(1946, 2020), st.integers(0, 30))
def test_nothing_of_a_later_year_stands_in_what_is_known_and_looking_twice_changes_nothing(
    year: int, later: int
) -> None:
    known = known_at(EPISODES, year)
    assert all(one.last_year <= year and (one.next_episode_year or year) <= year for one in known)
    assert known_at(known_at(EPISODES, year + later), year) == known
