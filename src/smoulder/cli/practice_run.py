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
from smoulder.desk.desk import NOBODY
from smoulder.records.errors import BadEntry

if TYPE_CHECKING:
    from smoulder.assessment.record.past_lull import PastLull
    from smoulder.desk.chosen import Chosen
    from smoulder.desk.practice import Round
    from smoulder.models.comeback.sample import Groups
    from smoulder.records.practice import Practised


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
class AtHand:
    """What a round works with: the settings, what it is about, the series."""

    chosen: Chosen
    round: Round
    groups: Groups


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
            at_hand = _at_hand(asking)
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


def _at_hand(asking: Practising) -> AtHand:
    from smoulder.cli.settings import choose_settings
    from smoulder.desk.practice import Round, practice_groups

    chosen = choose_settings({}, file=asking.settings, data=asking.data)
    say(f"Data folder: {chosen.data}")
    now = datetime.now(UTC)
    seed = int(now.timestamp()) if asking.seed is None else asking.seed
    who = asking.analyst.strip() or os.environ.get("SMOULDER_ANALYST", "").strip() or NOBODY
    round_ = Round(asking.n, seed, asking.horizon, asking.peak, asking.hide, who, now)
    return AtHand(chosen, round_, practice_groups(chosen, round_))


def _draw(asking: Practising, at_hand: AtHand) -> list[PastLull]:
    """The lulls; those this analyst has practised are left out, unless a seed says which are meant."""
    from smoulder.desk.practice import draw_round, met_before

    skip = met_before(at_hand.chosen, at_hand.round) if asking.seed is None else set()
    return draw_round(at_hand.chosen, at_hand.round, at_hand.groups, skip)


def _one(
    asking: Practising, at_hand: AtHand, one: PastLull, title: str, show: Callable[[str], None]
) -> Practised:
    """Show one lull, take the number, show what came, and keep it."""
    from smoulder.cli.practice_words import lull_words, question_words, what_came_words
    from smoulder.desk.practice import keep_number, model_number, rate_then

    held = at_hand.chosen, at_hand.round
    rate = rate_then(*held, at_hand.groups, one)
    show(lull_words(one, title, asking.months, asking.hide, rate if asking.rate else None))
    value = _ask(question_words(one, asking.horizon))
    model = None
    if asking.model:
        with progress("Fitting the comeback model as of then"):
            model = model_number(*held, at_hand.groups, one)
    found = keep_number(*held, one, value, rate, model)
    show(what_came_words(one, found))
    return found


def _ask(words: str) -> float:
    """A number from standard input; asked again until it is one.

    raises: Leaves at 'q' and at the end of the input.
    """
    from smoulder.desk.practice_number import number_of

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
