from __future__ import annotations

from pathlib import Path

import pytest

from smoulder.reading.event_files import event_files
from smoulder.records.errors import BadData


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "b.export.CSV.zip",
        "a.export.CSV.zip",
        "a.mentions.CSV.zip",
        ".hidden",
        "below/c.export.CSV.zip",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    return tmp_path


def names(found: list[str]) -> list[str]:
    return [Path(one).name for one in found]


def test_a_folder_stands_for_its_files_by_name_without_hidden_ones_and_those_of_folders_in_it(
    folder: Path,
) -> None:
    assert names(event_files([str(folder)])) == ["a.export.CSV.zip", "a.mentions.CSV.zip", "b.export.CSV.zip"]


def test_a_pattern_stands_for_the_files_that_fit_it(folder: Path) -> None:
    assert names(event_files([f"{folder}/*.export.CSV.zip"])) == ["a.export.CSV.zip", "b.export.CSV.zip"]


def test_the_order_of_the_names_is_kept(folder: Path) -> None:
    given = [str(folder / "b.export.CSV.zip"), f"{folder}/a.*"]
    assert names(event_files(given)) == ["b.export.CSV.zip", "a.export.CSV.zip", "a.mentions.CSV.zip"]


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(folder: Path) -> None:
    (folder / "a[1].csv").touch()
    assert names(event_files([str(folder / "a[1].csv")])) == ["a[1].csv"]


@pytest.mark.parametrize(("name", "why"), [("empty", "a folder without files"), ("*.xls", "no file fits")])
def test_a_name_that_stands_for_nothing_is_told(folder: Path, name: str, why: str) -> None:
    (folder / "empty").mkdir()
    with pytest.raises(BadData, match=why):
        event_files([str(folder / name)])
