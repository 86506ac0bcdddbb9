"""No link on a page is left without a target."""

from __future__ import annotations

import samples

from smoulder.brief.compose import compose
from smoulder.brief.links import ids, lost, settled
from smoulder.brief.page import Run, Section, Text


def test_a_link_without_a_target_goes_to_the_nearest_that_is_there() -> None:
    section = Section("past-cases", "Past", (Text((Run("7 of 24", "rates"), Run("more", "nowhere"))),))
    made = settled(section, ids(section) | {"answer"}, "answer")
    assert [run.to for run in made.blocks[0].line] == ["past-cases", "answer"]  # type: ignore[union-attr]
    assert lost(made, ids(made) | {"answer"}) == ()


def test_a_composed_page_loses_no_link() -> None:
    for make in samples.ALL.values():
        page = compose(make())
        assert lost(page, ids(page) | {"answer"}) == ()


def test_reasons_of_the_model_case_find_their_own_parts() -> None:
    front = compose(samples.model_case()).front
    found = [{run.to for run in line if isinstance(run, Run) and run.to} for line in front.rests_on]
    assert found == [{"past-cases"}, {"situation"}]


def test_the_strongest_items_lead_to_their_cards_and_their_sentences() -> None:
    front = compose(samples.model_case()).front
    found = [{run.to for run in line if isinstance(run, Run) and run.to} for line in front.strongest]
    assert found[0] >= {"item-e3", "report-1-item-e3"}
    assert all("method-evidence" in to for to in found)
    assert len(found) == 3
