"""What the store of events holds: its files and what they cover, in one file that is swapped whole."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from smoulder.records.errors import BadStore
from smoulder.records.event import Coverage
from smoulder.store.events_folder import MANIFEST, EventFolder

FORMAT = 1
"""Version of the layout of the folder; `events_migrations` brings older ones up to it."""


@dataclass(frozen=True, slots=True)
class Segment:
    """The rows of one source and vintage that one load brought; its files never change.

    name:        its files are `rows/NAME.parquet` (one row for each event) and `sides/NAME.parquet` (one for
                 each group in an event, sorted by group).
    countries:   in which it has events; first, last: month indices of its events' last days.
    """

    name: str
    source: str
    vintage: str
    rows: int
    countries: tuple[str, ...]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """The state of the store between two loads.

    generation: counts loads that changed something.
    retired:    segments of the generation before, kept for readers that still hold its manifest.
    """

    generation: int = 0
    segments: tuple[Segment, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    retired: tuple[str, ...] = field(default=())


def read_manifest(folder: EventFolder) -> Manifest:
    """The manifest of a folder; an empty one where nothing was loaded yet.

    raises: BadStore where it was written by a later version or is damaged.
    """
    path = f"{folder.place}/{MANIFEST}"
    try:
        text = folder.manifest()
        if text is None:
            return Manifest()
        content = json.loads(text)
    except (OSError, ValueError) as reason:
        raise BadStore(
            f"{path} cannot be read ({reason}); put a backup of the folder in its place"
        ) from reason
    found = format_of(content, path)
    if found < FORMAT:
        raise BadStore(f"{path} has the older layout {found}; load any file once to bring it up to {FORMAT}")
    try:
        return _parse(content)
    except (KeyError, TypeError, ValueError) as reason:
        raise BadStore(f"{path} is damaged ({reason!r}); put a backup of the folder in its place") from reason


def format_of(content: object, path: str) -> int:
    """The layout a manifest is written in.

    raises: BadStore where it says none, or a later one than this version knows.
    """
    found = content.get("format") if isinstance(content, dict) else None
    if not isinstance(found, int):
        raise BadStore(f"{path} is no manifest of events; put a backup of the folder in its place")
    if found > FORMAT:
        raise BadStore(f"{path} was written by a later version of Smoulder (layout {found}); update Smoulder")
    return found


def write_manifest(folder: EventFolder, manifest: Manifest) -> None:
    """Swap the manifest: readers see the old one or the new one, whole, also after a kill or a power cut."""
    folder.swap_manifest(json.dumps({"format": FORMAT, **asdict(manifest)}, default=str, indent=1))


def _parse(content: dict[str, Any]) -> Manifest:  # Any: JSON
    return Manifest(
        generation=int(content["generation"]),
        segments=tuple(
            Segment(**{**one, "countries": tuple(one["countries"])}) for one in content["segments"]
        ),
        coverage=tuple(
            Coverage(
                **{
                    **one,
                    "released": date.fromisoformat(one["released"]),
                    "countries": tuple(one["countries"]),
                }
            )
            for one in content["coverage"]
        ),
        retired=tuple(content["retired"]),
    )
