"""A series drawn with characters: deaths a month over time, with the lulls underneath."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from smoulder.records.month import month_text
from smoulder.records.series import Floats, Lull, Series

EIGHTHS = " ▁▂▃▄▅▆▇█"
PLAIN = " .:#"
STEPS = (1, 2, 3, 4, 6, 12, 24, 36, 60)
"""Months that one column can stand for."""
LABEL = 8
"""Characters at the left that hold a number and the axis."""


def block_chart(
    series: Series,
    lulls: Sequence[Lull],
    width: int,
    height: int = 8,
    *,
    fine: bool,
    changes: Sequence[int] = (),
) -> str:
    """The series as lines of text; '' where it has no death.

    lulls: drawn as a line from the month each began.
    width: columns to write in, at least 20; height: lines of the plot.
    fine:  True for block characters in eighths, False for plain ASCII.
    changes: month indices to mark on a line of their own, where levels change; without any, no such line.

    A column stands for the mean of its known months, and shows '?' where it has none. A mean above nought always
    shows, if only as the least mark.
    """
    loud = np.flatnonzero(series.deaths > 0)
    if not len(loud):
        return ""
    start = max(0, int(loud[0]) - 6)
    room = max(width, 20) - LABEL
    step = next((step for step in STEPS if (len(series.deaths) - start) / step <= room), STEPS[-1])
    start -= (series.first + start) % step if step <= 12 else 0
    means = _means(series.deaths, start, step)[-room:]
    first = series.first + start + max(0, -(-(len(series.deaths) - start) // step) - room) * step
    top = float(np.nanmax(means))
    each = "each month" if step == 1 else f"mean of {step} months a column"
    return "\n".join(
        [
            f"deaths a month, {each}",
            *_plot(means, top, height, EIGHTHS if fine else PLAIN),
            _row("lulls", _lull_line(first, step, len(means), lulls, series.last, "━" if fine else "=")),
            *([_row("breaks", _change_line(first, step, len(means), changes))] if changes else []),
            _row("", _years(first, step, len(means))),
        ]
    )


def _means(deaths: Floats, start: int, step: int) -> Floats:
    """The mean of the known months of each column, NaN where none is known."""
    lead = max(0, -start)
    shown = np.concatenate([np.full(lead, np.nan), deaths[max(0, start) :]])
    padded = np.concatenate([shown, np.full(-len(shown) % step, np.nan)]).reshape(-1, step)
    known = ~np.isnan(padded)
    sums = np.where(known, padded, 0.0).sum(axis=1)
    means: Floats = np.where(known.any(axis=1), sums / np.maximum(known.sum(axis=1), 1), np.nan)
    return means


def _plot(means: Floats, top: float, height: int, marks: str) -> list[str]:
    """The plot from its top line down; the highest column fills it."""
    levels = len(marks) - 1
    filled = np.nan_to_num(means) / top * height * levels
    # a small mean still shows
    units = np.where(filled > 0, np.maximum(np.round(filled), 1), 0).astype(int)
    lines = []
    for row in range(height - 1, -1, -1):
        inside = np.clip(units - row * levels, 0, levels)
        text = "".join(
            "?" if row == 0 and np.isnan(mean) else marks[part]
            for mean, part in zip(means, inside, strict=True)
        )
        label = {height - 1: f"{top:,.0f}" if top >= 10 else f"{top:.1f}", 0: "0"}.get(row, "")
        lines.append(_row(label, text))
    return lines


def _lull_line(first: int, step: int, columns: int, lulls: Sequence[Lull], last: int, mark: str) -> str:
    """A mark in each column that holds a month of a lull."""
    text = []
    for column in range(columns):
        left, right = first + column * step, first + (column + 1) * step - 1
        within = any(lull.began <= right and left <= (lull.ended or last + 1) - 1 for lull in lulls)
        text.append(mark if within else " ")
    return "".join(text)


def _change_line(first: int, step: int, columns: int, changes: Sequence[int]) -> str:
    """A mark in each column that holds one of the months."""
    marked = {(month - first) // step for month in changes}
    return "".join("^" if column in marked else " " for column in range(columns))


def _years(first: int, step: int, columns: int) -> str:
    """Years under the columns in which they begin, as many as there is room for."""
    text = [" "] * columns
    free = 0
    for column in range(columns):
        left = first + column * step
        january = left + (-left) % 12
        if january < left + step and column >= free and column + 4 <= columns:
            text[column : column + 4] = month_text(january)[:4]
            free = column + 6
    return "".join(text)


def _row(label: str, text: str) -> str:
    return f"{label:>{LABEL - 2}} |{text}".rstrip()
