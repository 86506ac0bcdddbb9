"""Every table of a brief as CSV, with what a program needs to load them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from smoulder.brief.charts.chart import Chart
from smoulder.brief.data_table import DataTable
from smoulder.brief.datapackage import package_text
from smoulder.brief.manuscript import Manuscript
from smoulder.brief.spreadsheet import csv_text
from smoulder.brief.tables.whole import data_licence, tables_of


def csv_files(manuscript: Manuscript) -> dict[str, bytes]:
    """Every table as `tables/NAME.csv`, and `tables/datapackage.json`, which describes them.

    The data of the charts are among them; those that are a table already are not written twice.
    """
    tables, drawn = with_chart_data(tables_of(manuscript.assessment), manuscript.charts)
    licence = data_licence(manuscript.assessment)
    tables = tuple(replace(one, licence=one.licence or licence) for one in tables)
    files = {f"tables/{one.name}.csv": csv_text(one).encode("utf-8", "replace") for one in tables}
    package = package_text(manuscript.assessment, tables, drawn)
    return {"tables/datapackage.json": package.encode("utf-8", "replace"), **files}


def with_chart_data(
    tables: Sequence[DataTable], charts: Sequence[Chart]
) -> tuple[tuple[DataTable, ...], dict[str, tuple[str, ...]]]:
    """Tables with the data of charts after them, and by table's name the charts that show it.

    The data of a chart come as `chart_NAME`, unless a table holds all of them under the same names.
    """
    whole = list(tables)
    drawn: dict[str, tuple[str, ...]] = {}
    for chart in charts:
        if not chart.data.rows:
            continue
        name = next((one.name for one in whole if _holds(one, chart.data)), "")
        if not name:
            name = f"chart_{re.sub(r'[^a-z0-9]+', '_', chart.name.lower()).strip('_')}"
            whole.append(replace(chart.data, name=name, source=chart.data.source or chart.source))
        drawn[name] = (*drawn.get(name, ()), chart.name)
    return tuple(whole), drawn


def _holds(table: DataTable, data: DataTable) -> bool:
    """Whether a table has all columns and rows of some data."""
    names = [column.name for column in table.columns]
    wanted = [column.name for column in data.columns]
    if not set(wanted) <= set(names):
        return False
    places = [names.index(name) for name in wanted]
    return set(data.rows) <= {tuple(row[at] for at in places) for row in table.rows}
