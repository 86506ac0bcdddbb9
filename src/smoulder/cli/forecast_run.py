"""One run of `smoulder forecast`: what was asked, checked; the forecast; the file and the words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smoulder.cli.output import check_folder
from smoulder.cli.terminal import progress, say
from smoulder.records.errors import BadSetting, CannotWrite
from smoulder.records.month import last_full_month, month_text, parse_day

if TYPE_CHECKING:
    from smoulder.models.counts.forecast import CountForecast
    from smoulder.models.ensemble.stored import Units
    from smoulder.records.event import Coverage
    from smoulder.records.panel import Panel
    from smoulder.records.series import Ints
    from smoulder.store.events import EventStore

FURTHEST = 36
"""Months ahead that are forecast."""
LEAST, MOST = 20, 2_000
"""Draws: under twenty have no 90 % interval; of all groups over 36 months many more than 2,000 outgrow 2 GB."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of one run, as they were given."""

    out: Path
    as_of: str | None
    months: str
    draws: int
    seed: str | None
    model: str | None
    data: Path | None
    settings: Path | None

    def forecast(self, units: Units, panel_of: Callable[[EventStore], Panel]) -> CountForecast:
        """Check the options, load the panel, and forecast.

        units:    what is forecast.
        panel_of: makes the panel from the user's store of events.
        raises:   BadSetting, BadDate or CannotWrite for an option that cannot be met, before any work is done.
        """
        import numpy as np

        from smoulder.models.counts.choice import DEFAULT, choose_model
        from smoulder.models.counts.forecast import forecast_counts

        ahead, seed = months_ahead(self.months), self.seed_used()
        if not LEAST <= self.draws <= MOST:
            raise BadSetting(f"--draws {self.draws} is out of range; ask for {LEAST} to {MOST:,}")
        check_file(self.out)
        model = choose_model(self.model or DEFAULT, units)
        with progress("Reading the months") as tell:
            panel = panel_of(self.store())
            origin = origin_of(panel, self.as_of)
            tell(f"Forecasting with {model.name}")
            return forecast_counts(panel, origin, ahead, model, self.draws, np.random.default_rng(seed))

    def finish(
        self, found: CountForecast, columns: Mapping[str, Any], units: str, vintage: str
    ) -> None:  # Any: columns of several types
        """Write the file, and say what it holds.

        units: what the units are, in the plural; vintage: of the data, in words.
        """
        from smoulder import __version__
        from smoulder.cli.forecast_file import write_forecast
        from smoulder.cli.forecast_words import forecast_words

        seed = self.seed_used()
        told = {
            "model": found.model,
            "seed": str(seed),
            "origin": month_text(found.past.last),
            "counted": found.past.what,
            "vintage": vintage,
            "smoulder": __version__,
        }
        write_forecast(self.out, columns, told)
        print(forecast_words(found, units, vintage, seed))
        say(f"Forecast: {self.out}")

    def seed_used(self) -> int:
        """The seed given, else that of the settings."""
        from smoulder.cli.settings import choose_settings

        given = {} if self.seed is None else {"seed": self.seed}
        return choose_settings(given, file=self.settings, data=self.data).settings.seed

    def store(self) -> EventStore:
        """The user's events."""
        from smoulder.cli.settings import choose_settings
        from smoulder.store.events import open_events

        return open_events(choose_settings({}, file=self.settings, data=self.data).events)


def vintage_words(source: str, loaded: Sequence[Coverage]) -> str:
    """The source of the figures that ship, and the releases that were laid over it."""
    releases = dict.fromkeys(f"{one.source} {one.vintage}" for one in loaded)
    return source + (f", under loaded {', '.join(releases)}" if releases else "")


def months_ahead(text: str) -> Ints:
    """Months ahead that are written as `3-14`, or `3` alone.

    raises: BadSetting if they are no span within 1 to 36.

    >>> months_ahead("3-6").tolist(), months_ahead("12").tolist()
    ([3, 4, 5, 6], [12])
    """
    import numpy as np

    found = re.fullmatch(r"(\d{1,3})(?:-(\d{1,3}))?", text)
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
    if not 1 <= first <= last <= FURTHEST:
        raise BadSetting(
            f"--months {text!r} is no span of months; write the months ahead as A-B, from 1 to {FURTHEST}, "
            "such as 3-14"
        )
    return np.arange(first, last + 1)


def origin_of(panel: Panel, as_of: str | None) -> int:
    """The last month that the model sees: the one asked for, or the newest that most units cover.

    raises: BadDate if the text is no month; BadSetting if it lies outside the panel or covers no unit.
    """
    from smoulder.store.panels import newest_month

    if as_of is None:
        return newest_month(panel)
    month = last_full_month(parse_day(as_of))
    span = f"{month_text(panel.first)} to {month_text(panel.last)}"
    if not panel.first <= month <= panel.last:
        raise BadSetting(
            f"--as-of {as_of}: the months of {panel.what} go from {span}; give one of these, "
            "or load newer events with smoulder load"
        )
    if not panel.until(month).covered().units:
        raise BadSetting(
            f"--as-of {as_of}: no unit is covered in {month_text(month)}; the newest month that most cover is "
            f"{month_text(newest_month(panel))}"
        )
    return month


def check_file(path: Path) -> None:
    """See that a Parquet file can be written under a path.

    raises: CannotWrite with the cure.
    """
    if path.suffix != ".parquet":
        raise CannotWrite(
            f"{path} is not written: a forecast is Parquet; end the name in .parquet with --out"
        )
    if path.is_dir():
        raise CannotWrite(f"{path} is a folder; choose another name with --out")
    check_folder(path.parent, "--out")
