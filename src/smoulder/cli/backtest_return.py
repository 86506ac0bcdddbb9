"""One run of `smoulder backtest return`: forecasts in several processes, scores, files and words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from smoulder.cli.output import check_folder, write_whole
from smoulder.cli.terminal import say
from smoulder.records.errors import BadSetting

if TYPE_CHECKING:
    from smoulder.models.backtest.comeback_scores import ComebackScores
    from smoulder.models.backtest.comebacks import Forecasts
    from smoulder.models.backtest.score_row import CurvePoint, ScoreRow
    from smoulder.models.comeback.sample import Sample
    from smoulder.reading.own_covariates import OwnCovariates
    from smoulder.reading.own_groups import OwnGroups

On = Literal["months", "episodes", "both"]
FIRST_ASKED = 2010
CHECKED = (2006, 2009)
"""Years on which choices made by 2005 were checked; they are printed beside the asked ones."""


@dataclass(frozen=True, slots=True)
class Found:
    """Scores of one run; `weights` are those of the stack by line and year, `in_years` the blocks of episodes."""

    rows: tuple[ScoreRow, ...]
    curve: tuple[CurvePoint, ...]
    names: tuple[str, ...]
    weights: dict[str, dict[int, list[float]]]
    in_years: frozenset[str]


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of one run, as they were given."""

    on: On
    years: str | None
    jobs: int
    seed: int
    own: Path | None
    out: Path | None
    data: Path | None
    settings: Path | None
    engine: str | None = None
    master: str | None = None

    def run(self) -> Found:
        """Check the options, forecast, and score.

        raises: BadSetting, CannotWrite or MissingExtra for what cannot be met, before any work is done.
        """
        if self.out is not None:
            from smoulder.brief.charts.draw import check_charts

            check_folder(self.out, "--out")
            check_charts()
        if self.on == "episodes" and self.years is not None:
            raise BadSetting(
                f"--years {self.years} is for group months: episodes are scored in two fixed blocks; leave it out"
            )
        if self.on == "episodes" and self.own is not None:
            raise BadSetting(
                f"--with {self.own} is for group months: the models of episodes take no further columns; leave it out"
            )
        rows: list[ScoreRow] = []
        curve: list[CurvePoint] = []
        names: tuple[str, ...] = ()
        weights: dict[str, dict[int, list[float]]] = {}
        if self.on != "episodes":
            for major in (False, True):
                found = self._months(major=major)
                rows += found.rows
                curve += found.curve
                names = found.names
                line = "major" if major else "comeback"
                weights[line] = {year: held.round(4).tolist() for year, held in found.weights.items()}
        in_years: frozenset[str] = frozenset()
        if self.on != "months":
            episodes = self._episodes()
            in_years = frozenset(row.block for row in episodes[0])
            rows += episodes[0]
            curve += episodes[1]
        return Found(tuple(rows), tuple(curve), names, weights, in_years)

    def _months(self, *, major: bool) -> ComebackScores:
        from smoulder.models.backtest.comeback_scores import score_comebacks, slices

        sample, more = self._sample()
        first, last = self._span(sample)
        wanted = slices(first, last)
        if self.years is None:
            wanted = (*wanted, *slices(*CHECKED)[:1])
        forecasts = forecast_in_jobs(sample, last, self.jobs, more, major=major)
        return score_comebacks(sample, forecasts, wanted, self.seed, major=major)

    def _sample(self) -> tuple[Sample, tuple[str, ...]]:
        """All origins, and the names of the user's own columns among their covariates."""
        from datetime import date

        from smoulder.cli.settings import choose_settings
        from smoulder.models.comeback.learn import groups_of, learning_sample
        from smoulder.models.comeback.own_columns import add_own_columns
        from smoulder.reading.own_groups import read_own_groups
        from smoulder.store.counts import Counts
        from smoulder.store.events import open_events

        chosen = choose_settings(
            {}, file=self.settings, data=self.data, engine=self.engine, master=self.master
        )
        counts = Counts(open_events(chosen.events))
        own = read_own_groups(chosen.data)
        sample = learning_sample(groups_of(counts, date.max, own), chosen.settings)
        return (sample, ()) if self.own is None else add_own_columns(sample, self._columns(own))

    def _columns(self, own: OwnGroups) -> OwnCovariates:
        from smoulder.reading.groups import load_registry
        from smoulder.reading.own_covariates import read_own_covariates

        assert self.own is not None
        return read_own_covariates(self.own, load_registry(own))

    def _span(self, sample: Sample) -> tuple[int, int]:
        from smoulder.cli.backtest_run import span_of
        from smoulder.models.backtest.comebacks import FIRST_YEAR, HORIZONS

        own = sample.origins.take(~sample.borrowed)
        end = int((own.month[own.decided(min(HORIZONS))]).max()) // 12
        first, last = (FIRST_ASKED, end) if self.years is None else tuple(span_of(self.years))
        if not FIRST_YEAR < first <= last <= end:
            told = "" if self.years is None else f" {self.years}"
            raise BadSetting(
                f"--years{told} is out of range; years from {FIRST_YEAR + 1} to {end} can be scored, such as "
                f"{FIRST_ASKED}-{end}"
            )
        return first, last

    def _episodes(self) -> tuple[Sequence[ScoreRow], Sequence[CurvePoint]]:
        from smoulder.models.backtest.episodes import backtest_episodes
        from smoulder.models.episodes.quiet import quiet_years
        from smoulder.reading.background import load_episodes, load_neighbours

        found = backtest_episodes(quiet_years(load_episodes(), load_neighbours()), self.seed)
        say("Episodes forecast and scored")
        return found.rows, found.curve

    def finish(self, found: Found, as_json: bool) -> str:
        """Write the files that were asked for; returns what is to be printed."""
        from smoulder.cli.backtest_return_words import heads_of, parts_of
        from smoulder.cli.backtest_words import as_markdown, as_text

        figures = json.dumps(self._figures(found), indent=1, ensure_ascii=False) + "\n"
        head, parts = heads_of(self.on, self.seed), parts_of(found)
        if self.out is not None:
            from smoulder.brief.charts.reliability import reliability_svg

            write_whole(self.out / "scores.json", figures)
            write_whole(self.out / "table.md", as_markdown("Backtest of comebacks", head, parts))
            write_whole(self.out / "calibration.svg", reliability_svg(found.curve, found.in_years))
            say(f"Scores, table and drawing: {self.out}")
        return figures.rstrip() if as_json else as_text(head, parts)

    def _figures(self, found: Found) -> dict[str, Any]:  # Any: JSON
        from smoulder import __version__
        from smoulder.reading.figures import vintage

        return {
            "on": self.on,
            "seed": self.seed,
            "version": __version__,
            "vintage": vintage(),
            "members": list(found.names),
            "scores": [_row(row) for row in found.rows],
            "calibration": [_row(point) for point in found.curve],
            "weights": found.weights,
        }


def _row(row: ScoreRow | CurvePoint) -> dict[str, Any]:  # Any: JSON
    return {name: None if value != value else value for name, value in asdict(row).items()}


def forecast_in_jobs(
    sample: Sample, last: int, jobs: int, more: tuple[str, ...] = (), *, major: bool
) -> Forecasts:
    """Forecast every year from the first to `last`, in so many processes; the answer is the same with any number.

    more: names of the user's own covariates.
    """
    from smoulder.models.backtest.comebacks import FIRST_YEAR, join_forecasts

    years = list(range(FIRST_YEAR, last + 1))
    what = "major comebacks" if major else "comebacks"
    if jobs == 1:
        parts = []
        for year in years:
            parts += _forecast_year(sample, year, more, major)
            say(f"{year}: {what} forecast")
        return join_forecasts(parts)
    with ProcessPoolExecutor(
        jobs, mp_context=get_context("spawn"), initializer=_take, initargs=(sample,)
    ) as pool:
        # the last years take longest, and begin first
        waiting = {year: pool.submit(_forecast_held, year, more, major) for year in reversed(years)}
        parts = []
        for year in years:
            parts += waiting[year].result()
            say(f"{year}: {what} forecast")
    return join_forecasts(parts)


_HELD: list[Sample] = []
"""The sample of a worker process, sent once and not with every year."""


def _take(sample: Sample) -> None:
    _HELD[:] = [sample]


def _forecast_held(year: int, more: tuple[str, ...], major: bool) -> list[Forecasts]:
    return _forecast_year(_HELD[0], year, more, major)


def _forecast_year(sample: Sample, year: int, more: tuple[str, ...], major: bool) -> list[Forecasts]:
    from smoulder.models.backtest.comebacks import forecast_years
    from smoulder.models.comeback.members import comeback_models

    return list(forecast_years(sample, comeback_models(more), [year], major=major))
