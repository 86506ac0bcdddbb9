"""Classes by conditions, and the parts they are split into: none lost, none twice."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoulder.models.rates.choice import choose_fitting, split_by
from smoulder.models.rates.condition import parse_condition
from smoulder.models.rates.lull_covariates import lull_covariates
from smoulder.records.errors import NoLulls
from smoulder.records.settings import Settings
from tests.models.rates.invented import running

TABLE = lull_covariates(Settings())
CASES = [running(deaths=value) for value in (0.0, 5.0, 12.0, 30.0, 557.0)]

moments = st.builds(
    running,
    age=st.integers(0, 300),
    deaths=st.floats(0, 5000),
    peak=st.floats(25, 9000),
)


@given(st.lists(moments, max_size=20), st.sampled_from(list(TABLE)))
def test_a_split_holds_every_case_once(cases, name) -> None:  # type: ignore[no-untyped-def]
    rows = split_by(cases, TABLE[name])
    assert sorted(at for places in rows.values() for at in places) == list(range(len(cases)))
    assert all(rows.values())


def test_numbers_stand_in_their_order_and_unknown_comes_last() -> None:
    cases = [replace(one, silence=silence) for one, silence in zip(CASES, (30, None, 0, 3, 0), strict=True)]
    assert list(split_by(cases, TABLE["silence"])) == ["0", "1–5", "24–59", "unknown"]
    assert list(split_by(CASES, TABLE["deaths"])) == ["0", "1–9", "10–24", "25–99", "100+"]


def test_words_stand_by_how_many_there_are() -> None:
    assert list(split_by(CASES, TABLE["depth"])) == ["quiet", "subdued"]
    assert split_by(CASES, TABLE["depth"])["subdued"] == (3, 4)


def test_all_conditions_must_hold() -> None:
    both = [parse_condition(text, TABLE) for text in ("deaths=1..99", "depth=quiet")]
    assert choose_fitting(CASES, both, "past lulls").places == (1, 2)
    assert choose_fitting(CASES, [], "past lulls").places == (0, 1, 2, 3, 4)


def test_cases_of_which_it_is_not_known_are_counted() -> None:
    cases = [replace(CASES[0], silence=None), *CASES[1:]]
    found = choose_fitting(cases, [parse_condition("silence=1..", TABLE)], "past lulls")
    assert found.places == (1, 2, 3, 4)
    assert found.unknown == {"silence 1 or more": 1}


def test_an_empty_class_says_how_many_fit_each_condition() -> None:
    both = [parse_condition(text, TABLE) for text in ("deaths=100..", "depth=quiet")]
    with pytest.raises(
        NoLulls, match=r"of 5 past lulls, none fits deaths 100 or more \(1\) and depth quiet \(3\)"
    ):
        choose_fitting(CASES, both, "past lulls")
    with pytest.raises(NoLulls, match="there are no past lulls"):
        choose_fitting([], both, "past lulls")
