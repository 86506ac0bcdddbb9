"""Do 90 % intervals of the comeback members hold the truth nine times in ten?

Run: ./go python benchmarks/comeback_calibration.py [--runs 1000] [--only NAME] [--store]

Simulation-based calibration (Talts and others 2018): a truth is drawn from the prior, lulls are made from it, the
member is fitted as it is in use, and the rank of the truth among the draws of the fit is kept. Over many runs the
ranks of each parameter are uniform if the draws are right. Printed are the share of runs in which the central
90 % held the truth, and the ranks in ten bins. --store writes them to tests/baselines/comeback_calibration.json.

The made lulls are as the used ones are: several lulls of one group, each seen from its first month (a lull is known
because the group was seen to be active), an origin in every year of it, sight that ends, and covariates of which
half stay through a lull and half change from year to year. The parametric members see each year once. The
discrete-time hazard looks 60 months ahead from every origin, so that its origins overlap: there all origins of a
lull wait with the same random rank.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from smoulder.models.comeback.covariates import Covariates
from smoulder.models.comeback.cure import Cure, FittedCure
from smoulder.models.comeback.design import Design
from smoulder.models.comeback.frailty import Frailty
from smoulder.models.comeback.hazard import PERIOD, PERIODS, FittedHazard, Hazard
from smoulder.models.comeback.laplace import Laplace, Prior
from smoulder.models.comeback.latent import LATENTS
from smoulder.models.comeback.origins import Origins
from smoulder.models.comeback.steps import COUNT, EDGES, LEAD
from smoulder.models.comeback.weibull import FittedWeibull, Weibull
from smoulder.records.errors import NoLulls
from smoulder.records.series import Bools, Floats, Ints

STORED = Path(__file__).resolve().parent.parent / "tests" / "baselines" / "comeback_calibration.json"
NAMES = ("peak", "comebacks", "since_death", "year")
ABLE = ("since_death",)
DRAWS = 199
BINS = 10
HORIZON = 12
HELD = 1.6448536269514722
Made = tuple[Origins, Covariates]
Chances = Callable[[Origins, Covariates], Floats]


class Run(NamedTuple):
    """One truth and what a fit said: rank 0 … DRAWS of the truth, and whether the central 90 % held it."""

    names: tuple[str, ...]
    rank: Ints
    held: Bools


def layout(rng: np.random.Generator, groups: int = 120) -> tuple[Made, Ints]:
    """Origins of all years that could be seen, with covariates, and the month at which each lull's sight ends."""
    lulls = rng.integers(1, 5, groups)
    group = np.repeat(np.arange(groups), lulls)
    watched = rng.integers(24, 180, len(group))
    known = 100 + rng.integers(0, 240, len(group))
    rows = [(one, age) for one in range(len(group)) for age in range(0, int(watched[one]), 12)]
    lull, age = (np.array(column, dtype=np.int64) for column in zip(*rows, strict=True))
    size, nothing = len(lull), np.zeros(len(lull), dtype=np.int64)
    flat = np.full(size, 30.0)
    origins = Origins(
        countries=("Nowhere",),
        unit=lull,
        group=group[lull],
        country=nothing,
        lull=known[lull],
        month=known[lull] + age,
        twelve=np.zeros(size),
        lowest=np.zeros(size),
        peak=flat,
        line=flat,
        major_line=flat,
        back=nothing,
        back_major=nothing,
        followed=watched[lull] - age,
        won=nothing > 0,
    )
    values = rng.standard_normal((size, len(NAMES)))
    values[:, :2] = rng.standard_normal((len(group), 2))[lull]
    values[:, 3] = (origins.month - 280) / 80
    return (origins, Covariates(NAMES, values)), known[lull] + watched[lull]


def year_by_year(made: Made, ends: Ints, chances: Floats, rng: np.random.Generator) -> Made:
    """Each year of a lull draws its wait from its own chances; the first comeback ends the lull."""
    origins, covariates = made
    rank = rng.random(len(origins))
    wait = (chances < rank[:, np.newaxis]).sum(axis=1) + 1
    came = np.where(wait <= HORIZON, origins.month + wait, np.iinfo(np.int64).max)
    first = np.full(int(origins.unit.max()) + 1, np.iinfo(np.int64).max)
    np.minimum.at(first, origins.unit, came)
    own = first[origins.unit]
    kept = origins.month < own
    back = np.where(own <= ends, own - origins.month, 0)
    return replace(origins, back=back, back_major=back).take(kept), covariates.take(kept)


def by_one_rank(made: Made, chances: Floats, rng: np.random.Generator) -> Made:
    """All origins of a lull wait with one random rank, each by its own chances to the end of its sight."""
    origins, covariates = made
    rank = rng.random(int(origins.unit.max()) + 1)[origins.unit]
    wait = (chances < rank[:, np.newaxis]).sum(axis=1) + 1
    back = np.where(wait <= np.minimum(origins.followed, chances.shape[1]), wait, 0)
    return replace(origins, back=back, back_major=back), covariates


def plain(names: tuple[str, ...]) -> Design:
    """The design that leaves its columns as they are."""
    size = len(names)
    nought, one, far = (0.0,) * size, (1.0,) * size, (np.inf,) * size
    return Design(names, nought, one, tuple(-edge for edge in far), far, ())


def learned(truth: Floats, level: int, first: int, design: Design) -> Floats:
    """The truth in the columns of a fit, whose centre and scale are learned from what was made."""
    out, end = truth.copy(), first + len(design.names)
    out[level] += truth[first:end] @ np.array(design.centre)
    out[first:end] = truth[first:end] * np.array(design.scale)
    return out


def from_prior(prior: Prior, rng: np.random.Generator) -> Floats:
    """One truth."""
    drawn: Floats = rng.normal(prior.mean, prior.sd)
    return drawn


def judge(truth: Floats, law: Laplace, asked: tuple[float, Floats], rng: np.random.Generator) -> Run:
    """Ranks of the truth among the draws, and of the chance within HORIZON months of one origin."""
    drawn = law.draws(DRAWS, rng)
    rank = np.append((drawn < truth).sum(axis=0), (asked[1] < asked[0]).sum())
    low, high = np.quantile(asked[1], (0.05, 0.95))
    held = np.append(np.abs(truth - law.mean) < HELD * law.sd, low < asked[0] < high)
    return Run((*law.names, f"chance in {HORIZON} months"), rank, held)


def weibull_run(rng: np.random.Generator) -> Run:
    """A truth of the Weibull model."""
    made, ends = layout(rng)
    truth = from_prior(Weibull(NAMES).prior(plain(NAMES)), rng)
    real = FittedWeibull(plain(NAMES), nowhere(truth))
    one = year_by_year(made, ends, real.curves(*made, HORIZON), rng)
    fit = Weibull(NAMES).fit(*one)
    asked = first_row(one)
    chance = real.curves(*asked, HORIZON)[0, -1], fit.draw_curves(*asked, HORIZON, DRAWS, rng)[0, -1]
    return judge(learned(truth, 0, 2, fit.design), fit.law, chance, rng)


def frailty_run(rng: np.random.Generator) -> Run:
    """A truth of the Weibull model times a frailty for each group; the chance is that of a new group."""
    made, ends = layout(rng)
    truth = from_prior(Frailty(NAMES).prior(plain(NAMES)), rng)
    real = FittedWeibull(plain(NAMES), nowhere(np.delete(truth, 2)))
    size = np.exp(-truth[2])
    frail = rng.gamma(size, 1 / size, int(made[0].group.max()) + 1)[made[0].group]
    without = -np.log1p(-np.minimum(real.curves(*made, HORIZON), 1 - 1e-15))
    one = year_by_year(made, ends, -np.expm1(-frail[:, np.newaxis] * without), rng)
    fit = Frailty(NAMES).fit(*one)
    asked = first_row(one)
    new = replace(asked[0], group=asked[0].group + 10_000), asked[1]
    load = -np.log1p(-real.curves(*asked, HORIZON)[0, -1])
    chance = float(1 - (1 + load / size) ** -size), fit.draw_curves(*new, HORIZON, DRAWS, rng)[0, -1]
    return judge(learned(truth, 0, 3, fit.design), fit.law, chance, rng)


def cure_run(rng: np.random.Generator, latent: int) -> Run:
    """A truth of a cure model."""
    made, ends = layout(rng)
    member = Cure(NAMES, ABLE, LATENTS[latent])
    truth = from_prior(member.prior(plain(NAMES), plain(ABLE)), rng)
    real = FittedCure(plain(NAMES), plain(ABLE), nowhere(truth), LATENTS[latent])
    one = year_by_year(made, ends, real.curves(*made, HORIZON), rng)
    fit = member.fit(*one)
    asked = first_row(one)
    chance = real.curves(*asked, HORIZON)[0, -1], fit.draw_curves(*asked, HORIZON, DRAWS, rng)[0, -1]
    moved = learned(learned(truth, 0, 3, fit.wait), 2, 3 + len(NAMES), fit.able)
    return judge(moved, fit.law, chance, rng)


def hazard_run(rng: np.random.Generator) -> Run:
    """A truth of the discrete-time hazard; its level, nearly free in the prior, is drawn around a year's tenth."""
    made, _ = layout(rng)
    member = Hazard(NAMES[:3])
    prior = member.prior(plain(NAMES[:3]))
    wide = prior.sd > 10
    truth = rng.normal(np.where(wide, -4.5, prior.mean), np.where(wide, 0.5, prior.sd))
    real = FittedHazard(plain(NAMES[:3]), nowhere(truth))
    one = by_one_rank(made, drifted(real, made, truth), rng)
    fit = member.fit(*one)
    asked = first_row(one)
    chance = real.curves(*asked, HORIZON)[0, -1], fit.draw_curves(*asked, HORIZON, DRAWS, rng)[0, -1]
    start = 1 + COUNT
    moved = learned(truth, 0, start, fit.design)
    by_lead = slice(start + len(NAMES[:3]), start + 2 * len(NAMES[:3]))
    moved[1 : 1 + COUNT] += LEAD * float(truth[by_lead] @ np.array(fit.design.centre))
    moved[by_lead] = truth[by_lead] * np.array(fit.design.scale)
    return judge(moved, fit.law, chance, rng)


def nowhere(mode: Floats) -> Laplace:
    """A law of no error at these parameters."""
    size = len(mode)
    return Laplace(tuple(f"{one}" for one in range(size)), mode, mode, np.zeros((size, size)), 0.0, 0.0)


def first_row(made: Made) -> Made:
    """One origin to ask about."""
    one = np.zeros(1, dtype=np.int64)
    return made[0].take(one), made[1].take(one)


def drifted(real: FittedHazard, made: Made, truth: Floats) -> Floats:
    """Chances by month of each origin, at the level of the years that it looks into."""
    origins, covariates = made
    last = int(origins.month.max())
    months = np.arange(int(EDGES[-1]))
    begun = EDGES[np.searchsorted(EDGES, months, side="right") - 1]
    ago = (last - np.minimum(origins.month[:, np.newaxis] + begun, last)) // PERIOD
    level = (ago[:, :, np.newaxis] >= np.arange(1, PERIODS + 1)) @ truth[-PERIODS:]
    # beyond 30 a cumulative hazard is a comeback for certain, whatever is added
    loads = -np.log1p(-np.minimum(real.curves(origins, covariates, len(months)), 1 - 1e-13))
    rising = np.cumsum(np.diff(loads, axis=1, prepend=0.0) * np.exp(level), axis=1)
    chances: Floats = -np.expm1(-rising)
    return chances


SUBJECTS: dict[str, Callable[[np.random.Generator], Run]] = {
    "Weibull": weibull_run,
    "shared frailty": frailty_run,
    **{f"{one.name} with cure": partial(cure_run, latent=at) for at, one in enumerate(LATENTS)},
    "hazard": hazard_run,
}


def calibrate(subject: Callable[[np.random.Generator], Run], runs: int, seed: int = 0) -> dict[str, Any]:
    """Coverage and ranks over many runs; truths that give no comeback to learn from are drawn anew."""
    made: list[Run] = []
    empty = 0
    for rng in (np.random.default_rng([seed, one]) for one in range(10 * runs)):
        try:
            made.append(subject(rng))
        except NoLulls:
            empty += 1
        if len(made) == runs:
            break
    held = np.stack([one.held for one in made])
    ranks = np.stack([one.rank for one in made]) * BINS // (DRAWS + 1)
    return {
        "runs": runs,
        "drawn anew": empty,
        "held": round(float(held[:, :-1].mean()), 4),
        "by parameter": {
            name: {
                "held": round(float(held[:, at].mean()), 4),
                "ranks": np.bincount(ranks[:, at], minlength=BINS).tolist(),
            }
            for at, name in enumerate(made[0].names)
        },
    }


def main(words: list[str]) -> None:
    """Run, print and, if asked, store."""
    parser = argparse.ArgumentParser(description="Do 90 %% intervals of the comeback members hold the truth?")
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--only", choices=SUBJECTS, action="append")
    parser.add_argument("--store", action="store_true", help="write to tests/baselines")
    given = parser.parse_args(words)
    stored = json.loads(STORED.read_text()) if STORED.exists() else {}
    for name in given.only or SUBJECTS:
        found = calibrate(SUBJECTS[name], given.runs)
        stored[name] = found
        print(
            f"{name}: the 90 % intervals held {found['held']:.1%} of the truths in {given.runs} runs",
            flush=True,
        )
        for parameter, one in found["by parameter"].items():
            print(f"  {parameter:24} {one['held']:6.1%}  {one['ranks']}", flush=True)
        if given.store:
            STORED.write_text(json.dumps(stored, indent=1) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
