"""Claims that exclude each other, and evidence between them."""

from __future__ import annotations

from smoulder.reading.rivals import excludes, set_against, supported_by
from smoulder.records.statement import Claim, Hypothesis, TextEvidence

LOW: tuple[Hypothesis, ...] = ("degraded", "spent")
PATIENCE: tuple[Hypothesis, ...] = ("patience",)


def claim(at: int, leaves: tuple[Hypothesis, ...], speaker: str, stance: str = "asserts") -> Claim:
    return Claim.model_validate(
        {
            "text": "words",
            "start": at,
            "end": at + 5,
            "hypotheses": leaves,
            "stance": stance,
            "speaker": speaker,
        }
    )


def sign(at: int, favours: tuple[Hypothesis, ...], over: tuple[Hypothesis, ...]) -> TextEvidence:
    return TextEvidence(text="sight", start=at, end=at + 5, kind="surrenders", favours=favours, over=over)


def test_two_speakers_who_exclude_each_other_are_rivals() -> None:
    found = set_against([claim(0, LOW, "An officer"), claim(9, PATIENCE, "A trader")], [1, 2], [7, 7])
    assert [one.rival_of for one in found] == [1, 0]


def test_one_speaker_far_apart_or_of_two_groups_is_no_rival() -> None:
    pair = [claim(0, LOW, "An officer"), claim(9, PATIENCE, "A trader")]
    alone = [claim(0, LOW, "An officer"), claim(9, PATIENCE, "An officer")]
    for found in (
        set_against(pair, [1, 5], [7, 7]),
        set_against(pair, [1, 2], [7, 8]),
        set_against(alone, [1, 1], [7, 7]),
    ):
        assert [one.rival_of for one in found] == [None, None]


def test_a_denial_excludes_what_it_denies_and_not_another_denial() -> None:
    said, denied = claim(0, LOW, "A"), claim(9, LOW, "B", "denies")
    assert excludes(said, denied)
    assert not excludes(denied, denied)


def test_evidence_supports_the_rival_it_favours_and_abstains_elsewhere() -> None:
    rivals = set_against([claim(0, LOW, "A"), claim(9, PATIENCE, "B")], [1, 1], [7, 7])
    assert supported_by(sign(50, LOW, PATIENCE), rivals) == (0,)
    assert supported_by(sign(50, PATIENCE, LOW), rivals) == (1,)
    assert supported_by(sign(50, ("patience", "degraded"), ("spent",)), rivals) == ()
    assert supported_by(sign(2, LOW, PATIENCE), rivals) == ()
    assert supported_by(sign(50, LOW, PATIENCE), [claim(0, LOW, "A")]) == ()
