"""Sizes, colours and labels that all charts share."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from smoulder.brief.language.say import in_english, say, spoken

# Stand-ins that the SVG pass turns into the page's own colours, so that one drawing serves light,
# dark and print. Each is told apart by position, dash or hatching as well, never by colour alone.
INK = "#010101"
QUIET = "#010102"
LINE = "#010103"
BAND = "#010104"
FIRST = "#010105"
SECOND = "#010106"
SHADE = "#010107"
UNKNOWN = "#010108"
PAPER = "#010109"

VARIABLES = {
    INK: "var(--ink)",
    QUIET: "var(--quiet)",
    LINE: "var(--line)",
    BAND: "var(--band)",
    FIRST: "var(--first)",
    SECOND: "var(--second)",
    SHADE: "var(--shade)",
    UNKNOWN: "var(--unknown)",
    PAPER: "var(--paper)",
}


@dataclass(frozen=True, slots=True)
class Size:
    """The space a chart has.

    width:  of the plot, pixels; margin: of these, kept free on the right for labels.
    tall, low: heights of the main and of the second panel, pixels.
    font:   size of labels, pixels; ticks: years to label, about.
    """

    width: int
    margin: int
    tall: int
    low: int
    font: int
    ticks: int

    @property
    def narrow(self) -> bool:
        """True for the phone's drawing."""
        return self.width < 500

    @property
    def fold(self) -> str:
        """What stands between a label's words and its number: a new line where the plot is narrow."""
        return "\n" if self.narrow else " "

    @property
    def label(self) -> float:
        """Height of such a label, pixels."""
        return self.font * (2.7 if self.narrow else 1.5)


WIDE = Size(width=870, margin=185, tall=240, low=110, font=13, ticks=10)
NARROW = Size(width=300, margin=100, tall=210, low=90, font=12, ticks=4)
COLUMN = Size(width=420, margin=125, tall=190, low=80, font=13, ticks=5)
"""For a column of a printed page, where it is set at half its size."""


def shorten(words: str, letters: int) -> str:
    """A label cut to so many letters, the last of which says that it goes on.

    >>> shorten("Norland", 7), shorten("Norlanders", 7)
    ('Norland', 'Norlan…')
    """
    return words if len(words) <= letters else f"{words[: letters - 1].rstrip()}…"


def spaced(places: list[float], least: float, top: float) -> list[float]:
    """Places moved apart as little as needed, so that labels do not cover each other.

    places: distances from the lower edge, pixels; least: wanted between neighbours; top: upper edge.

    >>> spaced([10.0, 12.0], 14.0, 100.0)
    [7.0, 21.0]
    """
    order = sorted(range(len(places)), key=lambda i: places[i])
    moved = list(places)
    for _ in range(20):
        for low, high in pairwise(order):
            gap = moved[high] - moved[low]
            if gap < least:
                moved[low] -= (least - gap) / 2
                moved[high] += (least - gap) / 2
    under = least / 2 - moved[order[0]] if moved else 0
    moved = [place + under for place in moved] if under > 0 else moved
    over = moved[order[-1]] - top if moved else 0
    return [place - over for place in moved] if over > 0 else moved


def config(size: Size) -> dict[str, object]:
    """The look of axes and text, and the signs of the language that is being spoken, as a Vega-Lite config."""
    return {
        **_signs(),
        "background": "transparent",
        "padding": {"left": 10, "right": 2, "top": 4, "bottom": 2},
        "view": {"stroke": None},
        "font": "sans-serif",
        "axis": {
            "labelFontSize": size.font,
            "titleFontSize": size.font,
            "titleFontWeight": "normal",
            "labelColor": QUIET,
            "titleColor": INK,
            "gridColor": LINE,
            "domainColor": QUIET,
            "tickColor": QUIET,
            "labelPadding": 4,
        },
        "axisY": {
            "domain": False,
            "ticks": False,
            "titleAngle": 0,
            "titleAlign": "left",
            "titleAnchor": "end",
            "titleBaseline": "bottom",
            "titleY": -8,
            "titleX": 0,
        },
        "axisX": {"grid": False},
        "text": {"fontSize": size.font, "color": INK},
    }


def _signs() -> dict[str, object]:
    """How axes write numbers; nothing in English, which is how the renderer writes them."""
    if not in_english():
        return {}
    tongue, per_cent = spoken(), say("{number}\u00a0%", number="")
    signs = {"decimal": tongue.decimal, "thousands": tongue.thousands, "grouping": [3], "currency": ["", ""]}
    return {"locale": {"number": {**signs, "percent": per_cent}}}
