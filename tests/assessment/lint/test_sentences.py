"""The check of wording, measured on sentences written for it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from smoulder.assessment.lint.check import check_wording
from smoulder.reading.prose import read_prose
from smoulder.reading.scales import load_scale, shipped_scales

HERE = Path(__file__).parent


def sentences(name: str) -> list[tuple[str, set[str]]]:
    """Each sentence of a set, and the rules that must speak on it."""
    rows = tomllib.loads((HERE / name).read_text(encoding="utf-8"))["sentence"]
    return [(row["text"], set(row["faults"])) for row in rows]


def rules(text: str, scale: str = "ICD 203") -> set[str]:
    found = check_wording(read_prose("note.txt", text.encode()), load_scale(scale), shipped_scales())
    return {one.rule for one in found}


def test_the_sets_are_half_faulty_and_cover_every_rule() -> None:
    for name in ("sentences.toml", "held_back.toml", "held_back_again.toml"):
        given = sentences(name)
        assert len(given) == len({text for text, _ in given}) == 40
        assert sum(bool(faults) for _, faults in given) == 20
        assert set().union(*(faults for _, faults in given)) == {
            "mixed-rows",
            "other-scale",
            "confidence-with-likelihood",
            "unscaled-word",
            "number-contradicts-word",
            "grade-as-worst",
            "beyond-scale",
        }


@pytest.mark.parametrize("name", ["sentences.toml", "more_sentences.toml", "held_back.toml"])
def test_no_fault_is_missed_and_no_sound_sentence_is_flagged(name: str) -> None:
    wrong = [(text, faults, rules(text)) for text, faults in sentences(name) if rules(text) != faults]
    assert wrong == []


def test_the_set_held_back_last_gives_the_figures_that_the_method_page_states() -> None:
    given = [(faults, rules(text)) for text, faults in sentences("held_back_again.toml")]
    missed = sum(bool(faults) and faults != found for faults, found in given)
    flagged = sum(bool(found) and not faults for faults, found in given)
    page = (HERE.parents[2] / "docs" / "methods" / "wording.md").read_text(encoding="utf-8")
    assert f"nothing changed since | 40 | {missed} of 20 | {flagged} of 20 |" in page
    more = sentences("more_sentences.toml")
    faulty = sum(bool(faults) for _, faults in more)
    assert f"| {len(more)} | 0 of {faulty} | 0 of {len(more) - faulty} |" in page


@pytest.mark.parametrize(
    ("text", "scale", "expected"),
    [
        ("A relapse is extremely unlikely (3 %).", "IPCC", set()),
        ("A relapse is very unlikely (3 %).", "IPCC", set()),
        ("A relapse is likely (60 %).", "IPCC", {"number-contradicts-word"}),
        ("A relapse is improbable.", "IPCC", {"other-scale"}),
        ("It is likely, or probable: both are names for 60 %.", "PHIA", set()),
        ("A relapse is unlikely (37 %).", "PHIA", {"number-contradicts-word"}),
        ("There is a realistic possibility (45 %) of a mutiny.", "PHIA", set()),
    ],
)
def test_each_scale_has_its_own_terms_and_bounds(text: str, scale: str, expected: set[str]) -> None:
    assert rules(text, scale) == expected
