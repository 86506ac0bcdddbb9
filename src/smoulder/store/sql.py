"""The SQL of the store: `queries` holds what is asked of it, `duckdb` what only fills it.

Whatever a later stage reads comes from a query in `queries`. They are written in DuckDB's dialect and keep to what
other engines have too, so that sqlglot can translate them. They read tables and views that the engine in use
must provide: `rows` and `sides` (the Parquet files), `countries`, `coverage` and `months` (small tables), and, made
by other queries, `chosen`, `picked` and `counts`.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files


def query(name: str, rules: Sequence[str] = ()) -> str:
    """The text of a query to read with, `queries/NAME.sql`.

    rules: conditions that take the place of `{rules}`, such as `group_id = 717`; none: all rows.

    >>> query("names", ["group_id = 717"]).count("group_id = 717")
    1
    """
    return _text("queries", name).replace("{rules}", " and ".join(filter(None, rules)) or "true")


def loading_query(name: str) -> str:
    """The text of `duckdb/NAME.sql`, which serves a load or sets up DuckDB and is not to be translated."""
    return _text("duckdb", name)


def sql_text(value: str) -> str:
    """A value as an SQL string: views cannot take parameters.

    >>> sql_text("Cote d'Ivoire")
    "'Cote d''Ivoire'"
    """
    return "'" + value.replace("'", "''") + "'"


def _text(folder: str, name: str) -> str:
    return (files("smoulder.store") / folder / f"{name}.sql").read_text(encoding="utf-8")
