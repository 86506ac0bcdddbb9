"""What goes into a bundle comes out of it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
import sample_hostile
import samples
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.brief.edition import Issue
from smoulder.brief.stix.bundle import render_stix
from smoulder.brief.stix.extension import StixItem
from smoulder.brief.stix.read import read_stix
from smoulder.records.case import Assessment
from smoulder.records.errors import BadData
from smoulder.records.forecast import Chance

pytest.importorskip("stix2")
BASE = samples.model_case()
SHARES = st.floats(0, 1)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def same(case: Assessment, organisation: str = "Unnamed organisation") -> None:
    read = read_stix(
        render_stix(case, Issue(organisation="" if organisation.startswith("Un") else organisation))
    )
    assert read.question == case.question
    assert (read.answer, read.major) == (case.answer, case.major)
    assert read.words == case.words
    assert read.assessment.headline == case.headline
    assert read.assessment.confidence == case.confidence.level
    assert read.organisation == organisation
    shas = {at: one.report.sha256 for at, one in enumerate(case.readings)}
    assert read.items == tuple(
        StixItem.of(one, "" if one.source.report is None else shas.get(one.source.report, ""))
        for one in case.evidence
    )


@pytest.mark.parametrize("name", samples.ALL)
def test_every_sample_comes_back(name: str) -> None:
    same(samples.ALL[name]())


def test_group_country_and_months_come_back() -> None:
    read = read_stix(json.loads(render_stix(BASE, Issue(organisation="North Desk"))))
    assert (read.organisation, read.group, read.country) == ("North Desk", "Islamic State", "Iraq")
    assert read.counts is not None
    assert read.counts.months == BASE.months[-12:]
    assert read.counts.deaths == BASE.months[-1].twelve


@st.composite
def chances(draw: st.DrawFn) -> Chance:
    low, value, high = sorted(draw(st.tuples(SHARES, SHARES, SHARES)))
    n = draw(st.none() | st.integers(1, 500))
    return Chance(
        value=value, low=low, high=high, n=n, count=None if n is None else draw(st.integers(0, n)),
        basis=draw(st.sampled_from(["estimated", "assumed", "combined"])), why=draw(TEXTS),
    )  # fmt: skip


@st.composite
def cases(draw: st.DrawFn) -> Assessment:
    answer = draw(st.dictionaries(st.sampled_from([6, 12, 24, 36]), chances(), min_size=1))
    item = BASE.evidence[0]
    texts = draw(st.lists(TEXTS.filter(bool), max_size=3))
    evidence = tuple(item.model_copy(update={"id": f"e{at}", "text": one}) for at, one in enumerate(texts))
    asked = BASE.question.model_copy(
        update={"as_of": draw(st.dates(date(1990, 1, 1), date(2030, 1, 1))), "line": draw(st.none() | SHARES)}
    )
    return BASE.model_copy(
        update={
            "question": asked,
            "answer": answer,
            "major": {key: one for key, one in answer.items() if draw(st.booleans())},
            "words": {key: draw(st.sampled_from(["unlikely", "likely"])) for key in answer},
            "evidence": evidence,
            "headline": draw(TEXTS),
            "months": (),
        }
    )


@settings(max_examples=25)
@given(cases())
def test_whatever_is_asked_and_answered_comes_back(case: Assessment) -> None:
    same(case, "A desk")


def test_hostile_text_comes_back_as_text() -> None:
    read = read_stix(render_stix(sample_hostile.hostile()))
    assert read.items[0].text == sample_hostile.HOSTILE


@pytest.mark.parametrize(
    ("bundle", "told"),
    [
        ("nothing", "is no JSON"),
        (b"\xff", "is no JSON"),
        ("[]", "no STIX bundle"),
        ({"type": "bundle", "objects": [1]}, "no STIX bundle"),
        ({"type": "bundle", "objects": []}, "holds 0 assessments"),
    ],
)
def test_what_is_no_bundle_of_ours_is_told(bundle: Any, told: str) -> None:
    with pytest.raises(BadData, match=told):
        read_stix(bundle)


def test_a_wrong_number_is_told_with_its_place() -> None:
    text = render_stix(BASE).replace('"topic": "major"', '"topic": "minor"', 1)
    with pytest.raises(BadData, match=r"opinion--.*chance\.topic"):
        read_stix(text)


def test_a_bundle_without_its_group_is_told() -> None:
    whole = json.loads(render_stix(BASE))
    whole["objects"] = [one for one in whole["objects"] if one["type"] != "threat-actor"]
    with pytest.raises(BadData, match="no threat-actor"):
        read_stix(whole)
