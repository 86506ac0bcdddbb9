"""The part of a brief on the comeback model."""

from __future__ import annotations

import re

from smoulder.brief.html import render_html
from smoulder.records.learnt import AbleModel, AbleView, LearntFrom
from tests.brief.page_parts import Parts, parts
from tests.brief.sample_cases import chance
from tests.brief.samples import model_case

MEMBERS = {"Kaplan–Meier by class": {12: 0.31, 24: 0.42}, "hazard": {12: 0.17, 24: 0.28}}


def learnt(able: AbleView | None) -> LearntFrom:
    return LearntFrom(
        lulls=706,
        comebacks=318,
        borrowed=193,
        fitted_to="2019-12",
        weights={"Kaplan–Meier by class": 0.25, "hazard": 0.75},
        members=MEMBERS,
        able=able,
    )


def able(low: float, high: float, *, cannot_tell: bool) -> AbleView:
    models = (
        AbleModel(model="Weibull", chance=1.0, low=1.0, high=1.0, running=False),
        AbleModel(model="shared frailty", chance=high, low=high - 0.1, high=high + 0.05, running=True),
        AbleModel(model="Weibull with cure", chance=low, low=low - 0.05, high=low + 0.2, running=True),
    )
    return AbleView(models=models, low=low, high=high, cannot_tell=cannot_tell, words="")


def shown(view: AbleView | None) -> Parts:
    stack = {12: chance(0.21), 24: chance(0.33)}
    return parts(render_html(model_case(stack=stack, learnt=learnt(view))))


def words(page: Parts) -> str:
    inside = [text for text, around in page.texts if "#comeback-model" in around]
    return re.sub(r"\s+", " ", " ".join(inside).replace("\u00a0", " "))


def test_every_member_stands_with_its_weight_and_its_chances() -> None:
    text = words(shown(None))
    assert "706 of groups, of which 318 ended in a comeback, and 193 of whole countries" in text
    assert "up to December 2019" in text
    assert "all together 100 % 21 %" in text
    assert "Kaplan–Meier by class 25 % 31 % 42 %" in text
    assert "hazard 75 % 17 % 28 %" in text
    assert "able" not in text


def test_it_leads_to_what_became_of_such_chances_where_there_is_a_record() -> None:
    assert "What became of such chances in the past: How good it has been" in words(shown(None))
    page = parts(render_html(model_case(learnt=learnt(None), record=None)))
    assert "What became of such chances" not in words(page)


def test_models_that_part_on_whether_the_group_is_able_say_that_the_data_cannot_tell() -> None:
    text = words(shown(able(0.2, 0.8, cannot_tell=True)))
    assert "the data cannot tell" in text
    assert "20–80 %" in text
    assert "Weibull 100 %, by assumption fits less well, left out of the range" in text
    assert "Weibull with cure 20 % (15–40 %) fits" in text


def test_models_that_agree_give_the_range_alone() -> None:
    text = words(shown(able(0.6, 0.7, cannot_tell=False)))
    assert "cannot tell" not in text
    assert "models that fit past lulls say 60–70 %" in text


def test_the_part_is_left_out_where_no_model_was_asked_and_its_links_have_targets() -> None:
    assert "comeback-model" not in parts(render_html(model_case())).ids
    page = shown(able(0.2, 0.8, cannot_tell=True))
    assert {"comeback-model", "method-comeback", "method-survival"} <= set(page.ids)
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
