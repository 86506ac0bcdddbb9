"""Sources that stand beside what they say: 'according to X', 'X did not say when', ', adding that'."""

from __future__ import annotations

import re

from smoulder.reading.abbreviations import harden
from smoulder.reading.attributed import Attribution, trim_span
from smoulder.reading.phrases import is_phrase
from smoulder.reading.saying import ACCORDING, SAYING, VERB, WITHHELD
from smoulder.reading.source import source_before


def find_according(text: str, known: list[Attribution]) -> list[Attribution]:
    items: list[Attribution] = []
    for found in ACCORDING.finditer(text):
        source = re.split(r"\s+(?:on|in)\s+(?=[A-Z]\w+day)", harden(found["source"]))[0].rstrip()
        if not is_phrase(source) and not re.match(r"(?:the|an?|several|two|three|his|her|its|[A-Z])", source):
            continue
        after = text[found.end() :].lstrip()
        if found.start() < 4 and after.startswith(","):
            content = trim_span(text, found.end() + 1, len(text))
        else:
            content = trim_span(text, 0, found.start())
        inside = any(item.style == "before" and item.at < found.start() for item in known)
        inside = inside or any(
            content[0] >= item.content[0] and content[1] <= item.content[1] for item in known
        )
        if content[1] - content[0] > 8 and not inside:
            items.append(
                Attribution(
                    source,
                    "",
                    content,
                    (found.start(), found.end()),
                    "according to",
                    "according",
                    at=found.start(),
                )
            )
    return items


def find_withheld(text: str) -> list[Attribution]:
    """'He did not say when …', 'officials declined to confirm …'."""
    found = WITHHELD.search(text)
    if not found or not text[: found.start()].strip():
        return []
    source = source_before(text[: found.start()])
    if source is None or VERB.search(text[: found.start()]):
        return []
    content = trim_span(text, found.end(), len(text))
    if content[1] - content[0] < 6:
        return []
    start, end, appos = source
    name = harden(text[start:end])
    if name.lower() in ("it", "we", "i"):
        return []
    return [
        Attribution(
            name, appos, content, (found.start(), found.end()), found["verb"], "before", True, found.start()
        )
    ]


def find_saying(text: str, known: list[Attribution]) -> list[Attribution]:
    """', adding that …' by the speaker of the sentence, or by its subject where that is a source."""
    found = SAYING.search(text)
    if not found or any(item.at > found.start() for item in known):
        return []
    if known:
        source, appos = known[0].source, known[0].appos
    else:
        subject = re.match(
            r"^(?:[\w’'-]+\s+){0,8}?(?=(?:\([A-Z-]+\)\s+)?(?:has|have|had|was|were|is|are|\w+ed|broke|left|withdrew|quit|took|made)\s)",
            text,
        )
        source, appos = (harden(subject[0]).strip() if subject else ""), ""
        if not source or not is_phrase(source) or source.lower() in ("it", "he", "she", "they"):
            return []
    content = trim_span(text, found.end(), len(text))
    if content[1] - content[0] < 8:
        return []
    return [
        Attribution(
            source, appos, content, (found.start(), found.end()), found["verb"], "saying", at=found.start()
        )
    ]
