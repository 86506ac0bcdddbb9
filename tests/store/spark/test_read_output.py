"""The folder of readings: whatever step a run stops at, the next finds every piece once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from smoulder.records.errors import CannotWrite
from smoulder.store.spark.read_output import READINGS, Piece, ReadingsFolder, hand_in, name_of_piece

pytest.importorskip("pyarrow")


class Stopped(BaseException):
    """The run is at its end, as after a kill: nothing of it goes on."""


class Failing:
    """A file system that stops at one of its steps, before it or after it, and lists the last name first."""

    def __init__(self, system: Any, steps: int, after: bool) -> None:
        self.system, self.steps, self.after = system, steps, after

    def __getattr__(self, name: str) -> Callable[..., Any]:
        real: Callable[..., Any] = getattr(self.system, name)
        if name == "open_input_file":
            return real
        if name == "get_file_info":
            return lambda what: _backwards(real(what))

        def step(*given: Any, **named: Any) -> Any:
            self.steps -= 1
            if not self.steps and not self.after:
                raise Stopped
            answer = real(*given, **named)
            if not self.steps:
                raise Stopped
            return answer

        return step


def _backwards(found: Any) -> Any:
    """File systems list names in whatever order."""
    return sorted(found, key=lambda one: one.path, reverse=True) if isinstance(found, list) else found


def written(folder: ReadingsFolder, run: str, task: int, reader: str = "one") -> Piece:
    """A piece that waits to be taken in; its file holds the number of its task."""
    place = folder.staging(run)
    piece = Piece(name_of_piece(task), task, reader, counts={"read": 1})
    Path(place, piece.draft).write_text(str(task))
    hand_in(piece, place)
    return piece


def tasks(folder: Path) -> list[int]:
    """What readers see."""
    return sorted(int(one.read_text()) for one in (folder / READINGS).glob("*.parquet"))


def whole_run(folder: ReadingsFolder, reader: str, done: list[int]) -> None:
    """Three tasks in two commits, the second of which takes out what another reader wrote."""
    folder.start()
    old = [one.name for one in folder.pieces.values() if one.reader != reader]
    known = {one.task for one in folder.pieces.values() if one.reader == reader}
    for some in ([1, 2], [3]):
        fresh = [written(folder, "run", task, reader) for task in some if task not in known]
        folder.take("run", fresh, old if some == [3] else [])
        done += some
    folder.finish()


@pytest.mark.parametrize("after", [False, True])
def test_whatever_step_a_run_stops_at_the_next_ends_its_work(tmp_path: Path, after: bool) -> None:
    for steps in range(1, 200):
        path = tmp_path / str(steps)
        first = ReadingsFolder(str(path))
        first.start()
        first.take("old", [written(first, "old", task, "older") for task in (7, 8)])
        first.finish()
        first.close()
        stopped, done = ReadingsFolder(str(path)), list[int]()
        stopped.system = Failing(stopped.system, steps, after)
        try:
            whole_run(stopped, "one", done)
        except Stopped:
            pass
        else:
            assert steps > 20
            return
        finally:
            stopped.close()
        assert set(tasks(path)) <= {1, 2, 3, 7, 8}
        assert len(tasks(path)) == len(set(tasks(path)))
        again = ReadingsFolder(str(path))
        again.start()
        assert sorted(one.task for one in again.pieces.values()) == tasks(path)
        whole_run(again, "one", [])
        again.close()
        assert tasks(path) == [1, 2, 3]
        assert list((path / ".staging").iterdir()) == []
        assert len(list((path / ".commits").iterdir())) == 1
    raise AssertionError("the run has no end")


def test_what_was_not_taken_in_is_seen_by_nobody_and_goes(tmp_path: Path) -> None:
    folder = ReadingsFolder(str(tmp_path))
    folder.start()
    folder.take("run", [written(folder, "run", 1)])
    written(folder, "run", 2)
    assert tasks(tmp_path) == [1]
    folder.close()
    again = ReadingsFolder(str(tmp_path))
    again.start()
    assert [one.task for one in again.pieces.values()] == [1]
    assert not list(tmp_path.glob(".staging/*"))


def test_a_folder_has_one_run_at_a_time(tmp_path: Path) -> None:
    folder = ReadingsFolder(str(tmp_path))
    folder.start()
    other = ReadingsFolder(str(tmp_path))
    with pytest.raises(CannotWrite, match="another run is writing"):
        other.start()
    folder.close()
    other.start()


def test_a_folder_by_its_address_is_the_same_folder(tmp_path: Path) -> None:
    folder = ReadingsFolder(f"file://{tmp_path}/out")
    folder.start()
    piece = Piece(name_of_piece(1), 1, "one")
    place = folder.staging("run")
    (tmp_path / "out" / ".staging" / "run" / piece.draft).write_text("1")
    hand_in(piece, place)
    folder.take("run", folder.waiting("run"))
    assert tasks(tmp_path / "out") == [1]
    assert folder.files(READINGS) == [f"file://{tmp_path}/out/readings/{piece.name}.parquet"]


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(CannotWrite, match="cannot be written"):
        ReadingsFolder(str(tmp_path / "out")).start()
