"""What answers the named queries: DuckDB on this machine, or Spark on a cluster, held to the same tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from numpy.typing import NDArray

from smoulder.records.errors import BadStore

if TYPE_CHECKING:
    import pandas as pd

Columns = Mapping[str, str]
"""Names of columns and their types, as DuckDB names them: VARCHAR, INTEGER, DOUBLE, BOOLEAN or DATE."""
Values = Mapping[str, object]
"""What stands in a query for `$name`: whole numbers, texts and days."""


class Answer(Protocol):
    """The rows of a query, in its order, taken in one of three forms."""

    def rows(self) -> list[tuple[Any, ...]]:  # Any: columns of several types
        """Rows as Python values: int, float, str, bool, date, None."""
        ...

    def columns(self) -> dict[str, NDArray[Any]]:  # Any: columns of several types
        """Columns as arrays; a null among floats is NaN."""
        ...

    def frame(self) -> pd.DataFrame:
        """A data frame."""
        ...


class Engine(Protocol):
    """One session with an engine, in which tables and views have names.

    Queries are written in DuckDB's dialect (`store.sql`); an engine with another translates them.
    """

    def see(self, view: str, files: Sequence[str], columns: Columns) -> None:
        """Make a view of Parquet files, or of folders of them; of none, an empty one.

        raises: BadStore where one of them is gone.
        """
        ...

    def fill(self, table: str, columns: Columns, rows: Iterable[Sequence[object]]) -> None:
        """Make a small table of rows that are here."""
        ...

    def make(self, view: str, sql: str, values: Values | None = None) -> None:
        """Make a view of a query; one with values, which is to be small, is answered once and kept."""
        ...

    def ask(self, sql: str, values: Values | None = None) -> Answer:
        """Answer a query."""
        ...

    def close(self) -> None:
        """Let the session's tables and views go."""
        ...


def gone(files: Sequence[str], reason: str) -> BadStore:
    """What to say where a view's files cannot be opened; the engine's own reason says which and why."""
    where = files[0].rpartition("/")[0]
    first = reason.strip().splitlines()[0]
    return BadStore(
        f"the store names files in {where} that cannot be opened ({first}); bring the folder back from a copy, or "
        "load the sources anew into an empty one"
    )
