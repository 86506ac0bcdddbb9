"""Which of many reports could not be read, told at the end of a run."""

from __future__ import annotations

from collections.abc import Sequence

from smoulder.cli.terminal import say

SOME_FAILED = 1
"""Exit code where some of many reports could not be read."""
LISTED = 20
"""Failed reports that are told one by one."""


def tell_failures(reasons: Sequence[str], count: int) -> None:
    """Tell why reports could not be read: of the first where there are many, and how many more there are.

    reasons: of all, or of at least `LISTED` of them. count: of all.
    """
    for line in reasons[:LISTED]:
        say(f"not read: {line}")
    if count > LISTED:
        say(f"not read: {count - LISTED:,} more")
