"""Numbers of the page in words."""

from __future__ import annotations

from smoulder.brief.numbers import percent
from smoulder.models.scores.resample import Estimate


def chance(value: float) -> str:
    """A chance as whole per cent.

    >>> chance(0.273)
    '27 %'
    """
    return percent(value).replace("\xa0", " ")


def number(value: float) -> str:
    """A score to three digits.

    >>> number(0.12345)
    '0.123'
    """
    return f"{value:.3f}"


def signed(value: float, digits: int = 4) -> str:
    """A difference with its sign; what rounds to nought has none.

    >>> signed(-0.01234), signed(0.5, 1), signed(0.00001)
    ('−0.0123', '+0.5', '0.0000')
    """
    text = f"{abs(value):.{digits}f}"
    if float(text) == 0:
        return text
    return f"{'−' if value < 0 else '+'}{text}"


def signed_interval(found: Estimate) -> str:
    """A difference with its interval.

    >>> signed_interval(Estimate(-0.01, -0.02, 0.005))
    '−0.0100 [−0.0200, +0.0050]'
    """
    return f"{signed(found.value)} [{signed(found.low)}, {signed(found.high)}]"
