"""The store of events: files in, series out, readers undisturbed by loads.

events/manifest.json   what the store holds and covers; swapped by one rename
events/rows/*.parquet  one row for each event, by country and dyad
events/sides/*.parquet one row for each group in an event, by group
events/drafts, lock    for the load under way
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from smoulder.reading.group_places import placed_count
from smoulder.reading.intake import ReadOptions
from smoulder.reading.sources import Source
from smoulder.records.errors import BadData, NoData
from smoulder.records.event import CountryMonths, Coverage, Inflation, LoadReport
from smoulder.records.event_map import PlacedCount
from smoulder.records.event_place import EventPlace
from smoulder.records.series import Measure, Series
from smoulder.store.engines import open_engine
from smoulder.store.events_folder import EventFolder, LocalFolder, open_folder
from smoulder.store.events_load import load_file
from smoulder.store.events_manifest import Manifest, read_manifest
from smoulder.store.events_view import Asked, Mode, Rule, View

if TYPE_CHECKING:
    import pandas as pd

    from smoulder.store.spark.load import Loaded

__all__ = ["Asked", "EventStore", "Mode", "Rule", "open_events"]


class EventStore:
    """The events in one folder; every question sees the state after the last finished load."""

    def __init__(self, place: EventPlace) -> None:
        self.place = place
        self.folder = Path(place.folder)

    def load(
        self,
        source: Source,
        path: Path,
        options: ReadOptions | None = None,
        rejects: Path | None = None,
        tell: Callable[[str], None] = lambda words: None,
    ) -> LoadReport:
        """Load one file: all of it or nothing; see `events_load.load_file`."""
        options = options or ReadOptions()
        if self.place.cluster is not None:
            loaded = self.load_all(source, [str(path)], options, [rejects] if rejects else None, tell)
            if loaded.trouble:
                raise BadData(loaded.trouble)
            return loaded.reports[0]
        folder = self._folder()
        assert isinstance(folder, LocalFolder)
        return load_file(folder, source, path, options, rejects, tell)

    def load_all(
        self,
        source: Source,
        files: Sequence[str],
        options: ReadOptions,
        rejects: Sequence[Path] | None = None,
        tell: Callable[[str], None] = lambda words: None,
    ) -> Loaded:
        """Load many files at once on the cluster of the store; see `spark.load.load_files`."""
        from smoulder.store.spark.load import load_files

        return load_files(self.place, source, files, options, rejects, tell)

    def manifest(self) -> Manifest:
        """What the store holds.

        raises: BadStore where it cannot be read.
        """
        return read_manifest(self._folder())

    def coverage(self) -> tuple[Coverage, ...]:
        """Months that each loaded release covers."""
        return self.manifest().coverage

    def series(
        self, group_id: int, country: str, measure: Measure = "all kinds", asked: Asked | None = None
    ) -> Series:
        """The monthly series of one group in one country.

        returns: zeros in covered months without an event, NaN in months that no release covers.
        raises:  NoData where the group has no event there that counts.
        """
        with self._view(asked or Asked(), country) as view:
            found = view.series(measure, group_id=group_id)
            if found:
                return found[0]
            others = view.countries_of(group_id)
        where = (
            f"it has some in {', '.join(others)}" if others else "load event data for it with smoulder load"
        )
        raise NoData(f"group {group_id} has no events in {country} in the store; {where}")

    def all_series(
        self, measure: Measure = "all kinds", asked: Asked | None = None, governments: bool = False
    ) -> list[Series]:
        """Every series by group id and country.

        governments: True to give those of governments too.
        """
        with self._view(asked or Asked()) as view:
            return view.series(measure, governments=governments)

    def country_months(
        self, country: str, kind: Measure = "all kinds", asked: Asked | None = None
    ) -> CountryMonths:
        """Monthly counts of one country, each event once.

        raises: NoData where no release covers the country.
        """
        with self._view(asked or Asked(), country) as view:
            return view.country_months(country, kind)

    def all_country_months(
        self, kind: Measure = "all kinds", asked: Asked | None = None
    ) -> list[CountryMonths]:
        """Monthly counts of each country that a release covers and that has, or had, events; each event once."""
        with self._view(asked or Asked()) as view:
            return view.all_country_months(kind)

    def events(
        self,
        group_id: int,
        country: str | None = None,
        first: int | None = None,
        last: int | None = None,
        asked: Asked | None = None,
    ) -> pd.DataFrame:
        """The events of a group that count, as EVENT_COLUMNS and `part` ('A' or 'B'), oldest first.

        first, last: month indices of the events' last days, both included; None: no bound.
        """
        with self._view(asked or Asked(), country) as view:
            return view.events(group_id, first, last)

    def places(self, group_id: int, country: str, asked: Asked | None = None) -> list[PlacedCount]:
        """Where the events of a group in one country were that count, by month and cell of half a degree."""
        with self._view(asked or Asked(), country) as view:
            return [placed_count(*row) for row in view.places(group_id)]

    def inflation(self, kind: Measure = "all kinds", as_of: date | None = None) -> tuple[Inflation, ...]:
        """By how much final figures exceed candidate ones, by lag and country; see `events_inflation`."""
        from smoulder.store.events_inflation import inflation

        with self._view(Asked(as_of=as_of)) as view:
            return inflation(view.overlaps(kind))

    def _view(self, asked: Asked, country: str | None = None) -> View:
        return View(self._folder(), open_engine(self.place), asked, country)

    def _folder(self) -> EventFolder:
        return open_folder(self.place)


def open_events(place: Path | EventPlace) -> EventStore:
    """The store of events in a data folder; it need not be there yet.

    place: the data folder, in which `events` is read by DuckDB; or where else the events lie and what reads them.

    >>> open_events(Path("nowhere")).coverage()
    ()
    """
    return EventStore(EventPlace(str(place / "events")) if isinstance(place, Path) else place)
