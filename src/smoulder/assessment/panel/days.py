"""The day that each analyst's judgement speaks of: a case moves on, and what was said of a day stays with it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from smoulder.records.change import Entry


def judged_days(log: Iterable[Entry], opened: date) -> dict[str, date]:
    """By analyst, the day that the last judgement speaks of.

    log:    of one case, oldest first. opened: the day of the case before it moved.
    returns: the day noted with the judgement; of an older one, the day at which the case stood when it came in.
    """
    day, rounds = opened, dict[str, dict[int, date]]()
    for entry in log:
        change = entry.change
        if change.what == "day":
            day = change.as_of
        elif change.what == "judgement":
            rounds.setdefault(change.analyst, {})[change.round] = change.as_of or day
    return {analyst: of[max(of)] for analyst, of in rounds.items()}
