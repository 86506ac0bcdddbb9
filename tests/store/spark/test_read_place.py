"""Names of files, listed and opened by path or by address."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoulder.reading.inputs import sources
from smoulder.records.errors import BadReport, BadSetting
from smoulder.store.spark.read_place import files_below, open_file, open_place, order_of, top_of

pytest.importorskip("pyarrow")
NAMES = ("b.txt", "a-b/z.txt", "a/z.txt", "a/b/c.txt", "a!.txt", ".hidden/x.txt", "a/.x.txt", "z/é.txt")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in NAMES:
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_text("text")
    return tmp_path / "in"


@pytest.mark.parametrize("scheme", ["", "file://"])
def test_a_folder_gives_the_files_that_one_machine_finds_there_in_its_order(
    folder: Path, scheme: str
) -> None:
    files, folders = top_of(f"{scheme}{folder}")
    found = [*files, *(name for below in folders for name in files_below(below))]
    expected = [f"{scheme}{one.name}" for one in sources(folder)]
    assert sorted(found, key=order_of) == expected
    assert len(expected) == 6
    with open_file(expected[0]) as file:
        assert file.read() == b"text"


def test_a_pattern_names_several_files(folder: Path) -> None:
    assert sorted(Path(one).name for one in top_of(f"{folder}/*.txt")[0]) == ["a!.txt", "b.txt"]
    assert [Path(one).name for one in top_of(f"{folder}/a?b")[1]] == ["a-b"]
    assert top_of(f"{folder}/b.txt") == ([f"{folder}/b.txt"], [])


@pytest.mark.parametrize("name", ["none", "*.warc.gz", "none/*.txt"])
def test_what_is_not_there_is_told(folder: Path, name: str) -> None:
    with pytest.raises(BadReport, match="is not there"):
        top_of(f"{folder}/{name}")


def test_an_address_that_nothing_opens_is_told() -> None:
    with pytest.raises(BadSetting, match=r"gopher://there cannot be opened"):
        open_place("gopher://there")


PART = st.text(st.sampled_from("aZ-.! é"), min_size=1, max_size=3)


@given(st.lists(st.lists(PART, min_size=1, max_size=3), min_size=2, max_size=2))
def test_names_sort_by_their_parts_files_before_folders(names: list[list[str]]) -> None:
    one, other = ([(1, part) for part in parts[:-1]] + [(0, parts[-1])] for parts in names)
    assert (order_of("/".join(names[0])) < order_of("/".join(names[1]))) == (one < other)


def test_an_address_with_a_key_in_it_is_refused_and_the_key_is_not_told() -> None:
    with pytest.raises(BadSetting, match="leave it out") as told:
        open_place("s3://desk:hunter2@archive/news")
    assert "hunter2" not in str(told.value)
