"""A desk for tests: a ledger, reports of our own, and a comeback model that is asked once for each question."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from smoulder.assessment.comeback import Comeback, ask_comeback
from smoulder.assessment.ground import Ground
from smoulder.assessment.subject import Request
from smoulder.assessment.work import Worked, work, work_on
from smoulder.reading.own_groups import OwnGroups
from smoulder.reading.page import open_report, report_from_text
from smoulder.records.case import Assessment
from smoulder.records.change import Change
from smoulder.records.report import Report
from smoulder.records.settings import Settings
from smoulder.store.ledger import Ledger

ROOT = Path(__file__).parents[2]
QUICK = Settings(draws=400)
START = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
GENERAL = open_report(ROOT / "examples" / "iraq-2020.txt")
"""A general on unused protests, of 24 January 2020."""
AGAIN = report_from_text(
    "again.txt",
    """Islamic State has begun to attack again, Iraqi army spokesman says

3 February 2020

BAGHDAD, Iraq — The Islamic State group (IS) has begun to attack again in Iraq, an army spokesman said on Monday.

On Sunday its fighters overran two army posts north of Baquba and killed 41 soldiers, he told reporters.

It was the largest attack in more than a year.

The group has recruited and trained hundreds of new fighters in the Hamrin mountains, the spokesman said.

It was biding its time and waiting for the foreign troops to leave, he said.
""",
)
"""A spokesman on new attacks, of ten days later."""
EARLY = report_from_text(
    "early.txt",
    """Islamic State is short of men, Iraqi officer says

10 January 2020

BAGHDAD, Iraq — The Islamic State group (IS) lacks the men and the money to mount large attacks, a police officer said.

The militants did not take advantage of the protests in Baghdad, the officer told reporters there.
""",
)
"""An officer on weakness, of two weeks before the general."""

Key = tuple[object, ...]
_ASKED: dict[Key, tuple[Comeback, Any]] = {}  # Any: the state of a generator


def ask_once(
    ground: Ground,
    settings: Settings,
    own: OwnGroups,
    months: int,
    rng: np.random.Generator,
    folder: Path | None = None,
    lived: int = 0,
) -> Comeback:
    """What `ask_comeback` says, remembered, with the generator left as it leaves it."""
    assert not ground.counts.own_data, "loaded figures are not part of the key"
    subject, standing = ground.subject, ground.standing
    about = (subject.group.group_id, subject.country, subject.as_of, ground.end, standing.seen_to)
    key = (*about, settings, months, lived, str(rng.bit_generator.state))
    if key not in _ASKED:
        said = ask_comeback(ground, settings, own, months, rng, None, lived)
        _ASKED[key] = said, deepcopy(rng.bit_generator.state)
    found, rng.bit_generator.state = _ASKED[key]
    return found


def request(*reports: Report, **more: Any) -> Request:  # Any: whatever a request takes
    """A request with these reports, quick."""
    whole = {"group": None, "country": None, "as_of": None, "today": date(2026, 1, 1), "settings": QUICK}
    return Request(reports=reports, **{**whole, **more})


@dataclass(slots=True)
class Desk:
    """A ledger and a clock that goes on by a minute with each act."""

    ledger: Ledger
    acts: int = 0

    def now(self) -> datetime:
        self.acts += 1
        return START + timedelta(minutes=self.acts)

    def assess(self, *reports: Report, **more: Any) -> Worked:  # Any: as `request`
        return work(request(*reports, **more), self.ledger, now=self.now(), who="desk one")

    def add(self, case: str, *reports: Report, **more: Any) -> Worked:  # Any: as `request`
        return work_on(case, request(*reports, **more), self.ledger, now=self.now(), who="desk one")

    def enter(self, case: str, *changes: Change, why: str = "known better") -> None:
        self.ledger.log.add(case, changes, who="desk two", why=why, now=self.now())


def numbers(answer: Assessment) -> list[float]:
    """All that an answer says in numbers of chance: horizons, then leaves."""
    said = [one for by in (answer.answer, answer.major) for one in by.values()]
    leaves = [one.posterior for one in answer.hypotheses]
    return [value for one in (*said, *leaves) for value in (one.low, one.value, one.high)]


def moving(answer: Assessment) -> list[object]:
    """The numbers of an answer, its items of evidence, and what the situation says of the reports."""
    return [numbers(answer), answer.evidence, answer.situation.notes]


def posterior(answer: Assessment) -> dict[str, float]:
    """The mean posterior by leaf."""
    return {one.id: one.posterior.value for one in answer.hypotheses}


@dataclass(slots=True)
class Answered(Desk):
    """A desk whose ledger has a case already, with its first answer.

    folder: the data folder of the ledger.
    """

    case: str = field(kw_only=True)
    first: Assessment = field(kw_only=True)
    folder: Path = field(kw_only=True)

    def later(self, *reports: Report, **more: Any) -> Worked:  # Any: as `request`
        """Answer the case anew, with reports that join it; what is told is what is kept."""
        done = self.add(self.case, *reports, **more)
        (kept,) = self.ledger.answers(self.case, last=1)
        assert moving(done.assessment) == moving(kept), "an answer was told and not kept"
        return done

    def puts(self, *changes: Change, why: str = "known better") -> None:
        """Enter changes into the case."""
        self.enter(self.case, *changes, why=why)
