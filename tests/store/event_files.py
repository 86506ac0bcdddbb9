"""A store of events with small invented files in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from smoulder.reading.intake import ReadOptions
from smoulder.reading.sources import find_source
from smoulder.records.event import LoadReport
from smoulder.store.events import EventStore
from tests.reading.ged_samples import write_ged


def put(
    store: EventStore,
    rows: Sequence[dict[str, str]],
    vintage: str,
    rejects: Path | None = None,
    **options: Any,
) -> LoadReport:
    """Load rows as one file of a release; it covers Norland alone unless `countries` says otherwise."""
    options = {"countries": ("Norland",), **options}
    store.folder.mkdir(parents=True, exist_ok=True)
    path = write_ged(store.folder.parent / f"{vintage}.csv", rows)
    return store.load(find_source("ucdp"), path, ReadOptions(vintage=vintage, **options), rejects)
