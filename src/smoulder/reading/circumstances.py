"""When and where an event happened, by the times and places of its sentence."""

from __future__ import annotations

import re
from dataclasses import replace

from smoulder.reading.actors import Named
from smoulder.reading.dates import Dated
from smoulder.reading.happened import Happened
from smoulder.reading.sentences import Sentence


def when_of(
    event: Happened, sentence: Sentence, days: list[Dated], at: int, before: Happened | None
) -> Happened:
    """The time nearest the event in its sentence; where there is none and it comes 'then', that of the event before."""
    if days:
        nearest = min(
            days,
            key=lambda dated: (
                min(abs(dated.start - event.end), abs(event.start - dated.end), abs(dated.start - at)),
                dated.start,
            ),
        )
        left = sentence.text[: nearest.start - sentence.start]
        if re.search(r"(?i)\b(?:before|ahead\s+of)\b[^,;.]{0,40}$", left):
            return replace(event, last=nearest.first)
        return replace(event, first=nearest.first, last=nearest.last)
    if before and re.search(r"(?i)\bthen\b", sentence.masked[:40]):
        return replace(event, first=before.first, last=before.last)
    return event


def where_of(sentence: Sentence, here: list[Named], event: Happened, country: str) -> str:
    """The place named after the event in its sentence, or the country the report is about."""
    after = [
        item
        for item in here
        if item.start >= event.start
        and re.search(
            r"(?i)\b(?:in|at|near|across|outside|of)\s+(?:the\s+)?$",
            sentence.text[max(0, item.start - sentence.start - 14) : item.start - sentence.start],
        )
    ]
    if after:
        return min(after, key=lambda item: item.start).name
    # The end of a whole order may lie in several countries.
    return "" if event.kind == "collapse" else country
