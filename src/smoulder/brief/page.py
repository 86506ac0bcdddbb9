"""What a brief holds, before it becomes HTML: sections of blocks, and in them numbers with their anchors.

A renderer knows these values only; it never sees an assessment.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from smoulder.brief.charts.chart import Chart

Tone = Literal["", "figure", "strong", "quiet", "tag", "code"]


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text.

    to:   id on the page that it links to (its method, its sentence or its data row); '' for none.
    tone: 'figure' for a number, 'strong', 'quiet' for asides, 'tag' for a short label, 'code' for what can be typed.
    lang: its language where that is not the language of the page, else ''.
    quoted: True for words of others, such as a sentence of a report or its title.
    """

    text: str
    to: str = ""
    tone: Tone = ""
    lang: str = ""
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Range:
    """A probability drawn as a tick on its 90 % interval, on a scale from 0 to 1."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Shift:
    """A change of a probability drawn as a bar from the middle; `widest` is the scale's half width."""

    value: float
    widest: float


@dataclass(frozen=True, slots=True)
class Web:
    """A link that leaves the page; only http and https addresses get here."""

    text: str
    address: str


Inline = Run | Range | Shift | Web
Line = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    line: Line
    tone: Literal["", "lead", "note", "warning"] = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without an order."""

    items: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Pairs of a label and what holds."""

    pairs: tuple[tuple[Line, Line], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: the first cell is its header. `marked` sets it off from the others."""

    cells: tuple[Line, ...]
    id: str = ""
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    stacks: True where a phone shows each row as a small card, False where it stays a grid.
    raw:    True where the rows are the data themselves, which other numbers link to.
    data:   name of the CSV table that holds what it shows.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    id: str = ""
    stacks: bool = False
    raw: bool = False
    data: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A place for a chart, which brings its own words and data."""

    chart: Chart


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A sentence in its report: the words before and after it are the report's own."""

    before: str
    words: str
    after: str
    to: str
    credit: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A used span of a report; `id` is where others link to, `back` where it is used."""

    id: str
    label: str
    back: str
    weighed: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of report text with the marks that cover it, begin in it and end in it."""

    text: str
    covered: tuple[Mark, ...] = ()
    begins: tuple[Mark, ...] = ()
    ends: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of a report, by its kind (title, body, furniture, …)."""

    kind: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Original:
    """A report in full."""

    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """Blocks under a small heading of their own."""

    id: str
    title: Line
    blocks: tuple[Block, ...]


Block = Text | Bullets | Facts | Table | Picture | Excerpt | Original | Card


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page.

    apart: sets it off from the answer (figures that were not used).
    long:  True for what is looked up rather than read (whole reports, rows by month): it stays out of the short forms.
    """

    id: str
    title: str
    blocks: tuple[Block, ...]
    apart: bool = False
    long: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer for one horizon: number, interval, count and word, each with its link.

    chance is None where the horizon cannot be decided; `why` then says so.
    """

    within: str
    chance: Range | None
    number: Run | None
    interval: Run | None
    count: Line
    word: str
    major: Line
    why: str = ""


@dataclass(frozen=True, slots=True)
class Front:
    """The first screen."""

    question: str
    meaning: Line
    headline: Line
    answers: tuple[Answer, ...]
    branches_title: str
    branches: tuple[Line, ...]
    rests_on: tuple[Line, ...]
    would_change: tuple[Line, ...]
    not_known: tuple[Line, ...]
    confidence: tuple[Line, ...]
    stamp: tuple[tuple[str, str], ...]
    strongest: tuple[Line, ...] = ()
    """The items of evidence that move the answer most, each with its grade and its sentence or row."""


@dataclass(frozen=True, slots=True)
class Page:
    """A whole brief. translated: what a reader must know of its translation, '' in English."""

    title: str
    front: Front
    sections: tuple[Section, ...] = field(default=())
    version: str = ""
    translated: str = ""
