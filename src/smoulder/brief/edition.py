"""The choices of a reader: in which language a brief comes out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edition:
    """How a brief is to be printed. language: 'en', or the code of a catalogue in `brief/language`."""

    language: str = "en"


PLAIN = Edition()
"""English, as it comes."""
