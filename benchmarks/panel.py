"""When does weighing analysts by coherence help, and when not? Simulated panels with a known truth.

Run: ./go python benchmarks/panel.py [--cases 2000] [--seed 7]

Each case has true chances of seven leaves. An analyst believes something near them, with an error of the own and one
that the panel shares, and says numbers that need not add up. Error is the mean squared distance of a leaf's chance
from the true one, over analysts where single ones are meant; intervals (90 %) are over cases, drawn again 1,000 times,
pairs kept together. A minute; the same seed prints the same.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from smoulder.assessment.panel.coherent import LEAST
from smoulder.assessment.panel.nearest import nearest_partition
from smoulder.assessment.panel.pool import linear_pool, log_pool, off_nought
from smoulder.assessment.panel.recalibrate import SPREAD, learn_recalibration
from smoulder.assessment.panel.weights import RATE, coherence_weights
from smoulder.records.series import Floats

DRAWN = 1000


@dataclass(frozen=True, slots=True)
class World:
    """How a panel judges.

    own, shared: standard deviation of the error in the log of a share, each analyst's and the panel's.
    loose:       standard deviation of the log of what is said around what is believed, number by number.
    over:        mean log by which all that is said is too much: parts of a whole that are judged apart.
    tie:         1: the looser an analyst, the larger the own error; 0: unrelated; -1: the looser, the smaller.
    idle:        share of analysts who know nothing and give every leaf the same: perfectly coherent.
    added:       standard deviation of slips that are added to what is said and not multiplied.
    bold:        power of the truth that is believed: under 1 all are too cautious, above 1 too bold.
    """

    words: str
    analysts: int = 10
    leaves: int = 7
    own: float = 0.8
    shared: float = 0.3
    loose: float = 0.4
    over: float = 0.3
    tie: int = 0
    idle: float = 0.0
    added: float = 0.0
    bold: float = 1.0


WORLDS = (
    World("loose analysts are also less accurate", tie=1),
    World("what is said is all the error there is", own=0.0, shared=0.0, loose=0.8, over=0.0),
    World("the same, slips added and not multiplied", own=0.0, shared=0.0, loose=0.0, over=0.0, added=0.08),
    World("looseness and accuracy are unrelated"),
    World("unrelated, and most of the error is shared", own=0.4, shared=0.8),
    World("loose analysts are more accurate", tie=-1),
    World("a third know nothing and say so neatly", idle=1 / 3),
    World("all say what adds up", loose=0.0, over=0.0),
    World("all are too cautious", bold=0.5),
)
UNRELATED = WORLDS[3]
METHODS = (
    "one, raw",
    "one, shares",
    "one, squares",
    "mean of raw",
    "mean of coherent",
    "weighted",
    "log pool",
)


def judge_cases(world: World, cases: int, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """True chances, shape (case, leaf), and what was said, shape (case, analyst, leaf)."""
    truth = rng.dirichlet(np.full(world.leaves, 1.0), cases)
    size = (cases, world.analysts)
    looseness, other = 2 * rng.uniform(size=size), 2 * rng.uniform(size=size)
    own = world.own * {1: looseness, 0: other, -1: 2 - looseness}[world.tie]
    logs = world.bold * np.log(np.maximum(truth, 1e-9))[:, np.newaxis, :]
    logs = logs + world.shared * rng.standard_normal((cases, 1, world.leaves))
    logs = logs + own[..., np.newaxis] * rng.standard_normal((*size, world.leaves))
    beliefs = np.exp(logs - logs.max(axis=-1, keepdims=True))
    beliefs /= beliefs.sum(axis=-1, keepdims=True)
    slips = world.loose * rng.standard_normal((*size, world.leaves))
    said = beliefs * np.exp(looseness[..., np.newaxis] * (world.over + slips))
    idle = rng.uniform(size=size) < world.idle
    said += world.added * looseness[..., np.newaxis] * rng.standard_normal(said.shape)
    said[idle] = 1 / world.leaves
    return truth, np.clip(said, 1e-3, 1.0)


def pool_cases(said: Floats, rate: float) -> dict[str, Floats]:
    """What each method gives, shape (case, analyst or 1, leaf)."""
    # by relative entropy the nearest shares of a partition are those said over their sum
    shares = said / said.sum(axis=-1, keepdims=True)
    squares = np.apply_along_axis(nearest_partition, -1, said)
    moved = np.linalg.norm(squares - said, axis=-1)
    tested = np.ones(said.shape[1], dtype=bool)
    weights = [coherence_weights(one, tested, rate) for one in moved]
    pairs = list(zip(shares, weights, strict=True))
    return {
        "one, raw": said,
        "one, shares": shares,
        "one, squares": squares,
        "mean of raw": said.mean(axis=1, keepdims=True),
        "mean of coherent": shares.mean(axis=1, keepdims=True),
        "weighted": np.array([[linear_pool(rows, own)] for rows, own in pairs]),
        "log pool": np.array([[log_pool(off_nought(rows, LEAST), own)] for rows, own in pairs]),
    }


def errors(
    world: World, cases: int, seed: int, rate: float = RATE
) -> tuple[dict[str, Floats], dict[str, Floats]]:
    """By method the squared and the absolute error of each case, shape (case,)."""
    truth, said = judge_cases(world, cases, np.random.default_rng(seed))
    apart = {name: found - truth[:, np.newaxis, :] for name, found in pool_cases(said, rate).items()}
    squared = {name: (gap**2).mean(axis=(1, 2)) for name, gap in apart.items()}
    return squared, {name: np.abs(gap).mean(axis=(1, 2)) for name, gap in apart.items()}


def change(after: Floats, before: Floats, seed: int) -> str:
    """By how many per cent the mean error changes, with its interval over cases."""
    rows = np.random.default_rng(seed).integers(len(after), size=(DRAWN, len(after)))
    drawn = after[rows].mean(axis=1) / before[rows].mean(axis=1) - 1
    low, high = np.quantile(drawn, [0.05, 0.95])
    return f"{after.mean() / before.mean() - 1:+.1%} ({low:+.1%} to {high:+.1%})"


def print_worlds(cases: int, seed: int) -> None:
    """Every method in every world."""
    print(f"\nMean squared error × 1,000, ten analysts, rate {RATE:g}")
    print("| world | " + " | ".join(METHODS) + " | weighted against mean of coherent |")
    print("|---|" + "---|" * (len(METHODS) + 1))
    for world in WORLDS:
        squared, _ = errors(world, cases, seed)
        figures = " | ".join(f"{1000 * squared[name].mean():.2f}" for name in METHODS)
        told = change(squared["weighted"], squared["mean of coherent"], seed)
        print(f"| {world.words} | {figures} | {told} |")


def print_sizes(cases: int, seed: int, sizes: Sequence[int]) -> None:
    """What weighting changes, by size of the panel."""
    print("\nWeighted against mean of coherent, by number of analysts")
    print("| world | " + " | ".join(str(size) for size in sizes) + " |")
    print("|---|" + "---|" * len(sizes))
    for world in (WORLDS[0], UNRELATED, WORLDS[5]):
        told = []
        for size in sizes:
            squared, _ = errors(replace(world, analysts=size), cases, seed)
            told.append(change(squared["weighted"], squared["mean of coherent"], seed))
        print(f"| {world.words} | " + " | ".join(told) + " |")


def print_rates(cases: int, seed: int, rates: Sequence[float]) -> None:
    """What weighting changes, by how fast weight falls with the distance."""
    print("\nWeighted against mean of coherent, by rate, ten analysts")
    print("| world | " + " | ".join(f"{rate:g}" for rate in rates) + " |")
    print("|---|" + "---|" * len(rates))
    for world in (WORLDS[0], UNRELATED, WORLDS[5], WORLDS[6]):
        told = []
        for rate in rates:
            squared, _ = errors(world, cases, seed, rate)
            told.append(change(squared["weighted"], squared["mean of coherent"], seed))
        print(f"| {world.words} | " + " | ".join(told) + " |")


def print_published(cases: int, seed: int) -> None:
    """How much of the mean absolute error goes, step by step, by how much of it is shared."""
    print("\nMean absolute error less, four leaves, fifty analysts, looseness and accuracy unrelated")
    print("| shared error | raw one → coherent one | raw one → mean of raw | both | both, weighted |")
    print("|---|---|---|---|---|")
    for shared in (0.0, 0.25, 0.5, 0.75, 1.0):
        _, absolute = errors(replace(UNRELATED, leaves=4, analysts=50, shared=shared), cases, seed)
        steps = ("one, shares", "mean of raw", "mean of coherent", "weighted")
        told = [change(absolute[name], absolute["one, raw"], seed) for name in steps]
        print(f"| {shared:g} | " + " | ".join(told) + " |")


def print_record(cases: int, seed: int) -> None:
    """What a recalibration learned from so many earlier panels does to the chance of one leaf."""
    lengths = (3, 10, 30, 100)
    print("\nRecalibrated against plain pool, chance of one leaf, by panels in the record")
    print("| the panel is | prior | " + " | ".join(str(one) for one in lengths) + " |")
    print("|---|---|" + "---|" * len(lengths))
    for words, bold in (("as sure as it should be", 1.0), ("too cautious", 0.5), ("too bold", 1.6)):
        rng = np.random.default_rng(seed)
        truth, said = judge_cases(replace(UNRELATED, bold=bold), 2 * cases, rng)
        pooled, true = pool_cases(said, RATE)["weighted"][:, 0, 0], truth[:, 0]
        happened = rng.uniform(size=len(true)) < true
        plain = (pooled[cases:] - true[cases:]) ** 2
        for spread in (SPREAD, 0.5):
            told = []
            for length in lengths:
                drawn = []
                for chance_ in pooled[cases:]:
                    rows = rng.integers(cases, size=length)
                    learned = learn_recalibration(pooled[rows], happened[rows], range(length), spread)
                    drawn.append(learned.chance(float(chance_)))
                told.append(change((np.array(drawn) - true[cases:]) ** 2, plain, seed))
            print(f"| {words} | {spread:g} | " + " | ".join(told) + " |")


def main() -> None:
    """Simulate and print."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--cases", type=int, default=2000, help="Simulated cases of each world.")
    arguments.add_argument("--seed", type=int, default=7)
    given = arguments.parse_args()
    print_worlds(given.cases, given.seed)
    print_sizes(given.cases, given.seed, (2, 3, 5, 10, 30))
    print_rates(given.cases, given.seed, (1, 2, 5, 10))
    print_published(min(given.cases, 500), given.seed)
    print_record(min(given.cases, 500), given.seed)


if __name__ == "__main__":
    main()
