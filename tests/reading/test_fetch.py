from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.reading.backoff import Patience
from smoulder.reading.download import Outside, file_name
from smoulder.reading.fetch import fetch_file, fetch_first
from smoulder.reading.manifest import Fetched
from smoulder.reading.partial import hold
from smoulder.records.errors import CannotWrite, FetchFailed, NotThere
from tests.reading.local_server import (
    Act,
    Request,
    breaks_off,
    hangs_up,
    leads_to,
    sends,
    serve,
    stalls,
    status,
    whole,
)

BODY = b"id,best\n" + b"".join(b"%d,%d\n" % (at, at % 7) for at in range(30_000))
WHEN = datetime(2026, 3, 1, 12, tzinfo=UTC)
IMPATIENT = Patience(tries=3, silence=0.3, gain=10**9)


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@dataclass
class World:
    """A world without time: waits are noted and not waited."""

    folder: Path
    waits: list[float] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    told: list[tuple[int, int | None]] = field(default_factory=list)
    ticks: Callable[[], float] = lambda: 0.0

    @property
    def outside(self) -> Outside:
        return Outside(
            when=WHEN,
            sleep=self.waits.append,
            ticks=self.ticks,
            rng=np.random.default_rng(1),
            tell=lambda done, total: self.told.append((done, total)),
            note=self.notes.append,
        )

    def fetch(self, url: str, patience: Patience = IMPATIENT, sha256: str = "") -> Fetched:
        return fetch_file(url, self.folder, self.outside, patience, sha256)

    def files(self) -> dict[str, bytes]:
        """What lies in the folder, less the lock."""
        found = {path.name: path.read_bytes() for path in self.folder.iterdir()}
        return {name: content for name, content in found.items() if name != ".fetch.lock"}


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path / "downloads")


def refused(world: World, *acts: Act, sha256: str = "", patience: Patience = IMPATIENT) -> str:
    """The one line of a fetch that fails, with the address of the server taken out."""
    with serve(*acts) as server, pytest.raises(FetchFailed) as failure:
        world.fetch(server.url(), patience, sha256)
    line = str(failure.value)
    assert "\n" not in line
    assert ";" in line, "the line names no cure"
    assert "file.csv" not in world.files()
    return line.replace(server.url(), "URL")


def test_a_file_arrives_whole_and_the_manifest_says_what_it_is(world: World) -> None:
    with serve(whole(BODY)) as server:
        entry = world.fetch(server.url())
    assert world.files()["file.csv"] == BODY
    assert set(world.files()) == {"file.csv", "manifest.json"}
    assert (entry.size, entry.sha256) == (len(BODY), hashlib.sha256(BODY).hexdigest())
    kept = json.loads(world.files()["manifest.json"])["files"]["file.csv"]
    assert kept == {
        "name": "file.csv",
        "url": server.url(),
        "size": len(BODY),
        "sha256": entry.sha256,
        "etag": '"v1"',
        "modified": "",
        "when": "2026-03-01T12:00:00Z",
    }
    assert world.told[0] == (0, len(BODY))
    assert world.told[-1] == (len(BODY), len(BODY))
    assert world.waits == []


def test_a_file_that_is_the_newest_is_not_sent_again(world: World) -> None:
    with serve(whole(BODY)) as server:
        first, second = world.fetch(server.url()), world.fetch(server.url())
    assert second == first
    assert server.seen[1]["If-None-Match"] == '"v1"'
    assert "is the newest" in world.notes[0]


def test_a_file_that_was_changed_on_the_disk_is_fetched_again(world: World) -> None:
    with serve(whole(BODY)) as server:
        world.fetch(server.url())
        (world.folder / "file.csv").write_bytes(BODY[:100])
        world.fetch(server.url())
    assert world.files()["file.csv"] == BODY
    assert "is not as it was downloaded" in world.notes[0]


def test_a_newer_state_of_the_file_replaces_the_old_and_is_told(world: World) -> None:
    with serve(whole(BODY), whole(b"new\n", etag='"v2"')) as server:
        world.fetch(server.url())
        world.fetch(server.url())
    assert world.files()["file.csv"] == b"new\n"
    assert "which it replaces" in world.notes[-1]


def test_another_hash_under_the_same_name_of_state_is_refused_and_the_old_file_stays(world: World) -> None:
    with serve(whole(BODY), sends(b"forged", Content_Length=6, ETag='"v1"')) as server:
        world.fetch(server.url())
        with pytest.raises(FetchFailed, match="another hash than on 2026-03-01"):
            world.fetch(server.url())
    assert world.files()["file.csv"] == BODY
    assert set(world.files()) == {"file.csv", "manifest.json"}


def test_a_dropped_connection_is_gone_on_from(world: World) -> None:
    with serve(breaks_off(BODY, 70_000), hangs_up, breaks_off(BODY, 50_000), whole(BODY)) as server:
        world.fetch(server.url(), Patience(silence=1, gain=10_000))
    assert world.files()["file.csv"] == BODY
    asked = [(seen["Range"], seen["If-Range"]) for seen in server.seen]
    assert asked == [
        (None, None),
        ("bytes=70000-", '"v1"'),
        ("bytes=70000-", '"v1"'),
        ("bytes=120000-", '"v1"'),
    ]
    assert len(world.waits) == 3
    assert f"broke off after 70,000 of {len(BODY):,} bytes" in world.notes[0]


def test_a_fetch_that_was_given_up_is_gone_on_from_by_the_next(world: World) -> None:
    line = refused(world, breaks_off(BODY, 1000))
    assert "of 3 tries" in line
    assert "the next fetch goes on from it" in line
    assert world.files()[".file.csv.part"] == BODY[:3000]
    with serve(whole(BODY)) as server:
        mark = world.folder / ".file.csv.part.json"
        mark.write_text(mark.read_text().replace(json.loads(mark.read_text())["url"], server.url()))
        world.fetch(server.url())
    assert server.seen[0]["Range"] == "bytes=3000-"
    assert world.files()["file.csv"] == BODY


def test_a_part_of_another_address_is_not_gone_on_from(world: World) -> None:
    refused(world, breaks_off(BODY, 1000))
    with serve(whole(BODY)) as server:
        world.fetch(server.url())
    assert server.seen[0]["Range"] is None
    assert world.files()["file.csv"] == BODY


def test_a_file_that_changes_between_two_tries_is_begun_anew(world: World) -> None:
    new = BODY.upper()
    with serve(breaks_off(BODY, 5000), whole(new, etag='"v2"')) as server:
        world.fetch(server.url())
    assert world.files()["file.csv"] == new


def test_a_part_of_a_changed_file_sent_as_if_it_were_the_same_is_not_joined(world: World) -> None:
    new = BODY.upper()
    rest = f"bytes 5000-{len(new) - 1}/{len(new)}"

    def joins(request: Request) -> None:
        request.head(206, Content_Range=rest, Content_Length=len(new) - 5000, ETag='"v2"')
        request.wfile.write(new[5000:])

    with serve(breaks_off(BODY, 5000), joins, whole(new, etag='"v2"')) as server:
        world.fetch(server.url())
    assert world.files()["file.csv"] == new
    assert "changed since its first part arrived" in world.notes[1]
    assert server.seen[2]["Range"] is None


def test_without_a_name_of_its_state_a_file_is_never_joined_from_two_tries(world: World) -> None:
    with serve(breaks_off(BODY, 5000, etag=""), whole(BODY, etag="")) as server:
        world.fetch(server.url())
    assert server.seen[1]["Range"] is None
    assert world.files()["file.csv"] == BODY


def test_a_weak_name_of_a_state_is_not_enough_to_join(world: World) -> None:
    with serve(breaks_off(BODY, 5000, etag='W/"v1"'), whole(BODY, etag='W/"v1"')) as server:
        world.fetch(server.url())
    assert server.seen[1]["Range"] is None


def test_a_server_that_ignores_the_range_is_taken_from_the_start(world: World) -> None:
    with serve(breaks_off(BODY, 5000), sends(BODY, Content_Length=len(BODY), ETag='"v1"')) as server:
        world.fetch(server.url())
    assert server.seen[1]["Range"] == "bytes=5000-"
    assert world.files()["file.csv"] == BODY


def test_a_server_that_sends_another_range_is_not_believed(world: World) -> None:
    def elsewhere(request: Request) -> None:
        place = f"bytes 10-{len(BODY) - 1}/{len(BODY)}"
        request.head(206, Content_Range=place, Content_Length=len(BODY) - 10, ETag='"v1"')
        request.wfile.write(BODY[10:])

    with serve(breaks_off(BODY, 5000), elsewhere, whole(BODY)) as server:
        world.fetch(server.url())
    assert world.files()["file.csv"] == BODY
    assert "another part of the file" in world.notes[1]


def test_a_whole_part_that_was_not_renamed_yet_is_taken(world: World) -> None:
    with serve(whole(BODY)) as server:
        world.folder.mkdir()
        (world.folder / ".file.csv.part").write_bytes(BODY)
        mark = {"url": server.url(), "etag": '"v1"', "modified": "", "total": len(BODY)}
        (world.folder / ".file.csv.part.json").write_text(json.dumps(mark))
        world.fetch(server.url())
    assert world.files()["file.csv"] == BODY
    assert set(world.files()) == {"file.csv", "manifest.json"}


def test_a_part_longer_than_the_file_is_thrown_away(world: World) -> None:
    with serve(whole(BODY)) as server:
        world.folder.mkdir()
        (world.folder / ".file.csv.part").write_bytes(BODY + b"more")
        mark = {"url": server.url(), "etag": '"v1"', "modified": "", "total": None}
        (world.folder / ".file.csv.part.json").write_text(json.dumps(mark))
        world.fetch(server.url())
    assert world.files()["file.csv"] == BODY
    assert "does not fit" in world.notes[0]


def test_a_server_that_says_nothing_is_left_after_the_time_limit(world: World) -> None:
    line = refused(world, stalls(BODY, 100))
    assert line.startswith("URL: 127.0.0.1 sent nothing for 0.3 seconds, at the last of 3 tries; try later")
    assert len(world.waits) == 2


def test_a_server_that_drips_is_left_though_it_never_falls_silent(tmp_path: Path) -> None:
    passed = iter(range(10**6))
    world = World(tmp_path / "downloads", ticks=lambda: float(next(passed)))

    def drips(request: Request) -> None:
        request.head(200, Content_Length=len(BODY), ETag='"v1"')
        for sign in BODY[:200]:
            request.wfile.write(bytes([sign]))
            request.wfile.flush()

    line = refused(world, drips, patience=Patience(tries=1, silence=5))
    assert "sends less than 256 bytes a second" in line


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_and_the_range_with_it(world: World, code: int) -> None:
    acts = (leads_to("/other/place", code), breaks_off(BODY, 500), leads_to("other/place", code), whole(BODY))
    with serve(*acts) as server:
        world.fetch(server.url())
    assert server.paths == ["/file.csv", "/other/place"] * 2
    assert server.seen[3]["Range"] == "bytes=500-"
    assert world.files()["file.csv"] == BODY


def test_a_redirect_in_a_circle_ends(world: World) -> None:
    line = refused(world, leads_to("/file.csv"))
    assert line.startswith("URL leads on more than 8 times, perhaps in a circle")
    assert world.waits == []


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://127.0.0.1/a.csv", "data:,a", "gopher://h/", ""]
)
def test_a_redirect_to_another_scheme_is_refused(world: World, target: str) -> None:
    line = refused(world, leads_to(target))
    assert "which is refused: only http and https are followed" in line


def test_a_busy_server_is_asked_again_when_it_says(world: World) -> None:
    with serve(status(503, Retry_After=7), status(429, Retry_After=90), whole(BODY)) as server:
        world.fetch(server.url())
    assert world.waits == [7.0, 90.0]
    assert world.files()["file.csv"] == BODY


def test_a_day_to_come_back_is_read_by_the_clock_of_the_server(world: World) -> None:
    day = {"Retry_After": "Sun, 01 Mar 2026 12:00:40 GMT"}

    def busy(request: Request) -> None:
        request.send_response_only(503)
        request.send_header("Date", "Sun, 01 Mar 2026 12:00:00 GMT")
        request.send_header("Retry-After", day["Retry_After"])
        request.send_header("Content-Length", "0")
        request.end_headers()

    with serve(busy, whole(BODY)) as server:
        world.fetch(server.url())
    assert world.waits == [40.0]


def test_a_server_that_asks_for_an_hour_is_not_waited_for(world: World) -> None:
    line = refused(world, status(429, Retry_After=3600))
    assert line == "127.0.0.1 asks to be left alone for 60 minutes (status 429); try after that"
    assert world.waits == []


@pytest.mark.parametrize("code", [500, 502, 503, 504, 429, 408])
def test_a_failing_server_is_tried_with_longer_and_longer_waits(world: World, code: int) -> None:
    line = refused(world, status(code), patience=Patience(tries=5))
    assert line.startswith(f"URL: 127.0.0.1 answers with status {code}, at the last of 5 tries; try later")
    assert len(world.waits) == 4
    assert all(0.5 * 2**at <= wait <= 2**at for at, wait in enumerate(world.waits))


def test_a_range_refused_without_a_part_is_a_plain_failure(world: World) -> None:
    assert "answers with status 416" in refused(world, status(416))


@pytest.mark.parametrize("code", [404, 410])
def test_a_missing_file_is_told_at_once(world: World, code: int) -> None:
    with serve(status(code)) as server, pytest.raises(NotThere, match=f"is not there \\(status {code}\\)"):
        world.fetch(server.url())
    assert world.waits == []


@pytest.mark.parametrize("code", [401, 403])
def test_a_file_behind_a_login_is_told_with_the_way_round(world: World, code: int) -> None:
    assert "download it in a browser" in refused(world, status(code))


@pytest.mark.parametrize("code", [203, 204, 400, 418, 505])
def test_any_other_status_ends_in_a_line(world: World, code: int) -> None:
    assert f"status {code}; try another --url" in refused(world, status(code))


def test_a_length_that_promises_too_much_is_no_whole_file(world: World) -> None:
    body = {"Content_Length": len(BODY) + 10}
    line = refused(world, sends(BODY, **body))
    assert f"broke off after {len(BODY):,} of {len(BODY) + 10:,} bytes" in line


def test_a_length_that_promises_too_little_is_caught_where_the_archive_is_cut(world: World) -> None:
    packed = archive({"a.csv": BODY})
    with serve(sends(packed, Content_Length=len(packed) - 20)) as server:
        with pytest.raises(FetchFailed, match=r"file\.zip is no whole archive .*; fetch it again"):
            world.fetch(server.url("file.zip"))
    assert world.files() == {}


@pytest.mark.parametrize("length", ["-5", "many", "1e3", "9" * 400])
def test_a_length_that_is_none_is_left_aside(world: World, length: str) -> None:
    with serve(sends(BODY, Content_Length=length)) as server:
        world.fetch(server.url())
    assert world.files()["file.csv"] == BODY


def test_a_file_without_a_length_is_taken_to_its_end(world: World) -> None:
    with serve(sends(BODY)) as server:
        entry = world.fetch(server.url())
    assert entry.size == len(BODY)
    assert world.told[-1] == (len(BODY), None)


def test_chunks_are_joined_and_a_missing_end_is_noticed(world: World) -> None:
    def chunks(end: bytes) -> Act:
        parts = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (BODY[:999], BODY[999:]))
        return sends(parts + end, Transfer_Encoding="chunked", ETag='"v1"')

    with serve(chunks(b""), chunks(b"0\r\n\r\n")) as server:
        world.fetch(server.url())
    assert world.files()["file.csv"] == BODY
    assert "broke the connection off" in world.notes[0]


def test_a_file_larger_than_any_release_is_refused_by_its_length_and_by_its_bytes(world: World) -> None:
    small = Patience(tries=1, largest=1000)
    assert "is said to hold" in refused(world, whole(BODY), patience=small)
    assert "goes on after" in refused(world, sends(BODY), patience=small)
    assert world.files() == {}


def test_a_file_that_does_not_fit_on_the_disk_is_refused_before_it_comes(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda folder: type("Usage", (), {"free": 10})())
    with serve(whole(BODY)) as server, pytest.raises(CannotWrite, match="has 10 bytes left"):
        world.fetch(server.url())
    assert world.files() == {}


def test_a_packed_answer_is_refused(world: World) -> None:
    assert "asked not to" in refused(world, sends(BODY, Content_Encoding="gzip", Content_Length=len(BODY)))


def test_a_web_page_is_no_data(world: World) -> None:
    page = b"\n<!DOCTYPE html><html><body>Please log in</body></html>"
    assert "is a web page and no data" in refused(world, whole(page))
    assert world.files() == {}


def test_an_empty_file_is_refused(world: World) -> None:
    assert "is empty" in refused(world, whole(b""))


def test_a_published_hash_holds_or_the_file_is_not_kept(world: World) -> None:
    right = hashlib.sha256(BODY).hexdigest()
    assert "was published" in refused(world, whole(BODY), sha256="0" * 64)
    assert world.files() == {}
    with serve(whole(BODY)) as server:
        world.fetch(server.url(), sha256=f" {right.upper()} ")
        with pytest.raises(FetchFailed, match="was published"):
            world.fetch(server.url(), sha256="0" * 64)
    assert world.files()["file.csv"] == BODY


def archive(files: dict[str, bytes]) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return into.getvalue()


def test_an_archive_damaged_on_its_way_is_refused(world: World) -> None:
    packed = bytearray(archive({"a.csv": BODY}))
    packed[200] ^= 255
    with serve(whole(bytes(packed))) as server, pytest.raises(FetchFailed, match="archive|damaged inside"):
        world.fetch(server.url("file.zip"))
    assert world.files() == {}


def test_a_server_that_is_not_there_is_told_in_a_line(world: World) -> None:
    with serve(whole(BODY)) as server:
        gone = server.url()
    with pytest.raises(FetchFailed, match=r"127\.0\.0\.1 takes no connections, at the last of 3 tries; try"):
        world.fetch(gone)


def test_a_proxy_from_the_environment_is_honoured(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    with serve(whole(BODY)) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url(""))
        world.fetch("http://data.example.invalid/file.csv")
    assert proxy.paths == ["http://data.example.invalid/file.csv"]
    assert world.files()["file.csv"] == BODY


def test_a_proxy_setting_that_is_none_is_told_in_a_line(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "nonsense:port:x")
    with pytest.raises(FetchFailed, match="proxy|cannot be|broke|takes no"):
        world.fetch("http://data.example.invalid/file.csv")


def test_two_fetches_do_not_share_a_folder(world: World) -> None:
    with hold(world.folder), serve(whole(BODY)) as server:
        with pytest.raises(FetchFailed, match="another download is at work in .*; let it end"):
            world.fetch(server.url())


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with serve(whole(BODY)) as server, pytest.raises(CannotWrite, match="choose another folder with --out"):
        World(tmp_path / "file" / "downloads").fetch(server.url())


def test_a_manifest_that_is_none_is_not_overwritten(world: World) -> None:
    world.folder.mkdir()
    (world.folder / "manifest.json").write_text("[1]")
    with (
        serve(whole(BODY)) as server,
        pytest.raises(FetchFailed, match="is no list of downloads; move it away"),
    ):
        world.fetch(server.url())
    assert world.files() == {"manifest.json": b"[1]"}


def test_of_several_releases_the_first_that_is_there_is_taken(world: World) -> None:
    with serve(status(404), status(404), whole(BODY)) as server:
        urls = [server.url(f"v{number}.csv") for number in (3, 2, 1, 0)]
        entry = fetch_first(urls, world.folder, world.outside, IMPATIENT)
    assert entry.name == "v1.csv"
    assert len(server.seen) == 3


def test_where_no_release_is_there_the_line_names_them_all(world: World) -> None:
    with serve(status(404)) as server:
        urls = [server.url("v2.csv"), server.url("v1.csv")]
        with pytest.raises(NotThere, match=r"none of .*v2\.csv, .*v1\.csv is there; look the address up"):
            fetch_first(urls, world.folder, world.outside, IMPATIENT)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "ged.zip",
        "file:///etc/passwd",
        "ftp://a/b.zip",
        "https://",
        "http://a b/c",
        "https://h:x/a",
        "https://h/ü",
    ],
)
def test_what_is_no_address_of_the_web_is_refused(url: str) -> None:
    with pytest.raises(FetchFailed, match="is no address of the web; give one that begins with https://"):
        file_name(url)


@pytest.mark.parametrize(
    "url", ["https://h", "https://h/", "https://h/a/", "https://h/..", "https://h/%2e%2e"]
)
def test_an_address_that_names_no_file_is_refused(url: str) -> None:
    with pytest.raises(FetchFailed, match="names no file"):
        file_name(url)


@given(st.text(st.characters(codec="ascii"), max_size=40), st.text(max_size=20))
def test_a_file_name_never_leaves_its_folder(path: str, query: str) -> None:
    try:
        name = file_name(f"https://h/{path}?{query}")
    except FetchFailed:
        return
    assert name == Path(name).name
    assert not name.startswith(".")
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")


@settings(max_examples=15, deadline=None)
@given(st.binary(min_size=1, max_size=3000), st.lists(st.integers(0, 900), max_size=6))
def test_however_often_it_breaks_off_the_file_is_the_file(body: bytes, cuts: list[int]) -> None:
    import tempfile

    if body.lstrip()[:1] in (b"<", b"P", b"\xef"):
        body = b"x" + body
    with (
        tempfile.TemporaryDirectory() as folder,
        serve(*(breaks_off(body, cut) for cut in cuts), whole(body)) as server,
    ):
        world = World(Path(folder) / "downloads")
        world.fetch(server.url(), Patience(tries=20, silence=2))
        assert world.files()["file.csv"] == body
