"""Whether a report is about armed conflict, decided by its words before anything is parsed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smoulder.reading.actors import Registry
    from smoulder.records.report import Report

THRESHOLD = 2.0
_VIOLENCE = re.compile(
    r"(?i)\b(?:killed|airstrikes?|attack(?:s|ed)?|militants?|insurgents?|rebels?|troops|soldiers|ceasefire)\b"
)


def conflict_score(report: Report, registry: Registry) -> float:
    """How much a report is about armed conflict; from `THRESHOLD` on it counts as being about it."""
    kept = (block for block in report.blocks if block.kind in ("title", "standfirst", "body"))
    text = "\n".join(report.text[block.start : block.end] for block in kept)[:3000]
    return float(len(_VIOLENCE.findall(text)) + 2 * len(registry.find_in_text(text)))


def is_about_conflict(report: Report, registry: Registry) -> bool:
    """Whether the score reaches the threshold."""
    return conflict_score(report, registry) >= THRESHOLD
