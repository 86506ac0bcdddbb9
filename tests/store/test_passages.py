from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from smoulder.records.case import Assessment
from smoulder.records.case_file import own_item_id
from smoulder.records.change import Change, Entry, ItemMark, ItemPut, ReportPut
from smoulder.records.evidence import Item, Source
from smoulder.records.statement import PlaceMention, Reading, Statement
from smoulder.store.ledger import Ledger, open_ledger
from smoulder.store.passage_entries import index_entries
from smoulder.store.passage_index import index_answers
from smoulder.store.passage_left import left_of
from smoulder.store.passage_query import parse_query
from smoulder.store.passage_rows import rows_of
from smoulder.store.passage_words import ReportWords, told
from smoulder.store.passages import Passage, Wanted
from smoulder.store.tables import PASSAGES
from smoulder.store.transaction import write
from tests.conftest import build_assessment

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


HISTORIES = st.lists(
    st.fixed_dictionaries(
        {
            "read": st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), max_size=3),
            "items": st.dictionaries(
                st.integers(0, 3), st.tuples(st.booleans(), st.none() | st.integers(0, 2))
            ),
        }
    ),
    max_size=6,
)
"""Answers: of each the reports that it read with how many statements, and items with another text or not, by report."""


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Ledger, str, list[str]]]:
    """A case with two items that were entered, of which one was rejected, and a report that was retracted."""
    own = [
        ItemPut(kind="arms found", text=f"Rifles lay in barn {at}.", source=Source(kind="data", name="B"))
        for at in range(2)
    ]
    ids = [own_item_id(one) for one in own]
    with open_ledger(tmp_path_factory.mktemp("marked")) as ledger:
        first = readings(build_assessment, SAID)
        name = ledger.keep(build_assessment(readings=first), now=NOW).case_id
        changes = [ItemMark(item=ids[0], rejected=True), ItemMark(item="e000001", rejected=True)]
        ledger.log.add(name, own, who="a", why="", now=NOW)
        ledger.log.add(name, [*changes, ItemMark(item=ids[1], rejected=True)], who="a", why="", now=NOW)
        retracted = ReportPut(sha256=first[0].report.sha256, status="retracted")
        ledger.log.add(name, [retracted, ItemMark(item=ids[1], rejected=False)], who="a", why="", now=NOW)
        yield ledger, name, [*ids, "e000001", "e000002"]


def rows_after(ledger: Ledger, work: Callable[[sa.Connection], None]) -> list[str]:
    """The passages of a ledger as some work leaves them where there were none."""

    def once(to: sa.Connection) -> list[str]:
        to.execute(PASSAGES.delete())
        work(to)
        columns = [column for column in PASSAGES.c if column.name != "number"]
        return sorted(str(tuple(row)) for row in to.execute(sa.select(*columns)))

    return write(ledger._engine, once)


@settings(max_examples=40, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=HISTORIES, before=st.integers(0, 2))
def test_all_answers_at_once_leave_what_they_leave_one_after_another(
    marked: tuple[Ledger, str, list[str]], history: list[dict[str, Any]], before: int
) -> None:
    ledger, name, ids = marked
    reports = [one.report for one in build_assessment(texts=(SAID, THEN, "A barn burnt.")).readings]
    answers = []
    for number, one in enumerate(history):
        read = tuple(
            Reading(
                report=reports[at],
                statements=tuple(
                    Statement(text=f"Fire {number}.", start=j, end=j + 5, speaker="") for j in range(count)
                ),
            )
            for at, count in one["read"]
        )
        items = tuple(weighed(ids[at], f"Barn {at}{new}.", of) for at, (new, of) in one["items"].items())
        answers.append(build_assessment(readings=read, evidence=items, seed=number))
    log = ledger.log.entries(name)

    def one_by_one(to: sa.Connection) -> None:
        for one in answers:
            index_answers(to, name, [one])
        index_entries(to, name, log)

    def at_once(to: sa.Connection) -> None:
        for one in answers[:before]:  # some are there already, as where a file is merged
            index_answers(to, name, [one])
        index_answers(to, name, answers)
        index_entries(to, name, log)

    assert rows_after(ledger, at_once) == rows_after(ledger, one_by_one)


@settings(max_examples=80, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    changes=st.lists(
        st.tuples(st.sampled_from(("item", "reject", "take up", "read", "retracted")), st.integers(0, 2))
    )
)
@example(changes=[("item", 0), ("retracted", 0), ("take up", 0)])
@example(changes=[("retracted", 0), ("item", 0), ("reject", 0), ("take up", 0)])
def test_all_changes_at_once_leave_what_they_leave_one_after_another(
    marked: tuple[Ledger, str, list[str]], changes: list[tuple[str, int]]
) -> None:
    ledger, name, _ = marked
    (sha256,) = ledger.file(name).reports
    source = Source(kind="report", name="Daily", report=0, start=0, end=5)
    items = [ItemPut(kind="arms found", text=f"Rifles lay in barn {at}.", source=source) for at in range(3)]

    def change_of(what: str, at: int) -> Change:
        if what == "item":
            return items[at]
        if what in ("reject", "take up"):
            return ItemMark(item=own_item_id(items[at]), rejected=what == "reject")
        return ReportPut.model_validate({"sha256": sha256, "status": what})

    log = [
        Entry(number=at, case_id=name, who="a", why="", at=NOW, change=change_of(*one))
        for at, one in enumerate(changes, 1)
    ]

    def one_by_one(to: sa.Connection) -> None:
        for one in log:
            index_entries(to, name, [one])

    assert rows_after(ledger, lambda to: index_entries(to, name, log)) == rows_after(ledger, one_by_one)


def test_what_only_an_earlier_answer_read_stays_and_what_a_later_one_read_is_the_later_ones(
    ledger: Ledger, case: str, make_assessment: Make
) -> None:
    first, second = readings(make_assessment, SAID, THEN)
    again = second.model_copy(update={"statements": ()})
    counted, later = weighed("e000001", "Few deaths.", None), weighed("e000002", "More deaths.", None)
    answers = [
        make_assessment(readings=(first, second), evidence=(counted,)),
        make_assessment(readings=(again,), evidence=(later,), seed=8),
    ]
    write(ledger._engine, lambda to: index_answers(to, case, answers))
    assert kinds(ledger, "bridge") == [("report", 1), ("report", 2), ("statement", 1)]
    assert [one.text for one in found(ledger, "deaths")] == ["More deaths."]


def test_places_of_a_statement_are_those_that_stand_in_it(ledger: Ledger, make_assessment: Make) -> None:
    (reading,) = readings(make_assessment, SAID)

    def place(name: str, start: int, end: int) -> PlaceMention:
        return PlaceMention(text=name, name=name, start=start, end=end, kind="country")

    said = [Statement(text=SAID[a:b], start=a, end=b, speaker="") for a, b in ((0, 20), (20, 40), (10, 10))]
    places = (
        place("D", 41, 45),
        place("B", 20, 40),
        place("A", 0, 5),
        place("C", 15, 25),
        place("E", 20, 20),
    )
    whole = reading.model_copy(update={"statements": tuple(said), "places": places})
    (left,) = left_of([make_assessment(readings=(whole,))], ())
    found = {(row["kind"], row["start"]): row["places"] for row in rows_of("x", left)}
    assert found == {
        ("report", None): "|a|b|c|d|e|",
        ("statement", 0): "|a|e|",
        ("statement", 20): "|b|e|",
        ("statement", 10): "|",
    }


def test_the_words_of_a_place_that_is_longer_than_its_text_are_not_gone_through() -> None:
    class Once(list[str]):
        def __getitem__(self, at: Any) -> Any:  # Any: as a list
            seen.append(at)
            return super().__getitem__(at)

    seen: list[object] = []
    (reading,) = build_assessment(texts=("The army left the town. " * 99,)).readings
    words = ReportWords(reading.report, told([]))
    words.words = Once(words.words)
    assert words.within(0, 9, "The army") == ["the", "army"]
    assert len(seen) == 1
    assert words.within(0, len(reading.report.text), "The army") is None
    assert len(seen) == 1
