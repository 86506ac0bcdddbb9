"""Text as Markdown that means itself: whatever it holds, nothing in it becomes markup or a link."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import groupby

from smoulder.brief.inert import run_on, web_address
from smoulder.brief.page import Line, Range, Run, Shift, Web

# What CommonMark, GFM tables, strikethrough and GitHub's formulas take for markup wherever it stands.
_ALWAYS = re.compile(r"([\\`*\[\]<|~$])")
# Underscores within a word are no markup; a '&' is where it would begin an entity, a '!' where a link may follow.
_AT_TIMES = re.compile(r"(?<![^\W_])_|_(?![^\W_])|&(?=#?\w)|!$|(?<!\S)#")
# What some renderers link unasked: addresses with a scheme and www names; and mail, even where its sign is escaped.
_ADDRESS = re.compile(r":(?=//)|(?<=www)\.", re.IGNORECASE)
_MAIL = re.compile(r"(?<=\S)@(?=\S)")
JOINER = "\u2060"
"""A mark that cannot be seen and parts nothing: after the sign of a mail address, it is none for a renderer."""
_BLOCK = re.compile(r"^([-+>#=])|^(\d{1,9})([.)])(?=\s|$)")


def escaped(text: str) -> str:
    r"""A text in which nothing is markup; spaces that do not break become plain ones.

    >>> escaped("27\u00a0% *not* <b>"), escaped("active_line & [a](b)")
    ('27 % \\*not\\* \\<b>', 'active_line & \\[a\\](b)')
    """
    plain = run_on(text).replace("\u00a0", " ").replace("\u202f", " ")
    plain = _ALWAYS.sub(r"\\\1", plain)
    for pattern in (_AT_TIMES, _ADDRESS):
        plain = pattern.sub(lambda found: f"\\{found[0]}", plain)
    return _MAIL.sub(f"@{JOINER}", plain)


def block(text: str) -> str:
    r"""Markdown of a line that is safe to begin a block with: no list, heading or quotation begins by its first words.

    >>> block("1. January"), block("- 5 points"), block("2.5 points")
    ('1\\. January', '\\- 5 points', '2.5 points')
    """
    return _BLOCK.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", text.strip())


def line_md(line: Line) -> str:
    """A line; what links to the same place side by side becomes one link."""
    shown = [part for part in line if not isinstance(part, Range | Shift) and part.text]
    out = ""
    for to, group in groupby(_gapless(shown), key=lambda pair: pair[0]):
        out = _add(out, to, [part for _, part in group])
    return out


def _gapless(shown: list[Run | Web]) -> list[tuple[str, Run | Web]]:
    """Each part with its target; a gap between two parts of the same target belongs to it."""
    targets = [part.to if isinstance(part, Run) else "" for part in shown]
    for at in range(1, len(shown) - 1):
        if not shown[at].text.strip() and targets[at - 1] == targets[at + 1]:
            targets[at] = targets[at - 1]
    return list(zip(targets, shown, strict=True))


def _add(out: str, to: str, parts: list[Run | Web]) -> str:
    """The line so far with some parts more, which share a target."""
    inner = ""
    for at, part in enumerate(parts):
        after = parts[at + 1].text[:1] if at + 1 < len(parts) else ""
        inner += _part(part, (out + inner)[-1:], after)
    if not to or not inner.strip():
        return out + inner
    core = inner.strip()
    lead, tail = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
    return f"{out}{lead}[{core}](#{to}){tail}"


def _part(part: Run | Web, before: str, after: str) -> str:
    if isinstance(part, Web):
        return (
            f"[{escaped(part.text)}]({_safe_address(part.address)})"
            if web_address(part.address)
            else escaped(part.text)
        )
    return _TONES.get(part.tone, _plain)(part.text, before, after)


def _safe_address(address: str) -> str:
    """An address as the target of a link: nothing in it ends the link, a table's cell or begins an entity."""
    for letter, code in (
        ("(", "%28"),
        (")", "%29"),
        ("|", "%7C"),
        ("[", "%5B"),
        ("]", "%5D"),
        ("&", "&amp;"),
    ):
        address = address.replace(letter, code)
    return address


def _plain(text: str, before: str, after: str) -> str:
    return escaped(text)


def _strong(text: str, before: str, after: str) -> str:
    return _emphasised(text, before, after, "**")


def _tag(text: str, before: str, after: str) -> str:
    return _emphasised(text, before, after, "*")


def _code(text: str, before: str, after: str) -> str:
    """A text in backticks, more of them than stand in it side by side."""
    plain = run_on(text).strip().replace("|", "¦")
    ticks = "`" * (1 + max((len(found) for found in re.findall("`+", plain)), default=0))
    pad = " " if "`" in plain else ""
    return f"{ticks}{pad}{plain}{pad}{ticks}" if plain else ""


def _emphasised(text: str, before: str, after: str, stars: str) -> str:
    """Emphasis where CommonMark would read it as such, else the words alone."""
    core = text.strip()
    lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    opens = (
        bool(core) and before != "*" and (not _mark(core[0]) or not before or bool(lead) or _apart(before))
    )
    closes = bool(core) and (not _mark(core[-1]) or not after or bool(tail) or _apart(after))
    if not (opens and closes):
        return escaped(text)
    return f"{escaped(lead)}{stars}{escaped(core)}{stars}{escaped(tail)}"


def _mark(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "PS"


def _apart(letter: str) -> bool:
    return letter.isspace() or _mark(letter)


_TONES: dict[str, Callable[[str, str, str], str]] = {"strong": _strong, "tag": _tag, "code": _code}
