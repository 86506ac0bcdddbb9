from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from smoulder.records.case import Assessment
from smoulder.store.ledger import open_ledger

KEEP = Path(__file__).with_name("keep_many.py")


@pytest.fixture
def source(tmp_path: Path, make_assessment: Callable[..., Assessment]) -> Path:
    path = tmp_path / "assessment.json"
    path.write_text(make_assessment().model_dump_json(by_alias=True))
    return path


def start(folder: Path, source: Path, first: int, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, str(KEEP), str(folder), str(source), str(first), str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_processes_that_keep_the_same_at_once_make_one_case_with_each_answer_once(
    tmp_path: Path, source: Path
) -> None:
    running = [start(tmp_path / "data", source, 0, 25) for _ in range(3)]
    said = [process.communicate(timeout=100) for process in running]
    assert [process.returncode for process in running] == [0, 0, 0], said
    lines = [line.split() for out, _ in said for line in out.splitlines()[1:]]
    assert len({case for case, _, _ in lines}) == 1
    assert [new for _, new, _ in lines].count("True") == 1
    assert [new_answer for _, _, new_answer in lines].count("True") == 25
    with open_ledger(tmp_path / "data") as ledger:
        (case,) = ledger.cases()
        assert case.answers == 25


@pytest.mark.slow
def test_a_killed_process_leaves_the_ledger_sound(tmp_path: Path, source: Path) -> None:
    data = tmp_path / "data"
    kept_before = 0
    for attempt, wait in enumerate((0.0, 0.15, 0.35, 0.6, 0.9)):
        process = start(data, source, 1000 * attempt, 1000)
        assert process.stdout is not None
        process.stdout.readline()  # ready: from here on it opens and writes
        time.sleep(wait)
        process.kill()
        out, _ = process.communicate()
        told = sum(line.endswith("True") and line.count(" ") == 2 for line in out.splitlines())
        with open_ledger(data) as ledger:
            with ledger._engine.connect() as connection:
                assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
                assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
            answers = sum(case.answers for case in ledger.cases())
            assert answers >= kept_before + told, "an answer that was said to be kept is lost"
            kept_before = answers
    assert kept_before > 0, "no process lived long enough to write; the test held nothing"
