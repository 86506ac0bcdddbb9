from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoulder.reading.backoff import Patience
from smoulder.reading.download import file_name
from smoulder.reading.fetch import _led_to, fetch_first
from smoulder.records.errors import CannotWrite, FetchFailed, NotThere
from tests.reading.fetch_world import BODY, IMPATIENT, World, archive, refused
from tests.reading.local_server import (
    Request,
    leads_to,
    sends,
    serve,
    stalls,
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


def test_a_server_that_says_nothing_is_left_after_the_time_limit(world: World) -> None:
    line = refused(world, stalls(BODY, 100))
    assert line.startswith("URL: 127.0.0.1 sent nothing for 0.3 seconds, at the last of 3 tries; try later")
    assert len(world.waits) == 2


def test_a_server_that_drips_is_left_though_it_never_falls_silent(tmp_path: Path) -> None:
    passed = iter(range(0, 10**6, 3))
    world = World(tmp_path / "downloads", ticks=lambda: float(next(passed)))

    def drips(request: Request) -> None:
        request.head(200, Content_Length=len(BODY), ETag='"v1"')
        for sign in BODY[:40]:
            request.wfile.write(bytes([sign]))
            request.wfile.flush()
            request.server.stopping.wait(0.01)

    line = refused(world, drips, patience=Patience(tries=1, silence=5))
    assert "sends less than 256 bytes a second" in line


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
    cut = r"file\.zip is no whole archive .*; fetch it again"
    with (
        serve(sends(packed, Content_Length=len(packed) - 20)) as server,
        pytest.raises(FetchFailed, match=cut),
    ):
        world.fetch(server.url("file.zip"))
    assert world.files() == {}


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


def test_an_archive_damaged_on_its_way_is_refused(world: World) -> None:
    packed = bytearray(archive({"a.csv": BODY}))
    packed[200] ^= 255
    with serve(whole(bytes(packed))) as server, pytest.raises(FetchFailed, match=r"archive|damaged inside"):
        world.fetch(server.url("file.zip"))
    assert world.files() == {}


def test_a_server_that_is_not_there_is_told_in_a_line(world: World) -> None:
    with serve(whole(BODY)) as server:
        gone = server.url()
    with pytest.raises(FetchFailed, match=r"127\.0\.0\.1 takes no connections, at the last of 3 tries; try"):
        world.fetch(gone)


def test_a_proxy_setting_that_is_none_is_told_in_a_line(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "nonsense:port:x")
    with pytest.raises(FetchFailed, match=r"mend the address, or the proxy"):
        world.fetch("http://data.example.invalid/file.csv")


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


def test_an_archive_that_unpacks_to_far_too_much_is_not_unpacked(world: World) -> None:
    bomb = archive({"a.csv": b"0" * 60_000_000})
    with (
        serve(whole(bomb)) as server,
        pytest.raises(FetchFailed, match="would unpack to far too much; give another"),
    ):
        world.fetch(server.url("file.zip"))
    assert world.files() == {}


def test_a_redirect_never_leads_from_https_to_http() -> None:
    assert _led_to("http://a/b", "https://c/d") == "https://c/d"
    with pytest.raises(FetchFailed, match="never from https to http"):
        _led_to("https://a/b", "http://a/b")
