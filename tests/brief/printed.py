"""The sample answers on their way to their forms, each composed once for all tests; the model case is drawn too."""

from __future__ import annotations

import base64
from functools import cache

import samples
from sample_hostile import hostile

from smoulder.brief.manuscript import Manuscript

DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)
"""A picture of one dot, as PNG."""
CASES = {**samples.ALL, "hostile": hostile}
"""Every sample, and the one in which every text tries to break out."""


@cache
def manuscript(name: str) -> Manuscript:
    """A sample, ready to be printed. Charts of all but the model case are a single dot: drawing takes long."""
    made = Manuscript(CASES[name]())
    if name != "model_case":
        made.pictures = dict.fromkeys((chart.name for chart in made.charts), DOT)
    return made
