"""What stays of a window once its draws are let go, and windows taken together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from smoulder.models.backtest.counts import Scored
from smoulder.models.scores.calibration import inside, pit
from smoulder.models.scores.split import CHANGES, Change, split_cells
from smoulder.records.panel import Panel
from smoulder.records.series import Bools, Floats, Ints


@dataclass(frozen=True, slots=True)
class Kept:
    """One window, or several below each other: rows are units, a unit of two windows being two of them.

    years:     shape (row,), the window of each row; units, countries: shape (row,), names.
    ahead:     shape (month,), months after the origin, the same in all windows.
    truth, expected: shape (row, month), what happened, and the mean of the ensemble's draws.
    before:    shape (row,), mean count of the last twelve months that the forecast saw.
    scores:    by model and score, shape (row, month).
    changes:   by what happened, shape (row, month).
    pit, inside: of the ensemble, shape (row, month) and (level, row, month).
    """

    years: Ints
    units: tuple[str, ...]
    countries: tuple[str, ...]
    ahead: Ints
    truth: Floats
    expected: Floats
    before: Floats
    scores: Mapping[str, Mapping[str, Floats]]
    changes: Mapping[Change, Bools]
    pit: Floats
    inside: Floats

    def of(self, years: Sequence[int]) -> Kept:
        """Only the rows of some windows."""
        rows = np.isin(self.years, years)
        names = np.flatnonzero(rows)
        return Kept(
            years=self.years[rows],
            units=tuple(self.units[at] for at in names),
            countries=tuple(self.countries[at] for at in names),
            ahead=self.ahead,
            truth=self.truth[rows],
            expected=self.expected[rows],
            before=self.before[rows],
            scores={
                model: {name: values[rows] for name, values in held.items()}
                for model, held in self.scores.items()
            },
            changes={name: cells[rows] for name, cells in self.changes.items()},
            pit=self.pit[rows],
            inside=self.inside[:, rows],
        )


def keep(scored: Scored, panel: Panel, rng: np.random.Generator) -> Kept:
    """Let the draws of a window go and keep what tables and drawings need of it.

    panel: the one that was forecast from; rng: breaks ties of PIT values.
    """
    past, truth = scored.window.past(panel), scored.truth
    recent = past.counts[:, -12:]
    return Kept(
        years=np.full(len(past.units), scored.window.year),
        units=past.units,
        countries=past.countries,
        ahead=scored.window.ahead,
        truth=truth,
        expected=scored.draws.mean(axis=-1),
        before=np.nansum(recent, axis=1) / np.sum(~np.isnan(recent), axis=1),
        scores={model: held.named() for model, held in scored.scores.items()},
        changes=split_cells(past.counts, truth),
        pit=pit(scored.draws, truth, rng),
        inside=inside(scored.draws, truth),
    )


def together(windows: Sequence[Kept]) -> Kept:
    """Windows below each other.

    raises: ValueError if there is none.
    """
    if not windows:
        raise ValueError("no window was scored")
    first = windows[0]
    return Kept(
        years=np.concatenate([one.years for one in windows]),
        units=tuple(unit for one in windows for unit in one.units),
        countries=tuple(country for one in windows for country in one.countries),
        ahead=first.ahead,
        truth=np.concatenate([one.truth for one in windows]),
        expected=np.concatenate([one.expected for one in windows]),
        before=np.concatenate([one.before for one in windows]),
        scores={
            model: {
                name: np.concatenate([one.scores[model][name] for one in windows])
                for name in first.scores[model]
            }
            for model in first.scores
        },
        changes={name: np.concatenate([one.changes[name] for one in windows]) for name in CHANGES},
        pit=np.concatenate([one.pit for one in windows]),
        inside=np.concatenate([one.inside for one in windows], axis=1),
    )
