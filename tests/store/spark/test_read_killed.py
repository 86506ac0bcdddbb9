"""A reading of an archive that is killed at any moment neither loses nor doubles a report."""

from __future__ import annotations

import random
import time
from pathlib import Path

import duckdb
import pytest

from smoulder.cli.main import main
from tests.store.spark.cluster import SMALL, smoulder, why_none
from tests.store.spark.test_read import WORKERS, report

pytestmark = pytest.mark.spark
REPORTS = 60
KILLS = 2


@pytest.fixture
def asked(tmp_path: Path) -> list[str]:
    """A command that reads texts, each of which takes a moment, with two cores of this machine."""
    if reason := why_none():
        pytest.skip(reason)
    (tmp_path / "in").mkdir()
    for number in range(REPORTS):
        (tmp_path / "in" / f"{number}.txt").write_text(report(f"Slowville {number}"))
    settings = tmp_path / "smoulder.toml"
    lines = [f'"{name}" = "{value}"' for name, value in SMALL.items()]
    settings.write_text("\n".join(["[spark]", *lines, ""]))
    return [
        "read",
        str(tmp_path / "in"),
        "--engine",
        "spark",
        "--master",
        "local[2]",
        "--settings",
        str(settings),
    ]


def found(out: Path) -> list[tuple[object, ...]]:
    """All that readers see, in order."""
    with duckdb.connect() as connection:
        columns = "report, sha256, item, number, text"
        return connection.execute(f"SELECT {columns} FROM '{out}/readings/*.parquet' ORDER BY ALL").fetchall()


def whole_reports(out: Path) -> list[object]:
    return (
        [row[1] for row in found(out) if row[2] == "report"] if list(out.glob("readings/*.parquet")) else []
    )


def test_a_run_killed_at_any_moment_is_ended_by_the_next(asked: list[str], tmp_path: Path) -> None:
    environment = {"PYTHONPATH": str(WORKERS), "READ_TEST_FOLDER": str(tmp_path)}
    rng = random.Random(20140503)
    out = tmp_path / "killed"
    moments = []
    for _ in range(KILLS):
        run = smoulder(*asked, "--out", str(out), environment=environment)
        until = time.monotonic() + 600
        before = whole_reports(out)
        # Once more of it counts than before, it has some of its parts still to read, or its copies to find.
        while time.monotonic() < until and run.poll() is None and whole_reports(out) == before:
            time.sleep(0.05)
        time.sleep(rng.uniform(0, 1))
        ended = run.poll() is not None
        run.kill()
        run.communicate()
        seen = whole_reports(out)
        moments.append((ended, len(seen)))
        assert len(seen) == len(set(seen))
    last = smoulder(*asked, "--out", str(out), environment=environment)
    _, said = last.communicate(timeout=900)
    assert last.returncode == 0, said
    assert main(["read", asked[1], "--out", str(tmp_path / "whole" / "readings" / "one.parquet")]) == 0
    assert found(out) == found(tmp_path / "whole")
    assert len(whole_reports(out)) == len(set(whole_reports(out))) == REPORTS
    assert not moments[0][0], "the first run was to be killed before its end"
    assert moments[0][1] > 0
    assert not list(out.glob(".staging/*"))
