"""What was practised is kept line by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from smoulder.records.errors import BadLedger, CannotWrite
from smoulder.store.practice import FILE, add_practised, all_practised
from tests.assessment.record.test_practised import practised


def test_what_was_practised_comes_back_in_order(tmp_path: Path) -> None:
    add_practised(tmp_path / "new", practised(value=0.1))
    add_practised(tmp_path / "new", practised(value=0.2))
    assert [one.value for one in all_practised(tmp_path / "new")] == [0.1, 0.2]


def test_nothing_was_practised_where_there_is_no_file(tmp_path: Path) -> None:
    assert all_practised(tmp_path) == []


def test_a_line_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    add_practised(tmp_path, practised())
    with (tmp_path / FILE).open("a") as file:
        file.write('{"analyst": "A"\n')
    with pytest.raises(BadLedger, match="line 2"):
        all_practised(tmp_path)


def test_a_folder_that_takes_nothing_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotWrite, match="--data"):
        add_practised(tmp_path / "file", practised())
