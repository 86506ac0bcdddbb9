from __future__ import annotations

import hashlib
import io
import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoulder.cli.main import main
from smoulder.reading.releases import release_url, release_urls
from smoulder.reading.sources import SOURCES, find_source
from smoulder.records.errors import BadSource
from tests.reading.local_server import breaks_off, serve, status, whole

Capture = pytest.CaptureFixture[str]
BODY = b"id,best\n1,2\n" * 50


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def test_the_path_of_the_file_is_the_answer_and_all_else_is_said_beside_it(
    tmp_path: Path, capsys: Capture
) -> None:
    with serve(whole(BODY)) as server:
        assert (
            main(["fetch", "candidate", "--url", server.url("GEDEvent_v26_0_1.csv"), "--out", str(tmp_path)])
            == 0
        )
    shown = capsys.readouterr()
    path, size = shown.out.splitlines()
    assert Path(path).read_bytes() == BODY
    assert size == f"{len(BODY)} bytes, sha256 {hashlib.sha256(BODY).hexdigest()}"
    assert "CC BY 4.0" in shown.err
    assert f"Next: smoulder load candidate {path}" in shown.err
    assert "\x1b" not in shown.err, "no bar where there is no terminal"


def test_without_a_folder_the_file_goes_into_the_data_folder(tmp_path: Path, capsys: Capture) -> None:
    with serve(whole(BODY)) as server:
        assert main(["fetch", "ucdp", "--url", server.url("a.csv"), "--data", str(tmp_path), "--json"]) == 0
    entry = json.loads(capsys.readouterr().out)
    assert entry["path"] == str(tmp_path / "downloads" / "a.csv")
    assert {"url", "size", "sha256", "etag", "when"} <= entry.keys()
    assert json.loads((tmp_path / "downloads" / "manifest.json").read_text())["files"]["a.csv"][
        "size"
    ] == len(BODY)


def test_a_fetch_that_fails_is_one_line_and_code_two(tmp_path: Path, capsys: Capture) -> None:
    with serve(status(404)) as server:
        assert main(["fetch", "ucdp", "--url", server.url("a.csv"), "--out", str(tmp_path)]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.splitlines()[-1].startswith(f"smoulder: {server.url('a.csv')} is not there (status 404)")


def test_a_hash_that_was_published_is_held(tmp_path: Path, capsys: Capture) -> None:
    with serve(whole(BODY)) as server:
        call = ["fetch", "ucdp", "--url", server.url("a.csv"), "--out", str(tmp_path), "--sha256"]
        assert main([*call, "0" * 64]) == 2
        assert main([*call, hashlib.sha256(BODY).hexdigest()]) == 0
    assert "was published" in capsys.readouterr().err


def test_a_killed_fetch_leaves_no_half_file_and_the_next_goes_on(tmp_path: Path) -> None:
    """A real process is killed in mid-download, after its first bytes are on the disk."""
    call = [
        sys.executable,
        "-c",
        "from smoulder.cli.main import run; run()",
        "fetch",
        "ucdp",
        "--out",
        str(tmp_path),
    ]
    with serve(breaks_off(BODY, 100), status(503, Retry_After=200), whole(BODY)) as server:
        url = server.url("a.csv")
        child = subprocess.Popen(
            [*call, "--url", url], env={"PATH": os.defpath, "HOME": str(tmp_path)}, stderr=subprocess.PIPE
        )
        assert child.stderr is not None
        while b"status 503" not in child.stderr.readline():
            assert child.poll() is None
        child.kill()
        child.wait()
        child.stderr.close()
        left = {path.name for path in tmp_path.iterdir() if path.is_file()}
        assert left == {".a.csv.part", ".a.csv.part.json", ".fetch.lock"}
        assert main(["fetch", "ucdp", "--url", url, "--out", str(tmp_path)]) == 0
    assert server.seen[2]["Range"] == "bytes=100-"
    assert (tmp_path / "a.csv").read_bytes() == BODY


@pytest.mark.parametrize("name", ["acled", "gdelt", "table"])
def test_a_source_that_cannot_be_fetched_says_how_to_get_it(name: str, capsys: Capture) -> None:
    assert main(["fetch", name]) == 2
    assert capsys.readouterr().err == (
        f"smoulder: {name} cannot be fetched: {SOURCES[name].how}; then smoulder load {name} FILE\n"
    )


def test_a_source_that_is_not_known_is_told(capsys: Capture) -> None:
    assert main(["fetch", "canddate"]) == 2
    assert "did you mean candidate?" in capsys.readouterr().err


def test_the_releases_of_a_day_are_tried_from_the_newest_on() -> None:
    base = "https://ucdp.uu.se/downloads/"
    yearly = release_urls(find_source("ucdp"), date(2026, 11, 22))
    assert yearly == tuple(f"{base}ged/ged{version}-csv.zip" for version in (261, 251, 241))
    monthly = release_urls(find_source("candidate"), date(2026, 2, 20))
    assert [url.rpartition("_v")[2] for url in monthly[:4]] == [
        "26_0_1.csv",
        "25_0_12.csv",
        "25_0_11.csv",
        "25_0_10.csv",
    ]


def test_a_release_by_name_has_one_address() -> None:
    assert release_url(find_source("ucdp"), "25.1").endswith("ged/ged251-csv.zip")
    assert release_url(find_source("candidate"), "23.0.10").endswith("candidateged/GEDEvent_v23_0_10.csv")


@given(st.sampled_from(["ucdp", "candidate"]), st.text("0123456789./_-x", max_size=12))
def test_what_is_no_release_never_becomes_part_of_an_address(name: str, version: str) -> None:
    source = find_source(name)
    if re.fullmatch(r"[0-9]{2}(\.[0-9]{1,2}){1,3}", version):
        return
    with pytest.raises(BadSource, match=f"is no release of {name}; write it as"):
        release_url(source, version)


class Screen(io.StringIO):
    """A standard error that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_on_a_terminal_a_bar_shows_how_much_there_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    with serve(whole(BODY)) as server:
        assert main(["fetch", "ucdp", "--url", server.url("a.csv"), "--out", str(tmp_path)]) == 0
    assert "600/600 bytes" in screen.getvalue()
