"""Reports that are near copies of one text, found by their fingerprints and put into clusters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from smoulder.reading.fingerprint import PERMUTATIONS, values

ROWS = 4
"""Values in a band. Two reports are compared only if they share a band."""
BANDS = PERMUTATIONS // ROWS
ALIKE = 0.5
"""Estimated likeness from which on two reports are near copies; docs/methods/archives.md says why."""
_DIGITS = 4 * ROWS
_NO_DAY = "9999"


@dataclass(frozen=True, slots=True, order=True)
class Member:
    """A report among which copies are looked for, in the order by which a cluster gets its name.

    published: YYYY-MM-DD, '' where it is not known. sha256: of its content. fingerprint: as `fingerprint` makes it.
    """

    published: str
    sha256: str
    fingerprint: str

    @property
    def rank(self) -> tuple[str, str]:
        """Earliest first; reports without a day come last."""
        return self.published or _NO_DAY, self.sha256


def bands(fingerprint: str) -> list[str]:
    """The bands of a fingerprint: two reports that share none are no near copies.

    returns: 32 keys of 18 characters; none for an empty fingerprint. To be grouped by, on one machine or many.
    source:  Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, 3.4: two texts of likeness s share a band with
             probability 1 - (1 - s**4)**32.

    >>> bands("0123456789abcdef" * 32)[:2], bands("")
    (['00:0123456789abcdef', '01:0123456789abcdef'], [])
    """
    starts = range(0, len(fingerprint), _DIGITS)
    return [f"{number:02d}:{fingerprint[at : at + _DIGITS]}" for number, at in enumerate(starts)]


def links(band: Sequence[Member]) -> list[tuple[str, str]]:
    """Pairs of near copies among the reports of one band, as many as are needed to join those that belong together.

    returns: pairs of SHA-256, the member that comes first in front.
    """
    members = sorted(band, key=lambda one: one.rank)
    table = np.stack([values(one.fingerprint) for one in members]) if members else np.empty((0, 0))
    found: list[tuple[str, str]] = []
    part = np.arange(len(members))
    for at, member in enumerate(members):
        others = np.flatnonzero((part != part[at]) & (np.arange(len(members)) > at))
        alike = others[np.mean(table[others] == table[at], axis=1) >= ALIKE] if len(others) else others
        for other in alike:
            if part[other] != part[at]:
                found.append((member.sha256, members[other].sha256))
                part[part == part[other]] = part[at]
    return found


def name_clusters(members: Iterable[Member], linked: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The cluster of each report, named after its earliest member; of one day, after the smallest SHA-256.

    linked:  pairs of SHA-256 as `links` gives them; in whatever order and however often, the answer is the same.
    returns: SHA-256 of the report to SHA-256 of the cluster's first; a report without copies is its own cluster.
    """
    joined = _Joined(members)
    for pair in linked:
        joined.join(*pair)
    return joined.firsts()


def find_clusters(members: Iterable[Member]) -> dict[str, str]:
    """The cluster of each report, on one machine; the same whatever the order of the reports.

    returns: as `name_clusters`.
    """
    known = {one.sha256: one for one in members}
    joined = _Joined(known.values())
    for start in range(
        0, BANDS * _DIGITS, _DIGITS
    ):  # one band after the other: all at once take 32 times the room
        by_band: dict[str, list[Member]] = defaultdict(list)
        for one in known.values():
            if one.fingerprint:
                by_band[one.fingerprint[start : start + _DIGITS]].append(one)
        for held in by_band.values():
            # Those that an earlier band has joined need not be compared again.
            if len(held) > 1 and len({joined.first(one.sha256) for one in held}) > 1:
                for pair in links(held):
                    joined.join(*pair)
    return joined.firsts()


class _Joined:
    """Reports joined into clusters, each known by its first member."""

    def __init__(self, members: Iterable[Member]) -> None:
        self._ranks = {one.sha256: one.rank for one in members}
        self._before = {key: key for key in self._ranks}

    def first(self, key: str) -> str:
        """The first member of the cluster that a report is in."""
        before = self._before
        while before[key] != key:
            before[key] = before[before[key]]
            key = before[key]
        return key

    def join(self, one: str, other: str) -> None:
        """Make one cluster of those that two reports are in."""
        low, high = sorted((self.first(one), self.first(other)), key=lambda key: self._ranks[key])
        self._before[high] = low

    def firsts(self) -> dict[str, str]:
        """The first member of each report's cluster."""
        return {key: self.first(key) for key in self._ranks}
