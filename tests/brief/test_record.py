"""The part on how good past forecasts were."""

from __future__ import annotations

import re

from smoulder.brief.compose import compose
from smoulder.brief.html import render_html
from smoulder.brief.links import ids, lost
from smoulder.records.case import Assessment
from smoulder.records.track import TrackRecord
from tests.brief.page_parts import Parts, parts
from tests.brief.sample_cases import record
from tests.brief.samples import model_case


def shown(record_: TrackRecord | None) -> Parts:
    return parts(render_html(model_case(record=record_)))


def words(page: Parts) -> str:
    inside = [text for text, around in page.texts if "#record" in around]
    return re.sub(r"\s+", " ", " ".join(inside).replace("\u00a0", " "))


def test_the_models_record_stands_with_counts_scores_and_the_base_rates() -> None:
    text = words(shown(record()))
    assert "asked 900 past questions of this kind" in text
    assert "every third month of 90 lulls" in text
    assert "Within 12 months its Brier score was 0.050" in text
    assert "by age was 0.060" in text
    assert "the model, major comeback 24 months 900 ( 90 lulls) 0.050 0.060 +0.010 (+0.004 to +0.016)" in text
    assert "smoulder backtest return --on months" in text


def test_a_desk_of_which_nothing_has_come_out_has_no_record_yet() -> None:
    assert "This desk has no record yet" in words(shown(record()))
    only = words(shown(TrackRecord(note="no record yet")))
    assert "This desk has no record yet" in only
    assert "Brier" not in only
    assert "compute it again" not in only


def test_closed_answers_of_the_desk_stand_beside_the_base_rate_with_how_they_were_closed() -> None:
    text = words(shown(record(desk=True)))
    assert "no record yet" not in text
    assert "this desk, comeback; closed by yearly releases 12 months 3 ( 2 lulls) 0.110 0.200 +0.090" in text
    assert "smoulder score --by horizon" in text


def test_every_number_of_it_leads_to_its_method_and_an_answer_without_one_is_whole() -> None:
    page = compose(model_case(record=record(desk=True)))
    assert {"record", "method-record"} <= ids(page)
    assert lost(page, ids(page) | {"answer"}) == ()
    old: Assessment = Assessment.model_validate_json(
        model_case(record=None).model_dump_json(by_alias=True, exclude={"record"})
    )
    assert old.record is None
    assert "record" not in {section.id for section in compose(old).sections}
