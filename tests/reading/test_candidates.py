"""Merging what another reader offers: only what stands in the text, and nothing replaced."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from smoulder.reading.candidates import Candidate, merge
from smoulder.records.statement import Claim, Reading
from tests.reading.reports import reading_of

SAID = "The general said that the war was over."
RIVALS = "The group may be too weak to fight, or it is waiting for the army to leave."
READING = reading_of(SAID, RIVALS)


def merged(*candidates: Candidate, reading: Reading = READING) -> Reading:
    return merge(reading, candidates, "model tiny")


def test_words_that_do_not_stand_in_the_text_are_left_out() -> None:
    invented = Candidate(kind="statement", text="The general said that the war was lost.")
    elsewhere = Candidate(kind="statement", text=SAID, speaker="A colonel")
    short = Candidate(kind="statement", text="war")
    assert merged(invented, elsewhere, short) == READING


def test_a_statement_that_the_rules_have_is_not_told_twice() -> None:
    known = READING.statements[0]
    assert known.speaker == "The general"
    assert merged(Candidate(kind="statement", text=known.text, speaker=known.speaker)) == READING


def test_another_view_of_the_same_words_stands_beside_the_first_with_its_source() -> None:
    found = merged(Candidate(kind="statement", text=SAID, speaker="army"))
    assert [item for item in found.statements if not item.source] == list(READING.statements)
    assert [(item.text, item.speaker) for item in found.statements if item.source == "model tiny"] == [
        (SAID, "army")
    ]
    claim = merged(Candidate(kind="claim", text=SAID, hypotheses=("deal",)))
    assert [item.text for item in claim.claims if item.source] == [SAID]
    known = [item.text for item in READING.claims]
    assert [item.text for item in claim.claims if not item.source] == known


def test_rivals_still_point_to_each_other_when_a_claim_comes_before_them() -> None:
    at = READING.report.text.index(RIVALS)
    weak = Claim(
        text=RIVALS[:38], start=at, end=at + 38, hypotheses=("degraded",), stance="states", rival_of=1
    )
    wait = Claim(
        text=RIVALS[42:],
        start=at + 42,
        end=at + len(RIVALS),
        hypotheses=("patience",),
        stance="states",
        rival_of=0,
    )
    reading = READING.model_copy(update={"claims": (weak, wait)})
    found = merged(Candidate(kind="claim", text=SAID, hypotheses=("spent",)), reading=reading)
    assert [claim.hypotheses for claim in found.claims] == [("spent",), ("degraded",), ("patience",)]
    assert [claim.rival_of for claim in found.claims] == [None, 2, 1]


@given(
    st.lists(
        st.builds(
            Candidate, kind=st.just("statement"), text=st.sampled_from([SAID, SAID[4:20], RIVALS, "x" * 9])
        ),
        max_size=4,
    )
)
def test_whatever_is_offered_every_span_is_exact_and_in_order(candidates: list[Candidate]) -> None:
    found = merged(*candidates)
    assert set(READING.statements) <= set(found.statements)
    assert [item.start for item in found.statements] == sorted(item.start for item in found.statements)
    for item in found.statements:
        assert found.report.passage(item.start, item.end) == item.text
