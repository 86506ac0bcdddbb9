"""Answers and logs held in memory, so that a page need not read megabytes of JSON each time.

An answer never changes, and a log only grows: the numbers of its entries rise in the order in which they came through.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from datetime import date
from threading import Lock
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
        self._lock = Lock()

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
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
                held: T = self._made[key]
                return held
        found = make()
        with self._lock:
            self._made[key] = found
            while len(self._made) > MADE:
                self._made.popitem(last=False)
        return found

    def whole(self, ledger: Ledger, case_id: str, row: int) -> Assessment:
        """One answer with all that it says; row: its number in the ledger, of this case."""
        with self._lock:
            if found := self._whole.get(row):
                self._whole.move_to_end(row)
                return found
        made = Assessment.model_validate_json(ledger.answer_texts(case_id, [row])[row])
        with self._lock:
            self._whole[row] = made
            while len(self._whole) > WHOLE:
                self._whole.popitem(last=False)
        return made

    def short(self, ledger: Ledger, case_id: str, rows: Sequence[int]) -> list[ShortAnswer]:
        """Some answers of a case in short, in the order of the rows."""
        with self._lock:
            held = {row: self._short[row] for row in rows if row in self._short}
        missing = [row for row in rows if row not in held]
        if missing:
            texts = ledger.answer_texts(case_id, missing)
            made = {row: ShortAnswer.model_validate_json(text) for row, text in texts.items()}
            held |= made
            with self._lock:
                self._short |= made
                while len(self._short) > SHORT:
                    self._short.popitem(last=False)
        return [held[row] for row in rows]


_OF: WeakKeyDictionary[Ledger, KeptAnswers] = WeakKeyDictionary()


def kept_in(ledger: Ledger) -> KeptAnswers:
    """The answers held of an open ledger; they go when it does."""
    return _OF.setdefault(ledger, KeptAnswers())
