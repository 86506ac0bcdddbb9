"""Days that are still to come."""

from __future__ import annotations

from datetime import date, timedelta

EAST = timedelta(days=1)
"""East of Greenwich the day of tomorrow begins while it is still today by UTC, and clocks go apart."""


def is_to_come(day: date, today: date) -> bool:
    """Whether a day is to come wherever on earth one stands.

    >>> is_to_come(date(2026, 3, 2), date(2026, 3, 1)), is_to_come(date(2026, 3, 3), date(2026, 3, 1))
    (False, True)
    """
    return day > today + EAST
