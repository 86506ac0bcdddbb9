"""Changes of a file are held to what the desk takes."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from smoulder.desk.file_changes import check_changes
from smoulder.records.case_export import CaseExport
from smoulder.records.change import (
    Change,
    DayMoved,
    Entry,
    HypothesisPut,
    ItemMark,
    ItemPut,
    Judged,
    Note,
    Part,
)
from smoulder.records.errors import BadData
from smoulder.records.evidence import Likelihood, Source
from tests.conftest import build_assessment

NOW = datetime(2026, 1, 2, tzinfo=UTC)
SURVEY = Source(kind="report", name="Survey")
HALF = Likelihood(low=0.4, mid=0.5, high=0.6)
NONE = Likelihood(low=0.0, mid=0.0, high=0.0)
TINY = Likelihood(low=1e-12, mid=1e-12, high=1e-12)
CERTAIN = Likelihood(low=1.0, mid=1.0, high=1.0)
EVEN = Likelihood(low=1.0, mid=1.0, high=1.0)
HUGE = Likelihood(low=1e300, mid=1e305, high=1e308)
WIDE = Likelihood(low=0.001, mid=1.0, high=1000.0)
TURNED = Likelihood(low=0.6, mid=0.5, high=0.4)
EDGE = Likelihood(low=0.001 - 1e-16, mid=0.5, high=0.999 + 1e-15)


def sent(*changes: Change) -> CaseExport:
    """A file with these changes."""
    log = [
        Entry(number=at, case_id="x", who="Ann", why="", at=NOW, change=change)
        for at, change in enumerate(changes, 1)
    ]
    asked = build_assessment().question.model_copy(update={"as_of": date(2020, 1, 24)})
    return CaseExport(smoulder_version="x", exported=NOW, id="x", created=NOW, question=asked, log=tuple(log))


def split(
    *names: str, leaf: str = "patience", share: Likelihood = HALF, odds: Likelihood = EVEN
) -> HypothesisPut:
    parts = tuple(Part(id=one, words="w", share=share, odds=odds) for one in names)
    return HypothesisPut(leaf=leaf, parts=parts)


def item(**parts: object) -> ItemPut:
    return ItemPut.model_validate({"kind": "visit", "text": "Markets stay open.", "source": SURVEY} | parts)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (HypothesisPut(leaf="nosuch", words="w"), "no hypothesis is called 'nosuch'"),
        (split("one", "two", leaf="nosuch"), "no hypothesis is called 'nosuch'"),
        (item(likelihoods={"nosuch": HALF}), "no hypothesis is called 'nosuch'"),
        (ItemMark(item="e1", likelihoods={"nosuch": HALF}), "no hypothesis is called 'nosuch'"),
        (Judged(analyst="Ann", hypotheses={"nosuch": 0.3}), "no hypothesis is called 'nosuch'"),
        (Judged(analyst="Ann", items={"e1": {"nosuch": 0.3}}), "no hypothesis is called 'nosuch'"),
        (item(likelihoods={"patience": NONE}), "--under patience: 0, 0, 0 would rule a hypothesis out"),
        (item(likelihoods={"patience": TINY}), "write 0.001 at least and 0.999 at most"),
        (ItemMark(item="e1", likelihoods={"patience": CERTAIN}), "write 0.001 at least and 0.999 at most"),
        (ItemMark(item="e1", likelihoods={"patience": TURNED}), "is no likelihood; it lies between 0 and 1"),
        (HypothesisPut(leaf="patience", prior=TINY), "--prior: 1e-12, 1e-12, 1e-12 would rule"),
        (split("one", "two", share=CERTAIN), "--split one: 1, 1, 1 would rule"),
        (split("one", "two", odds=HUGE), "--odds one: 1e+300, 1e+305, 1e+308 is out of range"),
        (split(*[f"part {at}" for at in range(21)]), "patience is split into 21 parts; 20 are the most"),
        (split("one", "two", odds=NONE), "write a number from 0.001 to 1000"),
        (split("one", "two", odds=TURNED), "--odds one: 0.6, 0.5, 0.4 is out of range"),
        (Judged(analyst="Ann", round=2, comeback={12: 0.3}), "Ann has no first round"),
        (item(source=SURVEY.model_copy(update={"report": -1})), "stands at no place of a report"),
        (item(source=SURVEY.model_copy(update={"report": 0, "start": -5, "end": 5})), "stands at no place"),
        (item(source=SURVEY.model_copy(update={"report": 0, "start": 9, "end": 5})), "stands at no place"),
        (item(months=("x", "y")), "--months 'x..y' is not clear"),
        (item(months=("0000-01", "2019-12")), "--months '0000-01..2019-12' is not clear"),
        (item(months=("2019-12", "2019-01")), "--months '2019-12..2019-01' is not clear"),
        (item(months=("2019-12", "2020-02")), "goes beyond 2020-01-24, the day of the case"),
        (item(kind="continued attacks"), "rests on months of the series"),
    ],
)
def test_a_change_that_the_desk_would_not_take_is_named(change: Change, said: str) -> None:
    with pytest.raises(BadData, match=r"^case\.json: change 2: ") as refused:
        check_changes("case.json", sent(Note(text="first"), change))
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (split("deal", "won"), "part 'deal' has the name of another leaf"),
    ],
)
def test_a_tree_that_cannot_grow_is_refused(change: Change, said: str) -> None:
    with pytest.raises(BadData, match=said):
        check_changes("case.json", sent(change))


@pytest.mark.parametrize(
    "changes",
    [
        (split("one", "two"), HypothesisPut(leaf="one", words="w"), item(likelihoods={"two": HALF})),
        (HypothesisPut(leaf="one", words="w"), split("one", "two")),
        (split("one", "two", odds=WIDE),),
        (split(*[f"part {at}" for at in range(20)]),),
        (
            split("one", "two"),
            split("one", "two", leaf="spent"),
            HypothesisPut(leaf="spent", takes_back=("parts",)),
        ),
        (item(months=("2019-12", "2020-02")), DayMoved(as_of=date(2020, 3, 1))),
        (item(source=SURVEY.model_copy(update={"report": 0, "start": 0, "end": 9})),),
        (item(likelihoods={"patience": HALF}, months=("2019-12", "2020-01")),),
        (item(likelihoods={"patience": EDGE}),),
        (Judged(analyst="Ann", comeback={12: 0.3}), Judged(analyst="Ann", round=2, comeback={12: 0.4})),
    ],
)
def test_what_the_desk_takes_comes_in(changes: tuple[Change, ...]) -> None:
    check_changes("case.json", sent(*changes))
