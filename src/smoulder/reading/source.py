"""The source before a verb of saying, past an apposition: 'Jane Doe, the army's spokeswoman, said'."""

from __future__ import annotations

import re

from smoulder.reading.abbreviations import harden
from smoulder.reading.phrases import is_name, phrase_end_on


def source_before(left: str) -> tuple[int, int, str] | None:
    """The source at the end of `left`, with its apposition where one stands between it and the verb."""
    # A bracket behind a name ('the Islamic State group (IS) said') is no part of the clause.
    stripped = re.sub(r"\s*\([^()]{1,30}\)\s*$", "", harden(left)).rstrip()
    if not stripped.endswith((",", "—", "–")):
        span = phrase_end_on(stripped)
        return (*span, "") if span else None
    pieces = stripped[:-1]
    cuts = [found.start() for found in re.finditer(r"[,—–]", pieces)][-5:]
    spoken = [
        piece
        for piece in cuts
        if re.match(
            r"[,—–]\s+(?:an?|the|who|whose|which|head|one\s+of|\d+|[a-z-]+\s+(?:of|for|to|at|in)|[a-z]+ing|[a-z][\w-]*)\b",
            pieces[piece:],
        )
    ]
    for cut in reversed(spoken):
        span = phrase_end_on(pieces[:cut])
        if span and (
            is_name(pieces[span[0] : span[1]])
            or pieces[cut + 1 :].count(",") == 0
            or re.match(r"\s*(?:who|whose|which|speaking|citing)\b", pieces[cut + 1 :])
        ):
            return (*span, pieces[cut + 1 :].strip())
    span = phrase_end_on(pieces)
    return (*span, "") if span else None
