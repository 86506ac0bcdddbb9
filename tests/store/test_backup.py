"""A data folder into an archive and back, whichever kind of ledger it is saved from and restored to."""

from __future__ import annotations

import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
import sqlalchemy as sa

from smoulder.records.asked import Resolution
from smoulder.records.change import ItemPut, Note
from smoulder.records.errors import BadBackup, CannotWrite
from smoulder.records.evidence import Source
from smoulder.records.fix import Fix, SourceGrade
from smoulder.records.pressure import PressureEntry
from smoulder.store.archive import MANIFEST, check_archive
from smoulder.store.backup import write_backup
from smoulder.store.events import open_events
from smoulder.store.ledger import Ledger, open_ledger
from smoulder.store.migrations import HEAD
from smoulder.store.restore import restore_backup
from smoulder.store.tables import METADATA, SEARCH_WORDS
from tests.reading.ged_samples import event
from tests.store.event_files import put
from tests.store.in_lull import in_lull
from tests.store.older_folders import FIRST, OLDER, older_folder
from tests.store.postgres_server import PostgresServer
from tests.store.workbench_rows import fill_workbench

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def fill(ledger: Ledger) -> str:
    """Put something into every table."""
    name = ledger.keep(in_lull(), now=NOW).case_id
    item = ItemPut(
        kind="arms found", text="Many rifles were found.", source=Source(kind="data", name="Daily")
    )
    ledger.log.add(name, [item, Note(text="é\u2028 – look again")], who="desk 4", why="", now=NOW)
    first = PressureEntry(
        kind="foreign troops", by="Sudland", country="Norland", began="2019", source="a page"
    )
    later = first.model_copy(update={"supersedes": first.id, "note": "in May"})
    ledger.pressure.add([first, later], now=NOW, analyst="desk 4")
    fix = Fix(sha256=64 * "a", part="speaker", start=1, end=5, was="the mayor", now="the minister")
    ledger.fixes.add([fix], who="desk 4", why="", now=NOW)
    ledger.grades.add(
        [SourceGrade(name="Daily", reliability="B", since=NOW.date(), why="")], who="desk 4", now=NOW
    )
    question = ledger.asked.questions(name)[0].id
    ledger.asked.settle(
        [Resolution(question=question, status="yes", final=True, rows=("GED",), made=NOW + timedelta(days=1))]
    )
    fill_workbench(ledger, name)
    return name


def everything(ledger: Ledger) -> dict[str, list[tuple[object, ...]]]:
    with ledger._engine.connect() as connection:
        tables = (*METADATA.sorted_tables, SEARCH_WORDS)
        return {
            one.name: sorted((tuple(map(str, row)) for row in connection.execute(sa.select(one))), key=str)
            for one in tables
        }


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with events, groups and a cache, and beside it an archive of it with a ledger."""
    top = tmp_path_factory.mktemp("made")
    put(open_events(top / "data"), [event(1), event(2)], "21.1")
    (top / "data" / "groups.toml").write_text("# groups of our own\n")
    (top / "data" / "fits").mkdir()
    (top / "data" / "fits" / "a.json.gz").write_bytes(b"made again")
    whole = shutil.copytree(top / "data", top / "whole")
    with open_ledger(whole) as ledger:
        fill(ledger)
        write_backup(whole, whole, top / "saved.zip", NOW)
    return top


@pytest.fixture
def data(made: Path, tmp_path: Path) -> Path:
    """A data folder with events, groups and a cache, and no ledger yet."""
    return Path(shutil.copytree(made / "data", tmp_path / "data"))


@pytest.fixture
def saved(made: Path, tmp_path: Path) -> Path:
    """An archive of such a folder with a ledger in it."""
    return Path(shutil.copy(made / "saved.zip", tmp_path / "saved.zip"))


@pytest.fixture(params=["sqlite", "postgresql"])
def other(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Path, Path | str]]:
    """A data folder to restore to, and where its ledger is to lie."""
    folder = tmp_path / "restored"
    if request.param == "sqlite":
        yield folder, folder
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    with server.ledger() as address:
        yield folder, address


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith("ledger.sqlite")
    }


def test_what_is_saved_from_either_kind_is_there_when_restored_to_either(
    data: Path, place: Path | str, other: tuple[Path, Path | str], tmp_path: Path
) -> None:
    source = data if isinstance(place, Path) else place
    with open_ledger(source) as ledger:
        name = fill(ledger)
        before = everything(ledger)
        assert all(before.values()), "a table is empty, of which nothing would be tried"
        manifest = write_backup(data, source, tmp_path / "saved.zip", NOW)
    assert (manifest.step, manifest.rows["cases"], manifest.rows["pressure"]) == (HEAD, 1, 2)
    folder, target = other
    restored, aside = restore_backup(tmp_path / "saved.zip", folder, target, NOW)
    assert (restored, aside) == (manifest, None)
    with open_ledger(target) as ledger:
        assert everything(ledger) == before
        assert [case.id for case in ledger.search("rifles")] == [name]
        # rows that are added later take numbers of their own
        ledger.keep(in_lull(seed=8), now=NOW + timedelta(days=2))
        ledger.log.add(name, [Note(text="after")], who="a", why="", now=NOW)
    kept = {
        path: content for path, content in files(data).items() if "fits" not in path and "lock" not in path
    }
    assert files(folder) == kept
    assert len(kept) >= 4
    assert open_events(folder).coverage() == open_events(data).coverage()


def test_an_archive_says_what_it_holds_and_is_found_sound(saved: Path) -> None:
    manifest = check_archive(saved)
    assert manifest.made == NOW
    assert {"ledger.sqlite", "groups.toml", "events/manifest.json"} <= set(manifest.files)
    assert not any("fits" in name or name.endswith("lock") for name in manifest.files)


def test_a_bit_changed_anywhere_is_noticed_or_changes_nothing(saved: Path, tmp_path: Path) -> None:
    chance, whole, noticed = Random(20200123), check_archive(saved), 0
    damaged = tmp_path / "damaged.zip"
    for _ in range(25):
        content = bytearray(saved.read_bytes())
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        damaged.write_bytes(content)
        try:
            assert check_archive(damaged) == whole  # a time or an attribute of a file, which is not put back
        except BadBackup:
            noticed += 1
    assert noticed > 15


def test_a_damaged_archive_is_not_restored_and_leaves_nothing(saved: Path, tmp_path: Path) -> None:
    content = bytearray(saved.read_bytes())
    content[len(content) // 2] ^= 255
    (tmp_path / "damaged.zip").write_bytes(content)
    folder = tmp_path / "new" / "restored"
    with pytest.raises(BadBackup, match="is damaged"):
        restore_backup(tmp_path / "damaged.zip", folder, folder, NOW)
    assert list(folder.parent.iterdir()) == []


def test_an_archive_cut_short_is_refused_wherever_it_was_cut(saved: Path, tmp_path: Path) -> None:
    content, cut = saved.read_bytes(), tmp_path / "cut.zip"
    for share in (0.0, 0.3, 0.7, 0.999):
        cut.write_bytes(content[: int(len(content) * share)])
        with pytest.raises(BadBackup, match=r"cut\.zip .*use another backup"):
            check_archive(cut)


def rewrite(saved: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The archive with other files in it, each with a sum in the manifest that fits."""
    import hashlib

    with zipfile.ZipFile(saved) as archive:
        held = {one: archive.read(one) for one in archive.namelist()}
    manifest = json.loads(held.pop(MANIFEST))
    change(held)
    manifest["files"] = {
        name: {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
        for name, content in held.items()
    }
    path = saved.with_name("other.zip")
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in {**held, MANIFEST: json.dumps(manifest).encode()}.items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("../outside.txt", "leads out of the data folder"),
        ("/tmp/outside.txt", "leads out of the data folder"),
        ("events/../../outside.txt", "leads out of the data folder"),
        ("C:\\outside.txt", "leads out of the data folder"),
        ("ledger.sqlite-wal", "no backup holds"),
        ("fits/a.json.gz", "no backup holds"),
    ],
)
def test_a_path_that_leads_out_of_the_folder_is_refused(
    saved: Path, tmp_path: Path, name: str, said: str
) -> None:
    bad = rewrite(saved, lambda held: held.update({name: b"x"}))
    with pytest.raises(BadBackup, match=said):
        restore_backup(bad, tmp_path / "a" / "restored", tmp_path / "a" / "restored", NOW)
    assert not list(tmp_path.rglob("outside.txt"))
    assert not list((tmp_path / "a").rglob("*"))


def test_a_link_in_an_archive_is_refused(saved: Path, tmp_path: Path) -> None:
    link = zipfile.ZipInfo("groups.toml")
    link.external_attr = 0o120777 << 16
    bad = tmp_path / "link.zip"
    with zipfile.ZipFile(saved) as archive, zipfile.ZipFile(bad, "w") as into:
        for one in archive.namelist():
            into.writestr(link if one == "groups.toml" else one, archive.read(one))
    with pytest.raises(BadBackup, match="leads out"):
        check_archive(bad)


def test_a_ledger_that_is_not_sound_is_refused_though_its_sum_fits(saved: Path) -> None:
    def tear(held: dict[str, bytes]) -> None:
        whole = held["ledger.sqlite"]
        held["ledger.sqlite"] = whole[:8192] + bytes(4096) + whole[12288:]

    with pytest.raises(BadBackup, match="its ledger"):
        check_archive(rewrite(saved, tear))


def test_what_is_no_backup_is_told_in_one_line(saved: Path, tmp_path: Path) -> None:
    (tmp_path / "text.zip").write_text("no archive")
    with zipfile.ZipFile(tmp_path / "plain.zip", "w") as archive:
        archive.writestr("a.txt", "a")
    for name, said in (
        ("text", "no backup"),
        ("plain", "it has no smoulder-backup"),
        ("none", "is not there"),
    ):
        with pytest.raises(BadBackup, match=said):
            check_archive(tmp_path / f"{name}.zip")
    later = rewrite(saved, lambda held: None)
    manifest = json.loads(zipfile.ZipFile(later).read(MANIFEST)) | {"step": "9999", "smoulder": "9.0"}
    with zipfile.ZipFile(tmp_path / "later.zip", "w") as archive:
        archive.writestr(MANIFEST, json.dumps(manifest))
    with pytest.raises(BadBackup, match=r"later version of Smoulder, 9\.0"):
        check_archive(tmp_path / "later.zip")


def test_a_folder_that_is_not_empty_is_refused_and_moved_aside_only_when_asked(
    saved: Path, data: Path, tmp_path: Path
) -> None:
    before = files(data)
    with pytest.raises(CannotWrite, match=r"is not empty; .* --replace"):
        restore_backup(saved, data, data, NOW)
    assert files(data) == before
    _, aside = restore_backup(saved, data, data, NOW, replace=True)
    assert aside == tmp_path / "data.before-20260102-030405"
    assert files(aside) == before
    assert not (data / "fits").exists()


def test_a_database_that_holds_a_ledger_is_refused_and_emptied_only_when_asked(
    saved: Path, tmp_path: Path, postgres: PostgresServer
) -> None:
    address = postgres.empty()
    with open_ledger(address) as ledger:
        fill(ledger)
        ledger.keep(in_lull(seed=9), now=NOW)
    folder = tmp_path / "restored"
    with pytest.raises(CannotWrite, match=r"holds a ledger already; .* --replace"):
        restore_backup(saved, folder, address, NOW)
    assert not folder.exists()
    restore_backup(saved, folder, address, NOW, replace=True)
    with open_ledger(address) as ledger:
        assert [case.answers for case in ledger.cases()] == [1]


def test_a_backup_of_an_older_folder_is_brought_along_when_restored(
    tmp_path: Path, other: tuple[Path, Path | str]
) -> None:
    older = older_folder(OLDER[0], tmp_path / "older")
    manifest = write_backup(older, older, tmp_path / "older.zip", NOW)
    assert (manifest.step, manifest.rows["answers"]) == ("0001", 4)
    folder, target = other
    restore_backup(tmp_path / "older.zip", folder, target, NOW)
    with open_ledger(target) as ledger:
        assert len(ledger.cases()) == 3
        assert len(ledger.file(FIRST).read) == 1


def test_a_backup_is_taken_while_others_write(data: Path, tmp_path: Path) -> None:
    with open_ledger(data) as ledger:
        name = fill(ledger)
        writer = sqlite3.connect(data / "ledger.sqlite", isolation_level=None)
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE cases SET label = 'half done'")
        write_backup(data, data, tmp_path / "saved.zip", NOW)
        writer.execute("ROLLBACK")
        writer.close()
    restore_backup(tmp_path / "saved.zip", tmp_path / "restored", tmp_path / "restored", NOW)
    with open_ledger(tmp_path / "restored") as ledger:
        assert ledger.case(name).label == ""


def test_nothing_to_save_and_a_place_inside_the_folder_are_refused(data: Path, tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="lies in the data folder"):
        write_backup(data, data, data / "saved.zip", NOW)
    with pytest.raises(CannotWrite, match="nothing to save"):
        write_backup(tmp_path / "none", tmp_path / "none", tmp_path / "saved.zip", NOW)
    shutil.rmtree(data)
    data.write_text("a file")
    with pytest.raises(CannotWrite, match="is a file"):
        restore_backup(tmp_path / "none.zip", data, data, NOW)
