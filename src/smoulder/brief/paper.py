"""A page shortened for a form that is read from front to back: paper, or a text to paste elsewhere.

What is looked up rather than read stays in the HTML form; long lists are cut and say by how many. The first screen
is kept whole. Every link still finds its target: one that led to a part left out leads to the words on where it is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from smoulder.brief.language.say import say
from smoulder.brief.links import ids, settled
from smoulder.brief.page import (
    Block,
    Bullets,
    Card,
    Excerpt,
    Facts,
    Inline,
    Line,
    Page,
    Picture,
    Range,
    Row,
    Run,
    Section,
    Shift,
    Table,
    Text,
)

WHOLE = {"data", "settings", "hypotheses"}
"""Sections whose rows are kept: licences ask that each source is named, all settings give the answer, and all
explanations add up to it."""
WHOLE_ROWS = 40
"""More rows than these sections have but for data that a user made up."""
IN_SHORT = 150
"""Letters of a cell from which on what a method went by is cut to them; with less room it stands whole or not."""
LEFT_OUT = "left-out"
"""The id of the words on what is left out, and where it is."""


@dataclass(frozen=True, slots=True)
class Room:
    """How much a short form has room for.

    rows: of a table; cards: of a section, such as evidence items; items: of a list;
    letters: of a paragraph, a list item or a fact; cell: letters of a table's cell;
    tables: of a section, and in_cards: of a card.
    """

    rows: int = 12
    cards: int = 8
    items: int = 8
    letters: int = 600
    cell: int = 240
    tables: int = 9
    in_cards: int = 1


PAPER = Room()
"""Room enough for most cases."""


def abridge(page: Page, room: Room = PAPER) -> Page:
    """The page without its long sections, its lists cut to the room; each cut says how many are left out."""
    gone = frozenset().union(*(ids(one) for one in page.sections if one.long))
    short = [_section(_without(one, gone), room) for one in page.sections if not one.long]
    left = [one.title for one in page.sections if one.long]
    if left:
        short.append(_left_out(left))
    found = replace(page, sections=tuple(short))
    return settled(found, ids(found) | {"answer"}, LEFT_OUT if left else "answer")


def _left_out(titles: list[str]) -> Section:
    words = say("In the HTML form of this brief: {parts}.", parts=say("; ").join(titles))
    return Section(LEFT_OUT, say("Not on these pages"), (Text((Run(words),)),))


def _without(section: Section, gone: frozenset[str]) -> Section:
    """The section without paragraphs that only lead to what is left out."""
    kept = tuple(
        one
        for one in section.blocks
        if not (isinstance(one, Text) and all(isinstance(run, Run) and run.to in gone for run in one.line))
    )
    return replace(section, blocks=kept)


def _section(section: Section, room: Room) -> Section:
    if section.id == "methods":
        return replace(section, blocks=(_methods(section, room),))
    if section.id in WHOLE:
        room = replace(room, rows=WHOLE_ROWS)
    blocks: list[Block] = []
    cards = 0
    many = sum(isinstance(block, Card) for block in section.blocks)
    for block in _few_tables(section.blocks, room.tables):
        cards += isinstance(block, Card)
        if not isinstance(block, Card) or cards <= _kept(many, room.cards):
            blocks += _cut(block, room)
    blocks += _rest(many, room.cards)
    return replace(section, blocks=tuple(blocks))


def _few_tables(blocks: tuple[Block, ...], many: int) -> tuple[Block, ...]:
    """The blocks with so many tables, the first ones."""
    tables = [one for one in blocks if isinstance(one, Table)]
    return tuple(one for one in blocks if one not in tables[many:])


def _methods(section: Section, room: Room) -> Table:
    """Each method by its name, its first sentence, what it went by here, and the document that holds it."""
    rows = []
    for card in section.blocks:
        if isinstance(card, Card):
            texts = [block for block in card.blocks if isinstance(block, Text)]
            first = "".join(words(one.line) for one in texts[:1]).split(". ")[0].removesuffix(".")
            where = [one.line for one in texts if one.tone == "note"]
            by = _went_by(card)
            if len(words(by)) > room.cell:
                by = shorten(by, room.cell) if room.cell >= IN_SHORT else ()
            cells: tuple[Line, ...] = (card.title, (Run(f"{first}."),), by)
            rows.append(Row((*cells, where[0] if where else ()), card.id))
    head = (say("Number"), say("In short"), say("In this answer"), say("The whole of it"))
    return Table(say("Methods, by the numbers that they make."), head, tuple(rows), raw=True)


def _went_by(card: Card) -> Line:
    """The facts of a card in one line, the last first: what to type is worth more than the end of a long list."""
    line: list[Inline] = []
    for block in card.blocks:
        for name, holds in reversed(block.pairs) if isinstance(block, Facts) else ():
            line += [*([Run(" ")] if line else []), *name, Run(": "), *holds]
    return tuple(line)


def _cut(block: Block, room: Room) -> list[Block]:
    """A block within the room, and after it how many of its parts are left out."""
    if isinstance(block, Text):
        return [replace(block, line=shorten(block.line, room.letters))]
    if isinstance(block, Excerpt):
        return [replace(block, words=clip(block.words, room.letters), credit=clip(block.credit, room.cell))]
    if isinstance(block, Bullets):
        kept = tuple(
            shorten(line, room.letters) for line in block.items[: _kept(len(block.items), room.items)]
        )
        return [replace(block, items=kept), *_rest(len(block.items), room.items)]
    if isinstance(block, Facts):
        pairs = tuple((shorten(a, room.cell), shorten(b, room.letters)) for a, b in block.pairs)
        return [replace(block, pairs=pairs)]
    if isinstance(block, Table):
        return [_table(block, room), *_rest(len(block.rows), room.rows)]
    if isinstance(block, Picture):
        chart = block.chart
        says, source = (clip(text, room.letters) for text in (chart.says, chart.source))
        return [Picture(replace(chart, title=clip(chart.title, room.cell), says=says, source=source))]
    if isinstance(block, Card):
        few = _few_tables(block.blocks, room.in_cards)
        parts = tuple(part for one in few for part in _cut(one, room))
        return [replace(block, title=shorten(block.title, room.cell), blocks=parts)]
    return [block]


def _table(table: Table, room: Room) -> Table:
    rows = tuple(
        replace(row, cells=tuple(shorten(cell, room.cell) for cell in row.cells))
        for row in _chosen(table.rows, _kept(len(table.rows), room.rows))
    )
    return replace(table, rows=rows, caption=clip(table.caption, room.letters))


def _chosen(rows: tuple[Row, ...], many: int) -> list[Row]:
    """So many rows in their order, those that are set off before others."""
    order = sorted(range(len(rows)), key=lambda at: not rows[at].marked)
    return [rows[at] for at in sorted(order[:many])]


def _kept(many: int, room: int) -> int:
    """How many of a list are kept: one more than there is room for takes no more space than words on it would."""
    return many if many <= room + 1 else room


def _rest(many: int, room: int) -> list[Block]:
    return [_more(many - room)] if _kept(many, room) < many else []


def _more(number: int) -> Text:
    told = say("and {number} more, in the HTML and CSV forms", number=number)
    return Text((Run(told, LEFT_OUT),), "note")


def words(line: Line) -> str:
    """The text of a line without its drawings.

    >>> words((Run("7 of 24"), Range(0.3, 0.1, 0.5), Run(" came back")))
    '7 of 24 came back'
    """
    return "".join(part.text for part in line if not isinstance(part, Range | Shift))


def shorten(line: Line, letters: int) -> Line:
    """A line of at most so many letters, cut between words; what is cut is shown by an ellipsis.

    >>> words(shorten((Run("one "), Run("two three")), 10))
    'one two …'
    """
    if len(words(line)) <= letters:
        return line
    kept: list[Inline] = []
    left = letters - 1
    for part in line:
        if isinstance(part, Range | Shift):
            kept.append(part)
        elif len(part.text) <= left:
            kept.append(part)
            left -= len(part.text)
        else:
            return (*kept, replace(part, text=clip(part.text, left + 1)))
    return tuple(kept)


def clip(text: str, letters: int) -> str:
    """A text of at most so many letters, cut between words where there is a gap in its last part.

    >>> clip("one two three", 10), clip("abcdefgh", 4)
    ('one two …', 'abc…')
    """
    if len(text) <= letters:
        return text
    head = text[: max(0, letters - 1)]
    gap = head.rfind(" ")
    return f"{head[: gap + 1]}…" if gap > len(head) // 2 else f"{head}…"
