from __future__ import annotations

import pytest

from smoulder.assessment.panel.blind import may_see, take
from smoulder.records.errors import BadEntry
from tests.assessment.panel.cases import judged

ADA, BEN = judged("Ada", patience=0.3), judged("Ben", patience=0.6)


def test_others_are_seen_only_once_the_own_first_round_is_in() -> None:
    with pytest.raises(BadEntry, match="Ada has not judged this case yet"):
        may_see("Ada", {("Ben", 1): BEN})
    may_see("Ada", {("Ben", 1): BEN, ("Ada", 1): ADA})


def test_a_first_round_may_grow_while_there_is_nothing_to_see() -> None:
    assert take(ADA, {}) == ADA
    more = take(judged("Ada", spent=0.2, items={"e111111": {"deal": 0.1}}), {("Ada", 1): ADA})
    assert more.hypotheses == {"patience": 0.3, "spent": 0.2}
    assert more.items == {"e111111": {"deal": 0.1}}


def test_a_first_round_is_closed_once_others_have_judged() -> None:
    with pytest.raises(BadEntry, match="no longer be blind; enter it with --round 2"):
        take(judged("Ada", patience=0.5), {("Ada", 1): ADA, ("Ben", 1): BEN})


def test_a_second_round_lies_over_the_first_and_needs_one() -> None:
    again = take(judged("Ada", 2, spent=0.4), {("Ada", 1): ADA, ("Ben", 1): BEN})
    assert (again.round, again.hypotheses) == (2, {"patience": 0.3, "spent": 0.4})
    with pytest.raises(BadEntry, match="no first round yet"):
        take(judged("Ada", 2, spent=0.4), {("Ben", 1): BEN})
    with pytest.raises(BadEntry, match="is in the second round"):
        take(judged("Ada", patience=0.5), {("Ada", 1): ADA, ("Ada", 2): again})
