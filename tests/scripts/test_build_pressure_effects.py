"""The packaged estimates are those that the script makes from the data."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
def test_the_table_is_what_the_script_builds(root: Path, shared: Path, tmp_path: Path) -> None:
    script = root / "scripts" / "build_pressure_effects.py"
    done = subprocess.run(
        [sys.executable, str(script), "--shared", str(shared), "--out", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    built = (tmp_path / "pressure_effects.csv").read_text(encoding="utf-8")
    packaged = root / "src" / "smoulder" / "figures" / "pressure_effects.csv"
    assert built == packaged.read_text(encoding="utf-8"), "run scripts/build_pressure_effects.py again"


def test_it_says_what_is_missing_where_there_is_no_data(root: Path, tmp_path: Path) -> None:
    script = root / "scripts" / "build_pressure_effects.py"
    done = subprocess.run(
        [sys.executable, str(script), "--shared", str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "pass --shared" in done.stderr
