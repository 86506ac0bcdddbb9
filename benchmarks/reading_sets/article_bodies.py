"""The text of a report in a web page, against 90 pages with their body text (article-extraction-benchmark).

Counted as that benchmark's `evaluate.py` does: runs of four words (`\\w+`, case kept) as a multiset; precision and
recall of each page, then their means over the pages on which there is something to divide by, and F from the two
means. Ours is the body with its pull quotes and the dateline that opens a paragraph, without title, standfirst and
dates on lines of their own, on all 90 pages, also those that the reader then refuses as not in English. The peer is
trafilatura in precision mode, its comments off, in the same run. "places" counts
the characters of the whole readable text: right is one that stands in the page's source at its place, as itself, as
white space where it is a space, or as a character reference that gives it.
"""

from __future__ import annotations

import gzip
import html
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

import numpy as np

from reading_sets.row import DRAWS, Row
from smoulder.reading.body import chosen_text
from smoulder.reading.page import decode, page_blocks
from smoulder.records.report import Block

REFERENCE = re.compile(r"&(?:#?\w{1,40});?")


@dataclass(frozen=True)
class MeanRow(Row):
    """A row whose precision and recall are means over documents, as the set's own scorer has them."""

    @property
    def n(self) -> int:
        return len(self.counts)

    @property
    def precision(self) -> float:
        return _means(np.asarray(self.counts, dtype=float))[0]

    @property
    def recall(self) -> float:
        return _means(np.asarray(self.counts, dtype=float))[1]

    @property
    def value(self) -> float:
        return _means(np.asarray(self.counts, dtype=float))[2]

    def interval(self, *, seed: int = 0) -> tuple[float, float]:
        counts = np.asarray(self.counts, dtype=float)
        drawn = np.random.default_rng(seed).integers(0, len(counts), (DRAWS, len(counts)))
        low, high = np.quantile([_means(counts[numbers])[2] for numbers in drawn], (0.05, 0.95))
        return float(low), float(high)


def measure(gold: Path) -> list[Row]:
    folder = gold / "article_bodies"
    ours, peer, places = [], [], []
    for key, known in json.loads((folder / "ground-truth.json").read_text()).items():
        raw = decode(key, gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes()))
        text, offsets, blocks, _ = page_blocks(raw)
        ours.append(_compare(known["articleBody"], _body(text, blocks)))
        peer.append(_compare(known["articleBody"], chosen_text(raw)))
        exact = sum(
            _stands(raw, offsets[at], text[at]) for block in blocks for at in range(block.start, block.end)
        )
        whole = sum(block.end - block.start for block in blocks)
        places.append((exact, whole, whole))
    theirs = _means(np.asarray(peer, dtype=float))[2]
    return [
        MeanRow("article_bodies", "text", ours, at_least=theirs, peer={"trafilatura": theirs}),
        Row("article_bodies", "characters at their places", places, figure="precision", at_least=1.0),
    ]


def _body(text: str, blocks: Sequence[Block]) -> str:
    parts = []
    for block, after in zip_longest(blocks, blocks[1:]):
        opens = block.kind == "dateline" and after and "\n" not in text[block.end : after.start]
        if opens or block.kind in ("body", "pull quote"):
            parts.append(text[block.start : block.end])
    return "\n".join(parts)


def _compare(known: str, found: str) -> tuple[float, float, float]:
    """Right, reported and known runs of four words."""
    gold, ours = _shingles(known), _shingles(found)
    return sum((gold & ours).values()), sum(ours.values()), sum(gold.values())


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)) if words)


def _means(counts: np.ndarray) -> tuple[float, float, float]:
    """Precision, recall and F; counts: shape (pages, 3)."""
    right, reported, gold = counts.T
    precision = float(np.mean(right[reported > 0] / reported[reported > 0]))
    recall = float(np.mean(right[gold > 0] / gold[gold > 0]))
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _stands(raw: str, place: int, character: str) -> bool:
    """Whether a character of the text is what the source holds at its place."""
    if raw[place] == character or (character == " " and (raw[place].isspace() or raw[place] in "\u200b<")):
        return True
    reference = REFERENCE.match(raw, place)
    written = html.unescape(reference[0]) if reference else ""
    return character in written or (character == " " and written[:1].isspace())
