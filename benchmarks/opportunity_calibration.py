"""Are the factors of the opportunity test worth what they say? `python benchmarks/opportunity_calibration.py`.

For each kind of opportunity: real windows of three months a phase in which nothing of the kind is known, of groups
with at least so many counts in the year before (`--least`): power, mean factor, how often it passes 3 to 1; origins
1992 to 2005, and 2006 to 2009 as a check. Then groups simulated from the forecasts of those windows. Some minutes.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from smoulder.models.opportunity.effect import Outlook, uses
from smoulder.models.opportunity.factors import factors_of
from smoulder.models.opportunity.kinds import Kind, load_kinds
from smoulder.models.opportunity.look import look
from smoulder.models.opportunity.matter import HISTORY, Matter, find_matter
from smoulder.models.opportunity.power import BOUND, LEAST, find_power
from smoulder.models.opportunity.simulate import Simulated, calibrate, simulate_groups
from smoulder.models.opportunity.window import Window
from smoulder.reading.figures import load_all_series
from smoulder.records.month import month_index
from smoulder.records.series import Floats

FIRST, LAST = month_index("1992-01"), month_index("2005-09")
CHECK = month_index("2006-01"), month_index("2009-09")
DRAWS = 400


@dataclass(frozen=True, slots=True)
class Real:
    """One window of one group."""

    outlook: Outlook
    seen: Floats


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--windows", type=int, default=300, help="Real windows for each kind.")
    arguments.add_argument(
        "--groups", type=int, default=300, help="Simulated groups of each hypothesis a window."
    )
    arguments.add_argument("--least", type=int, default=25, help="Counts in the year before a window.")
    arguments.add_argument("--measure", choices=("inflicted", "deaths", "events"), default="inflicted")
    given = arguments.parse_args()
    for name, kind in load_kinds().items():
        rng = np.random.default_rng(1)
        for words, span in (("1992-2005", (FIRST, LAST)), ("2006-2009", CHECK)):
            real = list(real_windows(kind, given, span, rng))
            print(f"== {name}, {given.measure}, {words}: {len(real)} windows")
            print_real(real, kind)
            if span[0] == FIRST:
                print_simulated(
                    [simulate_groups(one.outlook, kind, kind.signs, given.groups, rng) for one in real]
                )


def real_windows(
    kind: Kind, given: argparse.Namespace, span: tuple[int, int], rng: np.random.Generator
) -> Iterator[Real]:
    """Windows of three months a phase, of groups busy enough, taken by chance."""
    series, measure, most = load_all_series(), given.measure, given.windows
    matter = find_matter(series, 234, "Iraq", measure, span[1] + 6)
    counts = matter.counts.counts
    found = 0
    for _ in range(2000 * most):
        if found == most:
            return
        place, month = int(rng.integers(len(series))), int(rng.integers(*span))
        own = Matter(matter.counts, matter.events, place, measure)
        length = 3 * len(kind.phases)
        window = Window(
            first_of(month), last_of(month + length - 1), first_of(month + 3) if length > 3 else None
        )
        recent = counts[place, window.cut - 11 - matter.counts.first : window.cut + 1 - matter.counts.first]
        if not np.nansum(recent) >= given.least or not own.covers(window) or own.history(window) < HISTORY:
            continue
        outlook, seen, _ = look(own, window, kind, 1, DRAWS)
        found += 1
        yield Real(outlook, seen)


def print_simulated(found: list[Simulated]) -> None:
    """One block of lines on simulated groups."""
    at = calibrate(found)
    print(
        f"   mean factor: degraded groups {at.mean_degraded:.3f}, spent groups over spent {at.mean_spent:.3f}"
    )
    print(f"   wrong way 3 to 1: patient {at.wrong_patient:.4f}, degraded {at.wrong_degraded:.4f}")
    pairs = zip(at.said, at.came, at.held, strict=True)
    print("   posterior said/came (n): " + ", ".join(f"{a:.2f}/{b:.2f} ({n:.0f})" for a, b, n in pairs))


def print_real(real: list[Real], kind: Kind) -> None:
    """One block of lines on the real windows."""
    used = uses(kind.effects["patience"].times.ratios(), kind.signs)
    rng = np.random.default_rng(2)
    power = np.array([find_power(one.outlook, used, rng, 400).least for one in real])
    factor = np.array(
        [
            factors_of(one.outlook, one.seen[np.newaxis], kind, kind.signs)["patience", "degraded"][0]
            for one in real
        ]
    )
    for words, some in (("all", power >= 0), (f"power >= {LEAST}", power >= LEAST)):
        if not some.any():
            print(f"   real windows, {words}: none")
            continue
        log = np.log(factor[some])
        print(
            f"   real windows, {words}: {some.sum()} ({some.mean():.2f}), mean factor {factor[some].mean():.3f}, "
            f">= {BOUND:.0f}: {np.mean(log >= np.log(BOUND)):.3f}, <= 1/{BOUND:.0f}: "
            f"{np.mean(log <= -np.log(BOUND)):.3f}, 5/50/95 %: {np.quantile(factor[some], [0.05, 0.5, 0.95]).round(2)}"
        )


def first_of(month: int) -> date:
    """The first day of a month."""
    return date(month // 12, month % 12 + 1, 1)


def last_of(month: int) -> date:
    """The last day of a month."""
    return first_of(month + 1) - timedelta(days=1)


if __name__ == "__main__":
    main()
