"""One run of `smoulder backtest counts`: what was asked, checked; the windows; the files and the words."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from smoulder.cli.forecast_run import vintage_words
from smoulder.cli.output import check_folder, write_whole
from smoulder.cli.terminal import say
from smoulder.records.errors import BadSetting

if TYPE_CHECKING:
    from smoulder.models.backtest.summary import Summary
    from smoulder.reading.panels import GroupCount
    from smoulder.records.panel import Panel
    from smoulder.store.events import EventStore

FIRST_ASKED = 2018
"""First year scored where none is named: the first after the tuning era."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of one run, as they were given."""

    of: Literal["countries", "groups"]
    years: str | None
    measure: GroupCount | None
    seed: int
    out: Path | None
    data: Path | None
    settings: Path | None
    engine: str | None = None
    master: str | None = None

    def run(self) -> Summary:
        """Check the options, forecast every window, and put it into figures.

        raises: BadSetting, CannotWrite or MissingExtra for what cannot be met, before any work is done.
        """
        import numpy as np

        from smoulder.models.backtest.counts import backtest
        from smoulder.models.backtest.eras import last_year, years_to_run
        from smoulder.models.backtest.kept import keep, together
        from smoulder.models.backtest.summary import summarise
        from smoulder.models.counts.benchmarks import Bootstrap, LastMonth, Zero
        from smoulder.models.ensemble.members import ensemble_members

        self._check()
        panel = self._panel()
        asked = years_asked(self.years, last_year(panel))
        every = years_to_run(asked)
        kept = []
        others = (Zero(), LastMonth(), Bootstrap())
        for found in backtest(panel, ensemble_members(), others, every, self.seed):
            year = found.window.year
            kept.append(keep(found, panel, np.random.default_rng([self.seed, year, 1])))
            say(f"{year} forecast and scored: {len(kept)} of {len(every)} windows")
        return summarise(together(kept), asked, np.random.default_rng(self.seed))

    def finish(self, found: Summary, as_json: bool) -> str:
        """Write the files that were asked for; returns what is to be printed."""
        from smoulder import __version__
        from smoulder.cli.backtest_file import backtest_json
        from smoulder.cli.backtest_parts import all_parts, years_words
        from smoulder.cli.backtest_words import as_markdown, as_text
        from smoulder.reading.challenge import CONTESTANT, published_windows

        vintage, years = self._vintage(), found.asked.years
        published = published_windows(CONTESTANT, years) if self.of == "countries" else None
        told = {
            "of": self.of,
            "counted": self._counted(),
            "seed": self.seed,
            "vintage": vintage,
            "version": __version__,
        }
        figures = json.dumps(backtest_json(found, published, told), indent=1) + "\n"
        head = self._head(found, vintage)
        parts = all_parts(found, published, "country" if self.of == "countries" else "group")
        if self.out is not None:
            title = f"Backtest of counts, {self.of}, {years_words(years)}"
            write_whole(self.out / "scores.json", figures)
            write_whole(self.out / "table.md", as_markdown(title, head, parts))
            write_whole(self.out / "calibration.svg", self._drawing(found))
            say(f"Scores, table and drawing: {self.out}")
        return figures.rstrip() if as_json else as_text(head, parts)

    def _check(self) -> None:
        if self.of == "countries" and self.measure is not None:
            raise BadSetting(
                f"--measure {self.measure} is for groups: of countries state-based deaths are counted; "
                "leave it out, or add --of groups"
            )
        if self.years is not None:
            span_of(self.years)
        if self.out is not None:
            from smoulder.brief.charts.draw import check_charts

            check_folder(self.out, "--out")
            check_charts()

    def _panel(self) -> Panel:
        from smoulder.store.panels import country_panel, group_panel

        store = self._store()
        return (
            country_panel(store) if self.of == "countries" else group_panel(store, self.measure or "deaths")
        )

    def _store(self) -> EventStore:
        from smoulder.cli.settings import choose_settings
        from smoulder.store.events import open_events

        given = {"engine": self.engine, "master": self.master}
        return open_events(choose_settings({}, file=self.settings, data=self.data, **given).events)

    def _vintage(self) -> str:
        from smoulder.reading.figures import vintage
        from smoulder.store.counts import Counts
        from smoulder.store.panels import releases_after_panel

        store = self._store()
        if self.of == "countries":
            source = f"VIEWS country-months {vintage()['VIEWS country-months']}"
            return vintage_words(source, releases_after_panel(store))
        return vintage_words(f"UCDP GED {vintage()['UCDP GED']}", Counts(store).coverage())

    def _counted(self) -> str:
        from smoulder.reading.panels import WORDS

        return "state-based deaths" if self.of == "countries" else WORDS[self.measure or "deaths"]

    def _head(self, found: Summary, vintage: str) -> list[str]:
        from smoulder import __version__
        from smoulder.cli.backtest_parts import years_words

        asked, counted = found.asked, self._counted()
        where = "" if self.of == "countries" else f" in {asked.countries} countries"
        return [
            f"{counted[0].upper()}{counted[1:]} of {asked.units} {self.of}{where}, {years_words(asked.years)}: each "
            f"year's twelve months forecast from the October before, 3 to 14 months ahead; {asked.cells:,} months.",
            f"The ensemble's weights for a year are learnt on the years from 2001 to the one before. "
            f"Seed {self.seed}, Smoulder {__version__}.",
            f"Data: {vintage}, as they stand today, not as they were known then.",
        ]

    def _drawing(self, found: Summary) -> str:
        from smoulder.brief.charts.calibration import calibration_svg
        from smoulder.cli.backtest_parts import years_words

        years = years_words(found.asked.years)
        if found.fought is None:
            return calibration_svg(found.all_cells, f"{self.of}, {years}")
        return calibration_svg(found.fought, f"{self.of} with a count in the year before, {years}")


def years_asked(text: str | None, last: int) -> range:
    """The years to score.

    last:   the newest that can be.
    raises: BadSetting if they are no span of years, or outside 2005 to `last`.

    >>> years_asked("2018-2020", 2023), years_asked(None, 2023)
    (range(2018, 2021), range(2018, 2024))
    """
    from smoulder.models.backtest.eras import TUNING

    first, end = (FIRST_ASKED, last) if text is None else span_of(text)
    if not TUNING[0] <= first <= end <= last:
        told = "" if text is None else f" {text}"
        raise BadSetting(
            f"--years{told} is out of range; years from {TUNING[0]} to {last} can be scored, such as {last}"
        )
    return range(first, end + 1)


def span_of(text: str) -> Sequence[int]:
    """First and last year that are written as `2018-2023`, or `2018` alone.

    raises: BadSetting if they are no span of years.
    """
    found = re.fullmatch(r"(\d{4})(?:-(\d{4}))?", text)
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
    if first > last:
        raise BadSetting(
            f"--years {text!r} is no span of years; write the first and the last, such as 2018-2023, or one year"
        )
    return first, last
