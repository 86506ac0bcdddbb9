"""The named cases and counts of the lull rules, on the figures that ship."""

import numpy as np
import pytest

from smoulder.models.rates.kaplan_meier import survival
from smoulder.reading.figures import load_all_series, load_series
from smoulder.records.month import month_index, month_text
from smoulder.records.series import Lull
from smoulder.records.settings import Settings
from smoulder.series.all_lulls import lulls_of_all, walk_histories
from smoulder.series.lull import find_lulls
from smoulder.series.twelve import twelve_month_deaths


@pytest.fixture(scope="module")
def lulls() -> list[Lull]:
    return [lull for one in load_all_series() for lull in find_lulls(one)]


def one_lull(group_id: int, country: str, known: str) -> Lull:
    found = [lull for lull in find_lulls(load_series(group_id, country)) if lull.known == month_index(known)]
    assert len(found) == 1, f"no lull of {group_id} in {country} is known in {known}"
    return found[0]


def test_the_forerunner_of_islamic_state_in_iraq() -> None:
    lull = one_lull(234, "Iraq", "2009-03")
    assert lull.ended is not None
    assert month_text(lull.ended) == "2013-07"


def test_islamic_state_in_iraq() -> None:
    lull = one_lull(234, "Iraq", "2018-07")
    assert (lull.end, month_text(lull.last)) == ("open", "2018-12")


def test_the_ltte_in_sri_lanka() -> None:
    lull = one_lull(320, "Sri Lanka", "2010-05")
    assert (lull.end, month_text(lull.last), lull.lowest) == ("open", "2022-12", 0.0)


def test_twelve_month_deaths_in_iraq() -> None:
    iraq = load_series(234, "Iraq")
    twelve = twelve_month_deaths(iraq.deaths)
    assert round(twelve[month_index("2007-03") - iraq.first]) == 4496
    assert round(twelve[month_index("2011-11") - iraq.first]) == 1091


def test_how_many_lulls_there_are(lulls: list[Lull]) -> None:
    assert len(lulls) == 799
    # the design counts 387: two more have a peak of exactly 100 once sums of day shares are rounded
    large = [lull for lull in lulls if lull.peak >= 100]
    assert len(large) == 389
    assert sum(lull.peak == 100 for lull in large) >= 2


def test_all_at_once_finds_the_same_lulls(lulls: list[Lull]) -> None:
    found = lulls_of_all(walk_histories(load_all_series(), Settings()))
    assert [lull for one in found for lull in one] == lulls


def test_comebacks_of_lulls_from_a_peak_of_100_or_more(lulls: list[Lull]) -> None:
    large = [lull for lull in lulls if lull.peak >= 100 and lull.last > lull.known]
    exit_ = np.array([lull.last - lull.known for lull in large])
    back = np.array([lull.end == "comeback" for lull in large])
    curve = 1 - survival(np.zeros(len(large), dtype=np.int64), exit_, back, 0, 60)
    found = [float(round(curve[month - 1], 2)) for month in (6, 12, 24, 36, 60)]
    assert found == pytest.approx([0.17, 0.27, 0.40, 0.44, 0.50], abs=0.011)
