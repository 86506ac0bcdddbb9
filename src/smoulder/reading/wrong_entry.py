"""What is wrong with an entry of a file that the user keeps, in words that name the key and the cure."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from reprlib import Repr

from pydantic import ValidationError

_SHORT = Repr()
_SHORT.maxstring = _SHORT.maxother = 200
"""Of what stands there a line at most: it can be a whole file."""


def told(error: ValidationError) -> str:
    """The first thing wrong with an entry: its key, what stands there, and what may; begins with a colon."""
    first = error.errors()[0]
    key = next((str(part) for part in first["loc"] if isinstance(part, str)), "")
    said = str(first["msg"]).removeprefix("Value error, ")
    if first["type"] == "missing":
        return f": {key} is missing; write it"
    if not key:
        return f": {said}"
    if first["type"] != "value_error":
        expected = first.get("ctx", {}).get("expected")
        said = f"write {expected}" if expected else said[0].lower() + said[1:]
    return f": {key} is {_SHORT.repr(first['input'])}; {said}"


def nearest(key: str, known: Sequence[str]) -> str:
    """The known key that an unknown one is near to, or all of them.

    >>> nearest("contry", ("kind", "country"))
    'did you mean country?'
    """
    near = get_close_matches(key, known, n=1)
    return f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
