"""The file of a forecast: one row for each draw, and how it was made in the metadata."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from smoulder.cli.output import whole_file
from smoulder.records.errors import CannotWrite
from smoulder.records.month import month_text

if TYPE_CHECKING:
    from smoulder.models.counts.forecast import CountForecast

FIRST_YEAR = 1980
"""Months are numbered from 1 in January of that year by VIEWS."""


def month_id(month: int) -> int:
    """The number that VIEWS gives a month.

    >>> month_id(2024 * 12 + 6)
    535
    """
    return month - FIRST_YEAR * 12 + 1


def country_columns(found: CountForecast) -> dict[str, Any]:  # Any: columns of several types
    """Columns of the VIEWS challenge: month_id, country_id, draw (from 0), outcome; by country, month and draw."""
    units, months, draws = found.draws.shape
    numbers = np.array([month_id(int(month)) for month in found.months], dtype=np.int32)
    return {
        "month_id": np.tile(np.repeat(numbers, draws), units),
        "country_id": np.repeat(found.past.ids.astype(np.int32), months * draws),
        **_drawn(found),
    }


def group_columns(found: CountForecast) -> dict[str, Any]:  # Any: columns of several types
    """Columns month, group_id, country, draw (from 0), outcome; by group, month and draw."""
    import pandas as pd

    units, months, draws = found.draws.shape
    texts = pd.Index([month_text(int(month)) for month in found.months])
    countries = pd.Index(dict.fromkeys(found.past.countries))
    codes = countries.get_indexer(pd.Index(found.past.countries))
    every = np.tile(np.repeat(np.arange(months), draws), units)
    return {
        "month": pd.Categorical.from_codes(every, texts),
        "group_id": np.repeat(found.past.ids.astype(np.int32), months * draws),
        "country": pd.Categorical.from_codes(np.repeat(codes, months * draws), countries),
        **_drawn(found),
    }


def write_forecast(path: Path, columns: Mapping[str, Any], told: Mapping[str, str]) -> None:  # Any: as above
    """Write columns as Parquet, whole or not at all.

    told:   how the forecast was made; kept as the file's key-value metadata.
    raises: CannotWrite where the file cannot be written.
    """
    import duckdb
    import pandas as pd

    named = [
        f"cast({name} as varchar) as {name}" if name in ("month", "country") else name for name in columns
    ]
    metadata = ", ".join(f"{key}: {_quoted(value)}" for key, value in told.items())
    with whole_file(path) as draft, duckdb.connect() as engine:
        engine.execute("set enable_progress_bar = false")
        engine.register("forecast", pd.DataFrame(dict(columns)))
        try:
            engine.execute(
                f"copy (select {', '.join(named)} from forecast) to {_quoted(str(draft))} "
                f"(format parquet, compression zstd, kv_metadata {{{metadata}}})"
            )
        except duckdb.IOException as reason:
            raise CannotWrite(
                f"{path} cannot be written ({reason}); choose another place with --out"
            ) from reason


def _drawn(found: CountForecast) -> dict[str, Any]:  # Any: columns of two types
    units, months, draws = found.draws.shape
    return {
        "draw": np.tile(np.arange(draws, dtype=np.int32), units * months),
        "outcome": found.draws.ravel().astype(np.int32),
    }


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
