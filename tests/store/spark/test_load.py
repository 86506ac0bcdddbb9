"""The same files loaded by Spark at once and by DuckDB one after the other: the same reports, rows and answers."""

from __future__ import annotations

import random
import signal
import time
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import duckdb
import pytest

from smoulder.reading.intake import ReadOptions
from smoulder.reading.sources import find_source
from smoulder.records.cluster import Cluster
from smoulder.records.errors import BadStore, SmoulderError
from smoulder.records.event import LoadReport
from smoulder.records.event_place import EventPlace
from smoulder.store.engine_duckdb import pattern_of
from smoulder.store.events import Asked, EventStore
from smoulder.store.spark import load, load_write
from tests.reading.ged_samples import COLUMNS, event, write_ged
from tests.reading.test_gdelt import line, write
from tests.store.spark.cluster import SMALL, settings, smoulder

pytestmark = pytest.mark.spark
WORLD = ReadOptions(countries=("Norland", "Sudland"))


@dataclass(frozen=True)
class Pair:
    """Two stores that are loaded with the same, one by each engine."""

    duck: EventStore
    spark: EventStore

    def load(
        self,
        source: str,
        files: Sequence[Path],
        options: ReadOptions = WORLD,
        skip_bad: bool = False,
    ) -> tuple[list[LoadReport], str]:
        """Load with both, and see that both say the same."""
        found, names = find_source(source), [str(one) for one in files]
        rejects = [[self.rejects(store, one) for one in files] for store in (self.duck, self.spark)]
        reports, trouble = [], ""
        for number, path in enumerate(files):
            try:
                kept = rejects[0][number] if skip_bad else None
                reports.append(self.duck.load(found, path, options, kept))
            except SmoulderError as error:
                trouble = str(error)
                break
        loaded = self.spark.load_all(found, names, options, rejects[1] if skip_bad else None)
        assert list(loaded.reports) == reports
        assert loaded.trouble == trouble
        for one, other in zip(*rejects, strict=True):
            assert one.exists() == other.exists()
            assert not one.exists() or one.read_text() == other.read_text()
        self.compare()
        return reports, trouble

    def compare(self) -> None:
        """The same is covered, and the same rows and sides lie in both."""
        assert self.duck.coverage() == self.spark.coverage()
        for part in ("rows", "sides"):
            assert held(self.spark, part) == held(self.duck, part)
        assert tidy(self.spark)

    @staticmethod
    def rejects(store: EventStore, path: Path) -> Path:
        return store.folder.parent / f"rejects-{store.folder.name}" / f"{path.name}.csv"


@pytest.fixture
def pair(tmp_path: Path, on_here: Cluster) -> Pair:
    return Pair(
        EventStore(EventPlace(str(tmp_path / "duck"))),
        EventStore(EventPlace(str(tmp_path / "spark"), on_here)),
    )


def held(store: EventStore, part: str) -> list[tuple[object, ...]]:
    """All that lies in a store, in one order."""
    names = [
        f"'{pattern_of(store.folder / part / f'{one.name}.parquet')}'" for one in store.manifest().segments
    ]
    if not names:
        return []
    return duckdb.sql(f"select * from read_parquet([{', '.join(names)}]) order by all").fetchall()


def tidy(store: EventStore) -> bool:
    """Nothing lies about that the manifest does not name."""
    named = {one.name for one in store.manifest().segments} | set(store.manifest().retired)
    lies = {one.stem for part in ("rows", "sides") for one in (store.folder / part).glob("*.parquet")}
    return lies <= named and not (store.folder / "drafts").exists()


def ged(path: Path, *rows: dict[str, str], vintage: str = "21.1") -> Path:
    """A file whose rows say their release, each its own or that of all."""
    return write_ged(path, [{"version": vintage} | one for one in rows], columns=[*COLUMNS, "version"])


def test_files_of_one_command_are_as_if_loaded_one_after_the_other(pair: Pair, tmp_path: Path) -> None:
    files = [
        ged(tmp_path / "1.csv", event(1), event(2), event(2), event(3)),
        ged(tmp_path / "2.csv", event(2, deaths_b=9), event(4)),
        ged(tmp_path / "3.csv", event(2), event(5, country="Sudland")),
        ged(tmp_path / "4.csv", event(1), event(5, country="Sudland")),
    ]
    reports, _ = pair.load("ucdp", files)
    assert [(one.added, one.replaced, one.unchanged, one.repeated) for one in reports] == [
        (3, 0, 0, 1), (1, 1, 0, 0), (1, 1, 0, 0), (0, 0, 2, 0)
    ]  # fmt: skip
    before = pair.spark.manifest()
    reports, _ = pair.load("ucdp", files[2:])
    assert sum(one.unchanged for one in reports) == 4
    assert pair.spark.manifest() == before


def test_candidates_give_way_to_the_final_release_of_a_later_file(pair: Pair, tmp_path: Path) -> None:
    pair.load("candidate", [ged(tmp_path / "a.csv", event(1), event(2), event(8), vintage="20.0.3")])
    reports, _ = pair.load(
        "ucdp",
        [
            ged(tmp_path / "b.csv", event(1, deaths_b=7), event(9), vintage="20.0.3"),
            ged(tmp_path / "c.csv", event(1), event(3, deaths_a=0)),
            ged(tmp_path / "d.csv", event(4, country="Sudland"), vintage="20.01.20.06"),
            ged(tmp_path / "e.csv", event(4), {**event(2), "version": "20.0.3"}, vintage="22.1"),
        ],
    )
    assert [one.superseded for one in reports] == [0, 4, 0, 5]
    for asked in (Asked(), Asked(rule="days")):
        alone, other = (repr(one.all_series(asked=asked)) for one in (pair.duck, pair.spark))
        assert alone == other


def test_a_bad_row_stops_there_and_with_skip_bad_is_written_to_a_file(pair: Pair, tmp_path: Path) -> None:
    files = [
        ged(tmp_path / "1.csv", event(1)),
        ged(
            tmp_path / "2.csv",
            *(event(number, type_of_violence=7) for number in range(20, 32)),
            event(2),
            event(2, deaths_a=5),
            event(3, date_end='20"19, 02'),
        ),
        ged(tmp_path / "3.csv", event(4)),
    ]
    reports, trouble = pair.load("ucdp", files)
    assert (len(reports), trouble.partition(":")[0]) == (1, "row 2 of 2.csv")
    reports, trouble = pair.load("ucdp", files, skip_bad=True)
    assert ([one.rejected for one in reports], len(reports[1].reasons), trouble) == ([0, 14, 0], 10, "")
    nothing = ged(tmp_path / "5.csv", event(1, country=""))
    _, trouble = pair.load("ucdp", [nothing], skip_bad=True)
    assert "no row that can be taken" in trouble


def test_a_file_that_is_not_there_or_empty_stops_there(pair: Pair, tmp_path: Path) -> None:
    sound, empty = ged(tmp_path / "1.csv", event(1)), tmp_path / "2.csv"
    empty.touch()
    reports, trouble = pair.load("ucdp", [sound, empty])
    assert (len(reports), "0 bytes" in trouble) == (1, True)
    assert pair.load("ucdp", [tmp_path / "3.csv", sound])[1].endswith("is no file; check the name")


def test_each_engine_goes_on_with_what_the_other_has_written(
    pair: Pair, tmp_path: Path, on_here: Cluster
) -> None:
    pair.load("ucdp", [ged(tmp_path / "1.csv", event(1), event(2)), ged(tmp_path / "2.csv", event(3))])
    turned = Pair(
        EventStore(EventPlace(str(pair.spark.folder))), EventStore(EventPlace(str(pair.duck.folder), on_here))
    )
    again = ged(tmp_path / "3.csv", event(2, deaths_b=40), event(4))
    turned.load("ucdp", [again])
    pair.compare()
    pair.load("ucdp", [ged(tmp_path / "4.csv", event(4, best=9), event(2, deaths_b=40)), again])
    asked = repr(pair.duck.all_series())
    assert repr(pair.spark.all_series()) == repr(turned.duck.all_series()) == asked


@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_files_say_of_the_same_ids_both_engines_take_the_same(
    pair: Pair, tmp_path: Path, seed: int
) -> None:
    chance, number = random.Random(seed), 0
    for _ in range(2):
        files = []
        for _ in range(chance.randint(2, 6)):
            number += 1
            rows = [
                event(
                    one,
                    deaths_b=chance.choice([0, 1]),
                    side_b_new_id=chance.choice([9001, ""]),
                    conflict_new_id=chance.choice([7, ""]),
                    dyad_new_id=chance.choice([7, ""]),
                    country=chance.choice(["Norland", "Sudland"]),
                )
                | {"version": chance.choice(["21.1", "22.1", "20.0.3"])}
                for one in chance.sample(range(8), chance.randint(1, 6))
            ]
            files.append(ged(tmp_path / f"{number}.csv", *rows))
        pair.load("ucdp", files)
    assert repr(pair.spark.all_series()) == repr(pair.duck.all_series())


def test_gdelt_its_zip_archives_and_a_span_for_all_of_them(pair: Pair, tmp_path: Path) -> None:
    plain = write(
        tmp_path / "20240503121500.export.CSV", line(), line(id="2", root="04", quad="1"), line(id="3")
    )
    packed = tmp_path / "20240503123000.export.CSV.zip"
    inside = write(
        tmp_path / "20240503123000.export.CSV", line(id="3", sources="9"), line(id="4", type1="MIL")
    )
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(inside, inside.name)
    quiet = write(tmp_path / "20240503124500.export.CSV", line(id="5", quad="1"))
    reports, trouble = pair.load("gdelt", [plain, packed, quiet, plain], ReadOptions())
    assert [(one.added, one.replaced) for one in reports] == [(2, 0), (1, 1)]
    assert "holds no attack" in trouble
    spans = tmp_path / "spans.csv"
    spans.write_text("vintage,country,from,to\n2.0,*,2024-04,2024-06\n")
    pair.load("gdelt", [packed], ReadOptions(coverage=spans))
    asked = Asked(family="gdelt")
    assert repr(pair.spark.all_series(asked=asked)) == repr(pair.duck.all_series(asked=asked))


def test_excel_and_zip_are_read_by_the_workers_too(pair: Pair, tmp_path: Path) -> None:
    workbook = pytest.importorskip("openpyxl").Workbook()
    for row in (COLUMNS, list(event(1).values()), list(event(2).values())):
        workbook.active.append(row)
    workbook.save(tmp_path / "ged211.xlsx")
    table = write_ged(tmp_path / "ged211.csv", [event(3), event(4)], separator=";")
    with zipfile.ZipFile(tmp_path / "ged211-csv.zip", "w") as archive:
        archive.write(table, table.name)
    reports, _ = pair.load("ucdp", [tmp_path / "ged211.xlsx", tmp_path / "ged211-csv.zip"])
    assert [one.added for one in reports] == [2, 2]


def test_a_large_release_is_written_in_parts_that_follow_one_another(
    pair: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(load_write, "PART", 30)
    rows = [event(number, country=f"Land {number % 7}") for number in range(100)]
    pair.load("ucdp", [ged(tmp_path / "1.csv", *rows)])
    (segment,) = pair.spark.manifest().segments
    assert segment.rows == 100
    parts = sorted((pair.spark.folder / "rows" / f"{segment.name}.parquet").glob("*.parquet"))
    spans = [
        duckdb.sql(f"select min(country), max(country) from read_parquet('{one}')").fetchall()[0]
        for one in parts
    ]
    assert len(parts) > 2
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


@pytest.mark.parametrize("lost", ["taken", "rows"])
def test_what_a_worker_wrote_and_nobody_else_sees_is_told_and_changes_nothing(
    pair: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lost: str
) -> None:
    module, rule = (load, "file < 1") if lost == "taken" else (load_write, "id <> '3'")
    whole = load_write.read
    pair.load("ucdp", [ged(tmp_path / "1.csv", event(1))])
    before = pair.spark.manifest()
    files = [str(ged(tmp_path / f"{one}.csv", event(one))) for one in (2, 3)]
    with monkeypatch.context() as patch:
        patch.setattr(module, "read", lambda *asked: whole(*asked).where(rule))
        with pytest.raises(BadStore, match="not to be seen here"):
            pair.spark.load_all(find_source("ucdp"), files, WORLD)
    assert pair.spark.manifest() == before
    pair.load("ucdp", [Path(one) for one in files])


def test_files_come_from_addresses_too(pair: Pair, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    name = ged(tmp_path / "in" / "ged211.csv", event(1), event(2)).as_uri()
    (tmp_path / "in" / "empty.csv").touch()
    for files, rows, why in (
        ([name], [2], ""),
        ([name, (tmp_path / "in" / "empty.csv").as_uri()], [2], "empty.csv is empty"),
        ([(tmp_path / "in" / "none.csv").as_uri()], [], "cannot be fetched"),
    ):
        loaded = pair.spark.load_all(find_source("ucdp"), files, WORLD)
        assert [one.rows for one in loaded.reports] == rows
        assert why in loaded.trouble
    assert loaded.reports == ()
    assert len(pair.spark.events(9001)) == 2


def state(folder: Path) -> dict[str, object]:
    store = EventStore(EventPlace(str(folder)))
    return {"covered": store.coverage(), **{part: held(store, part) for part in ("rows", "sides")}}


def kill_when_there(folder: Path, pattern: str, *words: str) -> None:
    """Start a load, and kill it as soon as a file of some name lies in the folder."""
    running, end = smoulder(*words), time.monotonic() + 120
    while not list(folder.glob(pattern)):
        assert running.poll() is None, running.communicate()
        assert time.monotonic() < end
        time.sleep(0.01)
    running.send_signal(signal.SIGKILL)
    running.communicate()


def test_a_driver_that_is_killed_leaves_the_store_as_it_was_and_the_next_load_sets_it_right(
    tmp_path: Path,
) -> None:
    data = tmp_path / "data"
    files = [str(ged(tmp_path / f"{one}.csv", *map(event, range(one, one + 40)))) for one in range(4)]
    own = settings(tmp_path / "smoulder.toml", Cluster("local[2]", tuple(SMALL.items())))
    words = ["load", "ucdp", *files, "--countries", "all", "--data", str(data), "--settings", str(own)]
    whole = ReadOptions(countries=())
    EventStore(EventPlace(str(data / "events"))).load(find_source("ucdp"), Path(files[0]), whole)
    before = state(data / "events")
    for moment in ("drafts/taken/part-*", "rows/*-000002-*"):
        kill_when_there(data / "events", moment, *words)
        assert state(data / "events") == before
    again = smoulder(*words)
    out, err = again.communicate()
    assert (again.returncode, out.count("rows read")) == (0, len(files)), err
    alone = EventStore(EventPlace(str(tmp_path / "alone")))
    for file in files:
        alone.load(find_source("ucdp"), Path(file), whole)
    assert state(data / "events") == state(tmp_path / "alone")
    assert tidy(EventStore(EventPlace(str(data / "events"))))
