"""A passage as it is shown: the part of it where the words stand that were asked for, each of them marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from smoulder.store.passage_query import Term
    from smoulder.store.passages import Passage

WHOLE = 420
"""Characters up to which a passage is shown whole."""
BEFORE, AFTER = 10, 34
"""Words that are shown before and after the place of a longer one."""
Piece = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Card:
    """A passage found.

    pieces: what is shown of it, in order, each with whether it was asked for.
    at:     its place in the readable text of its report, end exclusive; None where it is of none.
    """

    passage: Passage
    pieces: tuple[Piece, ...]
    at: tuple[int, int] | None

    def as_json(self) -> dict[str, Any]:  # Any: values of JSON
        """The passage for other programs."""
        one = self.passage
        names = (
            "kind",
            "case_id",
            "group",
            "country",
            "label",
            "sha256",
            "report",
            "item",
            "start",
            "end",
            "source",
        )
        return {name: getattr(one, name) for name in (*names, "grade", "standing", "about")} | {
            "day": one.day.isoformat() if one.day else None,
            "text": "".join(text for text, _ in self.pieces),
            "found": [text for text, marked in self.pieces if marked],
        }


def card_of(passage: Passage, terms: Sequence[Term]) -> Card:
    """A passage as it is shown; terms: what must be there."""
    from smoulder.store.passage_words import MOST, WORD

    words = list(WORD.finditer(passage.text))[:MOST]
    found = places_of(passage.words[len(passage.words) - len(words) :] if words else (), terms)
    first, last = _window(passage.text, words, found)
    pieces = _pieces(passage.text, words, found, first, last)
    at = None
    if passage.first is not None and passage.last is not None:
        at = (passage.first, passage.last)
    elif passage.kind == "report" and found:
        one = words[_best(found)]
        at = (one.start(), one.end())
    return Card(passage, pieces, at)


def places_of(words: Sequence[str], terms: Sequence[Term]) -> dict[int, set[int]]:
    """The places of words that were asked for, each with which of the terms stand there.

    >>> from smoulder.store.passage_query import parse_query
    >>> places_of(["the", "red", "bridge", "_", "bridges"], parse_query('"red bridge" bri*').terms)
    {1: {0}, 2: {0, 1}, 4: {1}}
    """
    found: dict[int, set[int]] = {}
    for number, term in enumerate(terms):
        size = len(term.words)
        for at, word in enumerate(words[: len(words) - size + 1]):
            if word != term.words[0] and not (term.begins and size == 1 and word.startswith(term.words[0])):
                continue
            stands = words[at : at + size]
            whole = list(stands[:-1]) == list(term.words[:-1])
            if whole and (
                stands[-1] == term.words[-1] or (term.begins and stands[-1].startswith(term.words[-1]))
            ):
                for place in range(at, at + size):
                    found.setdefault(place, set()).add(number)
    return dict(sorted(found.items()))


def _best(found: dict[int, set[int]]) -> int:
    """The place from which on most of what was asked stands close together; the first of several."""
    places = list(found)

    def terms(at: int) -> int:
        near = (found[place] for place in places[at : at + AFTER] if place - places[at] < AFTER)
        return len(set().union(*near))

    return places[max(range(len(places)), key=terms)]


def _window(text: str, words: Sequence[re.Match[str]], found: dict[int, set[int]]) -> tuple[int, int]:
    """Which characters of a text are shown."""
    if len(text) <= WHOLE or not words:
        return 0, min(len(text), WHOLE)
    place = _best(found) if found else 0
    first, last = max(0, place - BEFORE), min(len(words) - 1, place + AFTER)
    return (0 if first == 0 else words[first].start()), (
        len(text) if last == len(words) - 1 else words[last].end()
    )


def _pieces(
    text: str, words: Sequence[re.Match[str]], found: dict[int, set[int]], first: int, last: int
) -> tuple[Piece, ...]:
    pieces: list[Piece] = [("… ", False)] if first > 0 else []
    at = first
    for place in found:
        word = words[place]
        if first <= word.start() and word.end() <= last:
            pieces += [(_plain(text[at : word.start()]), False), (word[0], True)]
            at = word.end()
    pieces += [(_plain(text[at:last]), False)] + ([(" …", False)] if last < len(text) else [])
    return tuple(piece for piece in pieces if piece[0])


def _plain(text: str) -> str:
    """A stretch of text on one line."""
    return re.sub(r"\s+", " ", text)
