"""Work of a cluster: whatever ends it, it does not pass for done."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import MagicMock

import pytest

from smoulder.store.spark.read import Done, _unseen
from smoulder.store.spark.read_job import work_whole
from smoulder.store.spark.read_output import Piece, ReadingsFolder


def test_an_error_that_is_none_of_sparks_ends_the_work_too() -> None:
    rows = MagicMock()
    saved = rows.mapInArrow.return_value.write.format.return_value.mode.return_value.save
    saved.side_effect = ConnectionResetError("the line to Java broke")
    with pytest.raises(RuntimeError, match="the line to Java broke"):
        work_whole(rows, lambda batches, task, attempt: None)


def test_what_workers_wrote_and_nobody_sees_here_is_told(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    folder, done = ReadingsFolder(str(tmp_path)), Done(of=3)
    done.add(Piece("one", 1, "one", counts={"read": 1, "failed": 1, "for now": 1}))
    assert "wrote of 1 of 3 reports is not to be seen" in (_unseen(done, folder) or "")
    done.add(Piece("two", 2, "one", counts={"other language": 1}))
    assert _unseen(done, folder) is None
