"""How a group is and what it shows, by the grammar of a sentence."""

from __future__ import annotations

import pytest

from smoulder.reading.name_features import Scene
from smoulder.reading.parser import load_parser
from smoulder.reading.predications import find_predications
from smoulder.reading.recogniser import load_recogniser
from smoulder.reading.shown import find_shown
from smoulder.reading.stated import find_states
from smoulder.reading.whom import Whom


def stated(text: str) -> list[tuple[tuple[str, ...], bool]]:
    parse = next(iter(load_parser().parse([text])))
    states = find_states(parse, find_predications(parse), Whom(parse, []))
    return [(state.leaves, state.denied) for state in states if not state.supposed]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The rebels are exhausted.", [(("degraded", "spent"), False)]),
        ("The rebels are not exhausted.", [(("degraded", "spent"), True)]),
        ("The insurgents have no weapons.", [(("degraded", "spent"), False)]),
        ("The militants are waiting in the hills.", [(("patience",), False)]),
        ("The army is exhausted.", []),
        ("If the rebels are exhausted, the war will end.", []),
    ],
)
def test_a_state_counts_only_of_the_group_and_only_as_a_fact(
    text: str, expected: list[tuple[tuple[str, ...], bool]]
) -> None:
    assert stated(text) == expected


def test_a_return_hung_on_a_departure_is_shown() -> None:
    parse = next(iter(load_parser().parse(["The rebels will return when the soldiers leave."])))
    found = find_shown(parse, find_predications(parse), Whom(parse, []))
    assert [item.kind for item in found] == ["would return if pressure ends"]


def test_the_recogniser_gives_spans_of_the_text_and_chances() -> None:
    model = load_recogniser()
    if model is None:
        pytest.skip("smoulder-en brings no model of names")
    text = "The Sample Ministry of Health opened an office in Baghdad."
    found = model.find(Scene(next(iter(load_parser().parse([text])))))
    assert "Baghdad" in {text[item.start : item.end] for item in found if item.label == "Location"}
    assert all(0 <= item.sure <= 1 and item.start < item.end for item in found)
