"""Answers and logs held in memory, so that a page need not read megabytes of JSON each time.

An answer never changes, and a log only grows: the numbers of its entries rise in the order in which they came through.
What several ask for at once is made once, and the others wait for it: else a new answer of a case that is open on fifty
screens is read fifty times.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from datetime import date
from threading import Event, Lock, get_ident
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakKeyDictionary

from pydantic import BaseModel, ConfigDict

from smoulder.records.case import Assessment
from smoulder.records.case_file import CaseFile, lay
from smoulder.records.forecast import Chance
from smoulder.records.moved import Moved

if TYPE_CHECKING:
    from smoulder.records.change import Entry
    from smoulder.store.ledger import Ledger

T = TypeVar("T")
WHOLE, SHORT, MADE = 24, 4000, 200
"""Answers that are held whole (about 3 MB each) and in short, and things that were made from one."""
PATIENCE = 30.0
"""Seconds that one waits for what another thread makes; then it is made here as well."""
LOGS = 100
"""Cases of which the log is held, with the case as it stands laid from it."""


class _Asked(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")
    as_of: date


class _Situation(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")
    state: str


class ShortAnswer(BaseModel):
    """What the way of a number shows of one answer; the rest of it is passed over.

    answer: chance of a comeback by horizon, empty where the group is in no lull; moved: why it is not what it was.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")
    question: _Asked
    situation: _Situation
    answer: dict[int, Chance] = {}
    words: dict[int, str] = {}
    moved: Moved | None = None
    headline: str = ""


class KeptAnswers:
    """The answers and logs of one ledger that were read last; several threads may ask."""

    def __init__(self) -> None:
        self._whole: OrderedDict[int, Assessment] = OrderedDict()
        self._short: OrderedDict[int, ShortAnswer] = OrderedDict()
        self._made: OrderedDict[Hashable, Any] = OrderedDict()  # Any: whatever was made
        self._logs: OrderedDict[str, tuple[tuple[Entry, ...], CaseFile]] = OrderedDict()
        self._making: dict[tuple[int, Hashable], tuple[Event, int]] = {}
        self._lock, self._shortening = Lock(), Lock()

    def log(self, ledger: Ledger, case_id: str) -> tuple[tuple[Entry, ...], CaseFile]:
        """The log of a case, and the case laid from it; only what is new is read."""
        with self._lock:
            log, file = self._logs.get(case_id, ((), CaseFile()))
        later = ledger.log.later(case_id, file.last)
        if later or not log:
            log = (*log, *later)
            file = lay(log)
        with self._lock:
            held = self._logs.get(case_id)
            if held is None or held[1].last <= file.last:
                self._logs[case_id] = log, file
            self._logs.move_to_end(case_id)
            while len(self._logs) > LOGS:
                self._logs.popitem(last=False)
        return log, file

    def made(self, key: Hashable, make: Callable[[], T]) -> T:
        """What was made from an answer before, else made now; key: the row of the answer and all else it rests on."""
        return self._once(self._made, MADE, key, make)

    def whole(self, ledger: Ledger, case_id: str, row: int) -> Assessment:
        """One answer with all that it says; row: its number in the ledger, of this case."""

        def make() -> Assessment:
            return Assessment.model_validate_json(ledger.answer_texts(case_id, [row])[row])

        return self._once(self._whole, WHOLE, row, make)

    def _once(self, held: OrderedDict[Any, Any], most: int, key: Hashable, make: Callable[[], T]) -> T:
        """What is held under a key, else made now, by one of those who ask; where that fails, each tries itself."""
        with self._lock:
            if key in held:
                held.move_to_end(key)
                there: T = held[key]
                return there
            making = self._making.get((id(held), key))
            if making is None:
                mine = Event()
                self._making[id(held), key] = mine, get_ident()
        if making is not None:
            under_way, maker = making
            if maker != get_ident():  # a thing whose making asks for itself would else wait for ever
                under_way.wait(PATIENCE)
            with self._lock:
                if key in held:
                    found: T = held[key]
                    return found
            return make()
        try:
            made = make()
            with self._lock:
                held[key] = made
                while len(held) > most:
                    held.popitem(last=False)
            return made
        finally:
            with self._lock:
                del self._making[id(held), key]
            mine.set()

    def short(self, ledger: Ledger, case_id: str, rows: Sequence[int]) -> list[ShortAnswer]:
        """Some answers of a case in short, in the order of the rows."""
        held = self._short_held(rows)
        if len(held) < len(set(rows)):
            with self._shortening:  # who waited here finds what the one before made
                held = self._short_held(rows)
                missing = [row for row in rows if row not in held]
                texts = ledger.answer_texts(case_id, missing) if missing else {}
                made = {row: ShortAnswer.model_validate_json(text) for row, text in texts.items()}
                held |= made
                with self._lock:
                    self._short |= made
                    while len(self._short) > SHORT:
                        self._short.popitem(last=False)
        return [held[row] for row in rows]

    def _short_held(self, rows: Sequence[int]) -> dict[int, ShortAnswer]:
        """Those that are held in short, and those that are held whole."""
        with self._lock:
            held = {row: self._short[row] for row in rows if row in self._short}
            whole = {row: self._whole[row] for row in rows if row not in held and row in self._whole}
            made = {row: ShortAnswer.model_validate(one, from_attributes=True) for row, one in whole.items()}
            self._short |= made
        return held | made


_OF: WeakKeyDictionary[Ledger, KeptAnswers] = WeakKeyDictionary()


def kept_in(ledger: Ledger) -> KeptAnswers:
    """The answers held of an open ledger; they go when it does."""
    return _OF.setdefault(ledger, KeptAnswers())
