"""Quotation marks: which stretches of a paragraph are somebody's own words."""

from __future__ import annotations

from dataclasses import dataclass

_OPEN_DOUBLE = "“„«"
_CLOSE_DOUBLE = "”»"
_SINGLE = "'‘’"
MASK = "\x01"
"""Stands for each quoted character where only the narrator's words are looked at."""


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation at the outermost level.

    start, end:             the words, without the marks.
    outer_start, outer_end: with the marks.
    open:                   True where the paragraph ends before the quotation does.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    open: bool = False


def find_quotes(text: str, start: int, end: int) -> tuple[Quote, ...]:
    """Outermost quotations in one paragraph, in order; quotes inside quotes belong to the outer one.

    text: the readable text. start, end: the paragraph in it.
    returns: quotations whose spans lie inside the paragraph. A double mark that is never closed runs to the
             end of the paragraph (the quotation goes on in the next); a single one never closed is an apostrophe.

    >>> [quote.open for quote in find_quotes('He said "it is over" and left.', 0, 30)]
    [False]
    """
    quotes: list[Quote] = []
    at = start
    while at < end:
        character = text[at]
        if text.startswith("''", at) and _opens(text, at + 1, at + 1, end):
            # Two single marks for a double one.
            closed = text.find("''", at + 2, end)
            stop = closed if closed > 0 else end
            quote: Quote | None = Quote(at + 2, stop, at, min(stop + 2, end), open=closed < 0)
        elif character in _OPEN_DOUBLE or (character == '"' and _opens(text, at, start, end)):
            quote = _double(text, at, end)
        elif character in "'‘" and _opens(text, at, start, end):
            closed = _single_end(text, at, end)
            quote = Quote(at + 1, closed, at, closed + 1) if closed > at + 1 else None
        else:
            quote = None
        if quote and quote.end > quote.start:
            quotes.append(quote)
            at = quote.outer_end
        else:
            at += 1
    return tuple(quotes)


def mask(text: str, quotes: tuple[Quote, ...], start: int, end: int) -> str:
    """A stretch of the text with every quoted character replaced, so that places stay the same."""
    pieces: list[str] = []
    at = start
    for quote in quotes:
        if quote.end <= start or quote.start >= end:
            continue
        first, last = max(quote.start, start), min(quote.end, end)
        pieces.append(text[at:first])
        pieces.append(MASK * (last - first))
        at = last
    pieces.append(text[at:end])
    return "".join(pieces)


def _double(text: str, at: int, end: int) -> Quote:
    """The quotation that opens with a double mark at `at`, closed or running to the paragraph's end."""
    depth = 1
    for place in range(at + 1, end):
        character = text[place]
        if text[at] == '"':
            if character == '"' and not _opens(text, place, at + 1, end):
                return Quote(at + 1, place, at, place + 1)
            if (
                character == '"'
                and depth == 1
                and place > at + 1
                and not text[place + 1 : place + 2].isspace()
            ):
                # A straight mark that looks like an opening one inside a quotation: a missed close.
                return Quote(at + 1, place, at, place)
        elif character in _OPEN_DOUBLE:
            depth += 1
        elif character in _CLOSE_DOUBLE:
            depth -= 1
            if depth == 0:
                return Quote(at + 1, place, at, place + 1)
        elif character == '"' and depth == 1 and not _opens(text, place, at + 1, end):
            return Quote(at + 1, place, at, place + 1)
    return Quote(at + 1, end, at, end, open=True)


def _opens(text: str, at: int, start: int, end: int) -> bool:
    """Whether a mark stands where a quotation begins: after white space or a bracket, before a word."""
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    if text[at] in _SINGLE and after.isdigit():
        return False
    return (before.isspace() or before in "([—–-/\"“‘'") and not after.isspace() and after not in ".,;:!?)"


def _single_end(text: str, at: int, end: int) -> int:
    """Where a single-mark quotation closes, or -1; apostrophes and plural possessives are passed over."""
    closing = "’'" if text[at] == "‘" else "'"
    weak = -1
    for place in range(at + 1, min(end, at + 3000)):
        character = text[place]
        if character in '“"':
            break
        if character not in closing:
            continue
        before, after = text[place - 1], text[place + 1] if place + 1 < end else " "
        if after.isalnum() or before.isspace():
            continue
        if before in ".,;:!?…—-" or not (before == "s" and text[place + 2 : place + 3].islower()):
            return place
        weak = place if weak < 0 else weak
    return weak
