"""Invented groups with lulls whose fate is known, and a running lull to set beside them."""

from smoulder.models.rates.moment import Moment
from smoulder.models.rates.past_lulls import Panel, build_panel
from smoulder.records.month import month_index
from smoulder.records.series import Series
from smoulder.records.settings import Settings
from tests.series.test_lull import series


def quiet_for(months: int, then: float, group: int, country: str = "Country") -> Series:
    """A year at 20 a month, so many months of nothing, then a year at `then` a month."""
    deaths = [20.0] * 12 + [0.0] * months + [then] * 12
    return series(deaths, group_id=group, group=f"Group {group}", country=country)


def panel(several: list[Series], to: str = "2030-12", **more: object) -> Panel:
    """The panel of these series to the end of a month."""
    return build_panel(several, month_index(to), Settings(), **more)  # type: ignore[arg-type]


def many(returning: int, staying: int) -> list[Series]:
    """Groups of five countries, of which some come back after two years."""
    back = [quiet_for(24, 30.0, at, f"C{at % 5}") for at in range(returning)]
    return back + [quiet_for(60, 0.0, 100 + at, f"C{at % 5}") for at in range(staying)]


def running(age: int = 6, deaths: float = 0.0, peak: float = 240.0) -> Moment:
    """A running lull of a group that is not among the others."""
    return Moment(999, "Group 999", "Nowhere", 0, age, deaths, deaths, peak, silence=12, comebacks=0)
