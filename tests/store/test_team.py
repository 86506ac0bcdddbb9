"""Twenty writers at work on one ledger of a server, also while it is restarted: nothing is lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.postgres_server import programs

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.slow


@pytest.mark.parametrize("more", [[], ["--restart"]], ids=["in peace", "through a restart"])
def test_what_twenty_writers_were_told_to_be_kept_is_there_once(more: list[str]) -> None:
    if programs() is None:
        pytest.skip("needs a PostgreSQL server: apt-get install postgresql")
    words = [sys.executable, "benchmarks/ledger_team.py", "--writers", "20", "--minutes", "0.25", *more]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "lost: 0; there twice: 0;" in done.stdout
    assert "logs out of order: 0; packed otherwise: 0; writers sent away: 0" in done.stdout
    assert "deadlocks resolved: 0;" in done.stdout
    assert ("broken connection" in done.stdout) == bool(more)
