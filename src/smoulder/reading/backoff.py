"""How long to wait before the next try of a download."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import Message
from email.utils import parsedate_to_datetime

import numpy as np


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a download is tried.

    tries:     in a row that bring less than `gain` new bytes, before it is given up.
    silence:   seconds without a byte after which a try is broken off.
    first:     seconds before the second try; each further wait is twice as long, …
    longest:   … up to so many seconds. A server that asks for more than `asked` seconds is not waited for.
    gain:      new bytes after which the tries are counted from one again.
    slowest:   bytes per second under which, over `silence` seconds, a try is broken off too.
    largest:   bytes of the largest file that is taken.
    redirects: steps to another address in one try.
    """

    tries: int = 6
    silence: float = 30.0
    first: float = 1.0
    longest: float = 60.0
    asked: float = 300.0
    gain: int = 262_144
    slowest: float = 256.0
    largest: int = 8 * 1024**3
    redirects: int = 8


def wait_before(try_number: int, patience: Patience, rng: np.random.Generator) -> float:
    """Seconds to wait before a further try: doubled each time, then between half and all of it by chance,
    so that many who were cut off together do not come back together.

    try_number: tries so far in a row, from 1.

    >>> 0.5 <= wait_before(1, Patience(), np.random.default_rng(1)) <= 1.0
    True
    >>> 30.0 <= wait_before(40, Patience(), np.random.default_rng(1)) <= 60.0
    True
    """
    whole = min(patience.longest, patience.first * 2.0 ** min(try_number - 1, 30))
    return float(whole * rng.uniform(0.5, 1.0))


def asked_wait(headers: Message) -> float | None:
    """Seconds that a server asks to wait (`Retry-After`), or None where it asks for nothing that can be read.

    A day in `Retry-After` is held against the server's own `Date`, so that no clock is read here.

    >>> headers = Message(); headers["Retry-After"] = "120"; asked_wait(headers)
    120.0
    """
    text = (headers.get("Retry-After") or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        until, now = parsedate_to_datetime(text), parsedate_to_datetime(headers.get("Date") or "")
        return max(0.0, (until - now).total_seconds())
    except (TypeError, ValueError):
        return None
