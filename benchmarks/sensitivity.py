"""How long does the sensitivity of one case take, and how far is the screening of sets off?

Run: ./go python benchmarks/sensitivity.py

Made-up cases: 50 items of the table of kinds in 4,000 draws, apart or 60 % of them in clusters, timed in processor
time, as the shortest of three runs. For the screening random sets of two to four items, margins in few draws against
those in all.
"""

from __future__ import annotations

import time

import numpy as np

from smoulder.assessment.flip import SCREEN
from smoulder.assessment.hypothesis import LEAVES
from smoulder.assessment.left_out import lead, posteriors, thinned
from smoulder.assessment.likelihood import KINDS, likelihoods
from smoulder.assessment.observable import what_to_seek
from smoulder.assessment.sensitivity import find_sensitivity
from smoulder.assessment.tilt import tilt
from smoulder.assessment.weights import Weighed
from smoulder.assessment.working import Working, work_out
from smoulder.records.statement import Hypothesis

DRAWS = 4000
PRIORS = (0.04, 0.06, 0.03, 0.1, 0.4, 0.3, 0.1)
PARENTS: dict[str, Hypothesis] = {leaf: leaf for leaf in LEAVES}


def make_case(items: int, seed: int, clustered: bool) -> tuple[Working, dict[str, str]]:
    """A made-up case and the kinds of its items."""
    rng = np.random.default_rng(seed)
    kinds = {f"e{at:02}": str(rng.choice(sorted(KINDS))) for at in range(items)}
    weighed = []
    for id_, kind in kinds.items():
        table = likelihoods(kind)
        assert table is not None
        cluster = f"c{rng.integers(items // 3 + 1)}" if clustered and rng.random() < 0.6 else ""
        source = f"s{rng.integers(items // 2 + 1)}"
        grades = str(rng.choice(list("ABCF"))), str(rng.choice(list("123")))
        weighed.append(Weighed(id_, cluster, dict(table), *grades, source=source))
    priors = rng.dirichlet(np.array(PRIORS) * 10, size=DRAWS)
    return work_out(priors, weighed, LEAVES, np.random.default_rng(1)), kinds


def time_cases() -> None:
    """Print how long cases of fifty items take and how large their JSON is."""
    given = np.random.default_rng(0).uniform(0.05, 0.6, (len(LEAVES), DRAWS))
    for clustered in (False, True):
        took, sizes = [], []
        for seed in range(6):
            working, kinds = make_case(50, seed, clustered)
            runs = []
            # other priors are drawn once for an open case
            tilts = tilt(np.exp(working.start).T, LEAVES, lambda priors: (priors, given.T))
            for _ in range(3):
                began = time.process_time()
                sought = what_to_seek(working, kinds, PARENTS)
                found = find_sensitivity(working, given, tilts, sought)
                runs.append(time.process_time() - began)
            took.append(min(runs) * 1000)
            sizes.append(len(found.model_dump_json()) / 1000)
        name = "in clusters" if clustered else "apart"
        print(f"50 items {name}: {min(took):.0f} to {max(took):.0f} ms, JSON {max(sizes):.0f} kB at most")


def measure_screening() -> None:
    """Print how far margins in few draws are from those in all."""
    off = []
    for seed in range(12):
        working, _ = make_case(12 + 3 * seed, seed, seed % 2 == 0)
        rng = np.random.default_rng(seed)
        sizes = [size for size in (2, 3, 4) for _ in range(60)]
        sets = [sorted(rng.choice(len(working.ids), size, replace=False).tolist()) for size in sizes]
        whole = working.posterior.mean(axis=1)
        first, thin = int(np.argmax(whole)), thinned(working, DRAWS // SCREEN)
        bias = whole - thin.posterior.mean(axis=1)
        off.append(lead(posteriors(working, sets), first) - lead(posteriors(thin, sets) + bias, first))
    errors = np.concatenate(off)
    print(
        f"screening, {len(errors)} sets: off by {np.sqrt(np.mean(errors**2)):.4f} at the root mean square, "
        f"{np.abs(errors).max():.4f} at most"
    )


if __name__ == "__main__":
    time_cases()
    measure_screening()
