"""Whether a report is about armed conflict, decided by its words before anything is parsed."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smoulder.reading.actors import Registry
    from smoulder.records.report import Report

THRESHOLD = 2.5
"""Points for each hundred words from which on a report is about armed conflict; docs/methods/archives.md says why."""
WORDS = 300
"""Words of the opening that are looked at."""
_SOFT = 25
"""Words that are added to a text's own, so that one word does not decide on a text of one line."""
_GROUP = 3
"""Points for each mention of an armed group of the register."""
_MOST = 3
"""Mentions of one word or group that count."""
_WORD = re.compile(r"[^\W_]+")
_CHARACTERS = 12 * WORDS


def is_about_conflict(report: Report, registry: Registry) -> bool:
    """Whether the score reaches the threshold."""
    return conflict_score(opening(report), registry) >= THRESHOLD


def opening(report: Report) -> str:
    """What a report is judged by: its title, twice, and its first paragraphs."""
    kept = [block for block in report.blocks if block.kind in ("title", "standfirst", "body")]
    parts = [report.text[block.start : block.end] for block in kept[:40]]
    heads = [report.title] if report.title else []
    return "\n\n".join([*heads, *parts])[:_CHARACTERS]


def conflict_score(text: str, registry: Registry) -> float:
    """How much a text is about armed violence by or against organised groups, truces, deployments and the like.

    text:    an opening; only its first 300 words count.
    returns: points for each hundred words, 25 words added. A word of armed conflict has 3, 2 or 1 points by how seldom
             it means anything else, an armed group of the register 3, a word of elections, sport, films, markets or
             courts -1 or -2; each counts three times at most. Set phrases that only sound like conflict have none.
    """
    words = list(_WORD.finditer(text[:_CHARACTERS]))[:WORDS]
    if not words:
        return 0.0
    lowered = [word[0].lower() for word in words]
    seen = Counter(_phrases(lowered))
    points = sum(_weights()[phrase] * min(count, _MOST) for phrase, count in seen.items())
    groups = Counter(group_id for _, _, group_id in registry.find_in_text(text[: words[-1].end()]))
    points += _GROUP * sum(min(count, _MOST) for count in groups.values())
    return 100 * points / (len(words) + _SOFT)


def _phrases(words: list[str]) -> list[str]:
    """The entries of the table in a text, the longest first; each word belongs to one of them at most."""
    weights, starts = _weights(), _starts()
    found, at = [], 0
    while at < len(words):
        size = next(
            (
                size
                for size in range(starts.get(words[at], 0), 0, -1)
                if "_".join(words[at : at + size]) in weights
            ),
            0,
        )
        if size:
            found.append("_".join(words[at : at + size]))
        at += size or 1
    return found


@cache
def _weights() -> dict[str, int]:
    """Points by word or phrase, the words of a phrase joined by '_'."""
    text = (files("smoulder.reading") / "conflict_words.csv").read_text(encoding="utf-8")
    return {
        phrase: int(row["points"])
        for row in csv.DictReader(io.StringIO(text))
        for phrase in row["words"].split()
    }


@cache
def _starts() -> dict[str, int]:
    """By the first word of an entry, the words of the longest entry that begins with it."""
    longest: dict[str, int] = {}
    for phrase in _weights():
        words = phrase.split("_")
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest
