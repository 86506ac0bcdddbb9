"""Texts of the gold sets with their label: is it about armed conflict?

Labelled by hand from title and first lines, by this rule: yes where armed violence by or against organised groups (an
army is one), their capacity, truces, deployments, peace talks, or the pressure on them is the subject; no for violence
by single persons, protests and how they are put down, trials, disasters, and for politics that only names a war.

`about_conflict.csv` holds for each text labelled yes the first 12 digits of the SHA-256 of its id; all others are no.
The half a text belongs to comes from the digest of its id and was fixed before anything was read. Words and threshold
were set on the half `development`; the half `test` was labelled and scored once, after that.
"""

from __future__ import annotations

import csv
import gzip
import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from smoulder.reading.page import decode, page_blocks

YES = Path(__file__).with_name("about_conflict.csv")
LEAST_WORDS = 40
_BLOG = re.compile(r"(?:weblog|newsgroup)")


@dataclass(frozen=True, slots=True)
class Item:
    """One text. kind: 'sentence' for the single sentences of PLOVER, else 'article'."""

    id: str
    text: str
    about: bool

    @property
    def half(self) -> str:
        return "test" if int(sha256(self.id.encode()).hexdigest()[:8], 16) % 2 else "development"

    @property
    def kind(self) -> str:
        return "sentence" if self.id.startswith("plover/") else "article"


def items(gold: Path) -> list[Item]:
    """All texts, sorted by id."""
    with YES.open(encoding="utf-8") as file:
        yes = {row["key"] for row in csv.DictReader(file)}
    return [Item(key, text, key_of(key) in yes) for key, text in sorted(dict(_texts(gold)).items())]


def key_of(name: str) -> str:
    """What stands in the table of labels for the id of a text: ids of some sets hold words of the headline."""
    return sha256(name.encode()).hexdigest()[:12]


def _texts(gold: Path) -> Iterator[tuple[str, str]]:
    for part in ("train", "dev"):
        for path in (gold / "polnear" / part / "text").iterdir():
            yield f"polnear/{part}/{path.name}", path.read_text(errors="replace")
    for path in (gold / "re3d").glob("*/documents.json"):
        for line in filter(str.strip, path.read_text().splitlines()):
            found = json.loads(line)
            yield f"re3d/{found['_id']}", _titled(found.get("title", ""), found["text"])
    for path in (gold / "gum_news").glob("GUM*.xml"):
        yield f"gum/{path.stem}", _of_gum(path.read_text())
    yield from _pages(gold / "article_bodies")
    yield from _blogs(gold / "ud_ewt")
    for record in json.loads((gold / "plover" / "PLOVER_GSR_CAMEO.txt").read_text()):
        if record.get("text"):
            yield f"plover/{record['id']}", record["text"]


def _titled(title: str, text: str) -> str:
    return f"{title.strip()}\n\n{text}" if title.strip() else text


def _of_gum(source: str) -> str:
    parts = []
    for line in source.split("<text", 1)[1].split(">", 1)[1].splitlines():
        if re.match(r"<(p|head)\b", line):
            parts.append("\n\n")
        elif not line.startswith("<") and "\t" in line:
            parts.append(html.unescape(line.split("\t")[0]) + " ")
    return re.sub(r"\n\n+", "\n\n", "".join(parts)).strip()


def _pages(folder: Path) -> Iterator[tuple[str, str]]:
    for key in json.loads((folder / "ground-truth.json").read_text()):
        raw = decode(key, gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes()))
        text, _, blocks, _ = page_blocks(raw)
        title = next((text[one.start : one.end] for one in blocks if one.kind == "title"), "")
        body = (text[one.start : one.end] for one in blocks if one.kind in ("standfirst", "body"))
        yield f"pages/{key[:16]}", _titled(title, "\n\n".join(body))


def _blogs(folder: Path) -> Iterator[tuple[str, str]]:
    """Blogs and news groups of the web treebank, of at least `LEAST_WORDS` words."""
    texts: dict[str, list[str]] = {}
    current: list[str] = []
    for part in ("train", "dev", "test"):
        with gzip.open(folder / f"ewt-{part}.conllu.gz", "rt") as file:
            for line in file:
                if line.startswith("# newdoc id = "):
                    current = texts.setdefault(line[14:].strip(), [])
                elif line.startswith("# newpar"):
                    current.append("\n\n")
                elif line.startswith("# text = "):
                    current.append(line[9:].strip() + " ")
    for name, pieces in texts.items():
        text = "".join(pieces)
        if _BLOG.match(name) and len(text.split()) >= LEAST_WORDS:
            yield f"ewt/{name}", text
