"""A file, or a text in hand, as a report: decoded, cut into blocks, dated."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from smoulder.reading.article import declared_title, label_runs
from smoulder.reading.blocks import find_blocks, split_dateline
from smoulder.reading.body import chosen_text
from smoulder.reading.html import WITHOUT_WIDTH, Page, read_page
from smoulder.reading.language import check_language
from smoulder.reading.published import declared_date, full_date
from smoulder.records.errors import BadReport, OtherLanguage
from smoulder.records.report import Block, BlockKind, Report

LIMIT_BYTES = 5_000_000
"""Bytes of a file; a page of news with its scripts is rarely a tenth of it."""
LONGEST_TEXT = 300_000
"""Characters of running text, about 50,000 words: more is no report, and would take long to read."""
JUDGED = 40_000
"""Characters by which the language is judged."""
LEAST_ARTICLE_WORDS = 30
"""Words of body text below which a web page holds no article."""
_HTML = re.compile(r"(?i)<!doctype\s+html|<(?:html|head|body|article|meta|div|p|main|section|title)\b[^<>]*>")
_KNOWN_BINARY = {
    b"%PDF": "a PDF", b"PK\x03\x04": "a zipped document (DOCX, ODT or ZIP)",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"GIF8": "a picture", b"\x1f\x8b": "a gzip archive",
    b"PAR1": "a Parquet table", b"{\\rtf": "a rich-text document",
}  # fmt: skip


def open_report(path: Path, *, limit_bytes: int = LIMIT_BYTES) -> Report:
    """Read a report from disk: plain text or HTML, by what it holds.

    path:        the file.
    limit_bytes: files larger than this are refused before they are read.
    raises:      BadReport, one line, for a missing file or folder, an empty or binary file, a file over
                 the limit, a page without an article, and a language other than English.
    """
    try:
        if path.is_dir():
            raise BadReport(f"{path} is a folder; name a file in it, a text or a saved web page")
        size = path.stat().st_size
        if size > limit_bytes:
            raise BadReport(
                f"{path} is {size / 1e6:.0f} MB, over the limit of {limit_bytes / 1e6:.0f} MB for one report; "
                "save the article alone as text and give that file"
            )
        content = path.read_bytes()
    except FileNotFoundError as reason:
        raise BadReport(f"{path} is not there; check the path of the report") from reason
    except OSError as reason:
        raise BadReport(
            f"{path} cannot be read ({reason.strerror or reason}); check the file and its permissions"
        ) from reason
    return _report(path.name, str(path), content)


def report_from_text(name: str, raw: str | bytes) -> Report:
    """A report from a text in hand, for standard input and tests.

    name: what to call it in errors. raw: text or HTML, or bytes to decode.
    raises: BadReport as `open_report` does.
    """
    if len(raw) > LIMIT_BYTES:
        raise BadReport(
            f"{name} is over {LIMIT_BYTES / 1e6:.0f} MB, the limit for one report; give the article alone, as text"
        )
    content = raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw
    return _report(name, name, content, raw if isinstance(raw, str) else None)


def report_in_any_language(name: str, content: bytes) -> Report:
    """A report that a person reads: also one in a language that the reader does not know, of which it takes nothing.

    name: what to call it in errors. content: bytes of a text or a web page.
    raises: BadReport as `open_report` does, but for its language.
    """
    if len(content) > LIMIT_BYTES:
        raise BadReport(
            f"{name} is over {LIMIT_BYTES / 1e6:.0f} MB, the limit for one report; give the article alone, as text"
        )
    return _report(name, name, content, check=lambda place, text: None)


def _report(
    name: str,
    place: str,
    content: bytes,
    decoded: str | None = None,
    check: Callable[[str, str], None] = check_language,
) -> Report:
    raw = decode(place, content) if decoded is None else decoded
    if not raw.strip().strip("\ufeff\u200b"):
        raise BadReport(f"{place} is empty; give a report with text in it")
    digest = hashlib.sha256(content).hexdigest()
    if _is_html(raw):
        return _from_html(name, place, raw, digest, check)
    _check_length(place, len(raw.strip()))
    text, offsets = _without_marks(raw)
    check(place, text[:JUDGED])
    blocks = find_blocks(text)
    published, published_from = _published(text, blocks)
    return _assemble(name, digest, raw, text, offsets, "text", blocks, published, published_from)


def _without_marks(raw: str) -> tuple[str, tuple[int, ...]]:
    """A plain text without characters that have no width, and where each of the others stands; () without any."""
    if not WITHOUT_WIDTH.search(raw):
        return raw, ()
    places = [at for at, character in enumerate(raw) if not WITHOUT_WIDTH.match(character)]
    return "".join(raw[at] for at in places), (*places, len(raw))


def decode(place: str, content: bytes) -> str:
    """Bytes as text: by byte-order mark, as UTF-8, or else as Windows-1252.

    raises: BadReport where the bytes are no text.

    >>> decode("note.txt", "caf\\u00e9".encode("cp1252"))
    'café'
    """
    for magic, what in _KNOWN_BINARY.items():
        if content.startswith(magic):
            raise BadReport(
                f"{place} is {what}, not text; save the report as .txt or .html and give that file"
            )
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    odd = sum(1 for character in text[:20_000] if character < " " and character not in "\t\n\r\f\v")
    if odd > 0.02 * len(text[:20_000]) or text.count("\ufffd") > 0.02 * len(text) + 1:
        raise BadReport(
            f"{place} is not text (a binary file); save the report as .txt or .html and give that file"
        )
    return text


def _is_html(raw: str) -> bool:
    head = raw[:4000].lstrip("\ufeff \t\r\n")
    if re.match(r"(?i)<!doctype\s+html|<html\b", head):
        return True
    return (head.startswith("<") and len(_HTML.findall(raw[:20_000])) >= 1 and "</" in raw) or len(
        _HTML.findall(head)
    ) >= 4


def _from_html(name: str, place: str, raw: str, digest: str, check: Callable[[str, str], None]) -> Report:
    text, offsets, blocks, page = page_blocks(raw)
    _check_length(place, _running(blocks))
    body = _body(text, blocks)
    check(place, body[:JUDGED])
    if len(body.split()) < LEAST_ARTICLE_WORDS:
        raise BadReport(
            f"{place} is a web page without an article (fewer than {LEAST_ARTICLE_WORDS} words of running text); "
            "save the page of one report, or its text"
        )
    published, published_from = declared_date(raw, page)
    if published_from in ("", "page"):
        # A line of the article that holds nothing but a date is surer than a date somewhere on the page.
        line = _published(text, blocks)
        published, published_from = line if line[0] else (published, published_from)
    report = _assemble(name, digest, raw, text, offsets, "html", blocks, published, published_from)
    return report.model_copy(
        update={
            "title": report.title or declared_title(page),
            "publisher": page.meta.get("og:site_name") or _linked_publisher(page),
            "address": page.meta.get("canonical") or page.meta.get("og:url", ""),
        }
    )


def unread_language(report: Report) -> str:
    """Why the reader takes nothing from a report, in words, where that is for its language; '' where it is read.

    >>> unread_language(report_in_any_language("note.txt", "Армия сообщила, что группа ушла.".encode()))
    'note.txt is written in Cyrillic script; Smoulder reads English only: give an English translation'
    """
    text = _body(report.text, report.blocks) if report.format == "html" else report.text
    try:
        check_language(report.name, text[:JUDGED])
    except OtherLanguage as reason:
        return str(reason)
    return ""


def _body(text: str, blocks: tuple[Block, ...]) -> str:
    return " ".join(text[block.start : block.end] for block in blocks if block.kind == "body")


def page_blocks(raw: str) -> tuple[str, tuple[int, ...], tuple[Block, ...], Page]:
    """The readable text of a web page, in whatever language it is.

    raw:     the source of the page.
    returns: text, where each of its characters begins in the source (with one place more, for the end), blocks
             in order, and the page as it was tokenized.

    >>> text, places, blocks, _ = page_blocks("<h1>Calm &amp; quiet</h1>")
    >>> text[blocks[0].start : blocks[0].end], blocks[0].kind, places[5:7]
    ('Calm & quiet', 'title', (9, 14))
    """
    page = read_page(raw)
    text, offsets, blocks = _join(page, label_runs(page, chosen_text(raw)), len(raw))
    return text, offsets, split_dateline(text, blocks), page


def _running(blocks: tuple[Block, ...]) -> int:
    """Characters of standfirst and body."""
    return sum(block.end - block.start for block in blocks if block.kind in ("standfirst", "body"))


def _check_length(place: str, characters: int) -> None:
    if characters > LONGEST_TEXT:
        raise BadReport(
            f"{place} holds some {characters:,} characters of running text, over the {LONGEST_TEXT:,} of one report; "
            "save the article alone as text and give that file"
        )


def _join(page: Page, kinds: list[BlockKind], length: int) -> tuple[str, tuple[int, ...], tuple[Block, ...]]:
    """The runs as one text with two line ends between them, and where each character stands in the source."""
    pieces: list[str] = []
    offsets: list[int] = []
    blocks: list[Block] = []
    for run, kind in zip(page.runs, kinds, strict=True):
        start = len(offsets)
        pieces.append(run.text + "\n\n")
        offsets.extend(run.places)
        after = min(run.places[-1] + 1, length)
        offsets.extend((after, after))
        blocks.append(Block(kind=kind, start=start, end=start + len(run.text)))
    offsets.append(length)
    return "".join(pieces), tuple(offsets), tuple(blocks)


def _assemble(
    name: str,
    digest: str,
    raw: str,
    text: str,
    offsets: tuple[int, ...],
    form: str,
    blocks: tuple[Block, ...],
    published: date | None,
    published_from: str,
) -> Report:
    def first(kind: BlockKind) -> str:
        return next((text[block.start : block.end] for block in blocks if block.kind == kind), "")

    return Report.model_validate(
        {
            "name": name,
            "sha256": digest,
            "raw": raw,
            "text": text,
            "offsets": offsets,
            "format": form,
            "title": first("title"),
            "standfirst": first("standfirst"),
            "published": published,
            "published_from": published_from,
            "captions": tuple(text[block.start : block.end] for block in blocks if block.kind == "caption"),
            "blocks": blocks,
        }
    )


def _published(text: str, blocks: tuple[Block, ...]) -> tuple[date | None, str]:
    """The first whole date on a line of its own or in the dateline."""
    for block in blocks:
        if block.kind == "dateline":
            day = full_date(text[block.start : block.end])
            if day:
                return day, "dateline" if re.search(r"[—–:-]$", text[block.start : block.end]) else "page"
    return None, ""


def _linked_publisher(page: Page) -> str:
    for text in page.linked_data:
        try:
            found = json.loads(text)
        except ValueError:
            continue
        parts = found if isinstance(found, list) else [found]
        for part in parts:
            publisher = part.get("publisher") if isinstance(part, dict) else None
            if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
                return str(publisher["name"])
    return ""
