"""A chart before it is drawn: its words, its data, and its drawing by size as a Vega-Lite specification."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from smoulder.brief.charts.paper import Size
from smoulder.brief.data_table import DataTable

Spec = dict[str, Any]  # Any: a Vega-Lite specification is JSON
"""A chart as Vega-Lite 6 JSON, with its values inside it."""


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart.

    name:    of its file and of its id on the page: 'series', 'survival', …
    title:   what it shows, with the unit. says: the one thing to see in it, a sentence.
    instead: a text that stands for it where it cannot be seen.
    source:  key to its marks, source with vintage, and n.
    data:    every value that is drawn.
    spec:    the drawing for a size; called at most once for each size.
    broad:   True where it wants both columns of a printed page.
    """

    name: str
    title: str
    says: str
    instead: str
    source: str
    data: DataTable
    spec: Callable[[Size], Spec]
    broad: bool = False
