"""Rows as a Parquet file, on whatever machine does the work."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Any

from smoulder.store.spark.read_place import open_place

if TYPE_CHECKING:
    from pyarrow import Schema, Table

_HELD = 20_000
"""Rows that are held in memory before they are written."""


class Rows:
    """A Parquet file under way, open until the end of the block.

    address: of the file, a path or an address. columns: and their types, as DuckDB names them.
    """

    def __init__(self, address: str, columns: dict[str, str]) -> None:
        from pyarrow.parquet import ParquetWriter

        system, path = open_place(address)
        self._schema = schema_of(columns)
        self._stream = system.open_output_stream(path)
        self._writer = ParquetWriter(self._stream, self._schema, compression="zstd")
        self._held: list[dict[str, Any]] = []  # Any: JSON values

    def __enter__(self) -> Rows:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._flush()
        self._writer.close()
        self._stream.close()

    def add(self, rows: list[dict[str, Any]]) -> None:  # Any: as above
        """Add rows with a value for each column."""
        self._held += rows
        if len(self._held) >= _HELD:
            self._flush()

    def _flush(self) -> None:
        import pyarrow as pa

        if self._held:
            self._writer.write_table(pa.Table.from_pylist(self._held, schema=self._schema))
            self._held = []


def write_table(address: str, table: Table, columns: dict[str, str]) -> None:
    """Write a table as a Parquet file.

    address: of the file, a path or an address. columns: and their types, as DuckDB names them.
    """
    from pyarrow.parquet import write_table as write

    system, path = open_place(address)
    with system.open_output_stream(path) as out:
        write(table.cast(schema_of(columns)), out, compression="zstd")


def schema_of(columns: dict[str, str]) -> Schema:
    """Columns and their types as DuckDB names them, as Arrow has them."""
    import pyarrow as pa

    kinds = {"VARCHAR": pa.string(), "INTEGER": pa.int32()}
    return pa.schema([(name, kinds[kind]) for name, kind in columns.items()])
