"""One round of practice: lulls are drawn, shown, asked about and scored one by one."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from smoulder.cli.terminal import progress, say
from smoulder.records.errors import BadEntry

if TYPE_CHECKING:
    import numpy as np

    from smoulder.assessment.record.past_lull import PastLull
    from smoulder.models.comeback.sample import Groups
    from smoulder.records.practice import Practised
    from smoulder.records.settings import Settings

NOBODY = "unnamed"


@dataclass(frozen=True, slots=True)
class Practising:
    """The options of one round, as they were given."""

    n: int
    seed: int | None
    hide: bool
    analyst: str
    horizon: int
    peak: float
    months: int
    rate: bool
    model: bool
    json: bool
    data: Path | None
    settings: Path | None


@dataclass(frozen=True, slots=True)
class Round:
    """What a round works with: the series, who gives the numbers, the seed, and where its record lies."""

    groups: Groups
    folder: Path
    settings: Settings
    analyst: str
    seed: int
    now: datetime
    rng: np.random.Generator


class Leaves(Exception):
    """The analyst has had enough."""


def run_practice(asking: Practising) -> None:
    """Practise until all lulls are answered, or the analyst leaves; each answer is kept at once.

    raises: NoLulls where none is left to draw; typer.Exit with 130 after an interrupt.
    """
    from smoulder.cli.practice_words import closing_words

    show: Callable[[str], None] = say if asking.json else lambda words: print(words, flush=True)
    done: list[Practised] = []
    left = ""
    try:
        with progress("Drawing past lulls"):
            at_hand = _round(asking)
            lulls = _draw(asking, at_hand)
        for number, one in enumerate(lulls, start=1):
            done.append(_one(asking, at_hand, one, f"Lull {number} of {len(lulls)}", show))
    except Leaves:
        left = "left"
    except KeyboardInterrupt:
        left = "interrupted"
    show(closing_words(done, left))
    if asking.json:
        print(json.dumps([one.model_dump(mode="json") for one in done], ensure_ascii=False, indent=2))
    if left == "interrupted":
        raise typer.Exit(130)


def _round(asking: Practising) -> Round:
    import numpy as np

    from smoulder.cli.settings import choose_settings
    from smoulder.models.comeback.learn import groups_of
    from smoulder.reading.own_groups import read_own_groups
    from smoulder.store.counts import Counts
    from smoulder.store.events import open_events

    chosen = choose_settings({}, file=asking.settings, data=asking.data)
    say(f"Data folder: {chosen.data}")
    now = datetime.now(UTC)
    seed = int(now.timestamp()) if asking.seed is None else asking.seed
    who = asking.analyst.strip() or os.environ.get("SMOULDER_ANALYST", "").strip() or NOBODY
    counts = Counts(open_events(chosen.events))
    groups = groups_of(counts, now.date(), read_own_groups(chosen.data))
    return Round(groups, chosen.data, chosen.settings, who, seed, now, np.random.default_rng(seed))


def _draw(asking: Practising, at_hand: Round) -> list[PastLull]:
    """The lulls; those this analyst has practised are left out, unless a seed says which are meant."""
    from smoulder.assessment.record.past_lull import draw_past_lulls
    from smoulder.records.month import month_index
    from smoulder.store.practice import all_practised

    before = all_practised(at_hand.folder) if asking.seed is None else []
    skip = {
        (one.group_id, one.country, month_index(one.lull)) for one in before if one.analyst == at_hand.analyst
    }
    return draw_past_lulls(
        at_hand.groups, asking.horizon, asking.n, at_hand.rng, skip, asking.peak, at_hand.settings
    )


def _one(
    asking: Practising, at_hand: Round, one: PastLull, title: str, show: Callable[[str], None]
) -> Practised:
    """Show one lull, take the number, show what came, and keep it."""
    from smoulder.assessment.record.past_lull import base_rate_then, model_then
    from smoulder.cli.practice_words import lull_words, question_words, what_came_words
    from smoulder.records.month import month_text
    from smoulder.records.practice import Practised
    from smoulder.store.practice import add_practised

    rate = base_rate_then(one, at_hand.groups, asking.horizon, at_hand.rng, at_hand.settings)
    show(lull_words(one, title, asking.months, asking.hide, rate if asking.rate else None))
    value = _ask(question_words(one, asking.horizon))
    model = None
    if asking.model:
        with progress("Fitting the comeback model as of then"):
            model = model_then(
                one, at_hand.groups, asking.horizon, at_hand.rng, at_hand.folder, at_hand.settings
            )
    found = Practised(
        analyst=at_hand.analyst,
        group_id=one.series.group_id,
        group=one.series.group,
        country=one.series.country,
        lull=month_text(one.running.known),
        as_of=month_text(one.month),
        horizon=asking.horizon,
        line=one.line,
        hidden=asking.hide,
        value=value,
        base_rate=None if rate is None else rate.value,
        model=model,
        came_back=month_text(one.month + one.back) if one.back else "",
        made=at_hand.now,
        seed=at_hand.seed,
    )
    add_practised(at_hand.folder, found)
    show(what_came_words(one, found))
    return found


def _ask(words: str) -> float:
    """A number from standard input; asked again until it is one.

    raises: Leaves at 'q' and at the end of the input.
    """
    from smoulder.cli.practice_number import number_of

    while True:
        print(f"{words} ", end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line or line.strip().casefold() in ("q", "quit"):
            say("")
            raise Leaves
        try:
            return number_of(line)
        except BadEntry as reason:
            say(str(reason))
