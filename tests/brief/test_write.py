"""A brief is there whole, or not at all."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
import samples

from smoulder.brief.write import write_brief
from smoulder.records.errors import BadSetting, CannotWrite


def test_both_forms_are_written_and_replace_older_ones(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    write_brief(samples.bare(), folder)
    paths = write_brief(samples.bare().model_copy(update={"headline": "Another."}), folder).paths
    assert paths == {"html": (folder / "brief.html",), "json": (folder / "brief.json",)}
    assert json.loads(paths["json"][0].read_text(encoding="utf-8"))["headline"] == "Another."
    assert "Another." in paths["html"][0].read_text(encoding="utf-8")
    assert sorted(path.name for path in folder.iterdir()) == ["brief.html", "brief.json"]


def test_a_file_in_the_way_of_the_folder_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(CannotWrite, match=r"out.*choose another folder with --out") as told:
        write_brief(samples.bare(), tmp_path / "out" / "deeper")
    assert "\n" not in str(told.value)


def test_a_write_that_fails_leaves_nothing_new_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_brief(samples.bare(), tmp_path, forms=("json",))
    before = (tmp_path / "brief.json").read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotWrite, match="no space left"):
        write_brief(samples.model_case(), tmp_path, forms=("json",))
    assert [path.name for path in tmp_path.iterdir()] == ["brief.json"]
    assert (tmp_path / "brief.json").read_bytes() == before


def test_a_folder_where_the_file_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "brief.json").mkdir()
    with pytest.raises(CannotWrite, match=r"brief\.json"):
        write_brief(samples.bare(), tmp_path, forms=("json",))
    assert [path.name for path in tmp_path.iterdir()] == ["brief.json"]


def test_a_form_that_is_not_known_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="'papyrus' is no form"):
        write_brief(samples.bare(), tmp_path / "out", forms=("json", "papyrus"))
    assert not (tmp_path / "out").exists()
