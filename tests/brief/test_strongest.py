"""The first screen names the items that move the answer most, with what they stand on."""

from __future__ import annotations

import samples
from hypothesis import given
from hypothesis import strategies as st

from smoulder.brief.charts.evidence import tenths
from smoulder.brief.page import Run
from smoulder.brief.strongest import LETTERS, SHOWN, by_strength, strongest
from smoulder.records.evidence import Item


def _texts(items: tuple[Item, ...]) -> list[str]:
    lines = strongest(samples.model_case(evidence=items))
    return ["".join(run.text for run in line if isinstance(run, Run)) for line in lines]


def test_each_line_has_the_sentence_the_grade_and_the_move() -> None:
    made = samples.model_case()
    first = by_strength(made.evidence)[0]
    line = _texts(made.evidence)[0]
    grade = f"grade {first.source.reliability}{first.source.credibility}"
    assert line.startswith(f"{first.kind.capitalize()}: “")
    assert grade in line
    assert f"by {tenths(first.moves_answer)} points" in line


def test_items_that_tell_nothing_or_were_left_out_are_not_named() -> None:
    items = tuple(one.model_copy(update={"tells_nothing": False}) for one in samples.model_case().evidence)
    silent = tuple(one.model_copy(update={"tells_nothing": True}) for one in items[:2])
    out = tuple(one.model_copy(update={"left_out": "a copy"}) for one in items[2:])
    assert _texts((*silent, *out)) == []
    assert len(_texts((*silent, *items[2:]))) == len(items) - 2 > 0


def test_an_item_from_data_leads_to_its_row_or_its_card() -> None:
    item = samples.data_only().evidence[0].model_copy(update={"tells_nothing": False})
    (line,) = strongest(samples.data_only().model_copy(update={"evidence": (item,)}))
    to = {run.to for run in line if isinstance(run, Run) and run.to}
    assert "item-d1" in to
    assert not any("report" in one for one in to)


def test_a_long_sentence_is_cut() -> None:
    item = samples.model_case().evidence[0]
    source = item.source.model_copy(update={"kind": "data", "report": None})
    long = item.model_copy(update={"text": "word " * 200, "source": source})
    assert len(_texts((long,))[0]) < LETTERS + 200


@given(st.lists(st.floats(-0.5, 0.5), min_size=1, max_size=8))
def test_the_strongest_come_first_and_are_at_most_three(moves: list[float]) -> None:
    item = samples.model_case().evidence[0]
    items = tuple(
        item.model_copy(update={"id": f"e{at}", "moves_answer": one}) for at, one in enumerate(moves)
    )
    order = [abs(one.moves_answer) for one in by_strength(items)]
    assert order == sorted(order, reverse=True)
    assert len(strongest(samples.model_case(evidence=items))) == min(SHOWN, len(items))


def test_the_move_is_the_one_that_the_chart_draws() -> None:
    first, *rest = samples.model_case().evidence
    item = first.model_copy(update={"adds": {12: 0.2}, "moves_answer": 0.05, "tells_nothing": False})
    line = _texts((item, *rest))[0]
    assert line.startswith(item.kind.capitalize())
    assert "by +20.0 points" in line
