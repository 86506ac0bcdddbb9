"""One window of one group: what was expected, and what was seen."""

from __future__ import annotations

import numpy as np

from smoulder.models.opportunity.attacks import dispersion
from smoulder.models.opportunity.effect import Outlook, look_out
from smoulder.models.opportunity.expect import expect_counts
from smoulder.models.opportunity.kinds import Kind
from smoulder.models.opportunity.matter import Matter
from smoulder.models.opportunity.window import Phase, Window
from smoulder.records.series import Floats


def look(
    matter: Matter, window: Window, kind: Kind, seed: int, draws: int
) -> tuple[Outlook, Floats, tuple[Phase, ...]]:
    """Forecast a window from the months before it, and count what was seen in it.

    draws:   of each of the pooled models.
    returns: the outlook, totals seen of shape (phase,), the phases. The same seed and window give the same
             numbers, whatever was forecast before.
    """
    past, place = matter.before(window)
    rng = np.random.default_rng([seed, window.cut])
    made = expect_counts(past, place, window.months - window.cut, draws, rng)
    phases = window.phases(kind.phases)
    spread = dispersion(matter.count_an_event(window))
    seen = np.array([matter.at(one.months).sum() for one in phases])
    return look_out(made, phases, window.cut + 1, spread), seen, phases
