"""What is marked in the text of a report, in layers that a reader switches on and off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from smoulder.brief.anchors import item_anchor

if TYPE_CHECKING:
    from smoulder.records.statement import Passage, Reading
    from smoulder.web.views.report_case import Placed

LAYERS = {
    "statements": "Statements",
    "evidence": "Claims and evidence",
    "events": "Events and pressure",
    "numbers": "Numbers",
    "dates": "Dates",
    "places": "Places",
    "actors": "Groups and other actors",
}
"""Each layer with its name."""
FIRST = ("statements", "evidence", "numbers", "dates", "places")
"""Layers that are on where nobody said which."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked passage. start, end: characters of `Report.text`; anchor: its id on the page, '' for none."""

    layer: str
    start: int
    end: int
    anchor: str = ""


def marks_of(reading: Reading, placed: Sequence[Placed]) -> list[Mark]:
    """All marks of a report, by where they begin; placed: the items of the case that lie in it."""
    report = reading.report
    found: list[Mark] = []
    for layer, passages in layered(reading):
        found += [Mark(layer, *report.text_span(one.start, one.end)) for one in passages]
    found += [Mark("evidence", one.start, one.end, item_anchor(one.id)) for one in placed]
    return sorted((one for one in found if one.start < one.end), key=lambda one: (one.start, -one.end))


def layered(reading: Reading) -> Iterable[tuple[str, Sequence[Passage]]]:
    """The passages of a reading by layer."""
    return (
        ("statements", reading.statements),
        ("evidence", (*reading.claims, *reading.evidence)),
        ("events", (*reading.events, *reading.pressure)),
        ("numbers", reading.quantities),
        ("dates", reading.dates),
        ("places", reading.places),
        ("actors", reading.actors),
    )


def chosen_layers(given: Sequence[str]) -> tuple[str, ...]:
    """The layers that are on, of what an address says; 'none' switches all off.

    >>> chosen_layers(["dates", "smoke", "none"]), chosen_layers([]) == FIRST
    (('dates',), True)
    """
    return tuple(one for one in LAYERS if one in given) if given else FIRST
