"""What the tables that a user has loaded say about one group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from smoulder.records.series import YearRow

Matched = Literal["id", "name", "country"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One entry of a table on a group.

    since, until: year, month or day as the table has them, '' where it has none; where: a country, or ''.
    details: what it says, in the order to be shown; what the table leaves empty is left out.
    """

    since: str
    until: str
    where: str
    details: Mapping[str, str | int | float]


@dataclass(frozen=True, slots=True)
class Told:
    """What one loaded table says about a group.

    source, release: as `smoulder load` took them; title, citation: of the source.
    matched: how its rows were found: by UCDP's id, by name and country where it has ids of another numbering,
             or by country alone for a table about countries.
    covered_to: last year in the table, of any group; 0 where it has no years of deaths.
    years:   deaths by year, in a table that has them.
    facts:   everything else, the newest first.
    """

    source: str
    release: str
    title: str
    citation: str
    matched: Matched
    covered_to: int
    years: tuple[YearRow, ...]
    facts: tuple[Fact, ...]
