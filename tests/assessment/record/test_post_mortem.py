"""Closed questions are looked at again: who had been right, and which items."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoulder.assessment.record.post_mortem import item_gains, post_mortem, scored_forecasts
from smoulder.records.asked import Asked, Forecast, Resolution
from smoulder.records.case import Assessment, HypothesisView
from smoulder.records.evidence import Item, Source
from smoulder.records.forecast import Chance
from smoulder.records.question_of import questions_of

MADE = datetime(2020, 1, 23, 12, tzinfo=UTC)
LATER = MADE + timedelta(days=500)
Make = Callable[..., Assessment]


def chance(value: float) -> Chance:
    return Chance(value=value, low=0.0, high=1.0)


def item(id_: str, adds: float, kind: str = "weak") -> Item:
    return Item(
        id=id_,
        kind=kind,
        text="They have few men left.",
        speaker="a general",
        source=Source(kind="report", name="A report"),
        cluster="",
        weight=1.0,
        likelihoods={},
        why="assumed",
        change={},
        adds={12: adds},
        flips=False,
    )


def answered(make: Make, *items: Item, after: float = 0.2) -> Assessment:
    plain = make()
    leaf = HypothesisView(id="spent", words="spent", prior=chance(0.1), posterior=chance(0.3), comeback={})
    return plain.model_copy(
        update={
            "situation": plain.situation.model_copy(update={"known": "2018-07"}),
            "answer": {12: chance(after)},
            "stack": {12: chance(0.3)},
            "evidence": items,
            "hypotheses": (leaf,),
        }
    )


def closed(answer: Assessment, status: str = "no") -> tuple[Asked, list[Resolution], list[Forecast]]:
    asked, forecasts = questions_of("case", answer, MADE)
    [one] = [question for question in asked if question.topic == "comeback"]
    resolution = Resolution(
        question=one.id, status=status, final=True, rows=("GED 25.1: few",), vintage="25.1", made=LATER
    )
    mine = [forecast for forecast in forecasts if forecast.question == one.id]
    return one, [resolution], mine


chances = st.floats(0.002, 0.998)


@given(chances, st.lists(st.floats(-0.3, 0.3), max_size=6), st.booleans())
def test_the_parts_of_items_and_the_rest_add_up_to_what_evidence_gained(
    before: float, adds: list[float], happened: bool
) -> None:
    after = float(np.clip(before + sum(adds), 0.0, 1.0))
    gains, rest = item_gains(adds, before, after, happened)
    held = min(max(after, 0.001), 0.999)
    whole = math.log(held / before) if happened else math.log((1 - held) / (1 - before))
    assert sum(gains) + rest == pytest.approx(whole, abs=1e-9)


@given(chances, chances, st.floats(0.001, 0.3), st.booleans())
def test_an_item_that_raised_the_chance_gained_where_it_happened_and_lost_where_it_did_not(
    before: float, after: float, adds: float, happened: bool
) -> None:
    gains, _ = item_gains([adds, -adds], before, after, happened)
    assert (gains[0] > 0) == happened
    assert gains[1] == pytest.approx(-gains[0])


def test_what_came_and_who_was_nearer_by_hand(make_assessment: Make) -> None:
    answer = answered(make_assessment, item("e1", -0.15), item("e2", 0.05, "strong"))
    found = post_mortem(*closed(answer), [answer])
    assert found is not None
    assert found.gained == pytest.approx(math.log(0.8 / 0.7))
    assert [(one.id, one.pointed) for one in found.items] == [("e1", "right"), ("e2", "wrong")]
    assert sum(one.gained for one in found.items) + found.rest == pytest.approx(found.gained)
    assert found.rest == pytest.approx(0.0)
    assert [round(one.log_score, 3) for one in found.forecasts] == [0.223, 0.357]


def test_the_sentences_say_what_came_what_helped_and_what_is_not_scored(make_assessment: Make) -> None:
    answer = answered(make_assessment, item("e1", -0.1))
    found = post_mortem(*closed(answer), [answer])
    assert found is not None
    text = " ".join(found.words)
    assert "a comeback by 2020-12 did not come" in text
    assert "from 10 % to 30 %: shown, not scored" in text
    assert "Most right: weak, a general" in text
    assert "Most wrong" not in text


def test_an_open_question_has_no_post_mortem(make_assessment: Make) -> None:
    one, _, forecasts = closed(answered(make_assessment))
    assert post_mortem(one, [], forecasts) is None


def test_without_the_answer_the_forecasts_are_still_scored(make_assessment: Make) -> None:
    one, history, forecasts = closed(answered(make_assessment))
    found = post_mortem(one, history, forecasts)
    assert found is not None
    assert found.items == ()
    assert len(found.forecasts) == 2


def test_a_number_given_after_the_outcome_was_known_is_not_scored(make_assessment: Make) -> None:
    one, history, forecasts = closed(answered(make_assessment))
    early = Forecast(question=one.id, forecaster="analyst: A", value=0.4, made=MADE)
    late = Forecast(question=one.id, forecaster="analyst: A", value=0.01, made=LATER + timedelta(days=1))
    assert scored_forecasts([*forecasts, late, early], history)["analyst: A"].value == 0.4


def test_an_early_yes_is_told_and_not_scored_yet(make_assessment: Make) -> None:
    answer = answered(make_assessment, item("e1", -0.1))
    one, [resolution], forecasts = closed(answer, "yes")
    early = resolution.model_copy(update={"early": True, "final": False})
    found = post_mortem(one, [early], forecasts, [answer])
    assert found is not None
    assert (found.forecasts, found.items, found.gained) == ((), (), None)
    assert "It is scored once they are" in found.words[-1]
    assert "log score" not in " ".join(found.words)
    final = post_mortem(one, [early, resolution], forecasts, [answer])
    assert final is not None
    assert final.forecasts


def test_a_number_given_in_hindsight_is_marked_and_not_set_beside_one_given_ahead(
    make_assessment: Make,
) -> None:
    answer = answered(make_assessment)
    one, history, forecasts = closed(answer)
    late = [each.model_copy(update={"made": MADE + timedelta(days=60)}) for each in forecasts]
    ann = Forecast(question=one.id, forecaster="analyst: Ann", value=0.3, made=MADE)
    for own, hers in ((late, ann), (forecasts, ann.model_copy(update={"made": late[0].made}))):
        found = post_mortem(one, history, [*own, hers], [answer])
        assert found is not None
        text = " ".join(found.words)
        assert "Ann said 30 %" in text
        assert "not set beside Smoulder's, as one of the two was given in hindsight" in text
        assert "than Smoulder's" not in text
        assert {each.forecaster: each.late for each in found.forecasts}["analyst: Ann"] == (hers is not ann)
    ahead = post_mortem(one, history, [*forecasts, ann], [answer])
    assert ahead is not None
    assert "worse than Smoulder's" in " ".join(ahead.words)
    assert "hindsight" not in " ".join(ahead.words)
