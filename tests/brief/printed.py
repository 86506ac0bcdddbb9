"""The sample answers on their way to their forms, each composed and drawn once for all tests."""

from __future__ import annotations

from functools import cache

import samples
from sample_hostile import hostile

from smoulder.brief.manuscript import Manuscript

CASES = {**samples.ALL, "hostile": hostile}
"""Every sample, and the one in which every text tries to break out."""


@cache
def manuscript(name: str) -> Manuscript:
    """A sample, ready to be printed."""
    return Manuscript(CASES[name]())
