"""Rounds of practice in the browser: which lulls they hold, which of them were answered, and which comes next.

A round is a signed text in its address: what was chosen, who practises, when it began, and a random word from which,
with the key of the house, the seed of its draw follows. So a round survives a reload, going back and a restart, and
nobody can work out from the address what was drawn. What was answered is what `practice.jsonl` holds of that seed, so
that a number that was given once cannot be given again.
"""

from __future__ import annotations

import hmac
import secrets
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING

from smoulder.desk.practice import (
    Round,
    draw_round,
    keep_number,
    met_before,
    model_number,
    practice_groups,
    rate_then,
)
from smoulder.records.errors import BadEntry
from smoulder.records.month import month_text
from smoulder.store.practice import all_practised
from smoulder.web.guard.refused import NotHere
from smoulder.web.guard.signed import sign, unsigned

if TYPE_CHECKING:
    from smoulder.assessment.record.past_lull import PastLull
    from smoulder.records.forecast import Chance
    from smoulder.records.practice import Practised
    from smoulder.web.house import House

ROUND = "round of practice"
"""What the signature of a round in an address is of."""
KEPT = 16
"""Rounds whose lulls are held in memory; others are drawn again."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A round as it was chosen.

    months: shown of each lull. rate: whether the base rate is shown before the number is given; model: whether the
    comeback model's number of then is worked out beside it.
    """

    word: str
    n: int
    horizon: int
    peak: int
    months: int
    hide: bool
    rate: bool
    model: bool
    begun: datetime
    analyst: str

    def text(self) -> str:
        """The round as its address holds it, before it is signed."""
        parts = (
            self.word, self.n, self.horizon, self.peak, self.months, int(self.hide), int(self.rate),
            int(self.model), self.begun.isoformat(), self.analyst,
        )  # fmt: skip
        return "|".join(map(str, parts))

    def round(self, secret: bytes) -> Round:
        """What the desk draws it by."""
        mark = hmac.new(secret, f"practice {self.word}".encode(), sha256).digest()
        seed = int.from_bytes(mark[:6])
        return Round(self.n, seed, self.horizon, float(self.peak), self.hide, self.analyst, self.begun)


@dataclass(frozen=True, slots=True)
class Place:
    """One lull of a round: the base rate of then; the number that was given, and what came, where one was given.

    met: whether the analyst met this lull in another round since, so that it is passed over.
    """

    lull: PastLull
    rate: Chance | None
    done: Practised | None
    met: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """A round as it stands. next: number of the lull that is to be answered, counted from 1; 0 where all are."""

    choice: Choice
    places: tuple[Place, ...]
    next: int

    @property
    def done(self) -> list[Practised]:
        """What was answered, in order."""
        return [one.done for one in self.places if one.done is not None]


@dataclass(slots=True)
class Rounds:
    """The rounds of a house; one number at a time is kept."""

    house: House
    _held: OrderedDict[str, list[tuple[PastLull, Chance | None]]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)
    _drawing: Lock = field(default_factory=Lock)
    _fitting: Lock = field(default_factory=Lock)

    def begin(
        self,
        analyst: str,
        *,
        n: int,
        horizon: int,
        peak: int,
        months: int,
        hide: bool,
        rate: bool,
        model: bool = False,
    ) -> str:
        """Draw a round; gives what stands in its address.

        raises: NoLulls where none is left to draw.
        """
        word, now = secrets.token_urlsafe(12), self.house.clock()
        choice = Choice(word, n, horizon, peak, months, hide, rate, model, now, analyst)
        self._drawn(choice)
        return sign(ROUND, choice.text(), self.house.secret)

    def stand(self, held: str, analyst: str) -> Standing:
        """A round as it stands.

        held:   from its address.
        raises: NotHere where it is no round, or somebody else's; BadEntry where the data have changed under it.
        """
        choice = read_choice(held, self.house.secret)
        if choice is None or choice.analyst != analyst:
            raise NotHere("there is no such round of yours; begin one on the practice page")
        drawn, seed = self._drawn(choice), choice.round(self.house.secret).seed
        kept = [one for one in all_practised(self.house.chosen.data) if one.analyst == analyst]
        done = {_key(one): one for one in reversed(kept) if one.seed == seed}
        met = {
            (one.group_id, one.country, one.lull)
            for one in kept
            if one.seed != seed and one.made >= choice.begun
        }
        places = tuple(
            Place(lull, rate, done.pop(_key_of(lull), None), _key_of(lull)[:3] in met) for lull, rate in drawn
        )
        if done:
            raise BadEntry(
                "the data have changed since this round began; what you answered is kept, begin another"
            )
        left = [at for at, one in enumerate(places, 1) if one.done is None and not one.met]
        return Standing(choice, places, left[0] if left else 0)

    def answer(self, held: str, analyst: str, number: int, value: float) -> Standing | None:
        """Keep a number for the lull that is next, at once.

        returns: the round after it; None where that lull is not the next one, and nothing was kept.
        raises:  as `stand`; CannotWrite.
        """
        standing = self.stand(held, analyst)
        if number != standing.next:
            return None
        lull, choice = standing.places[number - 1].lull, standing.choice
        made, model = self.house.clock(), self._model(choice, lull) if choice.model else None
        with self._lock:
            standing = self.stand(held, analyst)
            if number != standing.next:
                return None
            place = standing.places[number - 1]
            round_ = choice.round(self.house.secret)
            keep_number(self.house.chosen, round_, place.lull, value, place.rate, model, made)
        return self.stand(held, analyst)

    def _model(self, choice: Choice, lull: PastLull) -> float | None:
        """The model's number of then: at once where the year was fitted before, else after some seconds.

        One is worked out at a time, so that a year is fitted once, and people who practise take one core at most.
        """
        chosen, round_ = self.house.chosen, choice.round(self.house.secret)
        with self._fitting:
            return model_number(chosen, round_, practice_groups(chosen, round_), lull)

    def _drawn(self, choice: Choice) -> list[tuple[PastLull, Chance | None]]:
        """The lulls of a round with their base rates: the same ones each time."""
        if (held := self._held.get(choice.word)) is not None:
            return held
        chosen, round_ = self.house.chosen, choice.round(self.house.secret)
        groups = practice_groups(chosen, round_)
        lulls = draw_round(chosen, round_, groups, met_before(chosen, round_))
        found = [(one, rate_then(chosen, round_, groups, one)) for one in lulls]
        with self._drawing:
            self._held[choice.word] = found
            while len(self._held) > KEPT:
                self._held.popitem(last=False)
        return found


def read_choice(held: str, secret: bytes) -> Choice | None:
    """The round that an address holds; None where we did not sign it."""
    text = unsigned(ROUND, held, secret)
    if text is None:
        return None
    word, n, horizon, peak, months, hide, rate, model, begun, analyst = text.split("|", 9)
    numbers = (int(n), int(horizon), int(peak), int(months))
    asked = (hide == "1", rate == "1", model == "1")
    return Choice(word, *numbers, *asked, datetime.fromisoformat(begun), analyst)


def _key(one: Practised) -> tuple[int, str, str, str]:
    return one.group_id, one.country, one.lull, one.as_of


def _key_of(one: PastLull) -> tuple[int, str, str, str]:
    return one.series.group_id, one.series.country, month_text(one.running.known), month_text(one.month)
