"""The section on where it was: maps, counts with their method, what is on no map, whose outlines these are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from smoulder.brief.compose import compose
from smoulder.brief.edition import PLAIN, Edition
from smoulder.brief.links import ids, lost
from smoulder.brief.page import Picture, Run, Section, Table, Text
from smoulder.records.outlines import Outline, Outlines
from tests.brief.sample_places import places
from tests.brief.samples import model_case

SQUARE = ((40.0, 30.0), (48.0, 30.0), (48.0, 37.0), (40.0, 37.0), (40.0, 30.0))
OWN = Outlines((Outline("Iraq", "", ((SQUARE,),)),), "own.geojson")


def section(edition: Edition = PLAIN, **changes: object) -> Section:
    found = places().model_copy(update=changes)
    page = compose(model_case(places=found), edition)
    return next(one for one in page.sections if one.id == "places")


def words(one: object) -> str:
    assert isinstance(one, Text)
    return "".join(run.text for run in one.line if isinstance(run, Run))


def test_it_stands_after_the_situation_and_only_where_there_are_places() -> None:
    order = [one.id for one in compose(model_case(places=places())).sections]
    assert order.index("places") == order.index("situation") + 1
    assert "places" not in {one.id for one in compose(model_case(places=None)).sections}
    empty = places().model_copy(update={"periods": ()})
    assert "places" not in {one.id for one in compose(model_case(places=empty)).sections}


def test_it_has_the_maps_the_rest_in_words_a_row_for_each_period_and_a_note_on_borders() -> None:
    kinds = [type(block) for block in section().blocks]
    assert kinds == [Picture, Text, Table, Text]
    assert words(section().blocks[1]) == "On no map, because only the country is known: 5 events (the peak)."
    assert "they take no side" in words(section().blocks[3])


def test_the_classes_of_a_period_add_up_to_its_events() -> None:
    table = section().blocks[2]
    assert isinstance(table, Table)
    assert table.head[1:] == ("Deaths", "Events", "Place", "District", "Not said", "Province", "Country")
    for row in table.rows:
        counts = [
            float("".join(run.text for run in cell if isinstance(run, Run)).replace(",", ""))
            for cell in row.cells[1:]
        ]
        assert sum(counts[2:]) == pytest.approx(counts[1], abs=0.6)


def test_every_number_leads_to_its_method() -> None:
    page = compose(model_case(places=places()))
    (found,) = [one for one in page.sections if one.id == "places"]
    assert lost(found, ids(page)) == ()
    table = found.blocks[2]
    assert isinstance(table, Table)
    numbers = [run for row in table.rows for cell in row.cells[1:] for run in cell if isinstance(run, Run)]
    assert {run.to for run in numbers} == {"method-places"}


def test_where_nothing_is_unplaced_nothing_is_said_of_it() -> None:
    found = section(unplaced={})
    assert [type(block) for block in found.blocks] == [Picture, Table, Text]


def test_the_readers_own_outlines_are_named_and_drawn_on() -> None:
    found = section(replace(PLAIN, outlines=OWN))
    assert "those of own.geojson" in words(found.blocks[-1])
    assert "Natural Earth" not in words(found.blocks[-1])
    (picture,) = [one for one in found.blocks if isinstance(one, Picture)]
    assert "own.geojson" in picture.chart.source
