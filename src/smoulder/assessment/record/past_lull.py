"""Past lulls to practise on: drawn by seed, shown to a month in which they ran, with what came kept back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from smoulder.models.comeback.learn import with_series
from smoulder.models.comeback.live import forecast_comeback, origin_now
from smoulder.models.comeback.origins import Origins, find_origins
from smoulder.models.comeback.sample import Groups
from smoulder.models.comeback.stored import fit_for
from smoulder.models.rates.comeback_rate import comeback_rate
from smoulder.models.rates.describe import describe_rates
from smoulder.models.rates.moment import Moment
from smoulder.models.rates.past_lulls import build_panel
from smoulder.records.errors import NoLulls
from smoulder.records.forecast import Chance
from smoulder.records.series import Bools, Floats, Lull, Series
from smoulder.records.settings import Settings
from smoulder.series.lull import find_lulls
from smoulder.series.situation import cut_series
from smoulder.series.twelve import twelve_month_deaths

DRAWS = 400
"""Draws behind the base rate's interval, which practice does not show; its value does not hang on them."""

OLDEST = 60
"""Months since a lull was known to which it is drawn: older ones hardly ever end, and there are many such months."""

Key = tuple[int, str, int]
"""Group id, country, and month index at which the lull was known."""


@dataclass(frozen=True, slots=True)
class PastLull:
    """One lull as it was known at the end of a month, and what came.

    series: cut after that month; lulls: those in it, the running one last. month: its index.
    line:   deaths in 12 months that are a comeback.
    ahead:  shape (horizon,), A(t) of the months that came; deaths_ahead: shape (horizon,), deaths in them.
    back:   months after it in which the line was reached, 0 where it was not within the horizon.
    """

    series: Series
    lulls: tuple[Lull, ...]
    month: int
    line: float
    ahead: Floats
    deaths_ahead: Floats
    back: int

    @property
    def running(self) -> Lull:
        """The lull that is asked about."""
        return self.lulls[-1]

    @property
    def key(self) -> Key:
        """What tells it from other lulls."""
        return self.running.group_id, self.running.country, self.running.known

    def moment(self) -> Moment:
        """The lull as past ones are set beside it."""
        deaths = self.series.deaths
        loud = np.flatnonzero(deaths > 0)
        return Moment(
            group_id=self.series.group_id,
            group=self.series.group,
            country=self.series.country,
            known=self.running.known,
            month=self.month,
            deaths=float(twelve_month_deaths(deaths)[-1]),
            lowest=self.running.lowest,
            peak=self.running.peak,
            silence=int(len(deaths) - 1 - loud[-1]) if len(loud) else None,
            comebacks=sum(one.end == "comeback" for one in self.lulls[:-1]),
        )


def draw_past_lulls(
    groups: Groups,
    horizon: int,
    n: int,
    rng: np.random.Generator,
    skip: Collection[Key] = (),
    peak: float = 0.0,
    settings: Settings | None = None,
) -> list[PastLull]:
    """Draw months of lulls evenly, of their first five years and with the horizon covered, one of each lull.

    Every month is as likely as any other, so that a base rate that is right comes out as calibrated.

    peak:    deaths in 12 months that the spell before must have reached.
    skip:    lulls that are left out, such as those practised before.
    returns: n lulls, no two the same, or as many as there are.
    raises:  NoLulls where none is left.
    """
    settings = settings or Settings()
    origins = find_origins(groups.series, settings, groups.won)
    fit = (origins.followed >= horizon) & (origins.peak >= peak) & (origins.age <= OLDEST)
    rows = np.flatnonzero(fit & ~_skipped(origins, skip))
    if not len(rows):
        raise NoLulls(
            f"no past lull from a peak of {peak:g} is left whose next {horizon} months are covered; give a shorter "
            "--horizon, a lower --peak, or a --seed, with which lulls may come again"
        )
    mixed = rng.permutation(rows)
    # the first month that comes of each lull, in the order in which they come
    first = np.sort(np.unique(origins.lull_code[mixed], return_index=True)[1])[:n]
    series = {(one.group_id, one.country): one for one in groups.series}
    found = []
    for row in mixed[first].tolist():
        key = int(origins.group[row]), origins.countries[origins.country[row]]
        found.append(_past_lull(series[key], origins, row, horizon, settings))
    return found


def _skipped(origins: Origins, skip: Collection[Key]) -> Bools:
    """Which origins are of lulls that are left out, shape (row,)."""
    if not skip:
        return np.zeros(len(origins), dtype=bool)
    countries = [origins.countries[at] for at in origins.country.tolist()]
    keys = zip(origins.group.tolist(), countries, origins.lull.tolist(), strict=True)
    return np.array([key in skip for key in keys])


def _past_lull(one: Series, origins: Origins, row: int, horizon: int, settings: Settings) -> PastLull:
    month = int(origins.month[row])
    cut = cut_series(one, month)
    after = slice(month - one.first + 1, month - one.first + 1 + horizon)
    back = int(origins.back[row])
    return PastLull(
        series=cut,
        lulls=tuple(find_lulls(cut, settings)),
        month=month,
        line=float(origins.line[row]),
        ahead=twelve_month_deaths(one.deaths, settings.unknown_months)[after],
        deaths_ahead=one.deaths[after],
        back=back if back <= horizon else 0,
    )


def base_rate_then(
    one: PastLull, groups: Groups, horizon: int, rng: np.random.Generator, settings: Settings | None = None
) -> Chance | None:
    """The share of past lulls of its class that came back, as it could be counted at the end of its month.

    returns: None where no lull of that age was on record by then.
    """
    settings = settings or Settings()
    won = {key: since for key, since in groups.won.items() if since <= one.month}
    panel = build_panel(groups.series, one.month, settings, won)
    try:
        rate = comeback_rate(panel, one.moment(), horizon, DRAWS, rng)
    except NoLulls:
        return None
    return describe_rates(rate, (horizon,)).rates[0].comeback


def model_then(
    one: PastLull,
    groups: Groups,
    horizon: int,
    rng: np.random.Generator,
    folder: Path | None = None,
    settings: Settings | None = None,
) -> float | None:
    """The comeback model's chance, fitted to what was seen by the last turn of the year before.

    folder:  where fits are kept; making one takes a while.
    returns: None where no comeback was on record by then.
    """
    settings = settings or Settings()
    try:
        fit = fit_for(groups, settings, one.month, folder)
    except NoLulls:
        return None
    key = one.series.group_id, one.series.country
    now = origin_now(with_series(groups, one.series), key, settings, one.month)
    return float(forecast_comeback(fit, now, horizon, 1, rng).curve[horizon - 1])


def shown_months(one: PastLull, months: int) -> list[tuple[int, float | None, float | None]]:
    """The last months to the as-of day: months from it (0 the last), deaths, deaths in 12 months."""
    return _rows(one.series.deaths, twelve_month_deaths(one.series.deaths), months, 0)


def months_ahead(one: PastLull) -> list[tuple[int, float | None, float | None]]:
    """The months that came: months after the last one shown, deaths, deaths in 12 months."""
    return _rows(one.deaths_ahead, one.ahead, len(one.ahead), len(one.ahead))


def _rows(
    deaths: Floats, twelve: Floats, months: int, last: int
) -> list[tuple[int, float | None, float | None]]:
    count = min(months, len(deaths))
    pairs: Sequence[tuple[float, float]] = list(
        zip(deaths[-count:].tolist(), twelve[-count:].tolist(), strict=True)
    )
    return [(last - count + 1 + at, _known(a), _known(b)) for at, (a, b) in enumerate(pairs)]


def _known(value: float) -> float | None:
    return None if np.isnan(value) else value
