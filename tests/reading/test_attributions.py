"""What is given to a source: sayings, thoughts, wishes, judgements, and who holds them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.reading.attributions import Attribution, find_attributions
from smoulder.reading.page import report_from_text
from smoulder.reading.parser import load_parser, parse_report
from smoulder.reading.sentences import split_sentences
from smoulder.records.errors import BadReport
from tests.reading.reports import HEAD, first


def found(*paragraphs: str) -> list[tuple[str, str, list[str]]]:
    """Source, cue and pieces of content of each attribution in these body paragraphs."""
    text, items = _read(HEAD + "\n\n".join(paragraphs) + "\n")
    return [
        (item.source.text if item.source else "", item.cue.text, [text[a:b] for a, b in item.content])
        for item in items
    ]


def _read(text: str) -> tuple[str, list[Attribution]]:
    report = report_from_text("test.txt", text)
    return report.text, find_attributions(parse_report(report, load_parser()), split_sentences(report))


@pytest.mark.parametrize(
    ("sentence", "source", "cue", "content"),
    [
        ("The army said that the road was open.", "army", "said", "that the road was open"),
        ("The rebels want to leave the town.", "rebels", "want", "to leave the town"),
        ("The minister condemned the raid.", "minister", "condemned", "the raid"),
        (
            "The minister has called for talks with the rebels.",
            "minister",
            "called",
            "for talks with the rebels",
        ),
        ("The road is open, according to the army.", "army", "according", "The road is open"),
    ],
)
def test_clause_wish_judgement_and_call_are_given_to_their_source(
    sentence: str, source: str, cue: str, content: str
) -> None:
    assert (source, cue, [content]) in found(sentence)


def test_a_quotation_that_goes_on_in_the_next_sentence_is_one_attribution() -> None:
    items = found('"We have time," the general said. "We can wait here."')
    assert len(items) == 1
    assert items[0][:2] == ("general", "said")
    assert len(items[0][2]) == 2


def test_what_stands_inside_the_words_of_another_is_not_listed() -> None:
    assert [cue for _, cue, _ in found('"They hope to come back," the general said.')] == ["said"]


def test_a_passive_without_an_agent_names_nobody() -> None:
    assert all(source == "" for source, _, _ in found("The troops were told that the road was open."))


def test_wishes_are_no_statements_of_a_brief() -> None:
    with pytest.raises(IndexError):
        first("The rebels want to leave the town.")


def test_the_one_spoken_to_is_the_addressee() -> None:
    statement = first("The general told reporters that the road was open.")
    assert (statement.addressee, statement.text) == ("reporters", "the road was open")


@settings(max_examples=25, deadline=None)
@given(st.text(st.sampled_from(' ".,“”aesi\n') | st.characters(codec="utf-8"), max_size=80))
def test_pieces_lie_in_the_text_in_order(words: str) -> None:
    try:
        text, items = _read(f"{HEAD}The army said {words} he said.\n")
    except BadReport:
        return
    for item in items:
        assert all(0 <= start <= end <= len(text) for start, end in item.content)


@pytest.mark.parametrize(
    ("sentence", "cues"),
    [
        ("The minister raised doubts about the plan.", ["raised"]),
        ("The minister raised money for the town.", []),
        ("The clerk put it plainly: the rebels had left the town.", ["put"]),
        ("The clerk put the rebels who had left the town on a list.", []),
    ],
)
def test_some_verbs_are_cues_only_with_a_fitting_noun_or_mark(sentence: str, cues: list[str]) -> None:
    assert [cue for _, cue, _ in found(sentence)] == cues
