"""Countries of an event file under the names UCDP gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smoulder.reading.countries import Countries
from smoulder.records.errors import NoCountry

if TYPE_CHECKING:
    import duckdb

_COUNTED_WITH = {"Palestine": "Israel"}
"""Countries of other sources whose events UCDP counts with a country of another name."""


def country_table(engine: duckdb.DuckDBPyConnection, table: str, column: str) -> tuple[str, ...]:
    """Make the table `country_names` (theirs, ours) for every country named in a column.

    returns: names that are not known and stay as they are.

    >>> import duckdb
    >>> engine = duckdb.connect()
    >>> _ = engine.execute("create table a as select unnest(['Myanmar', 'Norland']) as country")
    >>> country_table(engine, "a", "country")
    ('Norland',)
    >>> sorted(engine.execute("from country_names").fetchall())
    [('Myanmar', 'Myanmar (Burma)'), ('Norland', 'Norland')]
    """
    known = Countries()
    rows, unknown = [], []
    for (name,) in engine.execute(
        f"select distinct {column} from {table} where {column} is not null"
    ).fetchall():
        try:
            rows.append((name, known.country(_COUNTED_WITH.get(name.strip(), name.strip()))))
        except NoCountry:
            rows.append((name, name.strip()))
            unknown.append(name.strip())
    engine.execute("create or replace temp table country_names (theirs varchar, ours varchar)")
    if rows:
        engine.executemany("insert into country_names values (?, ?)", rows)
    return tuple(sorted(set(unknown)))
