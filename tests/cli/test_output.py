from __future__ import annotations

from pathlib import Path

import pytest

from smoulder.cli.output import check_folder, whole_file, write_whole
from smoulder.records.errors import CannotWrite


def test_a_file_is_written_whole_and_folders_are_made(tmp_path: Path) -> None:
    write_whole(tmp_path / "a" / "b.json", "{}\n")
    assert (tmp_path / "a" / "b.json").read_text() == "{}\n"
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b.json"]


def test_a_write_that_fails_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "b.json").write_text("old")
    monkeypatch.setattr("os.replace", fail)
    with pytest.raises(CannotWrite, match=r"b\.json cannot be written \(No space left on device\)"):
        write_whole(tmp_path / "b.json", "new")
    assert (tmp_path / "b.json").read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_place_under_a_file_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotWrite, match="--out"):
        write_whole(tmp_path / "file" / "b.json", "new")
    with pytest.raises(CannotWrite, match="another place with --svg"):
        write_whole(tmp_path / "file" / "b.svg", "new", "--svg")
    with pytest.raises(CannotWrite, match=r"file is a file; choose another with --out"):
        check_folder(tmp_path / "file" / "deeper" / "still", "--out")


def test_a_folder_that_takes_no_files_is_told_before_work_begins() -> None:
    if not Path("/proc/self").is_dir():
        pytest.skip("needs /proc, a folder that not even root can write")
    with pytest.raises(CannotWrite, match="takes no files"):
        check_folder(Path("/proc/brief"), "--out")


def test_a_look_at_a_folder_leaves_nothing(tmp_path: Path) -> None:
    check_folder(tmp_path / "new" / "brief", "--out")
    assert list(tmp_path.iterdir()) == []


def test_a_file_whose_writing_breaks_off_leaves_the_old_one_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "table.parquet"
    path.write_text("old")
    with pytest.raises(CannotWrite), whole_file(path) as draft:
        draft.with_name("not there").rename(draft)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
