"""Loads into the store, and what it answers."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.reading.sources import find_source
from smoulder.records.errors import BadData, BadStore, NoData
from smoulder.records.month import month_index
from smoulder.records.series import Series
from smoulder.store.events import Asked, EventStore, open_events
from smoulder.store.events_intake import intake_engine
from smoulder.store.events_lock import writing
from tests.reading.ged_samples import event, write_ged
from tests.store.event_files import put

EMBERS = 9001
MARCH = month_index("2020-03")


@pytest.fixture
def store(tmp_path: Path) -> EventStore:
    return open_events(tmp_path / "data")


def at(series: Series, month: str, name: str = "deaths") -> float:
    return float(getattr(series, name)[month_index(month) - series.first])


def files(store: EventStore) -> set[str]:
    return {path.name for path in store.folder.rglob("*.parquet")}


def test_a_load_says_what_it_did(store: EventStore) -> None:
    report = put(store, [event(1), event(2)], "21.1")
    assert (report.rows, report.added, report.replaced, report.unchanged, report.rejected) == (2, 2, 0, 0, 0)
    (covered,) = report.coverage
    assert (covered.first, covered.last) == (month_index("1989-01"), month_index("2020-12"))
    assert (covered.released, covered.final) == (date(2021, 6, 1), True)
    assert store.coverage() == report.coverage


def test_loading_twice_is_loading_once(store: EventStore) -> None:
    put(store, [event(1), event(2)], "21.1")
    before, files_before = store.manifest(), files(store)
    report = put(store, [event(1), event(2)], "21.1")
    assert (report.added, report.replaced, report.unchanged) == (0, 0, 2)
    assert store.manifest() == before
    assert files(store) == files_before


def test_a_changed_row_takes_the_place_of_the_old_one(store: EventStore) -> None:
    put(store, [event(1), event(2), event(3)], "21.1")
    report = put(store, [event(2, deaths_b=50), event(4)], "21.1")
    assert (report.added, report.replaced, report.unchanged) == (1, 1, 0)
    found = store.events(EMBERS).set_index("id").deaths_b.to_dict()
    assert found == {"1": 2, "2": 50, "3": 2, "4": 2}


@settings(max_examples=10, deadline=None)
@given(
    first=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 5)), max_size=8),
    second=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 5)), min_size=1, max_size=8),
)
def test_the_store_holds_the_last_word_on_each_id_however_often_it_is_said(
    tmp_path_factory: pytest.TempPathFactory, first: list[tuple[int, int]], second: list[tuple[int, int]]
) -> None:
    store = open_events(tmp_path_factory.mktemp("store"))
    expected: dict[str, int] = {}
    for pairs in (first, second, second):
        rows = dict(pairs)
        if not rows:
            continue
        put(store, [event(number, deaths_b=dead) for number, dead in rows.items()], "21.1")
        expected |= {str(number): dead for number, dead in rows.items()}
    found = store.events(EMBERS)
    assert found.set_index("id").deaths_b.to_dict() == expected
    assert len(found) == len(expected)


def test_one_bad_row_stops_the_whole_file(store: EventStore) -> None:
    with pytest.raises(
        BadData, match=r"row 3 of 21\.1\.csv: date_end 2019-02-30 is no date; fix the row, or pass"
    ):
        put(store, [event(1), event(2, date_end="2019-02-30")], "21.1")
    assert store.coverage() == ()
    assert files(store) == set()


def test_bad_rows_can_be_skipped_and_are_written_to_a_file(store: EventStore, tmp_path: Path) -> None:
    rejects = tmp_path / "rejects" / "a.csv"
    rows = [event(number, type_of_violence=7) for number in range(12)] + [event(99)]
    report = put(store, rows, "21.1", rejects=rejects)
    assert (report.rows, report.added, report.rejected, len(report.reasons)) == (13, 1, 12, 10)
    lines = rejects.read_text().splitlines()
    assert lines[:2] == ["row,column,reason", '2,type_of_violence,"7 is no kind of violence (1, 2 or 3)"']
    assert len(lines) == 13


def test_a_file_without_a_sound_row_is_refused_even_then(store: EventStore, tmp_path: Path) -> None:
    with pytest.raises(BadData, match="no row that can be taken"):
        put(store, [event(1, country="")], "21.1", rejects=tmp_path / "a.csv")


def test_a_file_that_is_not_there_and_an_empty_one_are_refused(store: EventStore, tmp_path: Path) -> None:
    (tmp_path / "ged211.csv").touch()
    for name, why in (("ged211.csv", "0 bytes"), ("other.csv", "no file")):
        with pytest.raises(BadData, match=why):
            store.load(find_source("ucdp"), tmp_path / name)


def test_the_sides_of_an_event_see_what_they_did_and_suffered(store: EventStore) -> None:
    rows = [
        event(1, deaths_a=1, deaths_b=2, deaths_civilians=4, deaths_unknown=8),
        event(
            2, type_of_violence=3, side_a_new_id=EMBERS, side_a="Embers", side_b_new_id=1, side_b="Civilians"
        )
        | {"deaths_a": "1", "deaths_b": "0", "deaths_civilians": "10", "deaths_unknown": "3", "best": "14"},
    ]
    put(store, rows, "21.1")
    both = store.series(EMBERS, "Norland")
    assert [at(both, "2020-03", name) for name in ("events", "deaths", "inflicted", "suffered", "unknown")] == [
        2, 15 + 14, 1 + 10, 2 + 1, 12 + 3,
    ]  # fmt: skip
    fights = store.series(EMBERS, "Norland", "state-based")
    assert [at(fights, "2020-03", name) for name in ("inflicted", "suffered", "unknown")] == [1, 2, 12]
    with pytest.raises(NoData):
        store.series(1, "Norland")


def test_covered_months_are_zero_and_others_unknown(store: EventStore) -> None:
    put(store, [event(1)], "21.1")
    put(store, [event(2, date_start="2021-03-01", date_end="2021-03-02")], "21.0.3")
    series = store.series(EMBERS, "Norland")
    assert (at(series, "1989-01"), at(series, "2020-12"), at(series, "2021-03")) == (0, 0, 4)
    assert np.isnan(at(series, "2021-01"))
    assert series.last == month_index("2021-03")
    assert (series.source, series.vintage) == ("UCDP GED, UCDP Candidate", "21.1, 21.0.3")


def test_the_final_release_stands_before_the_candidate_and_the_newer_before_the_older(
    store: EventStore,
) -> None:
    put(store, [event(1, deaths_b=1)], "20.0.3")
    report = put(store, [event(1, deaths_b=10)], "21.1")
    assert report.superseded == 1
    put(store, [event(1, deaths_b=100)], "22.1")
    put(store, [event(1, deaths_b=5)], "20.01.20.06")
    assert at(store.series(EMBERS, "Norland"), "2020-03", "suffered") == 100
    assert sum(one.rows for one in store.manifest().segments) == 4


@pytest.mark.parametrize(
    ("day", "suffered"), [("2020-05-01", 1), ("2021-05-31", 5), ("2021-06-01", 10), ("2022-06-02", 100)]
)
def test_known_then_sees_only_releases_of_its_day(store: EventStore, day: str, suffered: float) -> None:
    for vintage, dead in (("20.0.3", 1), ("20.01.20.06", 5), ("21.1", 10), ("22.1", 100)):
        put(store, [event(1, deaths_b=dead)], vintage)
    asked = Asked(mode="known-then", as_of=date.fromisoformat(day))
    assert at(store.series(EMBERS, "Norland", asked=asked), "2020-03", "suffered") == suffered


def test_the_day_of_release_can_be_told(store: EventStore) -> None:
    put(store, [event(1)], "21.1", released=date(2021, 7, 9))
    asked = Asked(mode="known-then", as_of=date(2021, 7, 8))
    with pytest.raises(NoData):
        store.series(EMBERS, "Norland", asked=asked)


def test_no_month_from_the_as_of_day_on_is_seen(store: EventStore) -> None:
    put(store, [event(1), event(2, date_start="2020-06-01", date_end="2020-06-01")], "21.1")
    series = store.series(EMBERS, "Norland", asked=Asked(as_of=date(2020, 6, 15)))
    assert series.last == month_index("2020-05")
    assert store.events(EMBERS, asked=Asked(as_of=date(2020, 6, 15))).id.to_list() == ["1"]


def test_an_event_over_months_counts_at_its_end_or_by_its_days(store: EventStore) -> None:
    put(store, [event(1, date_start="2020-02-20", date_end="2020-03-20", deaths_b=30)], "21.1")
    by_end = store.series(EMBERS, "Norland")
    by_days = store.series(EMBERS, "Norland", asked=Asked(rule="days"))
    assert (at(by_end, "2020-02", "suffered"), at(by_end, "2020-03", "suffered")) == (0, 30)
    assert (at(by_days, "2020-02", "suffered"), at(by_days, "2020-03", "suffered")) == (10, 20)


def test_by_days_a_month_takes_its_share_of_an_event_that_began_before_all_months_in_question(
    store: EventStore,
) -> None:
    put(store, [event(1, date_start="2025-12-22", date_end="2026-01-10", deaths_b=20)], "26.0.1")
    by_days = store.series(EMBERS, "Norland", asked=Asked(rule="days"))
    assert (by_days.first, len(by_days.events)) == (month_index("2026-01"), 1)
    assert at(by_days, "2026-01", "suffered") == 10


def test_all_series_are_the_single_ones_and_leave_governments_out(store: EventStore) -> None:
    other = {"side_b_new_id": 9002, "side_b": "Sparks", "country": "Southland"}
    put(
        store, [event(1), event(2, **other), event(3, deaths_b=9)], "21.1", countries=("Norland", "Southland")
    )
    every = store.all_series()
    assert [(one.group_id, one.group, one.country) for one in every] == [
        (9001, "Embers", "Norland"),
        (9002, "Sparks", "Southland"),
    ]
    alone = store.series(EMBERS, "Norland")
    for name in ("events", "deaths", "low", "high", "inflicted", "suffered", "unknown"):
        assert np.array_equal(getattr(every[0], name), getattr(alone, name), equal_nan=True)
    assert len(store.all_series(governments=True)) == 4


@settings(max_examples=10, deadline=None)
@given(
    st.lists(
        st.tuples(st.dates(date(2019, 1, 1), date(2019, 12, 31)), st.integers(0, 300), st.integers(0, 40)),
        min_size=1,
        max_size=10,
    )
)
def test_both_rules_keep_the_totals_and_country_months_count_each_event_once(
    tmp_path_factory: pytest.TempPathFactory, made: list[tuple[date, int, int]]
) -> None:
    store = open_events(tmp_path_factory.mktemp("store"))
    rows = []
    for number, (start, length, dead) in enumerate(made):
        end = date.fromordinal(start.toordinal() + length)
        rows.append(event(number, date_start=str(start), date_end=str(end), deaths_b=dead))
    put(store, rows, "21.1")
    total = sum(2 + dead for _, _, dead in made)
    for rule in ("end", "days"):
        series = store.series(EMBERS, "Norland", asked=Asked(rule=rule))
        months = store.country_months("Norland", asked=Asked(rule=rule))
        assert float(series.events.sum()) == pytest.approx(len(made))
        assert float(series.deaths.sum()) == float(months.deaths.sum()) == pytest.approx(total)
        parts = series.inflicted + series.suffered + series.unknown
        assert series.deaths == pytest.approx(parts)


def test_a_country_is_not_covered_before_it_began(store: EventStore) -> None:
    rows = [event(1, country="South Sudan"), event(2, country="Sudan")]
    put(store, rows, "21.1", countries=())
    assert store.series(EMBERS, "South Sudan").first == month_index("2011-07")
    assert store.series(EMBERS, "Sudan").first == month_index("1989-01")


def test_spans_of_a_file_made_of_releases_come_from_a_csv(store: EventStore, tmp_path: Path) -> None:
    spans = tmp_path / "spans.csv"
    spans.write_text("vintage,country,from,to\n21.1,Norland,2020-02,2020-04\n19.1,*,1989-01,2018-12\n")
    put(store, [event(1), event(2, date_start="2019-01-01", date_end="2019-01-01")], "21.1", coverage=spans)
    series = store.series(EMBERS, "Norland")
    assert (series.first, series.last, float(series.events.sum())) == (MARCH - 1, MARCH + 1, 1)
    with pytest.raises(BadData, match=r"no span for release 22\.1"):
        put(store, [event(1)], "22.1", coverage=spans)
    spans.write_text("vintage,land\n21.1,Norland\n")
    with pytest.raises(BadData, match="needs the columns vintage, country, from and to"):
        put(store, [event(1)], "21.1", coverage=spans)


def test_what_the_store_lacks_is_said_with_the_cure(store: EventStore) -> None:
    with pytest.raises(NoData, match="smoulder load"):
        store.series(EMBERS, "Norland")
    put(store, [event(1)], "21.1")
    with pytest.raises(NoData, match="it has some in Norland"):
        store.series(EMBERS, "Southland")
    with pytest.raises(NoData, match="no release in the store covers Southland"):
        store.country_months("Southland")


def test_readers_keep_their_state_while_a_load_runs(store: EventStore) -> None:
    put(store, [event(1)], "21.1")
    with store._view(Asked()) as view:
        put(store, [event(1, deaths_b=50)], "21.1")
        (series,) = view.series("all kinds", group_id=EMBERS)
        assert at(series, "2020-03", "suffered") == 2
    assert at(store.series(EMBERS, "Norland"), "2020-03", "suffered") == 50


def test_only_one_load_writes_at_a_time(store: EventStore) -> None:
    put(store, [event(1)], "21.1")
    with (
        writing(store.folder),
        pytest.raises(BadStore, match="being written by another load"),
        writing(store.folder, wait_seconds=0.1),
    ):
        pass


def test_loads_from_several_processes_lose_nothing(store: EventStore, tmp_path: Path) -> None:
    paths = [write_ged(tmp_path / f"ged211-{number}.csv", [event(number)]) for number in range(4)]
    code = "import sys; from smoulder.cli.main import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "load", "ucdp", "--data", str(tmp_path)]
    running = [subprocess.Popen([*command, str(path)], stdout=subprocess.DEVNULL) for path in paths]
    assert [one.wait() for one in running] == [0] * 4
    assert sorted(open_events(tmp_path).events(EMBERS).id) == ["0", "1", "2", "3"]


def test_the_engine_writes_nothing_of_its_own_among_the_answers(store: EventStore, tmp_path: Path) -> None:
    bar = "select current_setting('enable_progress_bar')"
    with store._view(Asked()) as view:
        assert view.engine.ask(bar).rows() == [(False,)]
    with intake_engine(tmp_path) as engine:
        assert engine.execute(bar).fetchall() == [(False,)]
