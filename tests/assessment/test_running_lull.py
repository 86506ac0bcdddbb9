"""The running lull of a case, and what is said where there is none."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from smoulder.assessment.ground import Ground, find_ground
from smoulder.assessment.running_lull import running_lull
from smoulder.assessment.subject import Request, Subject
from smoulder.reading.groups import load_registry
from smoulder.records.errors import NoLulls
from smoulder.store.counts import Counts


def ground_of(as_of: date) -> Ground:
    group = load_registry().group(234)
    request = Request(reports=(), group=group.name, country="Iraq", as_of=as_of, today=as_of, counts=Counts())
    return find_ground(Subject(group, "Iraq", as_of, "given"), request, np.random.default_rng(1))


def test_the_running_lull_is_the_one_of_the_last_month_seen() -> None:
    found = running_lull(ground_of(date(2011, 12, 15)), "ask later")
    assert (found.known, found.month) == (2009 * 12 + 2, 2011 * 12 + 10)
    assert found.comebacks == 0


def test_where_there_is_no_lull_its_state_is_told_with_the_cure_that_was_given() -> None:
    with pytest.raises(NoLulls, match=r"\(active, .* its lulls were known in 2009-03\); ask later"):
        running_lull(ground_of(date(2016, 1, 1)), "ask later")
