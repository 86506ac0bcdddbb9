"""A lull at one month, as it could be known then."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Moment:
    """What is known of a lull at one month; nothing later enters.

    known, month: month indices: of the lull, and of the moment.
    deaths, lowest, peak: A, M and P, deaths per 12 months.
    silence:   months since the last death, 0 where there was one in this month; None where none is on record.
    comebacks: earlier comebacks of the group in this country.
    """

    group_id: int
    group: str
    country: str
    known: int
    month: int
    deaths: float
    lowest: float
    peak: float
    silence: int | None
    comebacks: int

    @property
    def age(self) -> int:
        """Months since the lull was known."""
        return self.month - self.known

    @property
    def lull(self) -> tuple[int, str, int]:
        """What tells this lull from any other: group, country, known."""
        return self.group_id, self.country, self.known
