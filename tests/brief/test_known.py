"""The words that a brief can say in any language are those that the rest of the tool uses."""

from __future__ import annotations

import csv
from importlib.resources import files
from typing import get_args

import pytest

from smoulder.assessment.hypothesis import WORDS
from smoulder.assessment.likelihood import KINDS
from smoulder.assessment.observable import OBSERVABLE
from smoulder.brief.known import (
    CHANCES,
    COUNTS,
    EVIDENCE,
    GROUNDS,
    LEAF_WORDS,
    LEAVES,
    LEVELS,
    LOOKS,
    MODELS,
    STATES,
    known,
    known_words,
    leaf_name,
)
from smoulder.brief.language.say import English, speaking
from smoulder.models.comeback.fit import KINDS as MEMBERS
from smoulder.records.case import Confidence, GroundName
from smoulder.records.series import Measure
from smoulder.records.situation import Situation


def _terms() -> list[str]:
    text = (files("smoulder") / "figures" / "wording.csv").read_text(encoding="utf-8")
    return [row["term"] for row in csv.DictReader(text.splitlines()) if row["scale"] == "ICD 203"]


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (LEAVES, tuple(WORDS)),
        (LEAF_WORDS, tuple(WORDS.values())),
        (CHANCES, tuple(_terms())),
        (LEVELS, get_args(Confidence.model_fields["level"].annotation)),
        (GROUNDS, get_args(GroundName)),
        (STATES, get_args(Situation.model_fields["state"].annotation)),
        (EVIDENCE, tuple(KINDS)),
        (LOOKS, tuple(one.words for one in OBSERVABLE.values())),
        (MODELS, tuple(MEMBERS)),
        (COUNTS, get_args(Measure)),
    ],
)
def test_each_list_holds_all_that_the_tool_uses(here: tuple[str, ...], there: tuple[str, ...]) -> None:
    assert set(there) <= set(here)


def test_known_words_are_said_and_others_stay_english_and_marked() -> None:
    with speaking("fr"):
        assert known("patience").text == "attente"
        assert known("patience").lang == ""
        assert known("held back by talks").lang == "en"
        assert isinstance(known_words("held back by talks"), English)


def test_an_explanation_keeps_its_english_name_beside_the_other() -> None:
    assert [run.text for run in leaf_name("patience")] == ["patience"]
    with speaking("fr"):
        assert [run.text for run in leaf_name("patience")] == ["attente", " ", "(patience)"]
