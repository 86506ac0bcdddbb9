"""Staged text becomes sound rows and rejects: one set of rules for every source."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from smoulder.reading.csv_table import quoted
from smoulder.reading.intake import STAGED, Staged
from smoulder.reading.tables import query_text
from smoulder.records.errors import BadData
from smoulder.records.event import EVENT_COLUMNS

if TYPE_CHECKING:
    import duckdb

EXTRA = ("row", "trouble", "priogrid_gid")
"""Columns of `staged` beside those of the event table."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check of one file found; rows = sound + rejected + repeated.

    repeated: exact copies of another row, left out.
    """

    rows: int
    sound: int
    rejected: int
    repeated: int
    assumptions: tuple[str, ...]
    warnings: tuple[str, ...]


def check(engine: duckdb.DuckDBPyConnection, staged: Staged, file: str, work: Path) -> Checked:
    """Make the view `incoming` (EVENT_COLUMNS of the sound rows, and `pos`, the place in the file) and the
    table `rejects` (row, name, reason).

    file:   its name, for messages.
    work:   a folder for the cast rows, which the views read: a table in memory would be three times as large.
    raises: BadData where the file has no rows, or a repaired header does not hold over all of it;
            duckdb.Error where `staged` cannot be read.
    """
    engine.execute(query_text("check_macros"))
    given = [f"{name}" if name in staged.columns else f"null as {name}" for name in (*EXTRA, *EVENT_COLUMNS)]
    engine.execute(f"create or replace temp view full_staged as select {', '.join(given)} from {STAGED}")
    month_first, notes = _date_order(engine, staged)
    sql = query_text("check").replace("{columns}", ", ".join(EVENT_COLUMNS))
    draft = quoted(work / "checked.parquet")
    engine.execute(f"copy ({sql}) to {draft} (format parquet)", {"month_first": month_first})
    engine.execute(
        f"""create or replace temp view checked as
        select * rename (file_row_number as pos) from read_parquet({draft}, file_row_number = true)"""
    )
    number = "c.row" if staged.first_row is None else f"c.pos + {staged.first_row}"
    _name_rows(engine)
    _find_doubles(engine, number)
    _make_tables(engine, number)
    return _sum_up(engine, staged, file, notes)


def _date_order(engine: duckdb.DuckDBPyConnection, staged: Staged) -> tuple[bool, list[str]]:
    """Whether dates with slashes begin with the month: as the file itself tells, else as the reader says."""
    sample = "select coalesce(bool_or(contains(date_start, '/')), false) from (from full_staged limit 1000)"
    if not _one(engine, sample)[0]:
        return staged.month_first, []
    part = "max(try_cast(split_part(date_start, '/', {}) as integer))"
    first, second = _one(engine, f"select {part.format(1)}, {part.format(2)} from full_staged")
    first, second = first or 0, second or 0
    if first > 31 or (first > 12) == (second > 12):
        order = "month" if staged.month_first else "day"
        return staged.month_first, [
            f"dates with slashes do not tell their order; read with the {order} first"
        ]
    order = "month" if second > 12 else "day"
    return second > 12, [f"dates with slashes have the {order} first, as those past the 12th show"]


def _name_rows(engine: duckdb.DuckDBPyConnection) -> None:
    """Make ids for sound rows that have none: from all that the row says, counted where rows are alike.

    Rows without an id that are alike are different events: many have one dead on one day in one town.
    """
    said = ", ".join(
        f"cast({name} as varchar)" for name in EVENT_COLUMNS if name not in ("id", "source", "vintage")
    )
    engine.execute(
        f"""create or replace temp table made as
        with digests as (
            select pos, source, vintage, left(md5(concat_ws('|', {said})), 16) as digest
            from checked where id is null and fault is null
        )
        select pos, 'row-' || digest || '-' || row_number() over (partition by source, vintage, digest order by pos)
            as id
        from digests"""
    )


def _find_doubles(engine: duckdb.DuckDBPyConnection, number: str) -> None:
    """List the rows whose id stood in an earlier row, and whether they are exact copies of it."""
    engine.execute("create or replace temp table doubles (pos bigint, exact boolean, earlier bigint)")
    ids = "select count(*), count(distinct hash(source, vintage, id)) from checked"
    rows, distinct = _one(engine, f"{ids} where fault is null and id is not null")
    if rows == distinct:
        return
    columns = ", ".join(EVENT_COLUMNS)
    engine.execute(
        f"""insert into doubles
        with hashed as (
            select c.pos, {number} as number, source, vintage, id, hash({columns}) as content
            from checked c where fault is null and id is not null
        ),
        ranked as (
            select *, row_number() over w as place, first_value(content) over w as first_content,
                first_value(number) over w as earlier
            from hashed window w as (partition by source, vintage, id order by pos)
        )
        select pos, content = first_content, earlier from ranked where place > 1"""
    )


def _make_tables(engine: duckdb.DuckDBPyConnection, number: str) -> None:
    """Make `rejects` and `incoming`."""
    engine.execute(
        f"""create or replace temp table rejects as
        select cast({number} as bigint) as row, fault_column as name, fault as reason
        from checked c where fault is not null
        union all
        select {number}, 'id', c.id || ' stands in row ' || d.earlier || ' with other content'
        from doubles d join checked c on c.pos = d.pos where not d.exact
        order by 1"""
    )
    unnamed, doubled = _one(engine, "select (select count(*) from made), (select count(*) from doubles)")
    own = {"id": "coalesce(c.id, m.id) as id"} if unnamed else {}
    columns = ", ".join(own.get(name, f"c.{name}") for name in EVENT_COLUMNS)
    names = "left join made m on m.pos = c.pos" if unnamed else ""
    only = "and c.pos not in (select pos from doubles)" if doubled else ""
    engine.execute(
        f"""create or replace temp view incoming as
        select {columns}, c.pos from checked c {names} where c.fault is null {only}"""
    )


def _sum_up(engine: duckdb.DuckDBPyConnection, staged: Staged, file: str, notes: list[str]) -> Checked:
    """Count what was done, and put it in words."""
    flags = ("swapped", "comma", "summed", "sum_differs", "out_of_order", "no_deaths")
    counts = ", ".join(f"count(*) filter (where {flag} and fault is null)" for flag in flags)
    rows, faults, made, *flagged = _one(
        engine,
        f"""select count(*), count(*) filter (where fault is not null), (select count(*) from made), {counts}
        from checked""",
    )
    swapped, comma, summed, differs, disordered, deathless = flagged
    if not rows:
        raise BadData(f"{file} holds no rows; download it again")
    if staged.totals_hold and differs:
        raise BadData(
            f"{file} has a header that does not fit, and under the repaired one `best` is not the sum of the four "
            f"kinds of deaths in {differs:,} of {rows:,} rows; put the header right"
        )
    notes += (
        [f"`best` is the sum of the four kinds of deaths in all {rows:,} rows"] if staged.totals_hold else []
    )
    notes += [f"{made:,} rows have no id; one was made from what they say"] if made else []
    notes += (
        [f"{swapped:,} rows had latitude and longitude swapped, as their grid cell shows"] if swapped else []
    )
    notes += [f"{comma:,} rows had coordinates with a decimal comma"] if comma else []
    notes += [f"{summed:,} rows had no best estimate; the sum of the four was taken"] if summed else []
    warnings = [f"{differs:,} rows have a best estimate that is not the sum of the four"] if differs else []
    warnings += [f"{disordered:,} rows break low ≤ best ≤ high; kept as they are"] if disordered else []
    warnings += [f"{deathless:,} rows give no number of deaths; sums leave them out"] if deathless else []
    exact, other = _one(
        engine, "select count(*) filter (where exact), count(*) filter (where not exact) from doubles"
    )
    warnings += [f"{exact:,} rows are exact copies of another; left out"] if exact else []
    rejected = int(faults + other)
    return Checked(rows, rows - rejected - exact, rejected, exact, tuple(notes), tuple(warnings))


def _one(engine: duckdb.DuckDBPyConnection, sql: str) -> tuple[int, ...]:
    """The one row of a query of counts."""
    found = engine.execute(sql).fetchall()[0]
    return tuple(found)
