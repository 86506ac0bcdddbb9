"""Which constants of the count models forecast the years 2005 to 2017 best?

Run: ./go python benchmarks/count_constants.py recent|hurdle|regimes [--fit]

Every window is January to December of one year, from data that end in the October before. Printed are the means of
the windows' scores for the constants that ship (first line) and for one change at a time, beside conflictology. Years
from 2018 on are never looked at: they are for the final figure. `hurdle --fit` first finds the numbers that all units
share, by likelihood on the months to October 2016 (some minutes).
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import astuple, replace

import numpy as np

from smoulder.models.counts.benchmarks import Conflictology
from smoulder.models.counts.contract import CountModel
from smoulder.models.counts.hurdle import FITTED, HurdleNegativeBinomial
from smoulder.models.counts.hurdle_filter import Hurdle, filter_levels
from smoulder.models.counts.recent import Recent
from smoulder.models.counts.regimes import Regimes
from smoulder.models.scores.challenge import score
from smoulder.reading.panels import load_country_panel
from smoulder.records.panel import Panel
from smoulder.records.series import Floats

YEARS = range(2005, 2018)
AHEAD = np.arange(3, 15)
DRAWS = 1000
CHANGES: dict[str, Sequence[dict[str, float]]] = {
    "recent": (
        {"half_life": 2.0},
        {"half_life": 4.0},
        {"half_life": 6.0, "half_life_step": 0.5},
        {"half_life_step": 0.0},
        {"half_life_step": 0.3},
        {"ratio": 0.0},
        {"ratio": 0.3},
        {"ratio": 0.7},
        {"like": 0.0},
        {"like": 0.15},
        {"like": 1.0},
        {"level_half_life": 2.0},
        {"level_half_life": 6.0},
    ),
    "hurdle": (
        {"calmer": 1.0, "rarer": 1.0},
        {"calmer": 0.8, "rarer": 0.7},
        {"calmer": 0.7},
        {"calmer": 0.5},
        {"rarer": 0.3},
        {"rarer": 0.7},
        {"calmer": 0.5, "rarer": 1.0},
    ),
    "regimes": (
        {"parted": 0.67},
        {"parted": 0.8},
        {"change_half_life": 12.0},
        {"change_half_life": 48.0},
        {"change_pull": 0.05},
        {"change_pull": 1.0},
        {"change_pull": 10.0},
        {"size_half_life": 2.0},
        {"size_half_life": 6.0},
        {"size_pull": 1.0},
        {"lag": 3},
        {"lag": 9},
        {"blur": 0.3},
    ),
}
MODELS: dict[str, Recent | HurdleNegativeBinomial | Regimes] = {
    "recent": Recent(),
    "hurdle": HurdleNegativeBinomial(),
    "regimes": Regimes(),
}


def mean_scores(model: CountModel, panel: Panel) -> dict[str, float]:
    """Means over the windows of each window's mean score."""
    found: list[dict[str, float]] = []
    for year in YEARS:
        origin = (year - 1) * 12 + 9
        seen = panel.until(origin).covered()
        rows = np.isin(panel.ids, seen.ids)
        drawn = model.draws(seen, AHEAD, DRAWS, np.random.default_rng(year))
        found.append(score(drawn, panel.at(origin + AHEAD)[rows]).means())
    return {name: float(np.mean([one[name] for one in found])) for name in found[0]}


def show(model: CountModel, panel: Panel, what: str) -> None:
    """Print one line of scores."""
    scores = "  ".join(f"{name} {value:8.4f}" for name, value in mean_scores(model, panel).items())
    print(f"{what:44s} {scores}", flush=True)


def fit(counts: Floats, steps: int = 900) -> Hurdle:
    """The numbers of the hurdle model that make the counts most likely, from those that ship."""
    from scipy.optimize import minimize

    start = np.array(astuple(FITTED))
    positive = np.array([True, True, True, False, False, False, True, False, True, True])

    def hurdle(point: Floats) -> Hurdle:
        return Hurdle(*np.where(positive, np.exp(np.where(positive, point, 0.0)), point).tolist())

    def loss(point: Floats) -> float:
        one = hurdle(point)
        if not (0.05 < one.step < one.jump < 5 and one.jump_chance < 0.5 and one.burst < 0.5):
            return float("inf")
        return -filter_levels(counts, one).log_likelihood

    first = np.where(positive, np.log(np.where(positive, start, 1.0)), start)
    simplex = np.vstack([first, first + 0.3 * np.eye(len(first))])
    settings = {"maxfev": steps, "xatol": 0.01, "fatol": 0.5, "adaptive": True, "initial_simplex": simplex}
    found = minimize(loss, first, method="Nelder-Mead", options=settings)
    print(f"log likelihood {loss(first):.1f} -> {found.fun:.1f} (less is better) after {found.nfev} tries")
    return hurdle(found.x)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", choices=sorted(MODELS))
    parser.add_argument("--fit", action="store_true")
    asked = parser.parse_args()
    panel = load_country_panel()
    model = MODELS[asked.model]
    if asked.fit:
        found = fit(panel.until(2016 * 12 + 9).counts)
        print(found)
        if isinstance(model, HurdleNegativeBinomial):
            model = replace(model, shared=found)
    show(Conflictology(), panel, "conflictology")
    show(model, panel, f"{asked.model}, as it is")
    for change in CHANGES[asked.model]:
        words = ", ".join(f"{name} {value:g}" for name, value in change.items())
        show(replace(model, **change), panel, words)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
