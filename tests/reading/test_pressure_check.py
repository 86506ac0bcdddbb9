from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.reading.groups import load_registry
from smoulder.reading.pressure_check import Finding, check_calendar
from smoulder.records.calendar import Calendar
from smoulder.records.pressure import PressureEntry

AS_OF = date(2020, 1, 23)
REGISTRY = load_registry()


def entry(**said: object) -> PressureEntry:
    whole = {"kind": "foreign troops", "by": "Sudland", "country": "Iraq", "source": "a page"}
    return PressureEntry.model_validate(whole | said)


def check(*entries: PressureEntry, as_of: date = AS_OF, tolerance: float = 0.2) -> list[Finding]:
    return check_calendar(Calendar(entries=entries), as_of, REGISTRY, tolerance)


def troops(size: float, seen: str, **said: object) -> PressureEntry:
    return entry(size=size, unit="troops", seen=seen, **said)


def test_a_stay_that_fits_together_has_nothing_to_mend() -> None:
    assert not check(
        entry(began="2003-03"),
        troops(5000, "2004-05"),
        troops(9000, "2005-05", source="another page"),
        entry(announced="2008-11-17", due="2011-12-31", handed_over="2009"),
        entry(departed="2011-12-18"),
        entry(began="2014-06"),
        troops(5200, "2019-06"),
    )


WRONG = [
    (
        (troops(5000, "2019-06"), troops(3000, "2019-06-20")),
        "5,000 troops in 2019-06 by one and 3,000 troops",
    ),
    ((troops(5000, "2019"), troops(3000, "2019")), "5,000 troops in 2019 by one"),
    ((entry(began="2005", departed="2004"),), "departed 2004 comes before began 2005"),
    ((entry(handed_over="2012", departed="2011"),), "departed 2011 comes before handed over 2012"),
    ((entry(announced="2012", departed="2011"),), "departed 2011 comes before announced 2012"),
    ((entry(departed="2011-12-18"), entry(handed_over="2012")), "departed 2011-12-18, and handed over 2012"),
    (
        (entry(departed="2011-12-18"), troops(200, "2012-09")),
        "departed 2011-12-18, and 200 troops in 2012-09",
    ),
    ((entry(departed="2011-12-18"), entry(seen="2012-09")), "departed 2011-12-18, and seen 2012-09"),
    ((entry(departed="2011-12-18", seen="2012"),), "departed 2011-12-18, and seen 2012"),
    (
        (entry(departed="2011-12-18"), entry(departed="2012-02")),
        "departed 2011-12-18 by one and 2012-02 by the other",
    ),
    ((entry(began="2020-02"),), "began 2020-02 lies after 2020-01-23; what is planned is due"),
    ((entry(began="2015", group_id=99999),), "no group has the id 99999"),
    ((entry(began="2015", country="Atlantis"),), "no country is called Atlantis"),
]


@pytest.mark.parametrize(("entries", "told"), WRONG, ids=[told for _, told in WRONG])
def test_a_contradiction_is_told_with_its_entries_and_sources(
    entries: tuple[PressureEntry, ...], told: str
) -> None:
    (found,) = check(*entries)
    assert found.nature == "contradiction"
    assert told in found.words
    assert set(found.entries) == {one.id for one in entries}
    assert found.sources == ("a page",) * len(entries)


@pytest.mark.parametrize(
    "entries",
    [
        (troops(5000, "2019-06"), troops(4200, "2019-06-20")),
        (troops(5000, "2019-06"), troops(3000, "2019-08")),
        (troops(5000, "2019"), troops(3000, "2019-06")),
        (troops(5000, "2019-06"), entry(size=3, unit="aircraft", seen="2019-06")),
        (troops(5000, "2019-06"), troops(3000, "2019-06", by="Estland")),
        (troops(5000, "2019-06"), troops(3000, "2019-06", place="Basra")),
        (troops(5000, "2019-06", group_id=234), troops(3000, "2019-06", group_id=1051)),
        (troops(5000, "2019-06"), entry(size=(3000, 4500), unit="troops", seen="2019-06")),
        (entry(departed="2011-12-18"), troops(0, "2012-09")),
        (entry(departed="2011"), troops(200, "2011-12-31")),
        (entry(departed="2011-10/2012-03"), entry(departed="2011-12-18")),
    ],
)
def test_what_can_all_be_true_is_no_contradiction(entries: tuple[PressureEntry, ...]) -> None:
    assert check(*entries) == []


def test_an_entry_on_all_groups_is_held_against_one_on_a_group() -> None:
    assert len(check(troops(5000, "2019-06"), troops(3000, "2019-06", group_id=234))) == 1


def test_the_tolerance_is_a_share_of_the_greater() -> None:
    sizes = (troops(100, "2019-06"), troops(75, "2019-06"))
    assert len(check(*sizes, tolerance=0.24)) == 1
    assert check(*sizes, tolerance=0.25) == []


def test_a_beginning_between_explains_a_return_and_one_before_does_not() -> None:
    gone, back = entry(began="2003", departed="2011-12-18"), troops(5200, "2019-06")
    assert len(check(gone, back)) == 1
    assert len(check(gone, back, entry(began="2003"))) == 1
    assert len(check(gone, back, entry(began="2020-01"))) == 1
    assert check(gone, back, entry(began="2014-06")) == []


def test_two_corrections_of_one_entry_contradict_each_other() -> None:
    wrong = entry(began="2003")
    one, other = entry(began="2002", supersedes=wrong.id), entry(began="2001", supersedes=wrong.id)
    (found,) = check(wrong, one, other)
    assert found.words == f"2 entries correct {wrong.id}; correct all but one of them again"
    assert found.entries == (one.id, other.id)


def test_a_corrected_entry_is_not_looked_at() -> None:
    wrong = entry(began="2005", departed="2004")
    assert check(wrong, entry(began="2003", departed="2004", supersedes=wrong.id)) == []


def test_a_departure_that_was_due_and_is_not_confirmed_is_open() -> None:
    planned = entry(announced="2018-05", due="2019")
    (found,) = check(planned)
    assert (found.nature, found.entries) == ("open", (planned.id,))
    assert found.words == "was due to leave by 2019-12-31, and no entry says that it did"
    assert check(planned, as_of=date(2019, 12, 31)) == []
    assert check(planned, entry(departed="2019-11")) == []
    assert len(check(planned, entry(departed="2011"))) == 1


def test_an_entry_without_a_source_is_open() -> None:
    (found,) = check(entry(began="2003", source=""))
    assert (found.nature, found.words, found.sources) == ("open", "it has no source", ("",))


def test_contradictions_come_first() -> None:
    natures = [
        one.nature for one in check(entry(began="2003", source=""), entry(began="2005", departed="2004"))
    ]
    assert natures == ["contradiction", "open"]


def test_an_empty_calendar_fits() -> None:
    assert check() == []


TIMES = st.sampled_from(["2003", "2004-05", "2004-05-06", "2011-12-18", "2012", "2019-06", "2021"])


@st.composite
def any_entry(draw: st.DrawFn, began: bool) -> PressureEntry:
    said: dict[str, object] = {"source": draw(st.sampled_from(["", "one", "two"]))}
    steps = ["announced", "due", "seen", "reduced", "handed_over", "departed", *(["began"] if began else [])]
    for step in draw(st.lists(st.sampled_from(steps), min_size=1, max_size=3)):
        said[step] = draw(TIMES)
    if draw(st.booleans()):
        said |= {
            "size": draw(st.sampled_from([0, 100, 1000])),
            "unit": draw(st.sampled_from(["troops", "jets"])),
        }
    said["group_id"] = draw(st.sampled_from([None, 234, 1051]))
    return entry(**said)


def contradictions(found: list[Finding]) -> set[tuple[str, tuple[str, ...]]]:
    return {(one.words, one.entries) for one in found if one.nature == "contradiction"}


@settings(max_examples=80, deadline=None)
@given(st.lists(any_entry(began=True), max_size=5), any_entry(began=False))
def test_adding_an_entry_never_removes_a_contradiction(some: list[PressureEntry], one: PressureEntry) -> None:
    assert contradictions(check(*some)) <= contradictions(check(*some, one))


@settings(max_examples=80, deadline=None)
@given(st.lists(any_entry(began=True), max_size=5), any_entry(began=True))
def test_an_entry_that_tells_of_a_return_removes_only_what_that_explains(
    some: list[PressureEntry], one: PressureEntry
) -> None:
    gone = contradictions(check(*some)) - contradictions(check(*some, one))
    assert all(words.startswith("departed") and len(ids) == 2 for words, ids in gone)
    assert not gone or one.began is not None


def test_two_corrections_are_told_where_one_of_them_presses_elsewhere() -> None:
    wrong = troops(5000, "2019-06")
    here = troops(6000, "2019-06", supersedes=wrong.id)
    there = troops(5000, "2019-06", country="Syria", supersedes=wrong.id)
    whole = Calendar(entries=(wrong, here, there)).on(None, "Iraq")
    (found,) = check_calendar(whole, AS_OF, REGISTRY)
    assert found.entries == (here.id, there.id)
