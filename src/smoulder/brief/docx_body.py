"""A brief as the body of a Word document: its sections, blocks and links in WordprocessingML."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from smoulder.brief.docx_xml import (
    bookmark,
    link,
    paragraph,
    picture,
    run,
    table,
    web_link,
)
from smoulder.brief.inert import web_address
from smoulder.brief.language.say import English, in_english, spoken
from smoulder.brief.page import (
    Block,
    Bullets,
    Card,
    Excerpt,
    Facts,
    Inline,
    Line,
    Original,
    Picture,
    Row,
    Run,
    Section,
    Table,
    Text,
    Web,
)
from smoulder.brief.paper import words

WIDTH = 9411
"""Of the text on the page, twentieths of a point: A4 between margins of 22 mm."""
EMU = 635
"""English Metric Units in a twentieth of a point."""
TONES = {"strong": "Strong", "quiet": "SmoulderQuiet", "tag": "SmoulderTag", "code": "SmoulderCode"}
TEXTS = {"lead": "SmoulderLead", "note": "SmoulderNote", "warning": "SmoulderWarning"}


@dataclass
class Body:
    """The body while it is written.

    linked:   ids to which something links; only these get a bookmark.
    pictures: charts as PNG by name; no_charts: what to install where there are none.
    embed:    takes a PNG into the document; relate: takes a web address; both give the id of the relation.
    """

    linked: frozenset[str]
    pictures: Mapping[str, bytes]
    no_charts: str
    embed: Callable[[bytes], str]
    relate: Callable[[str], str]
    _names: dict[str, str] = field(default_factory=dict)
    _count: int = 0

    def write(self, title: str, sections: tuple[Section, ...]) -> str:
        """Title and sections as XML; the first section, which has no title of its own, begins at the document's."""
        parts = [paragraph(self._mark(sections[0].id) + said(title), "Title")]
        for section in sections:
            if section.title:
                parts.append(paragraph(self._mark(section.id) + said(section.title), "Heading1"))
            parts += [self._block(one) for one in section.blocks]
        return "".join(parts)

    def _number(self) -> int:
        self._count += 1
        return self._count

    def _name(self, to: str) -> str:
        """The bookmark of an id: at most 40 letters, digits and low lines, each its own."""
        if to not in self._names:
            plain = re.sub(r"\W", "_", to, flags=re.ASCII)
            name = f"s_{plain}"[:40]
            taken = set(self._names.values())
            while name in taken:
                name = f"s_{len(taken)}_{plain}"[:40]
            self._names[to] = name
        return self._names[to]

    def _mark(self, to: str) -> str:
        return bookmark(self._name(to), self._number()) if to and to in self.linked else ""

    def _line(self, line: Line) -> str:
        return "".join(self._inline(part) for part in _with_company(line))

    def _inline(self, part: Inline) -> str:
        """A run or a link; what only draws a number that stands beside it has no place in text."""
        if isinstance(part, Web):
            if not web_address(part.address):
                return run(part.text)
            return web_link(run(part.text, "Hyperlink"), self.relate(part.address))
        if not isinstance(part, Run):
            return ""
        style = TONES.get(part.tone, "")
        if not part.to:
            return run(part.text, style, part.lang)
        shown = style or ("SmoulderFigure" if part.tone == "figure" else "Hyperlink")
        return link(run(part.text, shown, part.lang), self._name(part.to))

    def _block(self, one: Block) -> str:
        return _KINDS[type(one)](self, one)

    def _text(self, one: Text) -> str:
        return paragraph(self._line(one.line), TEXTS.get(one.tone, ""))

    def _bullets(self, one: Bullets) -> str:
        return "".join(paragraph(self._line(line), "ListBullet") for line in one.items)

    def _facts(self, one: Facts) -> str:
        return "".join(
            paragraph(self._line(_strong(label)) + run(": ") + self._line(fact), "SmoulderFact")
            for label, fact in one.pairs
        )

    def _table(self, one: Table) -> str:
        head = [paragraph(said(name), "SmoulderTableHead") for name in one.head]
        rows = [self._row(row, len(head)) for row in one.rows]
        caption = paragraph(self._mark(one.id) + said(one.caption), "Caption")
        return caption + table(one.caption, head, rows, _widths(one), spoken().direction)

    def _row(self, row: Row, width: int) -> list[str]:
        style = "SmoulderTableMarked" if row.marked else "SmoulderTableText"
        cells = [self._line(cell) for cell in row.cells] + [""] * (width - len(row.cells))
        cells[0] = self._mark(row.id) + cells[0]
        return [paragraph(cell, style) for cell in cells]

    def _picture(self, one: Picture) -> str:
        chart = one.chart
        parts = [paragraph(said(chart.title), "Caption")]
        parts += [paragraph(said(chart.says))] if chart.says else []
        png = self.pictures.get(chart.name)
        if png is None:
            parts += [paragraph(said(chart.instead)), paragraph(run(self.no_charts), "SmoulderNote")]
        else:
            shown = picture(self.embed(png), self._number(), chart.name, chart.instead, self._size(png))
            parts.append(paragraph(shown, "SmoulderPicture"))
        return "".join((*parts, paragraph(said(chart.source), "SmoulderNote")))

    def _size(self, png: bytes) -> tuple[int, int]:
        """Width and height, EMU: the widest picture fills the text, others keep its scale, so words are of one size."""
        widest = max(_pixels(one)[0] for one in self.pictures.values())
        wide, tall = _pixels(png)
        return WIDTH * EMU * wide // widest, WIDTH * EMU * tall // widest

    def _excerpt(self, one: Excerpt) -> str:
        quoted = run(one.before) + run(one.words, "Strong") + run(one.after)
        return paragraph(quoted, "Quote") + paragraph(run(one.credit), "SmoulderCredit")

    def _original(self, one: Original) -> str:
        return "".join(
            paragraph(run("".join(piece.text for piece in part.pieces)), "Quote") for part in one.paragraphs
        )

    def _card(self, one: Card) -> str:
        title = self._mark(one.id) + self._line(one.title)
        return paragraph(title, "Heading2") + "".join(self._block(part) for part in one.blocks)


def _with_company(line: Line) -> Line:
    """The line with figures in words of another language marked as part of these.

    Where the document is written from right to left, a figure that is not would stand on the wrong side of its words.
    """
    parts = [part for part in line if isinstance(part, Run | Web)]
    out: list[Inline] = []
    lang = ""
    for at, part in enumerate(parts):
        if isinstance(part, Run):
            after = next(
                (one.lang for one in parts[at + 1 :] if isinstance(one, Run) and _has_words(one)), ""
            )
            lang = part.lang if _has_words(part) else part.lang or lang or after
            out.append(replace(part, lang=lang))
        else:
            out.append(part)
    return tuple(out)


def _has_words(part: Run) -> bool:
    return any(letter.isalpha() for letter in part.text)


def said(words: str) -> str:
    """Fixed words as a run; those that the language being spoken has no translation of are marked as English."""
    return run(words, lang=in_english() if isinstance(words, English) else "")


def _strong(label: Line) -> Line:
    return tuple(Run(part.text, "", "strong", part.lang) for part in label if isinstance(part, Run))


def _widths(one: Table) -> list[int]:
    """The widths of the columns, shared out by the longest text in each; they add up to the width of the text."""
    shares = []
    for at, name in enumerate(one.head):
        longest = max(len(name), *(len(words(row.cells[at])) for row in one.rows if at < len(row.cells)), 0)
        # a long text gets more room, but not in proportion: it can take several lines
        shares.append(max(8.0, min(24.0, longest)) + min(20.0, longest / 12))
    return [int(WIDTH * share / sum(shares)) for share in shares]


def _pixels(png: bytes) -> tuple[int, int]:
    """Width and height of a picture; a PNG tells them in its first bytes."""
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])


# Any: each method takes the kind of block that it stands under.
_KINDS: Mapping[type, Callable[[Body, Any], str]] = {
    Text: Body._text,
    Bullets: Body._bullets,
    Facts: Body._facts,
    Table: Body._table,
    Picture: Body._picture,
    Excerpt: Body._excerpt,
    Original: Body._original,
    Card: Body._card,
}
