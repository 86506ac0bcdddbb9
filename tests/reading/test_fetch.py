from __future__ import annotations

import hashlib
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.reading.backoff import Patience
from smoulder.reading.fetch import fetch_first
from smoulder.reading.partial import hold
from smoulder.records.errors import FetchFailed
from tests.reading.fetch_world import BODY, IMPATIENT, World, refused
from tests.reading.local_server import (
    Act,
    Request,
    breaks_off,
    hangs_up,
    leads_to,
    sends,
    serve,
    status,
    whole,
)


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path / "downloads")


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


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_and_the_range_with_it(world: World, code: int) -> None:
    acts = (leads_to("/other/place", code), breaks_off(BODY, 500), leads_to("other/place", code), whole(BODY))
    with serve(*acts) as server:
        world.fetch(server.url())
    assert server.paths == ["/file.csv", "/other/place"] * 2
    assert server.seen[3]["Range"] == "bytes=500-"
    assert world.files()["file.csv"] == BODY


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


def test_a_proxy_from_the_environment_is_honoured(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    with serve(whole(BODY)) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url(""))
        world.fetch("http://data.example.invalid/file.csv")
    assert proxy.paths == ["http://data.example.invalid/file.csv"]
    assert world.files()["file.csv"] == BODY


def test_two_fetches_do_not_share_a_folder(world: World) -> None:
    busy = r"another download is at work in .*; let it end"
    with hold(world.folder), serve(whole(BODY)) as server, pytest.raises(FetchFailed, match=busy):
        world.fetch(server.url())


def test_of_several_releases_the_first_that_is_there_is_taken(world: World) -> None:
    with serve(status(404), status(404), whole(BODY)) as server:
        urls = [server.url(f"v{number}.csv") for number in (3, 2, 1, 0)]
        entry = fetch_first(urls, world.folder, world.outside, IMPATIENT)
    assert entry.name == "v1.csv"
    assert len(server.seen) == 3


@settings(max_examples=15, deadline=None)
@given(st.binary(min_size=1, max_size=3000), st.lists(st.integers(0, 900), max_size=6))
def test_however_often_it_breaks_off_the_file_is_the_file(body: bytes, cuts: list[int]) -> None:
    if body.lstrip()[:1] in (b"<", b"P", b"\xef"):
        body = b"x" + body
    with (
        tempfile.TemporaryDirectory() as folder,
        serve(*(breaks_off(body, cut) for cut in cuts), whole(body)) as server,
    ):
        world = World(Path(folder) / "downloads")
        world.fetch(server.url(), Patience(tries=20, silence=2))
        assert world.files()["file.csv"] == body
