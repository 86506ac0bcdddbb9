"""Many reports by one command: the table, going on after a stop, and reports that fail."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest

from smoulder.cli import read_folder
from smoulder.cli.main import main
from smoulder.reading import parser as parsers
from smoulder.reading.archive import Outcome
from smoulder.reading.inputs import Source, sources
from smoulder.reading.parse import Parse

Capture = pytest.CaptureFixture[str]


def report(town: str) -> str:
    return f"Calm in {town}\n\n3 May 2014\n\nThe army said on Friday that 20 people were killed in {town} last week.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "reports"
    place.mkdir()
    for town in ("Exville", "Wyton", "Zedburg"):
        (place / f"{town}.txt").write_text(report(town))
    return place


def rows(path: Path, what: str) -> list[tuple[object, ...]]:
    with duckdb.connect() as connection:
        return connection.execute(f"SELECT {what} FROM '{path}' ORDER BY report, item, number").fetchall()


def count_parses(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are parsed from here on."""
    seen: list[str] = []
    real = parsers.SpacyParser.parse

    def parse(self: parsers.SpacyParser, texts: Iterable[str]) -> Iterator[Parse]:
        held = list(texts)
        seen.extend(held)
        return real(self, held)

    monkeypatch.setattr(parsers.SpacyParser, "parse", parse)
    return seen


def test_a_folder_becomes_a_table_whose_places_are_those_of_the_texts(folder: Path, capsys: Capture) -> None:
    out = folder.parent / "found.parquet"
    assert main(["read", str(folder), "--out", str(out)]) == 0
    assert "3 reports read" in capsys.readouterr().err
    found = rows(out, 'report, item, text, "start", "end", speaker, published')
    assert len([row for row in found if row[1] == "report"]) == 3
    statements = [row for row in found if row[1] == "statements"]
    assert len(statements) == 3
    for name, _, text, start, end, _, published in statements:
        assert isinstance(start, int)
        assert isinstance(end, int)
        assert Path(str(name)).read_text()[start:end] == text
        assert published == "2014-05-03"
    assert [path.name for path in folder.parent.iterdir() if path.name.startswith(".")] == []


def test_what_is_done_is_not_read_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    out = folder.parent / "found.parquet"
    assert main(["read", str(folder), "--out", str(out)]) == 0
    before = rows(out, "report, item, text")
    seen = count_parses(monkeypatch)
    (folder / "again.txt").write_text(report("Wyton"))
    (folder / "new.txt").write_text(report("Newton"))
    assert main(["read", str(folder), "--out", str(out)]) == 0
    assert "1 reports read, 4 read before" in capsys.readouterr().err
    assert {text for text in seen if "Calm" in text} == {"Calm in Newton"}
    assert set(before) < set(rows(out, "report, item, text"))


def test_a_run_that_was_stopped_goes_on_where_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    out = folder.parent / "found.parquet"
    monkeypatch.setattr(read_folder.Journal, "finish", lambda journal: _stop())
    assert main(["read", str(folder), "--out", str(out)]) == 130
    monkeypatch.undo()
    draft = folder.parent / ".found.parquet.rows"
    lines = draft.read_text().splitlines(keepends=True)
    draft.write_text("".join(lines[:-2]) + lines[-1][:40])
    seen = count_parses(monkeypatch)
    assert main(["read", str(folder), "--out", str(out)]) == 0
    assert {text for text in seen if "Calm" in text} == {"Calm in Zedburg"}
    heads = [row for row in rows(out, "item, report") if row[0] == "report"]
    assert len(heads) == len(set(heads)) == 3


def _stop() -> None:
    raise KeyboardInterrupt


def test_a_report_that_fails_is_listed_and_the_rest_goes_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "breaks.txt").write_text(report("Breakville"))
    real = parsers.SpacyParser.parse

    def parse(self: parsers.SpacyParser, texts: Iterable[str]) -> Iterator[Parse]:
        held = list(texts)
        if any("Breakville" in text for text in held):
            raise ZeroDivisionError("no such town")
        return real(self, held)

    monkeypatch.setattr(parsers.SpacyParser, "parse", parse)
    out = folder.parent / "found.parquet"
    assert main(["read", str(folder), "--out", str(out)]) == 1
    err = capsys.readouterr().err
    assert "binary.txt is not text" in err
    assert "breaks.txt broke the reader (ZeroDivisionError: no such town)" in err
    assert "3 reports read, 2 could not be read" in err
    assert len([row for row in rows(out, "item") if row == ("report",)]) == 3


def test_what_another_parser_read_is_read_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = folder.parent / "found.parquet"
    assert main(["read", str(folder), "--out", str(out)]) == 0
    seen = count_parses(monkeypatch)
    assert main(["read", str(folder), "--out", str(out), "--parser", "smoulder_en"]) == 0
    assert len([text for text in seen if "Calm" in text]) == 3
    readers = rows(out, "DISTINCT reader, report, item, number")
    assert {str(row[0]).rpartition(", ")[2] for row in readers} == {"smoulder_en"}


def test_two_processes_read_the_same_as_one(folder: Path) -> None:
    one, two = folder.parent / "one.parquet", folder.parent / "two.parquet"
    assert main(["read", str(folder), "--out", str(one)]) == 0
    assert main(["read", str(folder), "--out", str(two), "--jobs", "2"]) == 0
    assert rows(one, "*") == rows(two, "*")


def test_a_file_that_is_no_such_table_is_not_overwritten(folder: Path, capsys: Capture) -> None:
    out = folder.parent / "found.parquet"
    out.write_text("something else")
    assert main(["read", str(folder), "--out", str(out)]) == 2
    assert "is no table of readings" in capsys.readouterr().err
    assert out.read_text() == "something else"


def test_a_folder_without_a_table_gives_one_line_of_json_for_each_report(
    folder: Path, capsys: Capture
) -> None:
    assert main(["read", str(folder)]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [Path(line["report"]).stem for line in lines] == ["Exville", "Wyton", "Zedburg"]
    assert all(line["statements"] for line in lines)


def test_an_empty_folder_is_told_and_its_table_is_empty(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "none").mkdir()
    assert main(["read", str(tmp_path / "none")]) == 2
    assert "holds no report" in capsys.readouterr().err
    out = tmp_path / "found.parquet"
    assert main(["read", str(tmp_path / "none"), "--out", str(out)]) == 0
    assert rows(out, "*") == []


def test_a_feed_can_be_piped_in(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    items = "".join(
        f"<item><title>Calm in {town}</title><description>The army of the country said on Friday that 20 people "
        f"were killed in {town} last week, and that the rest of the people of the district had fled to the hills."
        "</description></item>"
        for town in ("Exville", "Wyton")
    )
    content = f"<rss><channel><title>Example</title>{items}</channel></rss>".encode()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(content)))
    assert main(["read", "-"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_a_parser_that_is_not_there_is_told_before_anything_is_read(folder: Path, capsys: Capture) -> None:
    assert main(["read", str(folder), "--parser", "no_such_pipeline"]) == 2
    assert "no spaCy pipeline 'no_such_pipeline'" in capsys.readouterr().err


def dies_on_one(some: list[Source], reader: read_folder.Reader) -> list[Outcome]:
    """Reads nothing, and takes its process with it at one report."""
    if any(b"Wyton" in source.content for source in some):
        os._exit(9)
    return [Outcome(source.name, source.sha256, "read", "en", "", []) for source in some]


@pytest.mark.slow
def test_a_report_that_ends_its_process_is_told_and_the_others_are_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(Path(__file__).parents[2])  # a fresh process must find `dies_on_one`
    monkeypatch.setattr(read_folder, "_read", dies_on_one)
    monkeypatch.setattr(read_folder, "_prepare", str)
    monkeypatch.setattr(read_folder, "TOGETHER", 2)
    reader = read_folder.Reader(folder.parent)
    found = list(read_folder._outcomes(sources(folder), reader, 2))
    assert [(Path(one.name).stem, one.reason.partition(" ")[2]) for one in found] == [
        ("Exville", ""),
        ("Wyton", "ended the process that read it; please report it"),
        ("Zedburg", ""),
    ]


ABROAD = (
    "Un pont\n\nLe conseil a annoncé vendredi que les travaux du nouveau pont commenceront au printemps.\n"
)
BRIDGE = "A bridge\n\n3 May 2014\n\nThe council said on Friday that it would build a bridge over the river in spring.\n"
LAST = "item IN ('report', 'passed over', 'failure')"


@pytest.fixture
def mixed(folder: Path) -> Path:
    """Three reports about conflict, one about a bridge, one in French and one that is no text."""
    (folder / "abroad.txt").write_text(ABROAD)
    (folder / "bridge.txt").write_text(BRIDGE)
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    return folder


def last_rows(path: Path) -> dict[str, tuple[str, str | None]]:
    found = rows(path, f"report, item, kind, {LAST}")
    last = [(Path(str(name)).stem, (str(item), kind)) for name, item, kind, is_last in found if is_last]
    assert len(last) == len(dict(last))
    return dict(last)  # type: ignore[arg-type]


def test_filters_tell_their_shares_and_a_later_run_reads_what_they_left_out(
    mixed: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    out = mixed.parent / "found.parquet"
    given = ["read", str(mixed), "--out", str(out)]
    assert main([*given, "--language", "en", "--about", "conflict"]) == 1
    err = capsys.readouterr().err
    assert "3 reports read, 2 passed over, 1 could not be read" in err
    assert (
        "of 6 reports: 4 in English, 1 in French; 3 of the English about conflict; 1 could not be read" in err
    )
    found = last_rows(out)
    assert found["abroad"] == ("passed over", "other language")
    assert found["bridge"] == ("passed over", "not about conflict")
    assert found["binary"] == ("failure", None)
    seen = count_parses(monkeypatch)
    assert main([*given, "--language", "en", "--about", "conflict"]) == 0
    assert seen == []
    assert last_rows(out) == found
    assert main([*given, "--language", "en"]) == 0
    assert {text for text in seen if "bridge" in text.lower()} == set(seen) != set()
    assert last_rows(out) == found | {"bridge": ("report", None)}
    assert main(given) == 1
    assert last_rows(out) == found | {"bridge": ("report", None), "abroad": ("failure", None)}


def test_a_stopped_run_with_filters_goes_on_without_them_and_doubles_nothing(
    mixed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = mixed.parent / "found.parquet"
    monkeypatch.setattr(read_folder.Journal, "finish", lambda journal: _stop())
    assert main(["read", str(mixed), "--out", str(out), "--about", "conflict"]) == 130
    monkeypatch.undo()
    assert main(["read", str(mixed), "--out", str(out)]) == 0
    assert {name: item for name, (item, _) in last_rows(out).items()} == {
        **dict.fromkeys(("Exville", "Wyton", "Zedburg", "bridge"), "report"),
        **dict.fromkeys(("abroad", "binary"), "failure"),
    }


def test_a_file_that_could_not_be_opened_is_tried_again_and_its_failure_forgotten(tmp_path: Path) -> None:
    out = tmp_path / "found.parquet"
    (tmp_path / "reports").mkdir()
    late = tmp_path / "reports" / "late.txt"
    late.symlink_to(tmp_path / "nowhere.txt")
    for _ in range(2):
        assert main(["read", str(tmp_path / "reports"), "--out", str(out)]) == 1
        assert last_rows(out) == {"late": ("failure", "for now")}
    (tmp_path / "nowhere.txt").write_text(report("Exville"))
    assert main(["read", str(tmp_path / "reports"), "--out", str(out)]) == 0
    assert last_rows(out) == {"late": ("report", None)}


def test_copies_share_a_cluster_that_is_named_after_the_first_also_when_it_comes_later(
    tmp_path: Path, capsys: Capture
) -> None:
    folder, out = tmp_path / "reports", tmp_path / "found.parquet"
    folder.mkdir()
    text = " ".join(
        f"The army said that it had counted {number} houses in village {number}." for number in range(40)
    )
    (folder / "b.txt").write_text(f"Houses\n\n4 May 2014\n\n{text}\n")
    (folder / "c.txt").write_text(f"Calm\n\n4 May 2014\n\n{report('Exville')}\n")
    assert main(["read", str(folder), "--out", str(out)]) == 0
    (folder / "a.txt").write_text(f"Counting\n\n3 May 2014\n\n{text} It went on.\n")
    capsys.readouterr()
    assert main(["read", str(folder), "--out", str(out)]) == 0
    assert "1 cluster of near copies holds 2 reports" in capsys.readouterr().err
    told = [row for row in rows(out, "report, sha256, cluster, item") if row[3] == "report"]
    found = {Path(str(name)).stem: (sha, cluster) for name, sha, cluster, _ in told}
    assert found["b"][1] == found["a"][1] == found["a"][0]
    assert found["c"][1] == found["c"][0]


def test_a_table_of_an_earlier_version_without_the_new_columns_is_continued(folder: Path) -> None:
    out = folder.parent / "found.parquet"
    assert main(["read", str(folder), "--out", str(out)]) == 0
    older = folder.parent / "older.parquet"
    with duckdb.connect() as connection:
        connection.execute(
            f"COPY (SELECT * EXCLUDE (language, fingerprint, cluster) FROM '{out}') TO '{older}'"
        )
    (folder / "new.txt").write_text(report("Newton"))
    assert main(["read", str(folder), "--out", str(older)]) == 0
    assert len(last_rows(older)) == 4
    assert {row[0] for row in rows(older, f"language, {LAST}") if row[1]} == {None, "en"}


def test_filters_without_a_table_are_refused(folder: Path, capsys: Capture) -> None:
    assert main(["read", str(folder), "--about", "conflict"]) == 2
    assert "add --out FILE.parquet" in capsys.readouterr().err
