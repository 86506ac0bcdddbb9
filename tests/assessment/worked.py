"""Small cases for tests: likelihoods without a range, taken in full, so that a pencil is enough."""

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from smoulder.assessment.weights import Weighed, spread_weights
from smoulder.assessment.working import Working, scaled, work_out
from smoulder.records.evidence import Likelihood
from smoulder.records.series import Floats


def exactly(id_: str, likelihoods: Mapping[str, float], cluster: str = "", source: str = "") -> Weighed:
    """An item of grade A1 whose likelihoods are numbers."""
    ranges = {leaf: Likelihood(low=one, mid=one, high=one) for leaf, one in likelihoods.items()}
    return Weighed(id_, cluster, ranges, "A", "1", source=source)


def worked(priors: Mapping[str, float], items: Sequence[Weighed]) -> Working:
    """A case of one draw."""
    start = np.array([list(priors.values())])
    return work_out(start, items, tuple(priors), np.random.default_rng(0))


def of_the_rest(working: Working, gone: Collection[int]) -> Floats:
    """The mean posterior as if these items had never been there, from all the others at once; shape (leaf,)."""
    stay = [at for at in range(len(working.ids)) if at not in gone]
    weights = spread_weights(
        working.powers[stay], [working.clusters[at] for at in stay], [working.roots[at] for at in stay]
    )
    total = working.start + np.einsum("id,ild->ld", weights, working.logs[stay])
    means: Floats = scaled(total).mean(axis=1)
    return means
