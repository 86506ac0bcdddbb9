"""What an answer sees of loaded releases: those of its day, whatever day the figures were opened for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from smoulder.assessment.ground import Ground, countries_with_rows
from smoulder.assessment.subject import Request
from smoulder.desk.assess import Asking, answer_kept
from smoulder.reading.figures import load_series
from smoulder.reading.intake import ReadOptions
from smoulder.reading.sources import find_source
from smoulder.records.change import DayMoved
from smoulder.records.errors import NoLulls
from smoulder.store.counts import Counts
from smoulder.store.events import open_events
from tests.assessment.at_work import GENERAL, QUICK, START, Answered, request
from tests.reading.ged_samples import event, write_ged
from tests.web.conftest import chosen_of

DAY = date(2020, 1, 24)
"""Of the general's report."""


LOADED = 24 * 402.0
"""Deaths of a year that is loaded with events of 400 dead on the group's side."""


def load(folder: Path, vintage: str, deaths: int, year: int, country: str = "Iraq") -> None:
    """Load two events a month of Islamic State, so many of its own dead each, for one year."""
    about = {"country": country, "country_id": 645, "side_a": "Government", "side_a_new_id": 116}
    group = {"side_b": "IS", "side_b_new_id": 234, "deaths_b": deaths, "year": year}
    days = [f"{year}-{number % 12 + 1:02d}-05" for number in range(24)]
    rows = [
        event(year * 100 + number, **about, **group, date_start=day, date_end=day)
        for number, day in enumerate(days)
    ]
    folder.mkdir(exist_ok=True)
    path = write_ged(folder.parent / f"{vintage}.csv", rows)
    open_events(folder).load(find_source("ucdp"), path, ReadOptions(vintage=vintage, countries=(country,)))


@pytest.fixture
def grounds(monkeypatch: pytest.MonkeyPatch) -> list[Ground]:
    """The grounds that answers would stand on; none is answered."""
    seen: list[Ground] = []

    def look(ground: Ground, request: Request) -> None:
        seen.append(ground)
        raise NoLulls("only looked at")

    monkeypatch.setattr("smoulder.assessment.basis.question_of", look)
    return seen


def ask(folder: Path, asking: Asking) -> None:
    chosen = replace(chosen_of(folder), settings=QUICK)
    with pytest.raises(NoLulls, match="only looked at"):
        answer_kept(asking, chosen, START, lambda words: None)


def of_year(ground: Ground, year: int) -> float:
    months = ground.series.months // 12 == year
    return float(ground.series.deaths[months].sum())


def test_known_then_sees_no_later_release_where_the_report_gives_the_day(
    tmp_path: Path, grounds: list[Ground]
) -> None:
    folder = tmp_path / "data"
    load(folder, "25.1", 400, 2018)
    ask(folder, Asking(reports=(GENERAL,), mode="known-then"))
    ask(folder, Asking(reports=(GENERAL,), mode="revised"))
    then, now = grounds
    assert (then.subject.as_of, now.subject.as_of) == (DAY, DAY)
    assert then.counts.coverage() == ()
    assert then.series.deaths.tolist() == load_series(234, "Iraq").deaths.tolist()
    assert of_year(now, 2018) == LOADED


def test_a_case_found_again_is_seen_up_to_the_day_that_it_stands_at(
    answered: Answered, grounds: list[Ground]
) -> None:
    load(answered.folder, "25.1", 400, 2020)
    answered.puts(DayMoved(as_of=date(2021, 6, 1)))
    ask(answered.folder, Asking(reports=(GENERAL,), as_of=DAY))
    (ground,) = grounds
    assert ground.subject.as_of == date(2021, 6, 1)
    assert of_year(ground, 2020) == LOADED


def test_a_country_is_not_chosen_by_rows_that_came_out_later(tmp_path: Path) -> None:
    load(tmp_path, "25.1", 1, 2018, country="Norway")
    counts = Counts(open_events(tmp_path))
    known = {
        mode: countries_with_rows(request(mode=mode, counts=counts))(234, DAY)
        for mode in ("revised", "known-then")
    }
    assert "Norway" in known["revised"]
    assert "Norway" not in known["known-then"]
