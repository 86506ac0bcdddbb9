"""Items that lean on one another: copies of one text, one speaker, one briefing."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.reading.copies import ALIKE, COPY, Proposal, propose_clusters, share
from smoulder.records.evidence import Source
from smoulder.records.report import Report
from smoulder.records.statement import Reading, Statement

WIRE = (
    "Fighters of the group have not attacked the valley road since the truce was signed in March, "
    "the governor told reporters."
)
SHORT = "They did not use the protests."

EDITS = [
    ("cut", "Fighters of the group have not attacked the valley road since the truce was signed in March."),
    ("cut in front", "They have not attacked the valley road since the truce was signed in March."),
    (
        "attribution moved",
        "The governor told reporters: " + WIRE.replace(", the governor told reporters", ""),
    ),
    ("one word put in", WIRE.replace("valley road", "northern valley road")),
    ("within more words", f"As rain fell on the hills, {WIRE[0].lower()}{WIRE[1:-1]}, and left."),
    ("other marks", WIRE.upper().replace(",", " –")),
]

PARAPHRASES = [
    (
        WIRE,
        "According to the head of the province, no assault on the route through the valley has come from the "
        "rebels from the day of the ceasefire onwards.",
    ),
    (
        "The group lacks the men and the money to mount large attacks on the garrison towns of the east.",
        "Short of recruits and of funds, the insurgents cannot hit the army's bases in the eastern towns in force.",
    ),
    (
        "A spokesman for the mission said that armed men were seen digging trenches near the dam last week.",
        "Last week gunmen dug in close to the reservoir, peacekeepers reported through their press officer.",
    ),
    (
        "If the foreign troops leave, the fighters will return to the villages they held before the war.",
        "Should the outside soldiers go home, the militants would be back in the places that once were theirs.",
    ),
    (
        "The army says that it has killed 40 fighters in the forest and that the rest have fled to the border.",
        "Forty insurgents died in the woods and the others ran for the frontier, by the military's account.",
    ),
]


@dataclass(frozen=True)
class Piece:
    id: str
    text: str
    speaker: str = ""
    kind: str = "unused opportunity"
    source: Source = field(default_factory=lambda: Source(kind="report", name="r"))


def said(*sayings: dict[str, object], day: date | None = date(2020, 1, 2)) -> Reading:
    """A report of sayings, one after the other, ten characters each."""
    raw = "x" * 10 * len(sayings)
    report = Report(name="r", sha256="a" * 64, raw=raw, text=raw, published=day)
    spans = ({"text": "x" * 10, "start": 10 * at, "end": 10 * at + 10} for at in range(len(sayings)))
    return Reading(
        report=report,
        statements=tuple(
            Statement.model_validate(span | one) for span, one in zip(spans, sayings, strict=True)
        ),
    )


def piece(name: str, report: int, at: int = 0, speaker: str = "") -> Piece:
    source = Source(kind="report", name="r", report=report, start=10 * at + 1, end=10 * at + 9)
    return Piece(name, f"Words {name}.", speaker, source=source)


def kinds(found: list[Proposal]) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.kind, one.items) for one in found]


@pytest.mark.parametrize(("how", "text"), EDITS, ids=[how for how, _ in EDITS])
def test_a_copy_that_an_agency_would_make_is_taken_by_itself(how: str, text: str) -> None:
    (found,) = propose_clusters([Piece("e1", WIRE), Piece("e2", text)], [])
    assert (found.items, found.kind, found.taken) == (("e1", "e2"), "copy", True)
    assert found.share >= COPY
    assert "a copy" in found.reason


@pytest.mark.parametrize(("one", "other"), PARAPHRASES, ids=range(len(PARAPHRASES)))
def test_a_paraphrase_of_the_same_length_is_no_copy(one: str, other: str) -> None:
    assert 0.75 < len(one) / len(other) < 1.33
    assert share(one, other) < ALIKE / 2
    assert propose_clusters([Piece("e1", one), Piece("e2", other)], []) == []


def test_the_same_words_are_a_copy_where_they_are_few_and_other_few_words_are_asked_about() -> None:
    (same,) = propose_clusters([Piece("e1", SHORT), Piece("e2", SHORT.upper())], [])
    assert (same.taken, same.share, same.reason) == (True, 1.0, "a copy: they share the same words")
    (asked,) = propose_clusters([Piece("e1", SHORT), Piece("e2", f"Perhaps {SHORT}")], [])
    assert (asked.taken, asked.share) == (False, 1.0)
    assert propose_clusters([Piece("e1", "They wait."), Piece("e2", "They wait.")], []) == []


def test_a_toll_that_rose_is_asked_about() -> None:
    first = (
        "The army said that its aircraft had killed 12 fighters near the old dam on the river on Monday night"
    )
    (found,) = propose_clusters([Piece("e1", first), Piece("e2", first.replace("12", "15"))], [])
    assert (found.taken, found.share >= COPY) == (False, True)


def test_copies_of_copies_are_one_cluster_with_one_name() -> None:
    pieces = [Piece(f"e{at}", WIRE) for at in (3, 1, 2)]
    (found,) = propose_clusters(pieces, [])
    assert (found.items, found.cluster) == (("e1", "e2", "e3"), "copy: e1")


def test_two_kinds_in_one_sentence_are_no_copies_and_in_two_reports_they_are_asked_about() -> None:
    here = Source(kind="report", name="r", report=0, start=0, end=len(WIRE))
    there = here.model_copy(update={"report": 1})
    one = Piece("e1", WIRE, kind="unused opportunity", source=here)
    assert propose_clusters([one, Piece("e2", WIRE, kind="ceasefire holds", source=here)], []) == []
    (asked,) = propose_clusters([one, Piece("e2", WIRE, kind="ceasefire holds", source=there)], [])
    assert (asked.kind, asked.taken) == ("copy", False)
    (sure,) = propose_clusters([one, Piece("e2", WIRE, source=there)], [])
    assert sure.taken


def test_the_tools_own_words_about_data_are_not_compared() -> None:
    rows = Source(kind="data", name="GED")
    assert propose_clusters([Piece("e1", WIRE, source=rows), Piece("e2", WIRE, source=rows)], []) == []


def test_one_speaker_in_two_reports_is_proposed_and_not_taken() -> None:
    reports = [said({"speaker": "Jo Example"}), said({"speaker": "General Example"}, day=date(2021, 5, 6))]
    found = propose_clusters(
        [piece("e1", 0, speaker="Jo Example"), piece("e2", 1, speaker="Example")], reports
    )
    assert kinds(found) == [("speaker", ("e1", "e2"))]
    assert not found[0].taken


def test_two_speakers_of_one_family_name_are_two() -> None:
    pair = [piece("e1", 0, speaker="Jo Example"), piece("e2", 1, speaker="Mo Example")]
    assert propose_clusters(pair, [said({"speaker": "Jo Example"}), said({"speaker": "Mo Example"})]) == []


def test_one_speaker_within_one_report_needs_no_proposal() -> None:
    report = said({"speaker": "Jo Example"}, {"speaker": "Jo Example"})
    pair = [piece("e1", 0, 0, "Jo Example"), piece("e2", 0, 1, "Jo Example")]
    assert propose_clusters(pair, [report]) == []


def test_unnamed_sources_are_not_one_speaker() -> None:
    reports = [said({"speaker": "an official", "anonymous": True}, day=None) for _ in range(2)]
    pair = [piece("e1", 0, speaker="an official"), piece("e2", 1, speaker="an official")]
    assert propose_clusters(pair, reports) == []


def test_one_role_on_one_day_may_be_one_briefing() -> None:
    role = {"speaker": "", "role": "coalition spokesman"}
    pair = [piece("e1", 0), piece("e2", 1)]
    (found,) = propose_clusters(pair, [said(role), said(role)])
    assert (found.kind, found.taken) == ("briefing", False)
    assert (
        found.reason
        == "said by speakers of one role (coalition spokesman) on 2020-01-02: perhaps one briefing"
    )
    assert propose_clusters(pair, [said(role), said(role, day=date(2020, 1, 3))]) == []
    assert propose_clusters(pair, [said(role), said(role, day=None)]) == []


def test_two_speakers_at_one_place_in_one_report_may_be_one_briefing() -> None:
    venue = {"venue": "the Pentagon"}
    report = said({"speaker": "Jo Example"} | venue, {"speaker": "Mo Sample"} | venue)
    pair = [piece("e1", 0, 0, "Jo Example"), piece("e2", 0, 1, "Mo Sample")]
    assert kinds(propose_clusters(pair, [report])) == [("briefing", ("e1", "e2"))]


TEXTS = st.lists(st.sampled_from([WIRE, SHORT, *(text for _, text in EDITS)]), max_size=6)


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.randoms())
def test_the_order_of_items_does_not_matter(texts: list[str], shuffled: random.Random) -> None:
    items = [Piece(f"e{at}", text) for at, text in enumerate(texts)]
    other = items.copy()
    shuffled.shuffle(other)
    assert propose_clusters(items, []) == propose_clusters(other, [])


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_share_is_between_nothing_and_all_and_the_same_from_both_sides(one: str, other: str) -> None:
    assert 0 <= share(one, other) == share(other, one) <= 1
