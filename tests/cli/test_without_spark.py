"""Without the extra for Spark each command works, and names the install line where Spark is asked for."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import pytest

from smoulder.cli.main import main
from smoulder.store.events import open_events
from smoulder.store.spark.installed import PARTS
from tests.reading.ged_samples import event
from tests.store.event_files import put

LINE = "pip install 'smoulder[spark]'"
COMMANDS = (
    ["series", "ISIL", "--country", "Iraq"],
    ["watch"],
    ["rates"],
    ["load", "ucdp", "none.csv"],
    ["backtest", "counts"],
    ["backtest", "return"],
    ["read", "report.txt", "--out", "readings"],
)


class Missing(MetaPathFinder):
    """Finds none of the parts that the extra brings."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name.partition(".")[0] in PARTS:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return None


@pytest.fixture
def no_spark(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No part of the extra can be imported."""
    for name in [one for one in sys.modules if one.partition(".")[0] in PARTS]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words[:2]))
def test_a_command_that_is_asked_for_spark_names_the_install_line(
    words: list[str], no_spark: None, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("report.txt").write_text("The army said on Friday that 20 people were killed.")
    assert main([*words, "--engine", "spark"]) == 2
    said = capsys.readouterr().err
    assert LINE in said
    assert said.count("\n") == 1
    assert main([*words, "--engine", "spark", "--master", "spark://127.0.0.1:7077"]) == 2
    assert LINE in capsys.readouterr().err


def test_commands_that_are_not_asked_for_spark_do_without_it(
    no_spark: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(open_events(tmp_path / "data"), [event(number) for number in range(1, 4)], "23.1")
    for words in (
        ["series", "ISIL", "--country", "Iraq"],
        ["watch", "--as-of", "2022-12"],
        ["rates", "--age", "60"],
    ):
        assert main([*words, "--data", "data"]) == 0
    assert LINE not in "".join(capsys.readouterr())


def test_where_a_settings_file_names_spark_a_command_that_reads_loaded_events_names_the_line(
    no_spark: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(open_events(tmp_path / "data"), [event(1)], "23.1")
    Path("smoulder.toml").write_text('[engine]\nengine = "spark"\n')
    assert main(["watch", "--as-of", "2022-12", "--data", "data"]) == 2
    assert LINE in capsys.readouterr().err


@pytest.mark.parametrize(
    "master", ["sprak://127.0.0.1:7077", "spark://127.0.0.1", "127.0.0.1:7077", "lokal[2]"]
)
def test_a_master_of_no_known_form_is_told_with_the_forms(
    master: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["watch", "--engine", "spark", "--master", master]) == 2
    said = capsys.readouterr().err
    assert repr(master) in said
    assert "write spark://HOST:7077" in said
