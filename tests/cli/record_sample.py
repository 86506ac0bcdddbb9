"""A ledger with one answer on Islamic State in Iraq, whose months the shipped figures hold."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from smoulder.records.case import Assessment, Branch, Branches, Question
from smoulder.records.evidence import Item, Source
from smoulder.records.forecast import Chance
from smoulder.records.rates import HorizonRate, RateClass
from smoulder.store.ledger import open_ledger

Make = Callable[..., Assessment]


def chance(value: float) -> Chance:
    return Chance(value=value, low=0.0, high=1.0)


def iraq(make: Make, day: date = date(2012, 6, 1)) -> Assessment:
    """An answer whose line was reached in 2013-07: no within 12 months, yes within 24."""
    plain = make()
    question = Question(
        group_id=234,
        group="Islamic State",
        country="Iraq",
        as_of=day,
        peak=4496.0,
        lowest=1091.0,
        line=2182.0,
        major_line=2248.0,
    )
    rates = tuple(HorizonRate(horizon=h, comeback=chance(0.25), major=chance(0.1)) for h in (12, 24))
    stays = Branch(
        id="stays",
        words="as now",
        comeback={12: chance(0.1), 24: chance(0.2)},
        major={},
        path=(),
        rule="stays",
    )
    item = Item(
        id="e123456",
        kind="weak",
        text="They have few men left.",
        source=Source(kind="report", name="A report"),
        cluster="",
        weight=1.0,
        likelihoods={},
        why="assumed",
        change={},
        adds={12: -0.1, 24: -0.1},
        flips=False,
    )
    return plain.model_copy(
        update={
            "question": question,
            "situation": plain.situation.model_copy(update={"known": "2009-03"}),
            "answer": {12: chance(0.2), 24: chance(0.4)},
            "major": {12: chance(0.1), 24: chance(0.2)},
            "stack": {12: chance(0.3), 24: chance(0.5)},
            "evidence": (item,),
            "rates": RateClass(words="all", n=20, groups=9, mix={}, rates=rates, cases=()),
            "branches": Branches(branches=(stays,), differences={}, basis="", cases=()),
        }
    )


def keep(make: Make, folder: Path, made: datetime = datetime(2012, 6, 2, tzinfo=UTC)) -> str:
    """Keep that answer in a data folder; gives the id of its case."""
    with open_ledger(folder) as ledger:
        return ledger.keep(iraq(make), now=made).case_id
