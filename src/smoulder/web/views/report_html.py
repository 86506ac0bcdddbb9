"""The text of a report as markup: pieces that never nest, cut where a mark or a sentence begins or ends."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from smoulder.web.views.report_marks import LAYERS, Mark
from smoulder.web.views.report_text import Part, Sentence, as_shown


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a text is drawn with.

    home: address of the report's page, to which '?at=' is added; lang: of the text, '' where it is not told.
    at:   the passage that is open, None where none is.
    """

    text: str
    marks: Sequence[Mark]
    home: str
    lang: str = ""
    at: tuple[int, int] | None = None


def text_markup(parts: Sequence[Part], drawn: Drawn) -> Markup:
    """All parts of a text as paragraphs; pieces of text carry their place as `data-at`.

    Every character of a part stands in exactly one piece, so that what is selected on the page is found in the text.
    """
    by_part = _by_part(parts, drawn.marks)
    held = Counter[int]()
    ends = [sentence.end for part in parts for sentence in part.sentences]
    for mark in drawn.marks:
        held[bisect_right(ends, mark.start)] += 1
    told: list[str] = []
    for at, part in enumerate(parts):
        told.append(_paragraph(part, by_part[at], drawn, held))
    return Markup("\n").join(Markup(one) for one in told)


def _by_part(parts: Sequence[Part], marks: Sequence[Mark]) -> dict[int, list[Mark]]:
    """The marks that each part holds something of."""
    ends, found = [part.end for part in parts], defaultdict(list)
    for mark in marks:
        at = bisect_right(ends, mark.start)
        while at < len(parts) and parts[at].start < mark.end:
            found[at].append(mark)
            at += 1
    return found


def _paragraph(part: Part, marks: list[Mark], drawn: Drawn, held: Counter[int]) -> str:
    pieces = _Pieces(part, marks, drawn.text)
    told, at = [], part.start
    for sentence in part.sentences:
        told.append(pieces.between(at, sentence.start))
        told.append(_sentence(sentence, pieces.between(sentence.start, sentence.end), drawn, held))
        at = sentence.end
    told.append(pieces.between(at, part.end))
    kind = part.kind.replace(" ", "-")
    label = (
        "" if part.kind in ("body", "other") else f'<span class="kind" lang="en" dir="ltr">{part.kind}</span>'
    )
    lang = f' lang="{escape(drawn.lang)}"' if drawn.lang else ""
    return f'<div class="par {kind}">{label}<p dir="auto"{lang}>{"".join(told)}</p></div>'


def _sentence(one: Sentence, pieces: str, drawn: Drawn, held: Counter[int]) -> str:
    count = held[one.number - 1]
    things = f"{count} thing{'' if count == 1 else 's'} read" if count else "nothing read"
    open_ = drawn.at is not None and one.start < drawn.at[1] and drawn.at[0] < one.end
    current = ' aria-current="true"' if open_ else ""
    return (
        f'<span class="sentence" id="s{one.number}" data-from="{one.start}" data-to="{one.end}"{current}>{pieces}'
        f'<a class="see{"" if count else " none"}" lang="en" href="{escape(drawn.home)}at={one.start}-{one.end}#here" '
        f'aria-label="Sentence {one.number}: {things}" aria-describedby="s{one.number}">{count or "·"}</a></span>'
    )


class _Pieces:
    """The pieces of one part; `between` gives those of a stretch of it, in order."""

    def __init__(self, part: Part, marks: list[Mark], text: str) -> None:
        self._text = text
        edges = {part.start, part.end}
        for sentence in part.sentences:
            edges |= {sentence.start, sentence.end}
        begin: dict[int, list[Mark]] = defaultdict(list)
        finish: dict[int, list[Mark]] = defaultdict(list)
        for mark in marks:
            first, last = max(mark.start, part.start), min(mark.end, part.end)
            edges |= {first, last}
            begin[first].append(mark)
            finish[last].append(mark)
        self._edges = sorted(edges)
        self._words: list[str] = []
        on = Counter[str]()
        for left, right in pairwise(self._edges):
            on.subtract(mark.layer for mark in finish[left])
            on.update(mark.layer for mark in begin[left])
            anchors = "".join(
                f'<span id="{escape(mark.anchor)}"></span>'
                for mark in begin[left]
                if mark.anchor and mark.start == left
            )
            layers = [layer for layer in LAYERS if on[layer] > 0]
            shown = escape(as_shown(self._text[left:right]))
            marked = f' class="m {" ".join(layers)}"' if layers else ""
            self._words.append(f'{anchors}<span data-at="{left}"{marked}>{shown}</span>')

    def between(self, start: int, end: int) -> str:
        """The pieces from one edge to another."""
        first, last = bisect_left(self._edges, start), bisect_left(self._edges, end)
        return "".join(self._words[first:last])
