"""Sentences made of fixed words and linked parts, and texts that stay in the language they came in."""

from __future__ import annotations

from dataclasses import replace
from string import Formatter

from smoulder.brief.language.say import English, in_english, template, template_many
from smoulder.brief.page import Inline, Line, Range, Run, Shift, Tone, Web

Part = str | int | Inline | Line


def phrase(words: str, /, **parts: Part) -> Line:
    """Fixed words with linked parts among them, in the order that the language being spoken puts them.

    words: in English, a literal, with `{name}` for each part; they are the key in the catalogues.

    >>> [run.text for run in phrase("of {groups} groups.", groups=Run("9", "cases", "figure"))]
    ['of ', '9', ' groups.']
    """
    return _filled(template(words), parts)


def phrase_many(one: str, many: str, number: int, /, **parts: Part) -> Line:
    """Fixed words that depend on a number, with linked parts among them; `{number}` is the number unless given."""
    return _filled(template_many(one, many, number), {"number": str(number), **parts})


def _filled(found: str, parts: dict[str, Part]) -> Line:
    lang = in_english() if isinstance(found, English) else ""
    line: list[Inline] = []
    for text, name, _, _ in Formatter().parse(found):
        if text:
            line.append(Run(text, lang=lang))
        if name:
            part = parts[name]
            if isinstance(part, tuple):
                line += part
            else:
                line.append(part if isinstance(part, (Run, Range, Shift, Web)) else Run(str(part)))
    return _joined(line)


def _joined(line: list[Inline]) -> Line:
    """Neighbours that are plain words, as one run."""
    joined: list[Inline] = []
    for one in line:
        last = joined[-1] if joined else None
        if isinstance(one, Run) and isinstance(last, Run) and _plain(one) and _plain(last):
            joined[-1] = Run(last.text + one.text)
        else:
            joined.append(one)
    return tuple(joined)


def _plain(run: Run) -> bool:
    return not (run.to or run.tone or run.lang)


def quote(text: str, to: str = "", tone: Tone = "") -> Run:
    """Words of others: of a report, or its title."""
    return replace(as_is(text, to, tone), quoted=True)


def as_is(text: str, to: str = "", tone: Tone = "") -> Run:
    """A text from reports, data or analysts, which no catalogue translates: marked as English elsewhere."""
    return Run(text, to, tone, in_english())
