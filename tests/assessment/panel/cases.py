"""A small case to judge: four leaves, one of them split, two items, two horizons."""

from __future__ import annotations

import numpy as np

from smoulder.assessment.panel.held import Held, HeldItem
from smoulder.records.change import Judged

LEAVES = ("deal", "patience", "weak", "broken", "spent")
HELD = Held(
    leaves=LEAVES,
    posterior=np.array([0.1, 0.3, 0.2, 0.2, 0.2]),
    comeback={6: np.array([0.05, 0.3, 0.1, 0.05, 0.0]), 12: np.array([0.1, 0.5, 0.2, 0.1, 0.0])},
    answer={6: 0.125, 12: 0.22},
    items={
        "e111111": HeldItem(
            "let the festival pass without an attack", 0.5, np.array([0.5, 0.2, 0.6, 0.6, 0.8])
        ),
        "e222222": HeldItem(
            "fighters were seen at a training ground", 1.0, np.array([0.3, 0.7, 0.6, 0.3, 0.1])
        ),
    },
    parts={"degraded": ("weak", "broken")},
)


def judged(analyst: str, number: int = 1, **said: object) -> Judged:
    """A judgement; `said` names leaves, and `items` and `comeback` as they are."""
    items, comeback = said.pop("items", {}), said.pop("comeback", {})
    return Judged.model_validate(
        {"analyst": analyst, "round": number, "hypotheses": said, "items": items, "comeback": comeback}
    )
