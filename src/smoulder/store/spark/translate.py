"""Queries in Spark's dialect: written once in DuckDB's, told to Spark by sqlglot."""

from __future__ import annotations

from functools import lru_cache

SPARK_TYPES = {
    "VARCHAR": "string",
    "INTEGER": "int",
    "BIGINT": "bigint",
    "DOUBLE": "double",
    "BOOLEAN": "boolean",
    "DATE": "date",
}
"""What Spark calls the types of columns that queries and tables use."""


@lru_cache(maxsize=256)
def translated(sql: str) -> str:
    """A query in Spark's dialect; `$name` becomes `:name`, which Spark fills in itself.

    raises: ValueError where a part of the query has no counterpart in Spark.

    >>> translated("select a // 2 as half from t where b = $b order by a")
    'SELECT a DIV 2 AS half FROM t WHERE b = :b ORDER BY a NULLS LAST'
    """
    import sqlglot
    from sqlglot import ErrorLevel, exp
    from sqlglot.errors import SqlglotError

    try:
        trees = [tree for tree in sqlglot.parse(sql, read="duckdb") if tree]
        if len(trees) != 1 or not isinstance(trees[0], exp.Query):
            raise ValueError(f"one query at a time, and nothing else: {sql}")
        for part in trees[0].find_all(exp.Anonymous, exp.Command):
            raise ValueError(f"no counterpart in Spark for {part.sql('duckdb')!r} of the query: {sql}")
        made = sqlglot.transpile(
            sql, read="duckdb", write="spark", unsupported_level=ErrorLevel.RAISE, comments=False
        )
    except SqlglotError as reason:
        raise ValueError(f"no counterpart in Spark for the query ({reason}): {sql}") from reason
    return made[0]
