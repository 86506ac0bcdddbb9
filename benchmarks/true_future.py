"""Write the forecast of July 2024 to June 2025 from the panel that ships, or score it once outcomes are known.

Run: ./go python benchmarks/true_future.py [--out benchmarks/out/true_future.parquet]
     ./go python benchmarks/true_future.py --outcomes FILE

The panel ends in April 2024; the months lie 3 to 14 months ahead of it. The model is that of `smoulder forecast`
where none is named, 1,000 draws, and the seed is fixed: the same version gives the same draws. FILE is Parquet or CSV
with month_id, country_id and outcome; the scores of the draws then stand beside those published for the challenge.
Months and countries that FILE lacks are left out, and it is said how many were scored.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import pandas as pd

from smoulder.cli.forecast_file import country_columns, month_id, write_forecast
from smoulder.models.counts.choice import choose_model
from smoulder.models.counts.forecast import CountForecast, forecast_counts
from smoulder.models.scores.challenge import Scores, score
from smoulder.reading.challenge import Published, published_true_future
from smoulder.reading.panels import load_country_panel
from smoulder.records.month import month_index, month_text
from smoulder.records.series import Floats

OUT = Path(__file__).parent / "out" / "true_future.parquet"
AHEAD = np.arange(3, 15)
DRAWS = 1000
SEED = 1


def forecast(model: str | None = None, draws: int = DRAWS) -> CountForecast:
    """The draws; model: by name, left out the one that ships as the default."""
    panel = load_country_panel()
    chosen = choose_model(model) if model else choose_model()
    rng = np.random.default_rng(SEED)
    return forecast_counts(panel, month_index("2024-04"), AHEAD, chosen, draws, rng)


def truth_of(found: CountForecast, rows: pd.DataFrame) -> Floats:
    """Outcomes in the cells of a forecast, shape (unit, month), NaN where there is no row.

    raises: ValueError if a column is missing, a row stands twice, or no row is of these months and countries.
    """
    missing = {"month_id", "country_id", "outcome"} - set(rows.columns)
    if missing:
        raise ValueError(
            f"the outcomes lack {', '.join(sorted(missing))}; give month_id, country_id, outcome"
        )
    if rows.duplicated(["month_id", "country_id"]).any():
        raise ValueError("a month of a country stands twice in the outcomes; give each one row")
    table = rows.pivot(index="country_id", columns="month_id", values="outcome")
    months = [month_id(int(month)) for month in found.months]
    truth = table.reindex(index=found.past.ids, columns=months).to_numpy(dtype=float)
    if np.isnan(truth).all():
        raise ValueError(
            f"no outcome is of month_id {months[0]} to {months[-1]} and a country_id of the panel"
        )
    return np.asarray(truth)


def beside(own: Published, published: tuple[Published, ...]) -> str:
    """Our scores among the published ones, by CRPS."""
    lines = [f"{'model':<44}{'CRPS':>14}{'IGN':>9}{'MIS':>16}"]
    for one in sorted((own, *published), key=lambda one: one.crps):
        lines.append(f"{one.model:<44}{one.crps:>14,.2f}{one.ign:>9.3f}{one.mis:>16,.1f}")
    return "\n".join(lines)


def means_of(found: CountForecast, scores: Scores) -> Published:
    """Mean scores in the form of the published ones."""
    means = scores.means()
    return Published(f"Smoulder, {found.model}", means["CRPS"], means["IGN"], means["MIS"])


def highest(found: CountForecast, places: int = 5) -> str:
    """The countries with the highest expected deaths a month."""
    expected = found.expected()
    order = np.argsort(-expected, kind="stable")[:places]
    return "\n".join(f"{found.past.units[at]:<28}{expected[at]:>10,.1f} deaths a month" for at in order)


def main() -> None:
    """Forecast, then write or score."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("--out", type=Path, default=OUT)
    arguments.add_argument("--outcomes", type=Path)
    arguments.add_argument("--model", help="another model of counts by name")
    given = arguments.parse_args()
    found = forecast(given.model)
    if given.outcomes is not None:
        read = pd.read_parquet if given.outcomes.suffix == ".parquet" else pd.read_csv
        truth = truth_of(found, read(given.outcomes))
        print(f"{int(np.sum(~np.isnan(truth))):,} of {truth.size:,} country-months scored")
        print(beside(means_of(found, score(found.draws, truth)), published_true_future()))
        return
    told = {"model": found.model, "seed": str(SEED), "origin": month_text(found.past.last)}
    write_forecast(given.out, country_columns(found), told)
    print(f"{given.out}: {found.model}, seed {SEED}, {found.draws.shape[-1]:,} draws; the highest expected:")
    print(highest(found))
    print(
        "To score it: ./go python benchmarks/true_future.py --outcomes FILE (month_id, country_id, outcome)"
    )


if __name__ == "__main__":
    main()
