"""Where loaded events lie, and what answers questions to them."""

from __future__ import annotations

from dataclasses import dataclass

from smoulder.records.cluster import Cluster


@dataclass(frozen=True, slots=True)
class EventPlace:
    """The folder of events and the engine that reads it.

    folder:  a path, or an address such as 's3a://desk/events', which all machines of a cluster see.
    cluster: Spark reads there; None: DuckDB does, on this machine.
    """

    folder: str
    cluster: Cluster | None = None

    @property
    def is_address(self) -> bool:
        """True where the folder is no path, so that only an engine with file systems of its own can open it."""
        return "://" in self.folder
