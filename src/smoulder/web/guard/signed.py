"""A text that a browser keeps for us, signed so that no other comes back."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256


def sign(kind: str, text: str, secret: bytes) -> str:
    """A text with its signature, in letters that a cookie takes.

    kind: what it is for, so that it passes for nothing else.
    """
    body = urlsafe_b64encode(text.encode()).decode()
    return f"{body}.{_mark(kind, body, secret)}"


def unsigned(kind: str, held: str, secret: bytes) -> str | None:
    """The text of what `sign` gave for the same kind; None where it is anything else.

    >>> held = sign("line", "kept", b"key")
    >>> unsigned("line", held, b"key"), unsigned("line", held, b"other"), unsigned("way", held, b"key")
    ('kept', None, None)
    """
    body, _, mark = held.partition(".")
    if not hmac.compare_digest(_mark(kind, body, secret).encode(), mark.encode()):
        return None
    try:
        return urlsafe_b64decode(body).decode()
    except ValueError:
        return None


def _mark(kind: str, body: str, secret: bytes) -> str:
    return hmac.new(secret, f"{kind}\n{body}".encode(), sha256).hexdigest()
