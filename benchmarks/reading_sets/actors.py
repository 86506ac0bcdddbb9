"""Four reports written for Smoulder in which every mention of an actor was marked by hand before the first reading.

`tests/reading/who/` holds them as text with marks: `{army:the troops}`, also one within another. Marked are names,
descriptions and pronouns of armed groups, forces, governments and bodies, and of persons with a rank or office, or
named, who speak or act. Not marked: civilians, countries as places, relative pronouns, 'we'.

A mention is found where one reported shares half of its characters with it, articles aside, one to one. B³ says how
far the mentions that are taken together belong together: over reported mentions (P) and over marked ones (R), where
a mention that has no partner counts as wrong.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from reading_sets.row import Row
from smoulder.reading.groups import load_registry
from smoulder.reading.page import report_from_text
from smoulder.reading.read import read

HERE = Path(__file__).parent.parent.parent / "tests" / "reading" / "who"
Mark = tuple[int, int, str]
"""Start and end as characters, end exclusive, and the actor that is meant."""
_EDGE = re.compile(r"\{(?P<actor>[a-z]+):|\}")
_LEAD = re.compile(r"(?i)\[|(?:the|an?|this|these)\s+")
HALF = 0.5


def measure(gold: Path) -> list[Row]:
    """Mentions found, and B³ of those that are taken together; one row each."""
    registry = load_registry()
    mentions, together = [], []
    for path in sorted(HERE.glob("*.txt")):
        text, marks = marked(path.read_text(encoding="utf-8"))
        reading = read(report_from_text(path.name, text), registry)
        found = [(item.start, item.end, str(item.actor)) for item in reading.actors]
        paired = pairs(text, marks, found)
        right, right_marks = b_cubed(paired, marks, found)
        mentions.append((float(len(paired)), float(len(found)), float(len(marks))))
        # A row has one count of what is right: reported is scaled so that P comes out as it is.
        together.append((right_marks, right_marks * len(found) / right if right else 0.0, float(len(marks))))
    return [Row("actors", "mentions", mentions), Row("actors", "one actor, B-cubed", together)]


def marked(source: str) -> tuple[str, list[Mark]]:
    """The plain text of a marked report, and its marks in order."""
    text, at = "", 0
    opened: list[tuple[int, str]] = []
    marks: list[Mark] = []
    for edge in _EDGE.finditer(source):
        text += source[at : edge.start()]
        at = edge.end()
        if edge["actor"]:
            opened.append((len(text), edge["actor"]))
        else:
            start, actor = opened.pop()
            marks.append((start, len(text), actor))
    return text + source[at:], sorted(marks)


def pairs(text: str, marks: Sequence[Mark], found: Sequence[Mark]) -> list[tuple[str, str]]:
    """Actors marked and found of mentions that are one: they share half of their characters, articles aside."""
    shared = sorted(
        (
            (-_overlap(_core(text, one), _core(text, other)), i, j)
            for i, one in enumerate(marks)
            for j, other in enumerate(found)
            if one[0] < other[1] and other[0] < one[1]
        ),
    )
    left, right = set(range(len(marks))), set(range(len(found)))
    one_to_one = []
    for share, i, j in shared:
        if -share >= HALF and i in left and j in right:
            left.discard(i)
            right.discard(j)
            one_to_one.append((marks[i][2], found[j][2]))
    return one_to_one


def b_cubed(
    paired: Sequence[tuple[str, str]], marks: Sequence[Mark], found: Sequence[Mark]
) -> tuple[float, float]:
    """B³ over all mentions, as sums: how much of each found mention's actor is right, of each mark's is found."""
    both = Counter(paired)
    in_mark, in_found = Counter(actor for *_, actor in marks), Counter(actor for *_, actor in found)
    found_of: dict[str, float] = defaultdict(float)
    mark_of: dict[str, float] = defaultdict(float)
    for (mark, actor), n in both.items():
        found_of[actor] += n * n / in_found[actor]
        mark_of[mark] += n * n / in_mark[mark]
    return sum(found_of.values()), sum(mark_of.values())


def _core(text: str, mark: Mark) -> tuple[int, int]:
    start, end, _ = mark
    while lead := _LEAD.match(text[start:end]):
        start += lead.end()
    return start, end


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, shared) / (max(one[1], other[1]) - min(one[0], other[0]))
