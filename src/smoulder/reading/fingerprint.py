"""A short fingerprint of a text, by which near copies are known: MinHash over runs of its words."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from datasketch import MinHash

    from smoulder.records.report import Report

RUN = 3
"""Words of a run."""
PERMUTATIONS = 128
"""Smallest hashes that are kept; the share of them that two texts have in common is that of their runs, about."""
SEED = 1
"""Of the permutations; another seed makes fingerprints that cannot be compared with these."""
LEAST_WORDS = 30
"""A shorter text has no fingerprint: a line or two of set phrases look alike without being copies."""
MOST = 100_000
"""Characters that are looked at."""
_TOGETHER = 4096
"""Runs that are hashed at once, so that memory does not grow with the text."""
_WORD = re.compile(r"[^\W_]+")
_APART = str.maketrans("", "", "'’‘`´")


def body_of(report: Report) -> str:
    """The text by which copies are known: the paragraphs of the body alone.

    Title, dateline, byline, captions and furniture differ between the papers that print one agency's text.
    """
    return "\n".join(report.text[block.start : block.end] for block in report.blocks if block.kind == "body")


def fingerprint(text: str) -> str:
    """The fingerprint of a text.

    returns: 512 hexadecimal digits: of each of 128 MinHash values the lower 16 bits; '' for under `LEAST_WORDS` words.
             The same text has the same fingerprint on every machine; case, punctuation and apostrophes do not matter.
    source:  Broder 1997; datasketch's scheme affine32 over SHA-1.

    >>> fingerprint("too short"), len(fingerprint("one two three four five " * 10))
    ('', 512)
    """
    words = _WORD.findall(text[:MOST].translate(_APART).casefold())
    if len(words) < LEAST_WORDS:
        return ""
    runs = sorted({" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)})
    sketch = _empty().copy()
    for at in range(0, len(runs), _TOGETHER):
        sketch.update_batch([run.encode("utf-8", "surrogatepass") for run in runs[at : at + _TOGETHER]])
    return np.asarray(sketch.hashvalues, dtype=np.uint64).astype(">u2").tobytes().hex()


def likeness(one: str, other: str) -> float:
    """The estimated share of runs that two texts have in common, of all that either has (Jaccard), 0 to 1.

    one, other: fingerprints; an empty one is like nothing.

    >>> text = "the army said that the group had not been seen in the hills since the rains of may began " * 3
    >>> likeness(fingerprint(text), fingerprint(text.upper()))
    1.0
    """
    if not one or not other:
        return 0.0
    return float(np.mean(values(one) == values(other)))


def values(fingerprint: str) -> np.ndarray[tuple[int], np.dtype[np.uint16]]:
    """The numbers of a fingerprint, shape (`PERMUTATIONS`,)."""
    return np.frombuffer(bytes.fromhex(fingerprint), dtype=">u2").astype(np.uint16)


@cache
def _empty() -> MinHash:
    from datasketch import MinHash

    return MinHash(num_perm=PERMUTATIONS, seed=SEED, scheme="affine32")
