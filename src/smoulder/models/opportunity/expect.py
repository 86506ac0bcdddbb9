"""What one group would have done without the opportunity: draws of its counts from the months before.

docs/methods/opportunity.md#expected
"""

from __future__ import annotations

import numpy as np

from smoulder.models.counts.contract import CountModel
from smoulder.models.counts.hurdle import HurdleNegativeBinomial
from smoulder.models.counts.recent import Recent
from smoulder.models.counts.regimes import Regimes
from smoulder.models.ensemble.paths import tie_months
from smoulder.records.panel import Panel
from smoulder.records.series import Floats, Ints

MODEL = "hurdle, regimes and recent, pooled evenly"
OTHERS = 60
"""Other groups that the models learn from: more change little and cost time at every placebo window."""
_TIED = (HurdleNegativeBinomial(), Regimes())


def expect_counts(panel: Panel, place: int, ahead: Ints, draws: int, rng: np.random.Generator) -> Floats:
    """Draws of the months after the panel's last, for one group.

    panel:   months up to the one before the window; place: the group's row, known in the last month.
    ahead:   shape (month,), months after the last, each 1 or more.
    draws:   of each of three models, the members of the ensemble that walk or draw fast: each is a third.
    returns: shape (month, 3 * draws), whole counts >= 0; the months of one draw go together.
    """
    near = panel.take(_with_others(panel, place))
    made = []
    for model in _TIED:
        made.append(_own(model, near, ahead, draws, rng))
    single = Recent().draws(near, ahead, draws, rng)
    made.append(tie_months(single, near, ahead, rng)[0])
    whole: Floats = np.rint(np.concatenate(made, axis=-1))
    return whole


def _own(model: CountModel, near: Panel, ahead: Ints, draws: int, rng: np.random.Generator) -> Floats:
    own: Floats = model.draws(near, ahead, draws, rng)[0]
    return own


def _with_others(panel: Panel, place: int) -> Ints:
    """The group first, then the one with the worst month, which bounds all draws, and others spread evenly."""
    known = np.flatnonzero(~np.isnan(panel.counts[:, -1]))
    worst = int(known[np.argmax(np.nanmax(panel.counts[known], axis=1))])
    others = known[~np.isin(known, [place, worst])]
    step = max(1, -(-len(others) // OTHERS))
    first = [place] if worst == place else [place, worst]
    return np.concatenate([first, others[::step]]).astype(np.int64)
