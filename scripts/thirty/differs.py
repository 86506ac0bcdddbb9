"""What differs between two runs over the thirty."""

from __future__ import annotations

from collections.abc import Sequence

from thirty.answer import Answer

TOLERANCE = 0.005
"""Chances that lie no further apart are the same: another machine may round the other way."""


def what_differs(new: Sequence[Answer], stored: Sequence[Answer]) -> list[str]:
    """Each difference in a line; none where the runs say the same."""
    if [one.number for one in new] != [one.number for one in stored]:
        return [f"{len(new)} lulls where {len(stored)} are kept"]
    return [line for one, kept in zip(new, stored, strict=True) for line in _of_one(one, kept)]


def _of_one(one: Answer, kept: Answer) -> list[str]:
    lines = [
        f"number {one.number}: {name} {getattr(kept, name)} is now {getattr(one, name)}"
        for name in ("back", "resolved", "line", "fitted_to")
        if getattr(one, name) != getattr(kept, name)
    ]
    if set(one.chances) != set(kept.chances):
        lines.append(
            f"number {one.number}: chances of {sorted(kept.chances)} are now of {sorted(one.chances)}"
        )
    for who in sorted(set(one.chances) & set(kept.chances)):
        for horizon, value in kept.chances[who].items():
            now = one.chances[who][horizon]
            if abs(now - value) > TOLERANCE:
                lines.append(
                    f"number {one.number}: {who} within {horizon} months {value:.3f} is now {now:.3f}"
                )
    kinds = [[(item.source, item.kind) for item in side.items] for side in (kept, one)]
    if kinds[0] != kinds[1]:
        lines.append(f"number {one.number}: items {kinds[0]} are now {kinds[1]}")
    return lines
