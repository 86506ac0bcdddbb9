"""Analysts' items and marks over what was read and counted."""

from datetime import UTC, date, datetime

import numpy as np
import pytest

from smoulder.assessment.case_items import lay_items
from smoulder.assessment.hypothesis import LEAVES
from smoulder.assessment.update import update
from smoulder.assessment.weighing import Draft, draft_from_readings, name_items
from smoulder.records.case_file import CaseFile, lay, own_item_id
from smoulder.records.change import Change, Entry, ItemMark, ItemPut, ReportPut
from smoulder.records.evidence import Likelihood, Source
from smoulder.records.fix import SourceGrade
from smoulder.records.report import Report
from smoulder.records.statement import Reading, Statement, TextEvidence

DAY = date(2020, 1, 23)
TEXT = "Fighters of the group are giving up in large numbers in the northern valleys this winter, officials said."


def reading(
    name: str,
    *kinds: str,
    speaker: str = "",
    role: str = "",
    publisher: str = "",
    text: str = TEXT,
) -> Reading:
    report = Report(name=name, sha256=name[0] * 64, raw=text, text=text, publisher=publisher)
    evidence = tuple(
        TextEvidence(
            text=text,
            start=at,
            end=len(text),
            kind=kind,
            favours=("degraded",),
            over=("patience",),
            speaker=speaker,
        )
        for at, kind in enumerate(kinds)
    )
    spoken = Statement(text=text, start=0, end=len(text), speaker=speaker, role=role)
    return Reading(report=report, evidence=evidence, statements=(spoken,) if speaker else ())


def file(*changes: Change) -> CaseFile:
    return lay(
        [
            Entry(
                number=at, case_id="c", who="Analyst A", why="a reason", at=datetime(2020, 2, 1, tzinfo=UTC),
                change=change,
            )
            for at, change in enumerate(changes)
        ]
    )  # fmt: skip


def laid(readings: list[Reading], *changes: Change, grades: tuple[SourceGrade, ...] = ()) -> list[Draft]:
    return lay_items(
        draft_from_readings(readings, DAY), file(*changes), {one.name: one for one in grades}, readings
    )


def grade(name: str, letter: str) -> SourceGrade:
    return SourceGrade.model_validate(
        {"name": name, "reliability": letter, "since": date(2019, 1, 1), "why": "its record"}
    )


def own(kind: str = "own kind", **more: object) -> ItemPut:
    return ItemPut.model_validate(
        {"kind": kind, "text": "Something seen", "source": Source(kind="data", name="Notes"), **more}
    )


def posterior(drafts: list[Draft]) -> np.ndarray:  # type: ignore[type-arg]
    even = np.full((200, 7), 1 / 7)
    return update(even, name_items(drafts), LEAVES, np.random.default_rng(1)).posterior


def test_an_item_of_an_analyst_joins_with_its_own_likelihoods() -> None:
    put = own(likelihoods={"patience": Likelihood(low=0.1, mid=0.2, high=0.3)}, why="seen by two")
    found = laid([], put)[0]
    assert (found.id, found.entered_by, found.why) == (own_item_id(put), "Analyst A", "seen by two")
    at = LEAVES.index("patience")
    assert posterior([found])[:, at].mean() < 1 / 7


def test_an_item_without_likelihoods_has_those_of_its_kind_or_tells_nothing() -> None:
    known, unknown = laid([], own("surrenders"), own("a sign of my own"))
    assert known.likelihoods["degraded"].mid > known.likelihoods["patience"].mid
    assert "it tells nothing" in unknown.why
    np.testing.assert_allclose(posterior([unknown]), 1 / 7, atol=1e-12)


def test_a_rejected_item_leaves_the_update_and_is_listed_with_the_reason() -> None:
    one = [reading("a", "surrenders", "regrouping")]
    first, second = laid(one)
    found = laid(one, ItemMark(item=first.id, rejected=True))
    assert found[0].left_out == "rejected by Analyst A: a reason"
    np.testing.assert_array_equal(posterior(found), posterior([second]))
    back = laid(one, ItemMark(item=first.id, rejected=True), ItemMark(item=first.id, rejected=False))
    assert back[0].left_out == ""


def test_grades_clusters_and_likelihoods_are_overruled_and_labelled() -> None:
    one = [reading("a", "surrenders")]
    id_ = laid(one)[0].id
    exact = Likelihood(low=0.9, mid=0.9, high=0.9)
    found = laid(
        one,
        ItemMark(item=id_, reliability="E", credibility="5", cluster="briefing"),
        ItemMark(item=id_, likelihoods={"spent": exact}),
    )[0]
    assert (found.source.reliability, found.source.credibility, found.cluster) == ("E", "5", "briefing")
    assert found.likelihoods["spent"] == exact
    assert found.marks == (
        "reliability E (was B) by Analyst A: a reason",
        "credibility 5 (was 3) by Analyst A: a reason",
        "cluster briefing (was report 1: the report itself) by Analyst A: a reason",
        "likelihoods under spent by Analyst A: a reason",
    )


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("corrected", "corrected by its publisher"),
        ("retracted", "retracted by its publisher"),
        ("dropped", "dropped by an analyst"),
    ],
)
def test_items_of_a_report_that_no_longer_stands_are_left_out(status: str, words: str) -> None:
    put = ReportPut.model_validate({"sha256": "a" * 64, "status": status})
    found = laid([reading("a", "surrenders"), reading("b", "regrouping", text="Other words.")], put)
    assert found[0].left_out == f"its report was {words}"
    assert found[1].left_out == ""


def test_a_source_is_as_reliable_as_it_is_graded_with_the_reason() -> None:
    said = reading("a", "surrenders", speaker="Jo Example", role="spokesperson of the Valley Coalition")
    found = laid([said], grades=(grade("Valley Coalition", "D"), grade("Valley", "A")))[0]
    assert found.source.reliability == "D"
    assert found.source.grade_why == "Valley Coalition is graded D since 2019-01-01: its record"


def test_a_publisher_is_graded_for_its_own_words_and_bounds_those_that_it_reports() -> None:
    bad = grade("Daily Rumour", "E")
    told = laid([reading("a", "surrenders", publisher="Daily Rumour")], grades=(bad,))[0]
    quoted = reading("a", "surrenders", speaker="Jo Example", role="army officer", publisher="Daily Rumour")
    assert told.source.reliability == laid([quoted], grades=(bad,))[0].source.reliability == "E"
    good = laid([quoted], grades=(grade("Daily Rumour", "A"),))[0]
    assert good.source.reliability == "C"


def test_a_grade_that_an_analyst_gave_an_item_stands_over_that_of_its_source() -> None:
    given = own(source=Source(kind="data", name="Notes", reliability="D", credibility="2"))
    left = own("surrenders")
    found = laid([], given, left, grades=(grade("Notes", "A"),))
    assert [one.source.reliability for one in found] == ["D", "A"]


def test_a_clear_copy_in_another_report_counts_once_unless_an_analyst_parts_them() -> None:
    first, copy = reading("a", "surrenders"), reading("b", "surrenders")
    alone, both = laid([first]), laid([first, copy])
    root = min(both, key=lambda one: one.id)
    assert [one.copy_of for one in both if one is not root] == [root.id]
    assert all(f"counts as one with {root.id}: a copy" in one.why for one in both if one is not root)
    if root.id == alone[0].id:
        np.testing.assert_allclose(posterior(both), posterior(alone), atol=1e-12)
    other = next(one for one in both if one is not root)
    np.testing.assert_allclose(posterior(both), posterior([root]), atol=1e-12)
    parted = laid([first, copy], ItemMark(item=other.id, cluster=""))
    assert {one.copy_of for one in parted} == {""}


def test_an_analyst_can_say_that_an_item_is_a_copy() -> None:
    two = [
        reading("a", "surrenders"),
        reading("b", "surrenders", text="Quite other words on the same thing."),
    ]
    one, other = laid(two)
    found = laid(two, *(ItemMark(item=id_, cluster=f"copy: {one.id}") for id_ in (one.id, other.id)))
    assert [draft.copy_of for draft in found] == ["", one.id]
    np.testing.assert_allclose(posterior(found), posterior([found[0]]), atol=1e-12)


def test_two_kinds_of_evidence_in_one_sentence_are_no_copies() -> None:
    twice = [reading("a", "surrenders", "regrouping"), reading("b", "surrenders", "regrouping")]
    found = laid(twice)
    of = {draft.id: draft for draft in found}
    copies = [draft for draft in found if draft.copy_of]
    assert len(copies) == 2
    assert all(of[draft.copy_of].kind == draft.kind for draft in copies)


def test_a_second_word_on_likelihoods_leaves_the_first_until_that_is_taken_back() -> None:
    one = [reading("a", "surrenders")]
    (read,) = laid(one)
    half = Likelihood(low=0.4, mid=0.5, high=0.6)
    said = [ItemMark(item=read.id, likelihoods={leaf: half}) for leaf in ("patience", "spent")]
    (both,) = laid(one, *said)
    assert both.likelihoods == read.likelihoods | {"patience": half, "spent": half}
    assert both.marks == ("likelihoods under patience, spent by Analyst A: a reason",)
    (back,) = laid(one, *said, ItemMark(item=read.id, takes_back=("patience",)))
    assert back.likelihoods == read.likelihoods | {"spent": half}
    assert back.marks == ("likelihoods under spent by Analyst A: a reason",)


def test_beside_a_rejection_it_is_said_that_a_copy_still_counts() -> None:
    both = [reading("a", "surrenders"), reading("b", "surrenders")]
    (copy,) = [one for one in laid(both) if one.copy_of]
    reject = ItemMark(item=copy.copy_of, rejected=True)
    (left,) = [one for one in laid(both, reject) if one.left_out]
    assert left.left_out == f"rejected by Analyst A: a reason; its copy {copy.id} still counts"
    out = laid(both, reject, ItemMark(item=copy.id, rejected=True))
    assert [one.left_out for one in out] == ["rejected by Analyst A: a reason"] * 2
