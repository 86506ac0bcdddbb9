"""The passages of a web page."""

from __future__ import annotations

import re

from smoulder.reading.html import Run, read_page
from smoulder.records.prose import BLANK, Passage, PassageKind

_QUOTED = frozenset(("blockquote", "pre", "code", "kbd", "samp", "textarea"))
QUOTED_CLASS = "quoted"
"""An element of this class holds words of others, as a block quotation does."""
_HEADING = re.compile(r"h[1-6]|title")
_INLINE = re.compile(r"(?is)<(code|kbd|samp|var|q)\b[^>]*>.*?</\1\s*>")


def html_passages(source: str) -> list[Passage]:
    """Visible text, block by block; block quotations and what is marked `quoted` are left out, code and <q> blank.

    source: the page. Scripts, drawings and hidden elements give nothing.

    >>> [one.text for one in html_passages("<h1>A title</h1><p>One <b>word</b>.</p><pre>could</pre>")]
    ['A title', 'One word.']
    """
    blank = [found.span() for found in _INLINE.finditer(source)]
    rows: dict[int, dict[int, int]] = {}
    return [
        _passage(run, blank, rows)
        for run in read_page(source).runs
        if not any(element.tag in _QUOTED or QUOTED_CLASS in element.words.split() for element in run.path)
    ]


def _passage(run: Run, blank: list[tuple[int, int]], rows: dict[int, dict[int, int]]) -> Passage:
    text = run.text
    within = [span for span in blank if span[0] < run.places[-1] and run.places[0] < span[1]]
    if within:
        text = "".join(
            BLANK if any(start <= place < end for start, end in within) else character
            for character, place in zip(text, run.places, strict=True)
        )
    table, row = _cell(run, rows)
    kind: PassageKind = "text"
    if table:
        kind = "cell"
    elif any(_HEADING.fullmatch(element.tag) for element in run.path):
        kind = "heading"
    return Passage(text, run.places, kind, table, row)


def _cell(run: Run, rows: dict[int, dict[int, int]]) -> tuple[int, int]:
    """Number of the innermost table around a run, by its order, and of the row in it."""
    table = next((one.number for one in reversed(run.path) if one.tag == "table"), 0)
    line = next((one.number for one in reversed(run.path) if one.tag == "tr"), 0)
    if not table:
        return 0, 0
    known = rows.setdefault(table, {})
    return table, known.setdefault(line, len(known) + 1)
