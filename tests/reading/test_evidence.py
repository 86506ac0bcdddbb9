"""Claims about the quiet, and the evidence for and against them."""

from __future__ import annotations

import pytest

from smoulder.reading.read import hypotheses
from tests.reading.reports import reading_of


def kinds(*paragraphs: str) -> list[tuple[str, bool]]:
    return [(item.kind, item.negated) for item in reading_of(*paragraphs).evidence]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Boko Haram failed to exploit the chaos that followed the election.", "unused opportunity"),
        ("The Taliban made no use of the power struggle in the capital.", "unused opportunity"),
        ("Al-Shabaab continued to ambush convoys on the coast road.", "continued attacks"),
        ("Raids by Boko Haram have not stopped.", "continued attacks"),
        ("IS has been badly weakened, a colonel said.", "capacity judged low"),
        ("The LTTE is no longer able to hold towns, a colonel said.", "capacity judged low"),
        ("The Farc is biding its time, a colonel said.", "waiting judged likely"),
        ("The Taliban are lying low, a colonel said.", "waiting judged likely"),
        (
            "IS would quickly regroup if the Americans withdrew, a colonel said.",
            "would return if pressure ends",
        ),
        (
            "Once the troops leave, Al-Shabaab will come back, a colonel said.",
            "would return if pressure ends",
        ),
        ("The LTTE has been recruiting children, monitors said.", "regrouping"),
        ("Boko Haram is stockpiling weapons, a colonel said.", "regrouping"),
        ("The Taliban overran a base in the north.", "large attack"),
        ("Al-Shabaab stormed an army outpost near the border.", "large attack"),
        ("Boko Haram has begun to attack again, a colonel said.", "large attack"),
        ("A colonel said that the Farc had started attacking villages again.", "large attack"),
        ("Some 200 Farc fighters have laid down their arms.", "surrenders"),
        ("The government declared victory over Boko Haram.", "declared defeated"),
        ("The ceasefire with the Farc is holding, monitors said.", "ceasefire holds"),
        ("The LTTE withdrew from the talks.", "talks broken off"),
        ("Boko Haram has split into two factions.", "renamed or split"),
        ("Al-Shabaab has moved into Kenya.", "active elsewhere"),
        ("The area held by Boko Haram is closed to journalists.", "reporting blocked"),
    ],
)
def test_each_kind_is_found(sentence: str, kind: str) -> None:
    assert (kind, False) in kinds(sentence)


@pytest.mark.parametrize(
    ("sentence", "kind", "favours"),
    [
        ("The Taliban are far from defeated, a colonel said.", "declared defeated", ("patience", "degraded")),
        ("Boko Haram has not been weakened, a colonel said.", "capacity judged low", ("patience",)),
        ("The truce with the Farc is not holding.", "ceasefire holds", ("patience", "degraded")),
        (
            "IS would not return even if the troops left, a colonel said.",
            "would return if pressure ends",
            ("spent",),
        ),
        ("The Taliban took advantage of the power struggle.", "unused opportunity", ("patience",)),
    ],
)
def test_denial_turns_an_item_round(sentence: str, kind: str, favours: tuple[str, ...]) -> None:
    found = [item for item in reading_of(sentence).evidence if item.kind == kind]
    assert [(item.negated, item.favours) for item in found] == [(True, favours)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Boko Haram shows no sign of recruiting.",
        "The Taliban have not surrendered.",
        "IS has not mounted a major attack this year.",
        "The coalition launched a major offensive against IS.",
        "The army continued to attack Boko Haram positions.",
        "Families who fled Boko Haram are rebuilding their homes.",
        "French officers are training Malian soldiers to fight AQIM.",
        "If the Farc surrendered, the talks would begin.",
        "The hospital lacks the capacity to treat everybody.",
        "Defeating IS will take time and patience, a minister said.",
        "A minister urged Boko Haram to respect the truce.",
        "The spokesman rejected the claim that Boko Haram was rearming.",
        "On Friday the army dismissed reports that Boko Haram was regrouping in the hills.",
    ],
)
def test_what_is_denied_supposed_or_said_of_others_is_no_evidence(sentence: str) -> None:
    assert kinds(sentence) == []


def test_a_defeat_that_is_told_as_past_counts_and_one_that_is_weighed_does_not() -> None:
    assert ("capacity judged low", False) in kinds("Weakening the Taliban took years, a minister said.")
    assert kinds("Weakening the Taliban will take years, a minister said.") == []


def test_weakened_but_not_defeated_is_two_items() -> None:
    assert set(kinds("Al-Shabaab has been weakened but is not defeated, a diplomat said.")) == {
        ("capacity judged low", False),
        ("declared defeated", True),
    }


def test_rivals_in_one_sentence_are_two_claims_that_point_to_each_other() -> None:
    reading = reading_of(
        "It is not clear whether Boko Haram is biding its time, or has lost the ability to fight, a colonel said."
    )
    one, two = reading.claims
    assert (one.hypotheses, two.hypotheses) == (("patience",), ("degraded", "spent"))
    assert (one.rival_of, two.rival_of) == (1, 0)
    assert one.text == "Boko Haram is biding its time"
    assert two.text == "has lost the ability to fight"
    assert {one.stance, two.stance} == {"states"}
    assert reading.evidence == ()


def test_a_hedged_judgement_takes_a_side() -> None:
    reading = reading_of(
        "The Taliban look somewhat more weakened than strategically patient, a colonel said."
    )
    assert [(claim.hypotheses, claim.stance, claim.hedge) for claim in reading.claims] == [
        (("degraded", "spent"), "asserts", "somewhat")
    ]


def test_an_explanation_is_listed_once() -> None:
    reading = reading_of("The Taliban are lying low, a colonel said.", "They are biding their time, he said.")
    assert [item["maps_to"] for item in hypotheses(reading)] == [["patience"]]


def test_evidence_carries_its_speaker() -> None:
    item = reading_of("The Taliban are lying low, two officers who asked not to be named said.").evidence[0]
    assert (item.speaker, item.anonymous) == ("two officers", True)
