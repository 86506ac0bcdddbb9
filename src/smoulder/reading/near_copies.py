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
    ranks = {one.sha256: one.rank for one in members}
    first = {key: key for key in ranks}

    def root(key: str) -> str:
        while first[key] != key:
            first[key] = first[first[key]]
            key = first[key]
        return key

    for one, other in linked:
        low, high = sorted((root(one), root(other)), key=lambda key: ranks[key])
        first[high] = low
    return {key: root(key) for key in ranks}


def find_clusters(members: Iterable[Member]) -> dict[str, str]:
    """The cluster of each report, on one machine; the same whatever the order of the reports.

    returns: as `name_clusters`.
    """
    known = list({one.sha256: one for one in members}.values())
    by_band: dict[str, list[Member]] = defaultdict(list)
    for one in known:
        for band in bands(one.fingerprint):
            by_band[band].append(one)
    linked = (pair for held in by_band.values() if len(held) > 1 for pair in links(held))
    return name_clusters(known, linked)
