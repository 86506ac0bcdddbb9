"""A load that is killed at any moment leaves the store as it was, or as it should become."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from smoulder.store.events import EventStore, open_events
from tests.reading.ged_samples import event, write_ged
from tests.store.event_files import put

KILLS = 20
ROWS = 3000
LONGEST = 0.3
"""Seconds until the kill, at most: about what the load takes on a busy machine."""
NURSERY = """
import os, signal, sys, time
from pathlib import Path
import duckdb, numpy, pandas, smoulder.reading.ucdp
from smoulder.reading.intake import ReadOptions
from smoulder.reading.sources import find_source
from smoulder.store.events import open_events
options = ReadOptions(vintage="21.1", countries=("Norland",))
for line in sys.stdin:
    folder, path, seconds = line.split()
    child = os.fork()
    if child == 0:
        open_events(Path(folder)).load(find_source("ucdp"), Path(path), options)
        os._exit(0)
    time.sleep(float(seconds))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    print("ended", flush=True)
"""
"""Starts a load in a process of its own for each line it is given, and kills it after so many seconds."""


def state(store: EventStore) -> tuple[int, int, int]:
    """Events of the group, of these with the new count, and rows in the manifest."""
    found = store.events(9001)
    return len(found), int((found.deaths_b == 50).sum()), sum(one.rows for one in store.manifest().segments)


@pytest.fixture
def start(tmp_path: Path) -> Path:
    """A data folder that holds two events, of which one is about to be replaced."""
    put(open_events(tmp_path / "start"), [event(1), event(2)], "21.1")
    return tmp_path / "start"


@pytest.mark.slow
def test_a_kill_in_mid_load_loses_nothing_and_leaves_nothing_half_in(start: Path, tmp_path: Path) -> None:
    rows = [event(number + 1, deaths_b=50) for number in range(ROWS)]
    path = write_ged(tmp_path / "new.csv", rows)
    old, new = (2, 0, 2), (ROWS, ROWS, ROWS)
    chance, seen = random.Random(7), []
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", NURSERY], text=True, **pipes) as nursery:
        assert nursery.stdin is not None
        assert nursery.stdout is not None
        for turn in range(KILLS):
            store = open_events(Path(shutil.copytree(start, tmp_path / str(turn))))
            print(tmp_path / str(turn), path, chance.uniform(0, LONGEST), file=nursery.stdin, flush=True)
            assert nursery.stdout.readline() == "ended\n"
            seen.append(state(store))
            assert seen[-1] in (old, new)
            if turn % 5 == 0:  # the next load clears up and goes through
                put(store, rows, "21.1")
                assert state(store) == new
                assert_tidy(store)
    assert old in seen


def assert_tidy(store: EventStore) -> None:
    """No file lies about that the manifest does not name."""
    named = {one.name for one in store.manifest().segments} | set(store.manifest().retired)
    assert {one.stem for one in store.folder.glob("*/*.parquet")} <= named
    assert not (store.folder / "drafts").exists()
