"""What tests of the doors share: no events that the person who runs them has loaded."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_data_folder(
    clean_environment: None, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """An empty folder for data of programs, of its own for each test; `--data` goes before it."""
    folder = tmp_path_factory.mktemp("own-data")
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    return folder
