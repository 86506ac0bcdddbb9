from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from smoulder.records.case import Assessment
from smoulder.records.case_file import own_item_id
from smoulder.records.change import ItemMark, ItemPut, ReportPut
from smoulder.records.evidence import Item, Source
from smoulder.records.statement import Reading, Statement
from smoulder.store.ledger import Ledger
from smoulder.store.passage_index import answers_to_index, index_answered
from smoulder.store.passage_query import parse_query
from smoulder.store.passages import Passage, Wanted
from smoulder.store.tables import PASSAGES
from smoulder.store.transaction import write

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
Make = Callable[..., Assessment]
SAID = "Velva Arkadin of the Embers said that the red bridge at Brandt City was burnt."
THEN = "Another bridge, red as well, stood. Там хлеб и мир, сказал Аркадин. قال ابن خلدون إن الهجوم على الجسر انتهى."


def readings(make: Make, *texts: str) -> tuple[Reading, ...]:
    """What was read of reports: each sentence a statement of one speaker."""
    read = make(texts=texts).readings
    said = [Statement(text=text, start=0, end=len(text), speaker="Velva Arkadin") for text in texts]
    return tuple(
        one.model_copy(
            update={"statements": (it,), "report": one.report.model_copy(update={"published": day})}
        )
        for one, it, day in zip(read, said, (date(2020, 1, 5), date(2020, 2, 5)), strict=False)
    )


@pytest.fixture
def case(ledger: Ledger, make_assessment: Make) -> str:
    return ledger.keep(make_assessment(readings=readings(make_assessment, SAID, THEN)), now=NOW).case_id


def found(ledger: Ledger, words: str, **more: object) -> list[Passage]:
    wanted = Wanted(parse_query(words), newest=True, **more)  # type: ignore[arg-type]
    return list(ledger.passages.find(wanted).passages)


def kinds(ledger: Ledger, words: str, **more: object) -> list[tuple[str, int]]:
    return sorted((one.kind, one.report) for one in found(ledger, words, **more))


def test_both_databases_find_the_same_by_words_phrases_beginnings_and_their_absence(
    ledger: Ledger, case: str
) -> None:
    both = [("report", 1), ("report", 2), ("statement", 1), ("statement", 2)]
    assert kinds(ledger, "bridge RED") == kinds(ledger, "bri* ") == both
    assert kinds(ledger, '"red bridge"') == kinds(ledger, "bridge -stood") == [both[0], both[2]]
    assert (
        kinds(ledger, "хлеб") == kinds(ledger, "ХЛЕБ и* мир") == kinds(ledger, "هجوم") == [both[1], both[3]]
    )
    assert kinds(ledger, "-bridge") == kinds(ledger, '"bridge red burnt"') == []
    assert kinds(ledger, "bridge", kind="report", since=date(2020, 2, 1)) == [both[1]]
    assert kinds(ledger, "bridge", seen=[]) == kinds(ledger, "bridge", source="Daily") == []
    assert len(kinds(ledger, "", country="Norland", seen=[case])) == 4


def test_no_speaker_is_found_and_no_phrase_goes_over_a_name(ledger: Ledger, case: str) -> None:
    for words in ("Velva", "arkadin", "Velva Arkadin", "vel*", "Аркадин", "خلدون", '"arkadin of"'):
        looked = ledger.passages.find(Wanted(parse_query(words)))
        assert (looked.passages, len(looked.strange) > 0) == ((), True), words
    assert len(kinds(ledger, '"that the red bridge"')) == 2
    assert kinds(ledger, '"bridge at city"') == []


def test_what_is_entered_marked_or_read_otherwise_is_found_as_it_stands(
    ledger: Ledger, case: str, make_assessment: Make
) -> None:
    source = Source(kind="data", name="Norland Daily", reliability="B", credibility="2")
    item = ItemPut(kind="arms found", text="Many rifles lay in a barn, said Velva Arkadin.", source=source)
    ledger.log.add(case, [item], who="a", why="", now=NOW)
    (one,) = found(ledger, "rifles arms")
    assert ledger.passages.choices() == ledger.passages.choices([case]) != ledger.passages.choices([])
    assert ledger.passages.choices().sources == ("Norland Daily",)
    assert (one.kind, one.grade, one.source, one.day, one.standing) == (
        "evidence", "B2", "Norland Daily", date(2026, 1, 2), ""
    )  # fmt: skip
    first, second = readings(make_assessment, SAID, THEN)
    changes = [
        ItemMark(item=one.item, rejected=True),
        ReportPut(sha256=second.report.sha256, status="retracted"),
    ]
    ledger.log.add(case, changes, who="a", why="", now=NOW)
    assert [it.standing for it in found(ledger, "rifles")] == ["rejected"]
    assert [it.standing for it in found(ledger, "stood")] == ["retracted", "retracted"]
    # the report that is left is read with its statement taken out
    ledger.keep(make_assessment(readings=(first.model_copy(update={"statements": ()}),), seed=8), now=NOW)
    assert kinds(ledger, "bridge") == [("report", 1), ("report", 2), ("statement", 2)]
    assert [it.standing for it in found(ledger, "rifles")] == ["rejected"]
    assert [it.standing for it in found(ledger, "stood")] == ["retracted", "retracted"]


def weighed(id_: str, text: str, report: int | None) -> Item:
    """An item as an answer weighs it."""
    source = Source(kind="data" if report is None else "report", name="Norland Daily", report=report)
    return Item(
        id=id_, kind="arms found", text=text, source=source, cluster="", weight=1.0, likelihoods={}, why="",
        change={}, flips=False,
    )  # fmt: skip


def test_passages_are_the_same_where_only_the_answers_that_leave_some_are_indexed(
    ledger: Ledger, case: str, make_assessment: Make
) -> None:
    first, second = readings(make_assessment, SAID, THEN)
    bare = first.model_copy(update={"statements": ()})
    own = ItemPut(kind="arms found", text="Many rifles lay in a barn.", source=Source(kind="data", name="B"))
    ledger.log.add(case, [own], who="a", why="", now=NOW)
    entered, read = own_item_id(own), weighed("e000001", "A bridge was burnt.", 0)
    counted = weighed("e000002", "Few deaths.", None)
    given = [
        ((first,), (read, counted)),
        ((first, second), (read, weighed(entered, "Many rifles lay in a barn.", None))),
        ((second, bare), ()),
        ((bare,), (weighed("e000003", "More deaths.", None),)),
        ((bare,), (counted,)),
    ]
    answers = [
        make_assessment(readings=given_readings, evidence=items, seed=seed)
        for seed, (given_readings, items) in enumerate(given)
    ]
    chosen = answers_to_index(answers, {entered})
    assert [one.seed for one in chosen] == [1, 2, 4]

    def indexed(which: Sequence[Assessment]) -> list[tuple[object, ...]]:
        def work(to: sa.Connection) -> list[tuple[object, ...]]:
            to.execute(PASSAGES.delete())
            for one in which:
                index_answered(to, case, one)
            columns = [column for column in PASSAGES.c if column.name != "number"]
            return sorted(tuple(row) for row in to.execute(sa.select(*columns)))

        return write(ledger._engine, work)

    assert indexed(chosen) == indexed(answers)
    assert len(indexed(answers[-1:])) < len(indexed(answers)), (
        "what the last one did not read is left of the others"
    )
