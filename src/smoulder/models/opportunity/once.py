"""No month counts twice: what a comeback model may see beside a window that is brought as evidence."""

from __future__ import annotations

from collections.abc import Sequence

from smoulder.models.opportunity.window import Window
from smoulder.records.series import Series
from smoulder.series.situation import cut_series


def before_window(series: Sequence[Series], window: Window) -> list[Series]:
    """All series up to the month before the window: the input of any comeback model conditioned to its start.

    returns: neither the window's months nor later ones. Months after the window stay out as well: they follow
             what was done in it. A series that begins later is left out.
    """
    return [cut_series(one, window.cut) for one in series if one.first <= window.cut]
