"""A text that a browser keeps for us, signed so that no other comes back."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256


def sign(text: str, secret: bytes) -> str:
    """A text with its signature, in letters that a cookie takes."""
    body = urlsafe_b64encode(text.encode()).decode()
    return f"{body}.{_mark(body, secret)}"


def unsigned(held: str, secret: bytes) -> str | None:
    """The text of what `sign` gave; None where it is anything else.

    >>> unsigned(sign("kept", b"key"), b"key"), unsigned(sign("kept", b"key"), b"other")
    ('kept', None)
    """
    body, _, mark = held.partition(".")
    if not hmac.compare_digest(_mark(body, secret).encode(), mark.encode()):
        return None
    try:
        return urlsafe_b64decode(body).decode()
    except ValueError:
        return None


def _mark(body: str, secret: bytes) -> str:
    return hmac.new(secret, body.encode(), sha256).hexdigest()
