"""What tests of the doors share: no events that the person who runs them has loaded."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.case_sample import keep_sample
from tests.conftest import build_assessment


@pytest.fixture(autouse=True)
def own_data_folder(
    clean_environment: None, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """An empty folder for data of programs, of its own for each test; `--data` goes before it."""
    folder = tmp_path_factory.mktemp("own-data")
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def sample_case(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A data folder with a case to work on, and its id; tests work on copies."""
    folder = tmp_path_factory.mktemp("sample-case") / "data"
    return folder, keep_sample(folder, build_assessment)


@pytest.fixture
def case(sample_case: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The id of a case in the data folder `data` of the working folder; `desk one` is at work."""
    folder, name = sample_case
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SMOULDER_ANALYST", "desk one")
    shutil.copytree(folder, tmp_path / "data")
    return name
