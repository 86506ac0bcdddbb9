"""The table of names: what is read of a lull and of an episode, and the bins it falls into."""

import pytest

from smoulder.models.rates.covariates import UNKNOWN
from smoulder.models.rates.episode_covariates import episode_covariates
from smoulder.models.rates.lull_covariates import death_edges, lull_covariates
from smoulder.models.rates.moment import Moment
from smoulder.models.rates.past_episodes import find_ended
from smoulder.reading.background import load_episodes
from smoulder.records.month import month_index
from smoulder.records.settings import Settings

IRAQ = Moment(
    group_id=234,
    group="IS",
    country="Iraq",
    known=month_index("2018-07"),
    month=month_index("2018-12"),
    deaths=968.0,
    lowest=968.0,
    peak=17_511.0,
    silence=0,
    comebacks=1,
)


def test_a_lull_has_the_values_that_were_known_then() -> None:
    table = lull_covariates(Settings())
    found = {name: one.bin(one.value(IRAQ)) for name, one in table.items()}
    assert found == {
        "depth": "subdued",
        "deaths": "100+",
        "lowest": "100+",
        "peak": "1000+",
        "share": "5–14",
        "silence": "0",
        "comebacks": "1",
        "type": "organised",
        "decade": "2010s",
        "region": "Middle East",
        "country": "Iraq",
    }


@pytest.mark.parametrize(
    ("group_id", "group", "kind"),
    [
        (234, "IS", "organised"),
        (607, "Fulani", "communities"),
        (1162, "JEM, SLM/A", "alliance"),
        (987_654, "Invented", None),
    ],
)
def test_a_group_is_of_the_kind_that_the_actor_list_gives(
    group_id: int, group: str, kind: str | None
) -> None:
    from dataclasses import replace

    table = lull_covariates(Settings())
    assert table["type"].value(replace(IRAQ, group_id=group_id, group=group)) == kind


@pytest.mark.parametrize(
    ("line", "edges"),
    [(25.0, (0, 1, 10, 25, 100)), (5.0, (0, 1, 5, 100)), (50.0, (0, 1, 10, 50, 200)), (1.0, (0, 1, 100))],
)
def test_the_bins_of_deaths_part_at_the_active_line(line: float, edges: tuple[float, ...]) -> None:
    assert death_edges(Settings(active_line=line)) == edges


def test_every_lull_and_episode_lies_in_a_bin_that_is_told() -> None:
    ended = find_ended(load_episodes(), 0, 2020)
    table = episode_covariates([one.episode.country for one in ended])
    for one in table.values():
        words = {one.bin(one.value(episode)) for episode in ended}
        assert words <= set(one.bins())
        assert words != {UNKNOWN}
