"""Reports made from sentences of our own, mixed as in an archive of news: most are not about armed conflict.

`made(count)` gives them one by one, the same each time; `write_archive` packs them into WARC files as web pages, as a
crawl keeps them. Groups are those of the registry; what is told of them is made up and means nothing.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ARCHIVE = {"other language": 0.65, "not about conflict": 0.33, "conflict": 0.01, "copy": 0.01}
"""Shares of an archive: reports in other languages; English ones on other things; on armed conflict; and copies of
these as another paper prints them, with another head and last line."""
CONFLICT = {"conflict": 1.0}
"""Nothing but reports that are read in full."""
SENTENCES = {"conflict": 14, "not about conflict": 12, "other language": 12}
TOWNS = [
    first + last
    for first in ("Ar", "Bel", "Dor", "Kel", "Mor", "Tan")
    for last in ("ada", "iru", "oste", "un")
]
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
PAGE = """<!DOCTYPE html><html lang="{language}"><head><title>{title}</title>
<meta property="article:published_time" content="{published}"></head>
<body><nav><a href="/">Home</a> <a href="/news">News</a> <a href="/about">About</a></nav>
<article><h1>{title}</h1>{paragraphs}</article><footer>All that stands here was made up.</footer></body></html>"""


@dataclass(frozen=True, slots=True)
class Made:
    """A report that was made: its number, what it is, its language and its page in HTML."""

    number: int
    kind: str
    language: str
    page: str


def made(count: int, shares: Mapping[str, float] = ARCHIVE, seed: int = 1) -> Iterator[Made]:
    """Reports in the order of an archive, the same each time; none has the text of another, copies but for their ends.

    shares: of each kind, together 1. seed: others make other reports.
    """
    kinds = random.Random(f"{seed}")
    last = 0
    for number in range(count):
        kind = kinds.choices(list(shares), list(shares.values()))[0]
        if kind == "conflict":
            last = number
        yield _report(number, kind, seed, of=last if kind == "copy" else number)


def write_archive(folder: Path, count: int, shares: Mapping[str, float] = ARCHIVE, each: int = 5000) -> int:
    """Write reports as WARC files into a folder, so many to a file; gives their bytes on disk."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    folder.mkdir(parents=True, exist_ok=True)
    reports = made(count, shares)
    for part in range(-(-count // each)):
        with (folder / f"made-{part:05d}.warc.gz").open("wb") as file:
            writer = WARCWriter(file, gzip=True)
            for _ in range(min(each, count - part * each)):
                one = next(reports)
                head = StatusAndHeaders(
                    "200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1"
                )
                address = f"https://paper{one.number % 97}.example/{one.number}"
                writer.write_record(
                    writer.create_warc_record(
                        address, "response", payload=BytesIO(one.page.encode()), http_headers=head
                    )
                )
    return sum(path.stat().st_size for path in folder.iterdir())


def _report(number: int, kind: str, seed: int, of: int) -> Made:
    """One report; a copy has the sentences of the report `of`, and ends of its own."""
    chance = random.Random(f"{seed} {of}")
    own = random.Random(f"{seed} {number} own")
    about = "conflict" if kind == "copy" else kind
    group, country = chance.choice(_groups())
    year, month = chance.randint(2005, 2024), chance.randrange(12)
    fixed = {
        "group": group,
        "country": country,
        "town": chance.choice(TOWNS),
        "month": MONTHS[month],
        "year": year,
    }
    language, sentences, titles = _sentences(about, chance)

    def filled(template: str) -> str:
        return template.format(
            **fixed, n=chance.randint(3, 900), m=chance.randint(2, 40), day=chance.choice(DAYS)
        )

    chosen = [filled(chance.choice(sentences)) for _ in range(SENTENCES[about])]
    title = filled(chance.choice(titles))
    if kind == "copy":
        title = f"{own.choice(DAYS)}: {title}"
        chosen.append(f"{own.choice(TOWNS)} News prints this report of an agency.")
    elif language == "en":
        chosen.append(f"This is report {number} of the day.")
    cuts = range(0, len(chosen), 3)
    paragraphs = "".join(f"<p>{' '.join(chosen[cut : cut + 3])}</p>\n" for cut in cuts)
    published = f"{year}-{month + 1:02d}-{chance.randint(1, 28):02d}T08:00:00Z"
    page = PAGE.format(language=language, title=title, published=published, paragraphs=paragraphs)
    return Made(number, kind, language, page)


def _sentences(about: str, chance: random.Random) -> tuple[str, list[str], list[str]]:
    """Language, sentences and titles of a kind of report."""
    words = _words()
    if about == "other language":
        language = chance.choice(list(words["languages"]))
        sentences = words["languages"][language]
        return language, sentences, [sentences[0]]
    part = words["conflict" if about == "conflict" else "other"]
    return "en", part["body"], part["titles"]


@cache
def _words() -> dict[str, Any]:  # Any: TOML
    return tomllib.loads((HERE / "made_reports.toml").read_text(encoding="utf-8"))


@cache
def _groups() -> list[tuple[str, str]]:
    """Names of groups that have been active, each with a country of its own."""
    from smoulder.reading.tables import read_rows

    return [
        (row["name"], row["countries"].split("|")[0])
        for row in read_rows("groups.csv")
        if row["countries"] and not row["name"].startswith("Government")
    ]
