"""Thresholds and choices behind an answer; stored with every result."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from smoulder.records.base import Record

Chains = Literal["joined", "apart"]


class Settings(Record):
    """All settings of an assessment, with the defaults of the documented rules.

    active_line:     deaths in 12 months from which a group is active (UCDP's line, rolling).
    lull_share:      a lull begins when 12-month deaths are at most this share of the peak …
    lull_months:     … for so many months running.
    comeback_factor: a comeback is max(active_line, comeback_factor · M, M + comeback_rise).
    comeback_rise:   deaths per 12 months.
    unknown_months:  unknown months in a window of 12 up to which A is scaled up.
    least_cases:     past lulls a class must hold at the landmark before it is used.
    draws:           draws of the update.
    seed:            of every random number.
    chains:          'joined' adds the months in which a group's deaths are counted under another id;
                     'apart' leaves each id as the data set has it.
    """

    active_line: float = Field(default=25.0, gt=0)
    lull_share: float = Field(default=1 / 3, gt=0, lt=1)
    lull_months: int = Field(default=3, ge=1, le=12)
    comeback_factor: float = Field(default=2.0, ge=1)
    comeback_rise: float = Field(default=25.0, ge=0)
    unknown_months: int = Field(default=2, ge=0, le=6)
    least_cases: int = Field(default=15, ge=5)
    draws: int = Field(default=4000, ge=200, le=100_000)
    seed: int = 20200123
    chains: Chains = "joined"

    def comeback_line(self, lowest: float) -> float:
        """Deaths in 12 months that end a lull whose lowest 12-month figure is `lowest`.

        >>> Settings().comeback_line(968.0)
        1936.0
        """
        return max(self.active_line, self.comeback_factor * lowest, lowest + self.comeback_rise)
