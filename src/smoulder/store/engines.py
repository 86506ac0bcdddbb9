"""The engine that a place of events asks for."""

from __future__ import annotations

from smoulder.records.event_place import EventPlace
from smoulder.store.engine import Engine


def open_engine(place: EventPlace) -> Engine:
    """A session with the engine that reads a place.

    raises: MissingExtra where it is Spark and that is not installed.
    """
    if place.cluster is not None:
        from smoulder.store.spark.engine import SparkEngine

        return SparkEngine(place.cluster)
    from smoulder.store.engine_duckdb import DuckEngine

    return DuckEngine()
