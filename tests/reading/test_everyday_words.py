# ruff: noqa: E501  (a table row stays on its line)
"""Explanations, evidence and statements in everyday words, and the traps beside them."""

from __future__ import annotations

import pytest

from tests.reading.reports import reading_of, said

GROUP = "Boko Haram has been quiet this year."


def kinds(*paragraphs: str) -> set[tuple[str, bool]]:
    return {(item.kind, item.negated) for item in reading_of(*paragraphs).evidence}


@pytest.mark.parametrize(
    ("quotation", "kind", "negated"),
    [
        ("They have run out of ammunition.", "capacity judged low", False),
        ("They are down to a handful of men.", "capacity judged low", False),
        ("They can no longer fight.", "capacity judged low", False),
        ("They are not tired.", "capacity judged low", True),
        ("Some people think they are finished. I do not.", "declared defeated", True),
        ("They are resting.", "waiting judged likely", False),
        ("They're waiting for you to get tired.", "waiting judged likely", False),
        ("They are playing a long game.", "waiting judged likely", False),
        ("They are not weak. They are patient.", "waiting judged likely", False),
        ("They did nothing during the vote, which is not like them.", "unused opportunity", False),
        ("They did not disrupt the election.", "unused opportunity", False),
        ("They will be back if we leave.", "would return if pressure ends", False),
        ("They come back when the marines are sent elsewhere.", "would return if pressure ends", False),
        (
            "The rebels could regroup if the army moved its battalions.",
            "would return if pressure ends",
            False,
        ),
        ("Some 40 fighters had given themselves up.", "surrenders", False),
        ("The governor declared the province free of the group.", "declared defeated", False),
        ("The rebels ended a six-month ceasefire.", "ceasefire holds", True),
    ],
)
def test_everyday_words_are_evidence(quotation: str, kind: str, negated: bool) -> None:
    assert (kind, negated) in kinds(f"{GROUP} “{quotation}” said Colonel John Doe.")


@pytest.mark.parametrize(
    "sentence",
    [
        "The villagers are tired and have no food, said Colonel John Doe of the war with Boko Haram.",
        "Families would return to the towns if the army left, said a trader who fled Boko Haram.",
        "“That they did not attack does not mean that they could not,” said Colonel John Doe.",
        "“Are they finished?” asked Colonel John Doe.",
        "The police did nothing during the election, a Boko Haram victim said.",
        "Hundreds of Boko Haram fighters are waiting to surrender, said Colonel John Doe.",
        "“They did not attack the polls because of the truce,” said Colonel John Doe.",
    ],
)
def test_what_is_said_of_others_or_infers_nothing_is_no_evidence(sentence: str) -> None:
    assert not kinds(GROUP, sentence) & {
        (kind, negated)
        for kind in ("capacity judged low", "waiting judged likely", "unused opportunity", "would return if pressure ends", "declared defeated")
        for negated in (False, True)
    }  # fmt: skip


@pytest.mark.parametrize(
    "quotation",
    [
        "Either they have no more ammunition, or they have decided to wait for the talks.",
        "Either they have no more ammunition; or they have decided to wait for the talks.",
        "Perhaps they have no more ammunition. Or they have decided to wait for the talks.",
    ],
)
def test_explanations_are_weighed_over_marks_and_sentences(quotation: str) -> None:
    reading = reading_of(f"{GROUP} “{quotation}” said Colonel John Doe.")
    assert [(set(claim.hypotheses) & {"degraded", "patience"}, claim.stance, claim.rival_of) for claim in reading.claims] == [
        ({"degraded"}, "states", 1),
        ({"patience"}, "states", 0),
    ]  # fmt: skip
    assert reading.evidence == ()


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (
            "“It is over,” said Maj. Gen. Ana Doe. She said the rebels had left.",
            [("Ana Doe", "It is over"), ("Ana Doe", "the rebels had left")],
        ),
        ("A mayor warned against celebrating.", []),
        ("Information minister Abdi Roe told state television that the rebels had fled.", [("Abdi Roe", "the rebels had fled")]),
        ("The rebels denied on their radio station that they were losing ground.", [("The rebels", "they were losing ground")]),
        ("A United Nations report published on Thursday warned that the rebels could regroup.", [("A United Nations report", "the rebels could regroup")]),
        (
            "John Doe, a spokesman, denied that the group had recruited abroad, and said it would keep to the truce.",
            [("John Doe", "the group had recruited abroad"), ("John Doe", "it would keep to the truce")],
        ),
        ("“It is over,” said the defence secretary, Jane Roe.", [("Jane Roe", "It is over")]),
        ("Neither believes it is disarming.", []),
        ("General John Doe said 1,100 rebels had surrendered.", [("John Doe", "1,100 rebels had surrendered")]),
        ("General John Doe said the rebels had left. “They had no choice.”", [("John Doe", "the rebels had left"), ("John Doe", "They had no choice.")]),
        ("A man who said he was a captain disagreed. “We wait,” he said.", [("A man", "We wait")]),
    ],
)  # fmt: skip
def test_statements_have_the_right_speaker_and_words(paragraph: str, expected: list[tuple[str, str]]) -> None:
    assert said(paragraph) == expected


def test_a_dateline_with_accents_or_a_year_is_no_part_of_what_is_said() -> None:
    for dateline in (
        "SAN JOSÉ DEL GUAVIARE —",
        "MOGADISHU, Feb. 14, 2023 —",
        "KABUL, Afghanistan, Dec. 5, 2002 --",
    ):
        words = f"{dateline} The rebels have left the town, a colonel said."
        assert said(words) == [("a colonel", "The rebels have left the town")], dateline
