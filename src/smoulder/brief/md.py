"""A brief as Markdown (CommonMark with the tables of GitHub), its charts as pictures beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from smoulder.brief.language.say import speaking, spoken
from smoulder.brief.linear import linear, linked_ids
from smoulder.brief.manuscript import Manuscript
from smoulder.brief.md_text import block, escaped, line_md
from smoulder.brief.page import (
    Block,
    Bullets,
    Card,
    Excerpt,
    Facts,
    Line,
    Original,
    Picture,
    Row,
    Run,
    Section,
    Table,
    Text,
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a block needs to know of the whole: ids that are linked to, charts with a picture, what is missing."""

    linked: frozenset[str]
    pictures: frozenset[str]
    no_charts: str

    def anchor(self, name: str) -> str:
        """A place to link to, where something does."""
        return f'<a id="{name}"></a>' if name and name in self.linked else ""


def md_files(manuscript: Manuscript) -> dict[str, bytes]:
    """The brief as `brief.md`, and each chart as `charts/NAME.png`.

    Where charts cannot be drawn, their words stand in their place with what to install.
    """
    pictures = manuscript.pictures
    with speaking(manuscript.edition.language):
        text = print_md(manuscript, frozenset(pictures))
    charts = {f"charts/{name}.png": picture for name, picture in pictures.items()}
    return {"brief.md": text.encode("utf-8", "replace"), **charts}


def print_md(manuscript: Manuscript, pictures: frozenset[str]) -> str:
    """The brief as Markdown text; pictures: the names of charts that lie beside it."""
    sections = linear(manuscript)
    sheet = Sheet(linked_ids(sections), pictures, manuscript.no_charts)
    parts = [f"# {sheet.anchor(sections[0].id)}{block(escaped(manuscript.page.front.question))}"]
    for section in sections:
        parts += _section(section, sheet)
    if spoken().direction == "rtl":  # Markdown has no word for it
        parts = ['<div dir="rtl">', *parts, "</div>"]
    return "\n\n".join(part for part in parts if part) + "\n"


def _section(section: Section, sheet: Sheet) -> list[str]:
    title = [f"## {sheet.anchor(section.id)}{block(escaped(section.title))}"] if section.title else []
    return title + [text for one in section.blocks for text in _block(one, sheet)]


def _block(one: Block, sheet: Sheet) -> list[str]:
    return _KINDS[type(one)](one, sheet)


def _text(one: Text, sheet: Sheet) -> list[str]:
    words = block(line_md(one.line))
    return [f"> {words}" if one.tone == "warning" else words]


def _bullets(one: Bullets, sheet: Sheet) -> list[str]:
    return ["\n".join(f"- {block(line_md(line))}" for line in one.items)]


def _facts(one: Facts, sheet: Sheet) -> list[str]:
    # a sign of its own, so that a list that follows is not taken for more of the same
    return [
        "\n".join(
            f"* {line_md(_strong(label)).strip()}: {line_md(words).strip()}" for label, words in one.pairs
        )
    ]


def _strong(label: Line) -> Line:
    return tuple(replace(part, tone="strong") if isinstance(part, Run) else part for part in label)


def _table(one: Table, sheet: Sheet) -> list[str]:
    head = "| " + " | ".join(escaped(name).strip() or " " for name in one.head) + " |"
    rule = "|" + " --- |" * len(one.head)
    rows = [_row(row, len(one.head), sheet) for row in one.rows]
    return [f"{sheet.anchor(one.id)}{block(escaped(one.caption))}", "\n".join([head, rule, *rows])]


def _row(row: Row, width: int, sheet: Sheet) -> str:
    cells = [line_md(cell).strip() for cell in row.cells]
    cells += [""] * (width - len(cells))
    cells[0] = sheet.anchor(row.id) + (f"**{cells[0]}**" if row.marked and cells[0].isalnum() else cells[0])
    return "| " + " | ".join(cells) + " |"


def _picture(one: Picture, sheet: Sheet) -> list[str]:
    chart = one.chart
    title = f"**{escaped(chart.title)}**" if chart.title[-1:].isalnum() else block(escaped(chart.title))
    instead = escaped(chart.instead).strip()
    shown = (
        [f"![{instead}](charts/{chart.name}.png)"]
        if chart.name in sheet.pictures
        else [block(instead), block(escaped(sheet.no_charts))]
    )
    return [title, block(escaped(chart.says)), *shown, block(escaped(chart.source))]


def _excerpt(one: Excerpt, sheet: Sheet) -> list[str]:
    words = escaped(one.words).strip()
    before = block(escaped(one.before)) + (" " if one.before[-1:].isspace() else "")
    strong = f"**{words}**" if words[-1:].isalnum() and words[:1].isalnum() else words
    quoted = f"> {before}{strong if before else block(strong)}{escaped(one.after)}".rstrip()
    return [f"{quoted}\n>\n> – {escaped(one.credit).strip()}"]


def _original(one: Original, sheet: Sheet) -> list[str]:
    return [f"> {block(escaped(''.join(piece.text for piece in part.pieces)))}" for part in one.paragraphs]


def _card(one: Card, sheet: Sheet) -> list[str]:
    title = f"### {sheet.anchor(one.id)}{block(line_md(one.title))}"
    return [title, *(text for part in one.blocks for text in _block(part, sheet))]


# Any: each function takes the kind of block that it stands under.
_KINDS: Mapping[type, Callable[[Any, Sheet], list[str]]] = {
    Text: _text,
    Bullets: _bullets,
    Facts: _facts,
    Table: _table,
    Picture: _picture,
    Excerpt: _excerpt,
    Original: _original,
    Card: _card,
}
