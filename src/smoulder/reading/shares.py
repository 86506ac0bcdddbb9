"""What became of the reports of an archive, counted and in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from smoulder.reading.archive import READ_IN, Filters
from smoulder.reading.language import language_name
from smoulder.reading.rows import FAILURE, PASSED_OVER, WHOLE

NAMED = 5
"""Languages that are named; the others are counted together."""


@dataclass(frozen=True, slots=True)
class Shares:
    """How the reports of a table divide.

    languages: reports in each language by its code, English among them, '' for one that could not be told.
    read, other_subject, failed: reports that were read, that are not about conflict, that could not be read.
    clusters:  clusters of near copies. copies: reports in them, the first of each included.
    """

    read: int = 0
    other_subject: int = 0
    failed: int = 0
    languages: Mapping[str, int] = field(default_factory=dict)
    clusters: int = 0
    copies: int = 0

    @property
    def total(self) -> int:
        return self.failed + sum(self.languages.values())

    def words(self, filters: Filters) -> str:
        """One line, of what the filters and the search for copies have found.

        >>> Shares(96, 316, 8, {"en": 412, "fr": 380}, 12, 31).words(Filters("en", "conflict"))
        'of 800 reports: 412 in English, 380 in French; 96 of the English about conflict; 8 could not be read; \
12 clusters of near copies hold 31 reports'
        """
        parts = []
        if filters.language:
            parts.append(self._languages())
        if filters.about:
            english = self.languages.get(READ_IN, 0)
            whole = f"{self.read:,} of the English" if filters.language else f"{self.read:,} of {english:,}"
            parts.append(f"{whole} about conflict")
        if not parts:
            parts.append(f"{self.read:,} read")
        if self.failed:
            parts.append(f"{self.failed:,} could not be read")
        if self.clusters:
            one = (
                "1 cluster of near copies holds"
                if self.clusters == 1
                else f"{self.clusters:,} clusters of near copies hold"
            )
            parts.append(f"{one} {self.copies:,} reports")
        return f"of {self.total:,} reports: {'; '.join(parts)}"

    def _languages(self) -> str:
        order = sorted(
            self.languages.items(), key=lambda pair: (pair[0] != READ_IN, pair[0] == "", -pair[1], pair[0])
        )
        told = [
            f"{count:,} in {language_name(code) if code else 'a language that is not clear'}"
            for code, count in order
        ]
        rest = sum(count for _, count in order[NAMED:])
        return ", ".join(told[:NAMED]) + (f", {rest:,} in {len(order) - NAMED:,} others" if rest else "")


def count_shares(last: Iterable[tuple[str, str, str, int]], clusters: Iterable[int]) -> Shares:
    """The shares of a table.

    last:     item, kind and language of last rows of reports, and how many reports have each such row.
    clusters: reports in each cluster.

    >>> rows = [("report", "", "en", 3), ("passed over", "other language", "fr", 2), ("failure", "", "", 1)]
    >>> count_shares(rows, [2, 1]).words(Filters("en"))
    'of 6 reports: 3 in English, 2 in French; 1 could not be read; 1 cluster of near copies holds 2 reports'
    """
    counts, languages = Counter[str](), Counter[str]()
    for item, kind, language, count in last:
        counts[item if item != PASSED_OVER else kind] += count
        if item != FAILURE:
            languages[language] += count
    several = [size for size in clusters if size > 1]
    return Shares(
        counts[WHOLE],
        counts["not about conflict"],
        counts[FAILURE],
        dict(languages),
        len(several),
        sum(several),
    )
