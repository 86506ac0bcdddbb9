"""Probabilities in words: ICD 203, with a stated rule for ties."""

from __future__ import annotations

from collections.abc import Sequence


def probability_word(chance: float, scale: Sequence[tuple[float, float, str]]) -> str:
    """The term of the scale for a chance, as a reader sees it: rounded to a whole per cent first.

    chance: between 0 and 1.
    scale:  rows (low, high, term), rising, each row's high the next one's low.
    returns: the term; an edge, which belongs to two rows, takes the one nearer to even chances,
             the more cautious of the two. Outside the scale there is no term, and plain words stand in.
    source: ICD 203 (2015), section D.6.e.2.

    >>> rows = [(0.01, 0.05, "almost no chance"), (0.05, 0.20, "very unlikely"), (0.20, 0.45, "unlikely"),
    ...         (0.45, 0.55, "roughly even chance"), (0.55, 0.80, "likely")]
    >>> [probability_word(chance, rows) for chance in (0.05, 0.20, 0.453, 0.55, 0.003)]
    ['very unlikely', 'unlikely', 'roughly even chance', 'roughly even chance', 'less than 1 in 100']
    """
    shown = round(chance, 2)
    if shown < scale[0][0]:
        return "less than 1 in 100"
    if shown > scale[-1][1]:
        return "more than 99 in 100"
    fits = [row for row in scale if row[0] <= shown <= row[1]]
    return min(fits, key=lambda row: abs((row[0] + row[1]) / 2 - 0.5))[2]
