from __future__ import annotations

import pytest
from pydantic import ValidationError

from smoulder.records.pressure import PressureEntry

KEYS = {"kind": "foreign troops", "by": "Sudland", "country": "Norland", "seen": "2019-06"}


def entry(**said: object) -> PressureEntry:
    return PressureEntry.model_validate(KEYS | said)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"country": ""}, "neither group nor country is there"),
        ({"seen": None}, "no date is there"),
        ({"size": 5}, "size and unit stand together"),
        ({"unit": "troops"}, "size and unit stand together"),
        ({"size": (6, 5), "unit": "troops"}, "two with the lower first"),
        ({"size": -1, "unit": "troops"}, "a number from 0"),
        ({"size": float("nan"), "unit": "troops"}, "a number from 0"),
        ({"size": float("inf"), "unit": "troops"}, "a number from 0"),
        ({"size": "many", "unit": "troops"}, "write a number"),
        ({"size": True, "unit": "troops"}, "write a number"),
        ({"size": [1, 2, 3], "unit": "troops"}, "write a number"),
        ({"by": "  "}, "write who presses"),
        ({"kind": "drones"}, "foreign troops"),
        ({"document": "a" * 64, "start": 5}, "start and end stand together"),
        ({"document": "a" * 64, "start": 5, "end": 4}, "start and end stand together"),
        ({"start": 5, "end": 9}, "write document"),
        ({"withdrawn": True}, "a withdrawal needs supersedes"),
        ({"supersedes": "x"}, "eight characters"),
        ({"leader": "x"}, "Extra inputs"),
    ],
)
def test_an_entry_that_makes_no_sense_is_refused(said: dict[str, object], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        entry(**said)


def test_one_number_is_a_range_of_its_own() -> None:
    assert entry(size=5200, unit="troops").size == (5200, 5200)
    assert entry(size=[4000, 6000], unit="troops").size == (4000, 6000)


def test_an_id_changes_with_what_is_said_and_with_nothing_else() -> None:
    assert entry().id == entry(note="").id == PressureEntry.model_validate_json(entry().model_dump_json()).id
    assert entry().id != entry(note="seen by plane").id
    assert entry().model_copy(update={"note": "other"}).id != entry().id
    assert len(entry().id) == 8


def test_a_size_is_of_the_day_it_was_seen_else_reduced_else_began() -> None:
    many = {"size": 5, "unit": "troops"}
    assert entry(**many, reduced="2020").counted == entry().seen
    assert str(entry(**many, seen=None, reduced="2020", began="2018").counted) == "2020"
    assert str(entry(**many, seen=None, began="2018").counted) == "2018"
    assert entry(**many, seen=None, announced="2020").counted is None
    assert entry().counted is None


def test_none_there_is_a_count_of_nought_and_not_a_missing_one() -> None:
    assert entry(size=0, unit="troops").none_there
    assert not entry(size=(0, 5), unit="troops").none_there
    assert not entry().none_there


def test_an_entry_on_a_group_everywhere_needs_no_country() -> None:
    assert entry(country="", group_id=234).group_id == 234
