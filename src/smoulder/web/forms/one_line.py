"""One line of a form, as it is kept: without what could act or turn the direction of other words."""

from __future__ import annotations

from collections.abc import Sequence

from smoulder.brief.inert import one_line
from smoulder.records.errors import BadEntry

MOST = 500
"""Letters of a line: a speaker, a kind, a reason."""


def line_of(name: str, given: str) -> str:
    """A line of a form on one line.

    name:   what the form calls it.
    raises: BadEntry where it is too long.

    >>> line_of("why", " seen\\u202e  twice ")
    'seen twice'
    """
    line = one_line(given)
    if len(line) > MOST:
        raise BadEntry(f"{name} has {len(line)} letters; write {MOST} at most")
    return line


def briefly(lines: Sequence[str]) -> str:
    """Some lines as one, no longer than the cookie takes that carries it to the next page.

    >>> briefly(["one", "two"]), briefly(["x" * 400, "y" * 400])[-12:]
    ('one; two', '; and 1 more')
    """
    for count in range(len(lines), 0, -1):
        more = f"; and {len(lines) - count} more" if count < len(lines) else ""
        told = "; ".join(lines[:count]) + more
        if len(told) <= MOST:
            return told
    return f"{len(lines)} of them" if len(lines) > 1 else lines[0][:MOST] if lines else ""
