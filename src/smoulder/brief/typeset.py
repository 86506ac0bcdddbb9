"""A page as plain data for the paper template: all of its text goes in as strings, none as markup.

The template in `templates/brief.typ` is fixed. What comes from reports and data is never read as Typst, so that
nothing in it can load a file or change the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

from smoulder.brief.charts.draw import Drawing
from smoulder.brief.inert import inert
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
from smoulder.brief.paper import clip, shorten, words

Data = dict[str, Any]
"""Any: it is JSON for the template."""

FRONT_LETTERS = 420
"""Of one line of the first page; more than any answer has by itself."""
TITLE_LETTERS = 260
TALL = 1.05
"""Height by width up to which a drawing stands in one column."""
_LONG_WORD = re.compile(r"\S{31}")
_FIGURE = re.compile(r"[+−]?[\d.,]+(?:[\u00a0 ]?%)?(?: points?)?|unknown|")
_TO_FOLD, _TO_FIT, _TO_TELL = 14, 64, 160
"""Letters: to which a table's column may be narrowed, of a row that fits, of a row that is better told."""
_SIZE = re.compile(r'<svg[^>]*? viewBox="0 0 ([\d.]+) ([\d.]+)"')


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing as it goes on paper. wide: over both columns of a page, else in one of them."""

    svg: str
    wide: bool

    @classmethod
    def of(cls, drawing: Drawing) -> Drawn:
        """The narrow drawing where it is not much taller than it is wide, else the wide one."""
        narrow = drawing.alone("narrow")
        found = _SIZE.search(narrow)
        if found is not None and float(found[2]) <= TALL * float(found[1]):
            return cls(narrow, wide=False)
        return cls(drawing.alone("wide"), wide=True)


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
            "branches_title": soft(front.branches_title),
            **{
                name: [_brief(one) for one in getattr(front, name)]
                for name in ("branches", "rests_on", "would_change", "not_known", "confidence")
            },
            "stamp": [[soft(name), soft(clip(inert(told), FRONT_LETTERS))] for name, told in front.stamp],
        }

    def _section(self, section: Section) -> Data:
        return {
            "id": self._target(section.id),
            "title": soft(section.title),
            "apart": section.apart,
            "blocks": self._blocks(section.blocks),
        }

    def _blocks(self, blocks: Iterable[Block]) -> list[Data]:
        return [self._block(one) for one in blocks]

    def _block(self, block: Block) -> Data:
        match block:
            case Text():
                return {"kind": "text", "tone": block.tone, "line": typeset(block.line)}
            case Bullets():
                return {"kind": "bullets", "items": [typeset(one) for one in block.items]}
            case Facts():
                pairs = [[typeset(name), typeset(told)] for name, told in block.pairs]
                return {"kind": "facts", "pairs": pairs}
            case Table():
                return self._table(block)
            case Picture():
                return self._picture(block)
            case Excerpt():
                parts = ("before", "words", "after", "credit")
                return {"kind": "excerpt", **{name: soft(getattr(block, name)) for name in parts}}
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
                "cells": [typeset(cell) for cell in row.cells],
            }
            for row in table.rows
        ]
        return {
            "kind": _table_kind(table),
            "id": self._target(table.id),
            "caption": soft(table.caption),
            "head": [soft(name) for name in table.head],
            "rows": rows,
            "small": table.raw,
            **_columns(table),
        }

    def _picture(self, picture: Picture) -> Data:
        chart = picture.chart
        return {
            "kind": "picture",
            "id": self._target(f"chart-{chart.name}"),
            "title": soft(chart.title),
            "says": soft(chart.says),
            "instead": inert(chart.instead),
            "source": soft(chart.source),
            **asdict(self._drawings.get(chart.name, Drawn("", wide=False))),
        }


def _title(text: str) -> str:
    return soft(clip(inert(text), TITLE_LETTERS))


def _brief(line: Line) -> list[Data]:
    return typeset(shorten(line, FRONT_LETTERS))


def _answer(answer: Answer) -> Data:
    def alone(part: Inline | None) -> list[Data]:
        return [] if part is None else typeset((part,))

    return {
        "within": soft(answer.within),
        "number": alone(answer.number),
        "chance": alone(answer.chance),
        "interval": alone(answer.interval),
        "count": _brief(answer.count),
        "word": soft(clip(inert(answer.word), TITLE_LETTERS)),
        "major": _brief(answer.major),
        "why": soft(clip(inert(answer.why), FRONT_LETTERS)),
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
    72
    """
    return _LONG_WORD.sub(lambda found: f"{found[0]}\u200b", inert(text))


def _table_kind(table: Table) -> str:
    """How the rows of a table fit into a column of the page.

    returns: 'table' for a grid; 'entries' where each row becomes a paragraph, for the data themselves in many words;
             'run-in' where rows of two follow each other in a line; 'stack' where each row becomes a small list, for
             what is too wide.
    """
    longest = [_longest(table, at) for at in range(len(table.head))]
    if table.raw and len(table.head) == 2:
        return "run-in"
    if table.raw and sum(longest) > _TO_TELL:
        return "entries"
    least = [min(letters, max(_TO_FOLD, _unbroken(table, at))) for at, letters in enumerate(longest)]
    return "stack" if sum(least) > _TO_FIT else "table"


def _cells(table: Table, at: int) -> list[str]:
    return [words(row.cells[at]) for row in table.rows if at < len(row.cells)]


def _longest(table: Table, at: int) -> int:
    return max([len(cell) for cell in _cells(table, at)], default=0)


def _unbroken(table: Table, at: int) -> int:
    """Letters of the longest word of a column."""
    return max([len(word) for cell in _cells(table, at) for word in cell.split(" ")], default=0)


def _columns(table: Table) -> Data:
    """How wide each column is to be, 0 for as wide as its words; and which hold nothing but numbers."""
    widths: list[float] = []
    numbers: list[bool] = []
    for at, head in enumerate(table.head):
        cells, longest = _cells(table, at), _longest(table, at)
        drawn = {type(part) for row in table.rows for part in row.cells[at] if not isinstance(part, Run)}
        as_words = Range not in drawn and max(longest, len(head)) <= _TO_FOLD
        widths.append(0 if as_words else round(max(longest, _TO_FOLD // 2) ** 0.5, 2))
        numbers.append(at > 0 and not drawn and all(_FIGURE.fullmatch(cell) for cell in cells))
    return {"widths": widths, "numbers": numbers}


def _settle(data: Any, targets: set[str]) -> None:  # Any: it is JSON
    """Drop links without a target."""
    if isinstance(data, dict):
        if data.get("to") and data["to"] not in targets:
            data["to"] = ""
        data = list(data.values())
    if isinstance(data, list):
        for part in data:
            _settle(part, targets)
