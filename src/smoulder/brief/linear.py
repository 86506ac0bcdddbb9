"""A brief in one column, for forms that are read and pasted as text: the first screen as blocks like all others."""

from __future__ import annotations

from dataclasses import replace

from smoulder.brief.language.say import say
from smoulder.brief.links import ids, lost, settled
from smoulder.brief.manuscript import Manuscript
from smoulder.brief.page import (
    Answer,
    Block,
    Bullets,
    Card,
    Facts,
    Front,
    Line,
    Row,
    Run,
    Section,
    Table,
    Text,
)
from smoulder.brief.paper import Room, abridge

TEXT = Room(rows=30, cards=20, items=20, letters=1500, cell=400)
"""What a text to paste from has room for: more than paper, less than the page."""
ANSWER = "answer"


def linear(manuscript: Manuscript) -> tuple[Section, ...]:
    """The sections of a brief in one column, the answer first and without a title: that is the question.

    What is looked up rather than read is left out. Every link has its target.
    """
    page = abridge(manuscript.page, TEXT)
    first = Section(ANSWER, "", (*_translated(page.translated), *_first(page.front)))
    last = Text((Run(_made_with(page.version)),), "note")
    sections = (first, *page.sections)
    sections = (*sections[:-1], replace(sections[-1], blocks=(*sections[-1].blocks, last)))
    return settled(sections, ids(sections), ANSWER)


def linked_ids(sections: tuple[Section, ...]) -> frozenset[str]:
    """The ids to which something in the sections links."""
    return frozenset(lost(sections, frozenset()))


def _translated(words: str) -> tuple[Block, ...]:
    return (Text((Run(words),), "warning"),) if words else ()


def _made_with(version: str) -> str:
    return say(
        "Made with Smoulder {version} from open sources, about groups and places. It does not find, track or profile "
        "persons.",
        version=version,
    )


def _first(front: Front) -> tuple[Block, ...]:
    blocks: list[Block] = [Text(front.headline, "lead")]
    if front.meaning:
        blocks.append(Text(front.meaning))
    if front.answers:
        blocks.append(_answers(front.answers))
    if front.branches:
        blocks.append(_panel(front.branches_title, tuple(Text(line) for line in front.branches)))
    for title, lines in (
        (say("It rests most on"), front.rests_on),
        (say("The strongest evidence"), front.strongest),
        (say("What would change it"), front.would_change),
        (say("What is not known"), front.not_known),
    ):
        if lines:
            blocks.append(_panel(title, (Bullets(lines),)))
    reasons = (Bullets(front.confidence[1:]),) if front.confidence[1:] else ()
    blocks.append(_panel(say("How sure of its footing"), (Text(front.confidence[0]), *reasons)))
    stamp = Facts(tuple(((Run(name),), (Run(words),)) for name, words in front.stamp))
    blocks.append(_panel(say("This brief"), (stamp,)))
    return tuple(blocks)


def _panel(title: str, blocks: tuple[Block, ...]) -> Card:
    return Card("", (Run(title),), blocks)


def _answers(answers: tuple[Answer, ...]) -> Table:
    head = (
        say("Time"),
        say("Chance"),
        say("90\u00a0% interval"),
        say("In words"),
        say("Counted"),
        say("Major comeback"),
    )
    return Table(say("Chance of a comeback."), head, tuple(_answer(one) for one in answers))


def _answer(one: Answer) -> Row:
    """A row; a horizon that cannot be decided shows no number and says why."""
    why: Line = (Run(f": {one.why}"),) if one.why else ()
    word: Line = (Run(one.word, "method-wording" if one.chance is not None else ""), *why)
    number: Line = (one.number,) if one.number is not None else ()
    interval: Line = (one.interval,) if one.interval is not None else ()
    # The head of the column says that it is of a major one, so the words before the number do not.
    major = one.major[1:] if len(one.major) > 1 else one.major
    return Row(((Run(one.within),), number, interval, word, one.count, major))
