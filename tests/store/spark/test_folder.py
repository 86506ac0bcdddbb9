"""A folder of events behind an address that no system call opens: a mount table of Hadoop's leads to it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from smoulder.cli.main import main
from smoulder.reading.intake import ReadOptions
from smoulder.reading.sources import find_source
from smoulder.records.cluster import Cluster
from smoulder.records.errors import BadSetting, BadStore
from smoulder.records.event_place import EventPlace
from smoulder.store.events import EventStore
from smoulder.store.events_folder import MANIFEST, LocalFolder, open_folder
from smoulder.store.spark import folder_lock
from smoulder.store.spark.folder import SparkFolder
from smoulder.store.spark.folder_lock import LOCK
from tests.reading.ged_samples import event, write_ged
from tests.store.spark.cluster import SMALL, settings, why_none
from tests.store.spark.conftest import end_session

pytestmark = pytest.mark.spark
DESK = "viewfs://desk/events"


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("desk")


@pytest.fixture(scope="module")
def mounted(ground: Path) -> Iterator[Cluster]:
    """Two cores of this machine, for which viewfs://desk is a folder of it."""
    if reason := why_none():
        pytest.skip(reason)
    end_session()
    mount = {"spark.hadoop.fs.viewfs.mounttable.desk.link./events": (ground / "events").as_uri()}
    (ground / "events").mkdir()
    yield Cluster("local[2]", tuple((SMALL | mount).items()))
    end_session()


@pytest.fixture
def place(mounted: Cluster, ground: Path) -> EventPlace:
    """An empty folder at the address."""
    folder = open_folder(EventPlace(DESK, mounted))
    folder.remove([MANIFEST, LOCK, "rows", "sides", "drafts"])
    return EventPlace(DESK, mounted)


def test_what_is_written_is_read_listed_and_removed(place: EventPlace, ground: Path) -> None:
    folder = open_folder(place)
    assert isinstance(folder, SparkFolder)
    assert (folder.manifest(), folder.names("rows")) == (None, [])
    with folder.writing():
        for text in ("one", "two, with ä"):
            folder.swap_manifest(text)
            assert folder.manifest() == text
    assert sorted(one.name for one in (ground / "events").glob("[!.]*")) == [MANIFEST]
    (ground / "events" / "rows" / "a.parquet").mkdir(parents=True)
    (ground / "events" / "rows" / "a.parquet" / "part").touch()
    (ground / "events" / "rows" / ".b.parquet").touch()
    assert folder.names("rows") == ["a.parquet"]
    folder.remove(["rows/a.parquet", "rows/absent"])
    assert folder.names("rows") == []


def test_one_writes_at_a_time_and_the_other_is_told_who(place: EventPlace) -> None:
    one, other = (open_folder(place) for _ in range(2))
    assert isinstance(other, SparkFolder)
    with one.writing():
        with (
            pytest.raises(BadStore, match=r"being written by another load \(.+ since 20..-..-.. "),
            other._lock.held(wait_seconds=1, dead_seconds=9),
        ):
            pass
        one.swap_manifest("{}")
    with other.writing():
        other.swap_manifest("{}")


def test_a_lock_without_a_sign_of_life_runs_out_and_one_with_does_not(
    place: EventPlace, ground: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder_lock, "BEAT_SECONDS", 0.2)
    folder, other = (open_folder(place) for _ in range(2))
    assert isinstance(folder, SparkFolder)
    assert isinstance(other, SparkFolder)
    left = ground / "events" / LOCK
    left.write_text(json.dumps({"holder": "a load that was killed", "beat": 3}))
    (ground / "events" / f".{LOCK}.crc").unlink(missing_ok=True)
    with folder._lock.held(wait_seconds=6, dead_seconds=1):
        assert "killed" not in left.read_text()
        with pytest.raises(BadStore, match="being written"), other._lock.held(4, dead_seconds=2.5):
            pass
    assert not left.exists()


def test_a_load_whose_lock_was_taken_publishes_nothing(place: EventPlace, ground: Path) -> None:
    folder = open_folder(place)
    with folder.writing():
        folder.swap_manifest("before")
        (ground / "events" / LOCK).write_text(json.dumps({"holder": "another", "beat": 0}))
        (ground / "events" / f".{LOCK}.crc").unlink(missing_ok=True)
        with pytest.raises(BadStore, match="nothing was changed"):
            folder.swap_manifest("after")
    assert folder.manifest() == "before"
    assert (ground / "events" / LOCK).exists()


def test_an_address_that_cannot_be_opened_is_told_with_the_cure(mounted: Cluster) -> None:
    with pytest.raises(BadStore, match=r"nowhere://desk.*check the address"):
        open_folder(EventPlace("nowhere://desk/events", mounted))
    with pytest.raises(BadStore, match="check the address"):
        EventStore(EventPlace("viewfs://other/events", mounted)).manifest()


def test_an_address_is_loaded_into_and_asked_as_a_folder_is(place: EventPlace, tmp_path: Path) -> None:
    files = [
        write_ged(tmp_path / "ged211.csv", [event(1), event(2)]),
        write_ged(tmp_path / "ged221.csv", [event(2, deaths_b=9)]),
        write_ged(tmp_path / "ged211-2.csv", [event(2, deaths_b=4), event(3)]),
    ]
    here = EventStore(EventPlace(str(tmp_path / "here")))
    options, found = ReadOptions(countries=("Norland",)), find_source("ucdp")
    alone = [here.load(found, one, options) for one in files]
    there = EventStore(place)
    loaded = there.load_all(found, [str(one) for one in files], options)
    assert (list(loaded.reports), loaded.trouble) == (alone, "")
    assert there.coverage() == here.coverage()
    assert repr(there.all_series()) == repr(here.all_series())
    assert open_folder(place).names("drafts") == []
    assert len(open_folder(place).names("rows")) == 2


def test_the_commands_work_at_an_address(
    place: EventPlace, mounted: Cluster, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = settings(tmp_path / "smoulder.toml", mounted)
    own.write_text(own.read_text() + f'[folders]\nevents = "{DESK}"\n')
    path = write_ged(
        tmp_path / "ged231.csv", [event(one, country="Iraq", side_b_new_id=234) for one in range(9)]
    )
    for words, told in (
        (["load", "ucdp", str(path)], "9 added"),
        (["series", "234", "--country", "Iraq", "--as-of", "2020-12"], "2020-03"),
        (["watch", "--as-of", "2020-12", "--country", "Iraq"], "Iraq"),
    ):
        assert main([*words, "--settings", str(own), "--data", str(tmp_path / "data")]) == 0
        assert told in capsys.readouterr().out


def test_an_address_of_this_machines_files_is_a_folder(tmp_path: Path) -> None:
    folder = open_folder(EventPlace(tmp_path.as_uri()))
    assert isinstance(folder, LocalFolder)
    assert folder.path == tmp_path
    with pytest.raises(BadSetting, match="add --engine spark"):
        open_folder(EventPlace(DESK))
