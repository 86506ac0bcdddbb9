"""Kinds of opportunity as they ship."""

from __future__ import annotations

import pytest

from smoulder.models.opportunity.kinds import LEAVES, choose_kind, load_kinds
from smoulder.records.errors import BadSetting


@pytest.mark.parametrize("name", load_kinds())
def test_each_kind_says_what_every_hypothesis_expects_and_where_from(name: str) -> None:
    kind = choose_kind(name)
    assert set(kind.effects) == set(LEAVES)
    assert len(kind.phases) == len(kind.signs)
    assert all(effect.source and effect.times.low >= 1 for effect in kind.effects.values())
    assert kind.effects["spent"].use.high == 0
    assert kind.effects["patience"].use.mid > kind.effects["degraded"].use.mid


def test_protests_an_election_and_a_holiday_bring_more_and_a_departure_less_and_then_more() -> None:
    signs = {name: kind.signs for name, kind in load_kinds().items()}
    assert signs == {"protests": (1,), "election": (1,), "holiday": (1,), "departure": (-1, 1)}
    assert choose_kind("departure").signs_of(("after",)) == (1,)


def test_a_kind_that_is_not_known_gets_the_nearest() -> None:
    with pytest.raises(BadSetting, match="did you mean election"):
        choose_kind("elections")
    with pytest.raises(BadSetting, match="there are protests"):
        choose_kind("xyz")
