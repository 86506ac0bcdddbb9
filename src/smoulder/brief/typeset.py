"""A page as plain data for the paper template: all of its text goes in as strings, none as markup.

The template in `templates/brief.typ` is fixed. What comes from reports and data is never read as Typst, so that
nothing in it can load a file or change the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from itertools import pairwise
from textwrap import wrap
from typing import Any

from smoulder.brief.charts.draw import Drawing
from smoulder.brief.columns import columns, table_kind
from smoulder.brief.inert import inert
from smoulder.brief.language.say import English, in_english, say
from smoulder.brief.page import (
    Answer,
    Block,
    Bullets,
    Card,
    Excerpt,
    Facts,
    Front,
    Inline,
    Line,
    Original,
    Page,
    Picture,
    Range,
    Run,
    Section,
    Shift,
    Table,
    Text,
    Web,
)
from smoulder.brief.paper import clip, shorten

Data = dict[str, Any]
"""Any: it is JSON for the template."""

FRONT_LETTERS = 420
"""Of one line of the first page; more than any answer has by itself."""
TITLE_LETTERS = 260
_LONG_WORD = re.compile(r"\S{31,}")
SCALE = 0.53
"""Points of paper for a pixel of a drawing, so that its words are nearly as large as those of a note."""
PAGE_WIDTH, COLUMN_WIDTH = 498.0, 239.0
"""Of a page and of one of its columns, points."""
_SIZE = re.compile(r'<svg[^>]*? viewBox="0 0 ([\d.]+) [\d.]+"')


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing as it goes on paper. wide: over both columns of a page, else in one of them; width: in points."""

    svg: str
    wide: bool
    width: float

    @classmethod
    def of(cls, drawing: Drawing) -> Drawn:
        """The wide drawing of a broad chart, of any other the one for a column."""
        broad = drawing.chart.broad
        svg = drawing.alone("wide" if broad else "column")
        return cls(svg, broad, min(_width(svg), PAGE_WIDTH if broad else COLUMN_WIDTH))


def _width(svg: str) -> float:
    """Width of a drawing on paper, in points."""
    found = _SIZE.search(svg)
    return SCALE * (float(found[1]) if found is not None else 1.0)


class Typesetter:
    """Turns the parts of one page into data; each id becomes a target once, the first time it comes."""

    def __init__(self, drawings: Mapping[str, Drawn]) -> None:
        """drawings: by the name of the chart."""
        self._drawings = drawings
        self._targets: set[str] = set()

    def page(self, page: Page) -> Data:
        """Front and sections; links whose target is not there are dropped."""
        self._targets.add("answer")
        found = {
            "title": _title(page.title),
            "translated": told(page.translated),
            "front": self._front(page.front),
            "sections": [self._section(one) for one in page.sections],
        }
        _settle(found, self._targets)
        return found

    def _target(self, name: str) -> str:
        if not name or name in self._targets:
            return ""
        self._targets.add(name)
        return name

    def _front(self, front: Front) -> Data:
        return {
            "question": _title(front.question),
            "headline": _brief(front.headline),
            "meaning": _brief(front.meaning),
            "answers": [_answer(one) for one in front.answers],
            "branches_title": told(front.branches_title),
            **{
                name: [_brief(one) for one in getattr(front, name)]
                for name in ("branches", "rests_on", "strongest", "would_change", "not_known", "confidence")
            },
            "stamp": [[told(name), told(words, FRONT_LETTERS)] for name, words in front.stamp],
        }

    def _section(self, section: Section) -> Data:
        return {
            "id": self._target(section.id),
            "title": told(section.title),
            "apart": section.apart,
            "blocks": self._blocks(section.blocks),
        }

    def _blocks(self, blocks: Iterable[Block]) -> list[Data]:
        return [self._block(one) for one in blocks]

    def _block(self, block: Block) -> Data:
        match block:
            case Text():
                return {"kind": "text", "tone": block.tone, "line": typeset(plain(block.line))}
            case Bullets():
                return {"kind": "bullets", "items": [typeset(plain(one)) for one in block.items]}
            case Facts():
                pairs = [[typeset(name), typeset(plain(holds))] for name, holds in block.pairs]
                return {"kind": "facts", "pairs": pairs}
            case Table():
                return self._table(block)
            case Picture():
                return self._picture(block)
            case Excerpt():
                parts = ("before", "words", "after", "credit")
                return {
                    "kind": "excerpt",
                    "lang": in_english(),
                    **{part: soft(getattr(block, part)) for part in parts},
                }
            case Card():
                name, title = self._target(block.id), typeset(block.title)
                return {"kind": "card", "id": name, "title": title, "blocks": self._blocks(block.blocks)}
            case Original():
                raise TypeError(
                    "a report in full has no place on paper; shorten the page with abridge() first"
                )

    def _table(self, table: Table) -> Data:
        rows = [
            {
                "id": self._target(row.id),
                "marked": row.marked,
                "cells": [typeset(plain(cell)) for cell in row.cells],
            }
            for row in table.rows
        ]
        return {
            "kind": table_kind(table),
            "id": self._target(table.id),
            "caption": told(table.caption),
            "head": [told(name) for name in table.head],
            "rows": rows,
            "small": table.raw,
            **columns(table),
        }

    def _picture(self, picture: Picture) -> Data:
        chart = picture.chart
        return {
            "kind": "picture",
            "id": self._target(f"chart-{chart.name}"),
            "title": told(chart.title),
            "says": told(chart.says),
            "instead": inert(chart.instead),
            "source": told(chart.source),
            **asdict(self._drawings.get(chart.name, Drawn("", wide=False, width=0))),
        }


def _title(text: str) -> str:
    return soft(clip(inert(text), TITLE_LETTERS))


def _brief(line: Line) -> list[Data]:
    return typeset(shorten(plain(line), FRONT_LETTERS))


def _answer(answer: Answer) -> Data:
    def alone(part: Inline | None) -> list[Data]:
        return [] if part is None else typeset((part,))

    return {
        "within": told(answer.within),
        "number": alone(answer.number),
        "chance": alone(answer.chance),
        "interval": alone(answer.interval),
        "count": _brief(answer.count),
        "word": told(answer.word, TITLE_LETTERS),
        "major": _brief(answer.major),
        "why": told(answer.why, FRONT_LETTERS),
    }


def typeset(line: Line) -> list[Data]:
    """A line as data: text with its link and tone, or a drawing.

    >>> typeset((Run("27 %", "method-comeback", "figure"),))
    [{'text': '27 %', 'to': 'method-comeback', 'tone': 'figure', 'lang': ''}]
    """
    parts = [_inline(part) for part in line]
    for number, bar in pairwise(parts):
        if "shift" in bar:
            number["beside"] = True
    return parts


def _inline(part: Inline) -> Data:
    match part:
        case Run():
            return {"text": soft(part.text), "to": part.to, "tone": part.tone, "lang": part.lang}
        case Web():
            return {"text": soft(part.text), "web": part.address}
        case Range():
            return {"range": [_share(part.low), _share(part.value), _share(part.high)]}
        case Shift():
            size = part.value / part.widest if part.widest else 0.0
            return {"shift": max(-1.0, min(1.0, size)) if size == size else 0.0}


def _share(value: float) -> float:
    return max(0.0, min(1.0, value)) if value == value else 0.0


def soft(text: str) -> str:
    """A text that is harmless, and whose longest words may be broken.

    >>> len(soft("W" * 70))
    76
    """
    return _LONG_WORD.sub(lambda found: "\u200b".join(wrap(found[0], 10)), inert(text))


def told(text: str, letters: int = 10_000) -> list[Data]:
    """Fixed words or a text as one run, marked as English where a translation is wanting."""
    lang = in_english() if isinstance(text, English) else ""
    return typeset((Run(clip(inert(text), letters), lang=lang),))


def plain(line: Line) -> Line:
    """A line that ends in a link saying 'why', without that word: on paper the sentence itself is the link."""
    last = line[-1] if line else None
    if not (isinstance(last, Run) and last.to and last.text == say("why")):
        return line
    return tuple(
        replace(part, to=last.to) if isinstance(part, Run) and not part.to else part for part in line[:-2]
    )


def _settle(data: Any, targets: set[str]) -> None:  # Any: it is JSON
    """Drop links without a target."""
    if isinstance(data, dict):
        if data.get("to") and data["to"] not in targets:
            data["to"] = ""
        data = list(data.values())
    if isinstance(data, list):
        for part in data:
            _settle(part, targets)
