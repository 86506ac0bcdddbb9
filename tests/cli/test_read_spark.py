"""`smoulder read --engine spark`: what it says where it cannot begin; its work is tested with `store/spark/read.py`."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from smoulder.cli.main import main
from smoulder.cli.read_folder import Reader
from smoulder.cli.read_spark import for_spark, read_on_spark, words
from smoulder.records.cluster import Cluster
from smoulder.store.spark.read import Done
from smoulder.store.spark.read_output import ReadingsFolder

Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("asked", "cure"),
    [
        (["in"], "name it with --out DIR"),
        (["in", "--out", "found.parquet"], "name it with --out DIR"),
        (["-", "--out", "found"], "Spark reads no pipe"),
        (
            ["in", "--out", "found", "--model", "m", "--model-address", "http://127.0.0.1:9/v1"],
            "leave out --model, or --engine spark",
        ),
    ],
)
def test_what_spark_cannot_do_is_told_before_it_starts(
    asked: list[str], cure: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["read", *asked, "--engine", "spark"]) == 2
    assert cure in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_column_is_refused_where_no_table_is_read(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "report.txt").write_text("The army said that two soldiers were killed.")
    assert main(["read", str(tmp_path / "report.txt"), "--text", "body"]) == 2
    assert "add --engine spark" in capsys.readouterr().err


def test_without_the_extra_the_install_line_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    assert main(["read", str(tmp_path), "--engine", "spark", "--out", str(tmp_path / "out")]) == 2
    assert "pip install 'smoulder[spark]'" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_the_settings_alone_send_an_archive_to_spark_and_no_single_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    settings = tmp_path / "smoulder.toml"
    settings.write_text('[engine]\nengine = "spark"\n')
    assert main(["read", str(tmp_path / "report.txt"), "--settings", str(settings), "--json"]) == 2
    assert "report.txt is not there" in capsys.readouterr().err
    asked = ["read", str(tmp_path), "--settings", str(settings), "--out", str(tmp_path / "out")]
    assert main(asked) == 2
    assert "smoulder[spark]" in capsys.readouterr().err
    assert [for_spark(None, one) for one in (None, "a.parquet", "a.json", "s3://desk/a")] == [
        False,
        False,
        False,
        True,
    ]


def test_what_is_done_is_told_in_words() -> None:
    done = Done(of=9, known=2, counts={"read": 1200, "failed": 1, "for now": 1, "other language": 4})
    assert done.total == 1205
    assert "1,200 reports read" in words(done)
    assert "2 read before" in words(done)
    assert "1 could not be read" in words(done)


@pytest.mark.parametrize(("named", "seen"), [("in", "{here}/in"), ("s3://desk/in", "s3://desk/in")])
def test_workers_are_given_names_that_do_not_hang_on_a_working_folder(
    named: str, seen: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pyspark")
    pytest.importorskip("pyarrow")
    opened: list[str] = []
    session = SimpleNamespace(sparkContext=SimpleNamespace(uiWebUrl=None))

    class Folder(ReadingsFolder):
        def start(self) -> None:
            opened.append(self.address)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("smoulder.reading.parser.load_parser", lambda name: None)
    monkeypatch.setattr("smoulder.store.spark.session.spark_session", lambda cluster: session)
    monkeypatch.setattr("smoulder.store.spark.read_output.ReadingsFolder", Folder)
    monkeypatch.setattr(
        "smoulder.store.spark.read.open_archive", lambda spark, name, text: opened.append(name)
    )
    monkeypatch.setattr("smoulder.store.spark.read.read_archive", lambda *given: Done())
    read_on_spark(named, "out", Reader(tmp_path), Cluster("local[2]"), "")
    assert opened == [f"{tmp_path}/out", seen.format(here=tmp_path)]
