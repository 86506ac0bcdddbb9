"""Small cases for tests: likelihoods without a range, taken in full, so that a pencil is enough."""

from collections.abc import Mapping, Sequence

import numpy as np

from smoulder.assessment.weights import Weighed
from smoulder.assessment.working import Working, work_out
from smoulder.records.evidence import Likelihood


def exactly(id_: str, likelihoods: Mapping[str, float], cluster: str = "", source: str = "") -> Weighed:
    """An item of grade A1 whose likelihoods are numbers."""
    ranges = {leaf: Likelihood(low=one, mid=one, high=one) for leaf, one in likelihoods.items()}
    return Weighed(id_, cluster, ranges, "A", "1", source=source)


def worked(priors: Mapping[str, float], items: Sequence[Weighed]) -> Working:
    """A case of one draw."""
    start = np.array([list(priors.values())])
    return work_out(start, items, tuple(priors), np.random.default_rng(0))
