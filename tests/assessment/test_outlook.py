"""What would change the answer: sentences that say no more than what was found."""

from datetime import date

import pytest

from smoulder.assessment.outlook import hangs_on, what_would_change
from smoulder.records.case import Question
from smoulder.records.evidence import Item, Source
from smoulder.records.sensitivity import Flip, Look, Outcome, Sensitivity, Telling, Variant

QUESTION = Question(group_id=1, group="G", country="C", as_of=date(2020, 1, 1), line=50.0, major_line=400.0)


def item(id_: str, kind: str) -> Item:
    return Item(
        id=id_,
        kind=kind,
        text="",
        source=Source(kind="report", name="r"),
        cluster="",
        weight=0.5,
        likelihoods={},
        why="",
        change={},
        flips=False,
    )


ITEMS = (item("e1", "surrenders"), item("e2", "regrouping"))


def left_out(name: str, *, reorders: bool, what: str = "item", items: int = 1) -> Variant:
    first = "degraded" if reorders else "patience"
    return Variant(
        what=what,  # type: ignore[arg-type]
        name=name,
        items=items,
        first=first,
        answer=0.2,
        moves={},
        reorders=reorders,
    )


def found(**more: object) -> Sensitivity:
    values: dict[str, object] = {
        "first": "patience",
        "second": "degraded",
        "lead": 0.1,
        "answer": 0.25,
        "open_bits": 1.5,
        "items": tuple(Telling(id=one.id, spread=0.1, bits=0.1, adds=0.1) for one in ITEMS),
    }
    return Sensitivity(**{**values, **more})  # type: ignore[arg-type]


def test_the_line_that_decides_comes_first() -> None:
    lines = what_would_change(QUESTION, found(), ITEMS, {})
    assert lines[0] == (
        "12-month deaths at or above 50 in any month would be a comeback, at or above 400 a major one."
    )


def test_every_item_that_turns_the_order_by_itself_is_named() -> None:
    told = found(variants=(left_out("e1", reorders=True), left_out("e2", reorders=False)))
    (line,) = hangs_on(told, ITEMS)
    assert line.startswith("Without this item another hypothesis than 'patience' would come first")
    assert "surrenders (e1)" in line
    assert "e2" not in line


@pytest.mark.parametrize(
    ("flip", "words"),
    [
        (Flip(none_up_to=1), "No single item, left out"),
        (Flip(none_up_to=4), "No set of up to 4 items, left out"),
        (Flip(items=("e1", "e2"), to="spent", smallest=True, none_up_to=1), "no smaller set does it"),
        (Flip(items=("e1", "e2"), to="spent", smallest=False), "whether a smaller set does it is not known"),
    ],
)
def test_no_more_is_said_of_sets_than_was_tried(flip: Flip, words: str) -> None:
    (line,) = hangs_on(found(flip=flip), ITEMS)
    assert words in line


def test_sources_and_priors_that_turn_the_order_are_named() -> None:
    told = found(
        variants=(
            left_out("army", reorders=True, what="source", items=3),
            left_out("deal", reorders=False, what="prior halved", items=0),
            left_out("spent", reorders=True, what="prior doubled", items=0),
        ),
        items=(),
    )
    source, prior = hangs_on(told, ())
    assert "army (3 items, then 'degraded')" in source
    assert "'degraded' with the odds of 'spent' doubled" in prior
    assert "deal" not in prior


def test_hypotheses_that_stand_level_are_said_to() -> None:
    assert "stand level" in hangs_on(found(lead=0.004), ITEMS)[0]
    assert not any("stand level" in line for line in hangs_on(found(lead=0.2), ITEMS))


def test_what_to_look_for_gives_both_outcomes() -> None:
    outcomes = tuple(
        Outcome(
            found=(seen,), chance=0.5, first="patience", leaf="patience", before=0.4, after=after, answer=0.3
        )
        for seen, after in ((True, 0.6), (False, 0.2))
    )
    look = Look(
        kinds=("large attack",),
        words="a large attack",
        weight=(0.7,),
        bits=0.12,
        moves=0.01,
        outcomes=outcomes,
    )
    *_, line = what_would_change(QUESTION, found(looks=(look,)), ITEMS, {"patience": "holds back"})
    assert (
        "Look for a large attack: if it is reported, 'patience' (holds back) goes from 40 % to 60 %" in line
    )
    assert "if not, 'patience' goes from 40 % to 20 %" in line
    assert "0.12 of the 1.50 bits" in line
