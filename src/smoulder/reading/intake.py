"""The contract between a reader of event files and the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from smoulder.reading.own_entries import OwnGroups
from smoulder.records.event import Coverage

if TYPE_CHECKING:
    import duckdb

    from smoulder.reading.sources import Source

STAGED = "staged"
"""Name of the view or table a reader leaves."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the user says about a file.

    vintage:   its release; None: the reader takes it from the file or its name, or raises BadData.
    countries: what it covers: () for all countries, None: the reader decides and says so.
    released:  day on which it counts as known; None: by the source's rule.
    mapping:   a file that maps its columns (`table`), or None.
    coverage:  a CSV of spans (vintage, country, from, to; months as YYYY-MM, country '*' means all), or None.
    own:       the user's own groups and names, which count beside those that ship.
    careful:   True on a second try, after DuckDB could not read `staged`: then go row by row.
    """

    vintage: str | None = None
    countries: tuple[str, ...] | None = None
    released: date | None = None
    mapping: Path | None = None
    coverage: Path | None = None
    own: OwnGroups | None = None
    careful: bool = False


@dataclass(frozen=True, slots=True)
class Staged:
    """What a reader found in a file.

    columns:     columns of EVENT_COLUMNS that `staged` has; the others are null.
    first_row:   spreadsheet row of the first row of `staged`, where the rows of the file follow one another
                 without a gap; None where `staged` has a column `row` (BIGINT) instead.
    assumptions: what was assumed or repaired, in words.
    coverage:    empty where it follows from the rows (see `cover`).
    month_first: True where 03/04/2004 is the 4th of March; holds only where the file itself does not tell.
    totals_hold: True where a repair rests on `best` being the sum of the four in every row: `check` sees to it.
    whole:       False where a file covers no month by itself, being a small piece of one.
    names:       what the file calls a column, where it is another name; errors use it.
    """

    columns: frozenset[str]
    first_row: int | None
    assumptions: tuple[str, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    month_first: bool = True
    totals_hold: bool = False
    whole: bool = True
    names: Mapping[str, str] = field(default_factory=dict)


class EventReader(Protocol):
    """Reads one file of one source; found by the dotted name in `sources`."""

    def __call__(
        self, engine: duckdb.DuckDBPyConnection, path: Path, source: Source, options: ReadOptions, work: Path
    ) -> Staged:
        """Leave a view or table `staged` on the engine: columns named as in EVENT_COLUMNS, all VARCHAR.

        path:    the file as the user named it (still zipped, still Excel).
        work:    an empty folder for drafts, removed after the load.
        returns: what was found; nothing is cast or checked here: `check` does that for every source alike,
                 and fills `incoming` (EVENT_COLUMNS, sound rows) and `rejects` (row, column, reason).
        raises:  BadData where the file as a whole cannot be read.

        `source` and `vintage` are columns too, constant or by row. `kind` holds one of the three kinds or
        UCDP's 1, 2, 3. Dates may be ISO, with a time, with slashes, or Excel serial numbers. `id` may be
        null (one is made from the row). Extra columns, each where there is use for it: `priogrid_gid` tells
        swapped coordinates; `trouble` says what is wrong with a row that must be rejected, else null.
        """
        ...
