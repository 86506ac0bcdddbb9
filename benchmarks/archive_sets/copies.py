"""Made copies of real texts, as papers make them of one agency's text."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence

_PARAGRAPH = re.compile(r"\n\s*\n|\n")
_NUMBER = re.compile(r"\b\d+\b")


def _parts(text: str) -> list[str]:
    """Paragraphs; a text without line ends is cut into pieces of three sentences."""
    parts = [part for part in _PARAGRAPH.split(text) if part.strip()]
    if len(parts) > 3:
        return parts
    sentences = re.split(r"(?<=[.!?])\s+", text)
    return [" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3)]


def _dateline(text: str, other: str, rng: random.Random) -> str:
    return f"EXVILLE, May {rng.randint(2, 30)} (Example Wire) - {text}"


def _cut(share: float) -> Callable[[str, str, random.Random], str]:
    def cut(text: str, other: str, rng: random.Random) -> str:
        parts = _parts(text)
        return "\n\n".join(parts[: max(1, round(share * len(parts)))])

    return cut


def _local(text: str, other: str, rng: random.Random) -> str:
    """A paragraph of another text added at the end."""
    return f"{text}\n\n{rng.choice(_parts(other))}"


def _toll(text: str, other: str, rng: random.Random) -> str:
    """Every number raised: a toll that was corrected."""
    return _NUMBER.sub(lambda found: str(int(found[0][:9]) + 3), text)


def _edited(text: str, other: str, rng: random.Random) -> str:
    """All of it: another dateline, the last fifth cut, the numbers raised, a local paragraph added."""
    return _local(_toll(_cut(0.8)(_dateline(text, other, rng), other, rng), other, rng), other, rng)


KINDS: Mapping[str, Callable[[str, str, random.Random], str]] = {
    "another dateline": _dateline,
    "numbers corrected": _toll,
    "a local paragraph added": _local,
    "last fifth cut": _cut(0.8),
    "last third cut": _cut(0.67),
    "last half cut": _cut(0.5),
    "all but the halves at once": _edited,
}


def made_copies(texts: Sequence[str], kind: str, seed: int = 0) -> list[tuple[str, str]]:
    """Each text with a copy of it."""
    rng = random.Random(seed)
    return [(text, KINDS[kind](text, rng.choice(texts), rng)) for text in texts]
