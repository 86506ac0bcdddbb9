"""An answer that has come from Spark, in the forms in which DuckDB gives one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from numpy.typing import NDArray

from smoulder.store.engine_duckdb import DuckAnswer
from smoulder.store.spark.told import telling

if TYPE_CHECKING:
    import pandas as pd
    from pyspark.sql import DataFrame


class SparkAnswer:
    """The rows of a query, fetched when they are taken.

    They come as an Arrow table that DuckDB reads without a copy and hands on, so that Python's types, arrays and data
    frames are the same from both engines by construction.
    """

    def __init__(self, found: DataFrame) -> None:
        self._found = found

    def rows(self) -> list[tuple[Any, ...]]:  # Any: columns of several types
        return self._here().rows()

    def columns(self) -> dict[str, NDArray[Any]]:  # Any: columns of several types
        return self._here().columns()

    def frame(self) -> pd.DataFrame:
        return self._here().frame()

    def _here(self) -> DuckAnswer:
        import duckdb

        # an engine of its own, so that it may be taken in any thread; it lives as long as the answer does
        self._engine = duckdb.connect()
        with telling():
            self._engine.register("answer", self._found.toArrow())
        return DuckAnswer(self._engine.execute("select * from answer"))
