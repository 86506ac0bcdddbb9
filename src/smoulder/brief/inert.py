"""Text from outside made harmless: it can be read, and do nothing else."""

from __future__ import annotations

import re

# C0 and C1 controls but tab and line feed, and halves of surrogate pairs, which no file can hold.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
# Marks that turn the direction of writing: the text after them would read backwards.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_WEB = re.compile(r"https?://[^\s<>\"'`\\]+", re.IGNORECASE)


def inert(text: str) -> str:
    """A text without control characters (each becomes �) and without marks that turn its direction.

    >>> inert("a\\x1b[31mb\\u202ec\\r\\n")
    'a�[31mbc\\n'
    """
    return _TURNING.sub("", _CONTROL.sub("�", text.replace("\r\n", "\n").replace("\r", "\n")))


def one_line(text: str) -> str:
    """A text on one line.

    >>> one_line(" a\\n  b ")
    'a b'
    """
    return " ".join(inert(text).split())


def run_on(text: str) -> str:
    """A text on one line that keeps a space at either end, so that it can stand beside other words.

    >>> run_on("a\\n  b ")
    'a b '
    """
    return re.sub(r"\s+", " ", inert(text))


def web_address(text: str) -> str:
    """The text if it is a plain http or https address, else ''.

    >>> web_address("https://example.org/a"), web_address("javascript:alert(1)")
    ('https://example.org/a', '')
    """
    return text if _WEB.fullmatch(text) and inert(text) == text else ""
