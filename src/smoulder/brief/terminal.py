"""Half a page for the terminal: the question, the answer, and the little that a reader must know with it."""

from __future__ import annotations

import textwrap

from smoulder.brief.front import question_words, stamp
from smoulder.brief.inert import one_line
from smoulder.brief.numbers import count_words, months_words, percent, spread
from smoulder.records.case import Assessment

LINES = 30
INDENT = "  "
BOLD = "\x1b[1m"
PLAIN = "\x1b[0m"


def half_page(assessment: Assessment, *, width: int = 80, colour: bool = False) -> str:
    """At most thirty lines of at most `width` characters (40 or more).

    colour: True sets headings and figures in bold with terminal codes, False gives plain text; codes in
            texts from outside are taken out either way.
    """
    width = max(40, width)
    title = [_strong(line, colour) for line in _lines(question_words(assessment), width, 3)]
    answer = _answer(assessment, width, colour)
    last = _lines(_made(assessment), width, 2)
    wanted = (
        ("It rests most on", [reason.words for reason in assessment.rests_on[:3]]),
        ("What would change it", list(assessment.would_change[:3])),
        ("What is not known", list(assessment.not_known[:3])),
    )
    lists = [(name, [_item(one, width) for one in words]) for name, words in wanted if words]
    room = LINES - sum(len(part) + 1 for part in (title, answer, last))
    parts = [title, answer]
    for name, items in _fitted(lists, room):
        lines = [line for item in items for line in item]
        parts.append([_strong(name, colour), *lines])
    return "\n\n".join("\n".join(part) for part in [*parts, last]) + "\n"


def _answer(assessment: Assessment, width: int, colour: bool) -> list[str]:
    """One line per horizon, and the confidence in a line of its own."""
    lines: list[str] = []
    horizons = sorted(set(assessment.question.horizons) | set(assessment.answer)) if assessment.answer else []
    for horizon in horizons:
        share, rest = _horizon(assessment, horizon)
        wrapped = _lines(f"within {months_words(horizon)}: {share}{rest}", width, 3, INDENT)
        if share:
            wrapped[0] = wrapped[0].replace(share, _strong(share, colour), 1)
        lines += wrapped
    if not lines:
        lines = _lines(assessment.headline, width, 4)
    return [*lines, f"Confidence: {assessment.confidence.level}."]


def _horizon(assessment: Assessment, horizon: int) -> tuple[str, str]:
    """The share of a horizon, and what stands after it."""
    chance = assessment.answer.get(horizon)
    if chance is None:
        return "", "cannot be decided from these data"
    rates = assessment.rates.rates if assessment.rates is not None else ()
    counts = [count_words(chance), *(count_words(r.comeback) for r in rates if r.horizon == horizon)]
    counted = next((f"; {count} past cases" for count in counts if count), "")
    word = assessment.words.get(horizon, "")
    bounds = f"90 % interval {_plain(spread(chance.low, chance.high))}"
    settled = all(rate.decidable for rate in rates if rate.horizon == horizon)
    after = "" if settled else "; undecidable"
    return _plain(percent(chance.value)), f"{f', {word}' if word else ''} ({bounds}{counted}{after})"


def _item(words: str, width: int) -> list[str]:
    lines = _lines(words, width - len(INDENT) - 2, 2)
    return [INDENT + ("  " if i else "- ") + line for i, line in enumerate(lines)]


Lists = list[tuple[str, list[list[str]]]]


def _fitted(lists: Lists, room: int) -> Lists:
    """The lists without their last items where not all fit; the first list is shortened last, each keeps one."""
    fitted = [(name, list(items)) for name, items in lists]

    def too_long() -> bool:
        return sum(2 + sum(map(len, items)) for _, items in fitted) > room

    for some in (fitted[1:], fitted[:1]):
        while too_long() and any(len(items) > 1 for _, items in some):
            max((items for _, items in reversed(some)), key=len).pop()
    return fitted


def _made(assessment: Assessment) -> str:
    """Mode, data and version in one sentence."""
    about = dict(stamp(assessment))
    sets = [f"{used.name} {used.vintage}".strip() for used in assessment.data]
    more = f" and {len(sets) - 1} more" if len(sets) > 1 else ""
    return f"Mode: {about['Mode']}. Data: {sets[0] if sets else 'none'}{more}. {about['Made with']}."


def _lines(words: str, width: int, most: int, indent: str = "") -> list[str]:
    """A text in at most so many lines; what is cut ends in an ellipsis."""
    wrapped = textwrap.wrap(_plain(words), width, subsequent_indent=indent) or [""]
    if len(wrapped) > most:
        wrapped = [*wrapped[: most - 1], wrapped[most - 1][: width - 2].rstrip() + " …"]
    return wrapped


def _plain(words: str) -> str:
    """With ordinary spaces, which every terminal shows and every search finds."""
    return one_line(words).replace("\u00a0", " ")


def _strong(words: str, colour: bool) -> str:
    return f"{BOLD}{words}{PLAIN}" if colour else words
