"""The marks inside a Markdown paragraph: emphasis, links, code, and what a reader sees of them."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from smoulder.records.prose import BLANK

_MARKS = re.compile(
    r"""(?x)
    (?P<escape>\\(?P<sign>[!-/:-@\[-`{-~]))
    | (?P<code>(?P<ticks>`+)(?!`).{1,400}?(?<!`)(?P=ticks)(?!`))
    | (?P<picture>!\[[^\]\n]*\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\]\n]*\]))
    | (?P<target>\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\]\[[^\]\n]*\])
    | (?P<tag></?[A-Za-z][^<>]*>)
    | (?P<entity>&(?:[A-Za-z]+|\#\d+|\#[xX][0-9A-Fa-f]+);)
    | (?P<emphasis>\*{1,3}|~~|(?<![A-Za-z0-9])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![A-Za-z0-9]))
    """,
    re.DOTALL,
)
LONGEST = 20_000
"""Characters of a paragraph in which marks are looked for; what follows is taken as it stands."""


def without_marks(text: str, places: Sequence[int]) -> tuple[str, list[int]]:
    """What a reader sees of a paragraph, with the places of its characters.

    text: the source of one block. places: where each of its characters stands.

    >>> without_marks("a [**b**](c.md) `d`", range(19))[0]
    'a b \\x01\\x01\\x01'
    """
    kept: list[str] = []
    where: list[int] = []
    opened: list[int] = []

    def keep(characters: str, at: int) -> None:
        for offset, character in enumerate(characters):
            if character == "[":
                opened.append(len(kept))
            kept.append(character)
            where.append(places[min(at + offset, len(places) - 1)])

    at = 0
    for found in _MARKS.finditer(text, 0, min(len(text), LONGEST)):
        keep(text[at : found.start()], at)
        at = found.end()
        if found["escape"]:
            keep(found["sign"], found.start() + 1)
        elif found["code"]:
            for offset in range(len(found[0])):
                kept.append(BLANK)
                where.append(places[found.start() + offset])
        elif found["target"]:
            # the bracket that opened the link is no part of what is seen; without one this is plain text
            if opened:
                first = opened.pop()
                del kept[first], where[first]
            else:
                keep(found[0], found.start())
        elif found["entity"]:
            keep(html.unescape(found[0])[:1], found.start())
    keep(text[at:], at)
    return "".join(kept), where
