"""Fits are kept whole, read back as they were, and made again where they cannot be read."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from smoulder.records.errors import CannotWrite
from smoulder.store.fits import FOLDER, keep_fit, read_fit

FIT = {"weights": [0.1, 1 / 3, 1e-300], "members": {"Kaplan–Meier": {"a": 1}}}


def test_what_was_kept_is_read_back_exactly(tmp_path: Path) -> None:
    assert read_fit(tmp_path, "one") is None
    keep_fit(tmp_path / "new", "one", FIT)
    assert read_fit(tmp_path / "new", "one") == FIT
    assert read_fit(tmp_path / "new", "two") is None


def test_a_newer_fit_takes_the_place_of_the_old_and_no_half_file_is_left(tmp_path: Path) -> None:
    keep_fit(tmp_path, "one", FIT)
    keep_fit(tmp_path, "one", {"weights": []})
    assert read_fit(tmp_path, "one") == {"weights": []}
    assert [one.name for one in (tmp_path / FOLDER).iterdir()] == ["one.json.gz"]


@pytest.mark.parametrize("damage", ["cut", "flipped", "no gzip", "no json", "a list", "no text", "empty"])
def test_a_file_that_cannot_be_read_counts_as_none(tmp_path: Path, damage: str) -> None:
    keep_fit(tmp_path, "one", {"weights": list(range(500))})
    place = tmp_path / FOLDER / "one.json.gz"
    whole = place.read_bytes()
    place.write_bytes(
        {
            "cut": whole[: len(whole) // 2],
            "flipped": whole[:40] + bytes(255 - one for one in whole[40:60]) + whole[60:],
            "no gzip": b"weights",
            "no json": gzip.compress(b'{"weights": '),
            "a list": gzip.compress(b"[1, 2]"),
            "no text": gzip.compress(b'{"\xff\xfe": 1}'),
            "empty": b"",
        }[damage]
    )
    assert read_fit(tmp_path, "one") is None
    keep_fit(tmp_path, "one", FIT)
    assert read_fit(tmp_path, "one") == FIT


@pytest.mark.parametrize("blocked", ["data", "fits"])
def test_a_folder_that_is_a_file_is_refused_with_the_cure(tmp_path: Path, blocked: str) -> None:
    data = tmp_path / "data"
    if blocked == "data":
        data.write_text("a file")
    else:
        data.mkdir()
        (data / FOLDER).write_text("a file")
    with pytest.raises(CannotWrite, match="choose another data folder with --data"):
        keep_fit(data, "one", FIT)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to the root user")
def test_a_folder_that_may_not_be_written_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(CannotWrite, match="cannot be written"):
            keep_fit(tmp_path, "one", FIT)
    finally:
        tmp_path.chmod(0o700)


def test_a_fit_that_json_cannot_hold_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        keep_fit(tmp_path, "one", {"weights": object()})
    assert list((tmp_path / FOLDER).iterdir()) == []
