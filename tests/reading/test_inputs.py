"""Files, folders, feeds and archives as single reports."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from smoulder.reading.inputs import sources, sources_in, sources_of
from smoulder.records.errors import BadReport

PROSE = (
    "The army said that the group had not been seen in the hills since the rains began, and that the people of the "
    "district had started to go back to their fields. It did not say how long the calm would last."
)
PAGE = f"<!doctype html><html><body><article><h1>Calm in the hills</h1><p>{PROSE}</p></article></body></html>"
RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Example Post</title>
<item><title>Calm in the hills</title><link>https://example.org/calm</link>
<pubDate>Sat, 03 May 2014 10:15:00 GMT</pubDate><description>In short.</description>
<content:encoded><![CDATA[<p>Fish &amp; chips. {PROSE}</p>]]></content:encoded></item>
<item><title>Only a summary</title><description>{PROSE}</description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Example Wire</title>
<entry><title>Calm in the hills</title><link rel="alternate" href="https://example.org/calm"/>
<updated>2014-05-04T00:00:00Z</updated><published>2014-05-03T00:00:00Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{PROSE}</p></div></content></entry></feed>"""


def archive(*answers: tuple[str, str, str, bytes]) -> bytes:
    """A gzipped WARC file of answers: address, status, content type, body."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for address, status, kind, body in answers:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            address, "response", payload=io.BytesIO(body), http_headers=headers
        )
        writer.write_record(record)
    return out.getvalue()


def test_a_folder_gives_its_files_and_those_of_folders_below_by_name(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("a.txt", "b/c.txt", "d.txt", ".hidden"):
        (tmp_path / name).write_text(f"Calm\n\n{PROSE}\n")
    names = [Path(source.name).name for source in sources(tmp_path)]
    assert names == ["a.txt", "d.txt", "c.txt"]


def test_each_entry_of_an_rss_feed_is_a_report() -> None:
    full, short = [source.open() for source in sources_in("news.xml", RSS.encode())]
    assert (full.title, full.published, full.publisher) == (
        "Calm in the hills",
        date(2014, 5, 3),
        "Example Post",
    )
    assert full.address == "https://example.org/calm"
    body = next(block for block in full.blocks if block.kind == "body")
    assert full.text[body.start : body.end] == f"Fish & chips. {PROSE}"
    first, last = full.raw_span(body.start, body.start + len("Fish & chips"))
    assert full.raw[first:last] == "Fish &amp; chips"
    assert short.title == "Only a summary"
    assert short.published is None


def test_an_atom_entry_with_markup_is_dated_by_its_first_publication() -> None:
    (entry,) = [source.open() for source in sources_in("news.atom", ATOM.encode())]
    assert (entry.title, entry.published) == ("Calm in the hills", date(2014, 5, 3))
    assert PROSE in entry.text


def test_a_feed_that_breaks_off_is_told_and_a_page_that_speaks_of_rss_is_none() -> None:
    (broken,) = sources_in("news.xml", RSS.encode()[:300])
    with pytest.raises(BadReport, match=r"news\.xml is a feed that breaks off"):
        broken.open()
    (page,) = sources_in("page.html", PAGE.replace("Calm", "&lt;rss&gt;").encode())
    assert page.content.startswith(b"<!doctype")


def test_an_archive_gives_the_pages_that_were_fetched_with_success(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(
        archive(
            ("https://example.org/a", "200 OK", "text/html; charset=utf-8", PAGE.encode()),
            ("https://example.org/gone", "404 Not Found", "text/html", PAGE.encode()),
            ("https://example.org/a.png", "200 OK", "image/png", b"\x89PNG"),
            ("https://example.org/b", "200 OK", "text/plain", f"Calm\n\n{PROSE}\n".encode()),
        )
    )
    found = list(sources(path))
    assert [source.name.rpartition("#")[2] for source in found] == [
        "https://example.org/a",
        "https://example.org/b",
    ]
    assert found[0].open().title == "Calm in the hills"


@pytest.mark.parametrize("unpack", [bytes, gzip.decompress])
def test_an_archive_goes_on_from_any_of_its_pages(unpack: Callable[[bytes], bytes]) -> None:
    names = [f"https://example.org/{number}" for number in range(4)]
    pages = ((name, "200 OK", "text/html", PAGE.replace("rains", name).encode()) for name in names)
    content = unpack(archive(*pages))
    found = list(sources_of("crawl", io.BytesIO(content)))
    assert [one.name for one in found] == [f"crawl#{name}" for name in names]
    for number, one in enumerate(found):
        assert list(sources_of("crawl", io.BytesIO(content), one.begin)) == found[number:]


def test_what_an_archive_holds_before_its_damage_is_given(tmp_path: Path) -> None:
    whole = archive(*(("https://example.org/a", "200 OK", "text/html", PAGE.encode()),) * 3)
    path = tmp_path / "crawl.warc"
    path.write_bytes(gzip.decompress(whole)[:-900])
    found = list(sources(path))
    assert found[0].open().title == "Calm in the hills"
    assert len(found) <= 3


def test_a_file_that_cannot_be_opened_or_is_too_large_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "b.txt").write_bytes(b"a" * 5_000_001)
    (tmp_path / "c.txt").write_text(f"Calm\n\n{PROSE}\n")
    lost, large, good = sources(tmp_path)
    with pytest.raises(BadReport, match="cannot be read"):
        lost.open()
    with pytest.raises(BadReport, match="over the limit"):
        large.open()
    assert good.open().format == "text"
    assert len({lost.sha256, large.sha256, good.sha256}) == 3


def test_a_path_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadReport, match="is not there"):
        list(sources(tmp_path / "none"))
