"""Cases that are followed from some age on: what every estimator of this folder works on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from smoulder.records.series import Bools, Ints

End = Literal["comeback", "won", "open"]

OPEN, BACK, WON = 0, 1, 2
CODES: dict[End, int] = {"open": OPEN, "comeback": BACK, "won": WON}


@dataclass(frozen=True, slots=True)
class Case:
    """One case as it was followed.

    country, cluster: what it may lean on: cases of one country, and inside it of one group or conflict.
    entry: age at which it comes under observation; exit: age at which it ended or was last seen, > entry.
    """

    country: str
    cluster: int
    entry: int
    exit: int
    end: End


@dataclass(frozen=True, slots=True)
class Followed:
    """Cases as columns.

    entry, exit: shape (n,), ages; a case is at risk at age a if entry < a <= exit.
    end:      shape (n,), OPEN, BACK or WON at `exit`.
    country, cluster: shape (n,), codes for the bootstrap.
    """

    entry: Ints
    exit: Ints
    end: Ints
    country: Ints
    cluster: Ints

    def __len__(self) -> int:
        return len(self.entry)

    @property
    def back(self) -> Bools:
        """True where the case came back at `exit`."""
        came: Bools = self.end == BACK
        return came

    def at_risk(self, ages: Ints) -> Ints:
        """How many cases are under observation through each age.

        >>> rows = [Case("A", 1, 0, 2, "comeback"), Case("A", 2, 1, 9, "open")]
        >>> followed(rows).at_risk(np.array([1, 2, 3])).tolist()
        [1, 2, 1]
        """
        inside = (self.entry[:, np.newaxis] < ages) & (ages <= self.exit[:, np.newaxis])
        counts: Ints = inside.sum(axis=0)
        return counts

    def ended_by(self, age: int, end: int) -> int:
        """How many cases ended so by an age."""
        return int(np.sum((self.end == end) & (self.exit <= age)))


def followed(cases: Iterable[Case]) -> Followed:
    """The cases as columns; any number, none included."""
    rows = list(cases)
    names = {name: code for code, name in enumerate(dict.fromkeys(one.country for one in rows))}
    return Followed(
        entry=np.array([one.entry for one in rows], dtype=np.int64),
        exit=np.array([one.exit for one in rows], dtype=np.int64),
        end=np.array([CODES[one.end] for one in rows], dtype=np.int64),
        country=np.array([names[one.country] for one in rows], dtype=np.int64),
        cluster=np.array([one.cluster for one in rows], dtype=np.int64),
    )
