"""UCDP GED and Candidate files: CSV, zipped CSV, Excel and Parquet, releases 17.1 and later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from smoulder.reading.columns import match_columns, plain_name, require
from smoulder.reading.csv_shape import Shape, find_shape, fit_header
from smoulder.reading.csv_table import TROUBLE, text_view, view_csv, view_csv_carefully
from smoulder.reading.intake import ReadOptions, Staged
from smoulder.reading.parquet_table import view_parquet
from smoulder.reading.plain_text import to_utf8
from smoulder.reading.spreadsheet import workbook_to_csv
from smoulder.reading.ucdp_release import YEARLY, parse_release, version_in_name
from smoulder.reading.unpack import unpack
from smoulder.records.errors import BadData
from smoulder.records.event import EVENT_COLUMNS

if TYPE_CHECKING:
    import duckdb

    from smoulder.reading.sources import Source

NAMES: Mapping[str, tuple[str, ...]] = {
    "vintage": ("ged_version", "version", "vintage"),
    "id": ("id", "event_id"),
    "kind": ("type_of_violence", "violence_type"),
    "conflict_id": ("conflict_new_id", "conflict_id", "conflict_dset_id"),
    "conflict": ("conflict_name", "conflict"),
    "dyad_id": ("dyad_new_id", "dyad_id", "dyad_dset_id"),
    "dyad": ("dyad_name", "dyad"),
    "side_a_id": ("side_a_new_id", "side_a_id", "side_a_dset_id"),
    "side_a": ("side_a", "side_a_name"),
    "side_b_id": ("side_b_new_id", "side_b_id", "side_b_dset_id"),
    "side_b": ("side_b", "side_b_name"),
    "country": ("country", "country_name"),
    "country_id": ("country_id", "gwno", "gwnoloc"),
    "adm_1": ("adm_1", "adm1"),
    "adm_2": ("adm_2", "adm2"),
    "where_prec": ("where_prec", "where_precision"),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "lon", "long"),
    "date_start": ("date_start", "start_date"),
    "date_end": ("date_end", "end_date"),
    "date_prec": ("date_prec", "date_precision"),
    "event_clarity": ("event_clarity",),
    "sources": ("number_of_sources",),
    "source_headline": ("source_headline",),
    "deaths_a": ("deaths_a",),
    "deaths_b": ("deaths_b",),
    "deaths_civilians": ("deaths_civilians", "deaths_civilian"),
    "deaths_unknown": ("deaths_unknown",),
    "best": ("best", "best_est", "best_estimate"),
    "low": ("low", "low_est", "low_estimate"),
    "high": ("high", "high_est", "high_estimate"),
    "priogrid_gid": ("priogrid_gid",),
}
"""What the releases have called each column; the best name first."""
NEEDED = ("kind", "side_a", "side_b", "country", "date_start", "best")
OLD_IDS = "dset_id"
PARTS = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")


def read_ucdp(
    engine: duckdb.DuckDBPyConnection, path: Path, source: Source, options: ReadOptions, work: Path
) -> Staged:
    """Stage a GED or Candidate file (contract: `intake.EventReader`).

    raises: BadData where the file cannot be read, lacks a column that matters, or does not say its release.
    """
    notes: list[str] = []
    if path.suffix.lower() == ".zip":
        table, note = unpack(path, work)
        notes.append(note)
    else:
        table = path
    if table.suffix.lower() == ".parquet":
        header = view_parquet(engine, table)
        return _stage(engine, path, header, None, options, tuple(notes))
    if table.suffix.lower() in (".xlsx", ".xlsm", ".xls"):
        table, note = workbook_to_csv(table, work)
        notes.append(note)
    table, note = to_utf8(table, work)
    notes += [note] if note else []
    found = find_shape(table, path.name)
    shape = fit_header(found, path.name, _makes_sense)
    if options.careful:
        view_csv_carefully(engine, table, shape, work)
    else:
        view_csv(engine, table, shape)
    staged = _stage(engine, path, shape.header, shape, options, (*notes, *shape.assumptions))
    return replace(staged, totals_hold=shape.header != found.header)


def _stage(
    engine: duckdb.DuckDBPyConnection,
    path: Path,
    header: tuple[str, ...],
    shape: Shape | None,
    options: ReadOptions,
    notes: tuple[str, ...],
) -> Staged:
    """Make `staged` from the view `file`."""
    places = match_columns(header, NAMES)
    require(places, {ours: NAMES[ours] for ours in NEEDED}, header, path.name)
    field = {ours: f"f{place}" for ours, place in places.items()}
    vintage, more = _vintage(path, options, field)
    careful = options.careful and shape is not None
    columns = {
        "vintage": vintage,
        **{ours: one for ours, one in field.items() if ours != "vintage"},
        **({"row": "row", TROUBLE: TROUBLE} if careful else {}),
    }
    columns["source"] = f"case when regexp_matches({vintage}, '{YEARLY}') then 'ucdp' else 'candidate' end"
    engine.execute(f"create or replace temp view staged as select {text_view(columns)} from file")
    missing = [ours for ours in EVENT_COLUMNS if ours not in columns]
    if missing:
        more.append(f"has no column for {', '.join(missing)}")
    old = [header[places[ours]] for ours in places if plain_name(header[places[ours]]).endswith(OLD_IDS)]
    if old:
        more.append(f"has ids of the older numbering only ({', '.join(old)})")
    return Staged(
        columns=frozenset(columns),
        first_row=None if careful else (shape.first_row if shape else 2),
        assumptions=(*notes, *more),
        names={ours: header[place] for ours, place in places.items()},
    )


def _vintage(path: Path, options: ReadOptions, field: Mapping[str, str]) -> tuple[str, list[str]]:
    """The release as an SQL expression, and what was assumed."""
    if options.vintage:
        return f"'{parse_release(options.vintage).version}'", []
    if "vintage" in field:
        return field["vintage"], []
    version = version_in_name(path.name)
    if version is None:
        raise BadData(
            f"{path.name} does not say which release it is; add --vintage, for example --vintage 26.1"
        )
    return f"'{version}'", [f"taken as release {version}, by its name"]


def _makes_sense(row: Mapping[str, str]) -> bool:
    """Whether a row fits under its header: a kind, a day, and a total that is the sum of its parts."""
    values = dict(zip(NAMES, (None,) * len(NAMES), strict=True)) | {
        ours: list(row.values())[place] for ours, place in match_columns(list(row), NAMES).items()
    }
    try:
        total = sum(float(values[part] or "nan") for part in PARTS)
        return (
            values["kind"] in ("1", "2", "3")
            and any(char.isdigit() for char in values["date_start"] or "")
            and not (values["country"] or "1")[0].isdigit()
            and total == float(values["best"] or "nan")
        )
    except ValueError:
        return False
