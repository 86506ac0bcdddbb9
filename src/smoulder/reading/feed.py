"""The entries of a feed (RSS 0.9 to 2.0, Atom) as web pages of their own."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from html import escape

from smoulder.reading.published import full_date
from smoulder.records.errors import BadReport

_ROOT = re.compile(rb"<(?:\w+:)?(rss|feed|RDF)[\s>]")
_TEXTS = ("encoded", "content", "description", "summary")
"""Elements that may hold an entry's text, the fullest first."""
_DAYS = ("pubDate", "published", "issued", "date", "updated", "modified")


def is_feed(content: bytes) -> bool:
    """Whether bytes are a feed, by their first element.

    >>> is_feed(b'<?xml version="1.0"?><rss version="2.0"><channel/></rss>'), is_feed(b"<html><p>rss</p></html>")
    (True, False)
    """
    head = content[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"<") and b"<html" not in head.lower() and _ROOT.search(head) is not None


def entries(name: str, content: bytes) -> Iterator[str]:
    """Each entry as the source of a web page with its title, day, address and publisher, in the feed's order.

    name:   what to call the feed in an error. content: its bytes.
    raises: BadReport if the feed is no XML.
    """
    try:
        root = ET.fromstring(content)
    except ET.ParseError as reason:
        raise BadReport(
            f"{name} is a feed that breaks off or is no XML ({reason}); save it again"
        ) from reason
    channel = next((one for one in root.iter() if _plain(one) in ("channel", "feed")), root)
    publisher = _text(channel, "title")
    for entry in root.iter():
        if _plain(entry) in ("item", "entry"):
            yield _page(entry, publisher)


def _page(entry: ET.Element, publisher: str) -> str:
    """Markup in the text of an entry stays as it is: it is what the report's places are counted in."""
    title = _text(entry, "title")
    day = next((found for name in _DAYS if (found := _day(_text(entry, name)))), "")
    body = max((_body(entry, name) for name in _TEXTS), key=len)
    head = [
        f"<title>{escape(title)}</title>",
        f'<meta property="og:site_name" content="{escape(publisher)}">',
        f'<link rel="canonical" href="{escape(_address(entry))}">',
    ]
    if day:
        head.append(f'<meta property="article:published_time" content="{day}">')
    return (
        f"<!doctype html>\n<html><head>{''.join(head)}</head>\n"
        f"<body><article><h1>{escape(title)}</h1>\n{body}\n</article></body></html>\n"
    )


def _body(entry: ET.Element, name: str) -> str:
    for child in entry:
        if _plain(child) == name:
            if child.get("type") == "xhtml":
                return ET.tostring(child, encoding="unicode", method="html").replace("html:", "")
            text = (child.text or "").strip()
            return text if "<" in text else f"<p>{escape(text)}</p>"
    return ""


def _address(entry: ET.Element) -> str:
    for child in entry:
        if _plain(child) == "link" and child.get("rel", "alternate") == "alternate":
            return (child.get("href") or child.text or "").strip()
    return ""


def _text(entry: ET.Element, name: str) -> str:
    """The words of the first element of a name, right below."""
    found = next((child for child in entry if _plain(child) == name), None)
    return " ".join("".join(found.itertext()).split()) if found is not None else ""


def _plain(element: ET.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _day(text: str) -> str:
    """A day as a feed writes it, in ISO form, '' where it is none.

    >>> _day("Fri, 24 Jan 2020 08:15:00 GMT"), _day("2020-01-24T08:15:00Z"), _day("soon")
    ('2020-01-24', '2020-01-24', '')
    """
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (TypeError, ValueError):
        found = full_date(text)
        return found.isoformat() if found else ""
