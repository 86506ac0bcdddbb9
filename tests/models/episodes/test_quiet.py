"""Quiet years and their covariates, by hand and as laws."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.models.episodes.quiet import OLDEST, quiet_years
from smoulder.reading.background import load_episodes, load_neighbours
from tests.models.episodes.made_up import NEAR, ONE, make_episodes

EPISODES = make_episodes(40, seed=3)
ROWS = quiet_years(EPISODES, NEAR)


def test_an_open_quiet_time_is_followed_to_the_last_year_seen() -> None:
    rows = quiet_years([ONE], NEAR, seen=1955)
    assert rows.year.tolist() == [1952, 1953, 1954, 1955]
    assert rows.age.tolist() == [1, 2, 3, 4]
    assert rows.followed.tolist() == [3, 2, 1, 0]
    assert rows.back.tolist() == [0, 0, 0, 0]


def test_a_return_ends_the_quiet_years_and_is_counted_from_each_of_them() -> None:
    episodes = [
        replace(ONE, next_episode_year=1955),
        replace(ONE, episode_id=102, first_year=1955, last_year=1955),
    ]
    rows = quiet_years(episodes, NEAR, seen=1957)
    assert rows.year.tolist() == [1952, 1953, 1954, 1956, 1957]
    assert rows.back.tolist() == [3, 2, 1, 0, 0]
    assert rows.came_back(2).tolist() == [False, True, True, False, False]
    assert rows.decided(2).tolist() == [True, True, True, False, False]
    assert rows.columns(["came_back"])[:, 0].tolist() == [0, 0, 0, 1, 1]


def test_covariates_are_those_of_the_conflict_its_country_and_its_neighbours() -> None:
    episodes = [
        replace(ONE, first_year=1948, last_year=1951, max_intensity=2, aim=1, side_b="A, B, C"),
        replace(ONE, conflict_id=2, episode_id=201, first_year=1952, last_year=1953, next_episode_year=None),
        replace(ONE, conflict_id=3, episode_id=301, country="Beland", first_year=1950, last_year=1960),
        replace(ONE, conflict_id=4, episode_id=401, first_year=1950, last_year=1960, intrastate=False),
    ]
    rows = quiet_years(episodes, NEAR, seen=1953)
    of = {
        name: rows.columns([name])[(rows.conflict == 1) & (rows.year == 1953), 0].item()
        for name in rows.names
    }
    assert (of["war"], of["territory"], of["faded"], of["foreign_troops"], of["year"]) == (1, 1, 1, 0, 1953)
    assert of["length"] == pytest.approx(np.log(4))
    assert of["groups"] == pytest.approx(np.log(3))
    assert of["since_first"] == pytest.approx(np.log(6))
    assert of["share_fought"] == pytest.approx(4 / 6)
    assert of["others_now"] == pytest.approx(np.log1p(1))
    assert of["others_20"] == pytest.approx(np.log1p(2))
    assert of["others_new"] == pytest.approx(np.log1p(1))
    assert (of["near_now"], of["near_10"]) == (pytest.approx(np.log1p(1)), pytest.approx(np.log1p(4)))


def test_how_it_ended_is_blank_in_the_first_quiet_year() -> None:
    rows = quiet_years([ONE], NEAR, seen=1954)
    assert rows.columns(["faded"])[:, 0].tolist() == [0, 1, 1]


def test_without_an_ended_episode_there_is_no_row_and_a_wrong_name_is_told() -> None:
    assert len(quiet_years([], NEAR)) == 0
    assert len(quiet_years([replace(ONE, last_year=2020)], NEAR)) == 0
    with pytest.raises(KeyError, match="no covariate height; there are: came_back"):
        ROWS.columns(["height"])


@settings(max_examples=8)
@given(st.integers(1950, 2019))
def test_rows_cut_at_a_year_are_the_rows_made_of_what_was_known_then(year: int) -> None:
    cut, made = ROWS.seen_by(year), quiet_years(EPISODES, NEAR, seen=year)
    for name in ROWS.__slots__:
        assert np.array_equal(getattr(cut, name), getattr(made, name)), name


def test_rows_of_the_packaged_episodes_have_one_age_a_year_and_none_beyond_a_return() -> None:
    rows = quiet_years(load_episodes(), load_neighbours(), seen=1990)
    assert rows.age.min() == 1
    assert rows.age.max() == OLDEST
    assert not np.isnan(rows.values).any()
    assert (rows.back <= rows.followed).all()
    assert len(set(zip(rows.episode.tolist(), rows.year.tolist(), strict=True))) == len(rows)
