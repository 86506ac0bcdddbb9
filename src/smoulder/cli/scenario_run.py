"""One run of `smoulder scenario`: the case, what is on record of the pressure, and the branches."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from smoulder.records.errors import BadSetting

if TYPE_CHECKING:
    from smoulder.reading.groups import Registry
    from smoulder.records.calendar import Calendar
    from smoulder.records.pressure import PressureKind
    from smoulder.records.scenario import Scenario

FURTHEST = 36
"""Months ahead that are forecast."""


@dataclass(frozen=True, slots=True)
class Asking:
    """The options of one run, as they were given."""

    case: str
    calendars: Sequence[str]
    kind: str
    horizons: str
    judge: bool
    data: Path | None
    settings: Path | None


def answer(asking: Asking, tell: Callable[[str], None]) -> Scenario:
    """Look the case up and draw its branches, as of the day that it stands at.

    raises: NoCase, NoLulls, BadSetting or BadData for what cannot be met.
    """
    from smoulder.assessment.scenario import Asked, make_scenario
    from smoulder.cli.settings import choose_settings
    from smoulder.desk.chosen import as_answered
    from smoulder.desk.question_now import question_now
    from smoulder.reading.groups import load_registry
    from smoulder.reading.own_groups import read_own_groups
    from smoulder.store.counts import Counts
    from smoulder.store.events import Asked as AskedOfStore
    from smoulder.store.events import open_events
    from smoulder.store.ledger import open_ledger

    horizons, kind = horizons_of(asking.horizons), kind_of(asking.kind)
    if kind is not None and asking.calendars:
        raise BadSetting(
            "--kind does not go with --calendar, which names its own kinds; leave one of them out"
        )
    chosen = choose_settings({}, file=asking.settings, data=asking.data)
    own = read_own_groups(chosen.data)
    calendars = calendars_of(asking.calendars, load_registry(own))
    with open_ledger(chosen.ledger) as ledger:
        case = ledger.case(asking.case)
        record, answers = ledger.pressure.calendar(), ledger.answers(asking.case)
        question = question_now(case, ledger.file(case.id), answers)
    return make_scenario(
        Asked(
            case=case.id,
            question=question,
            record=record,
            calendars=calendars,
            kind=kind,
            horizons=horizons,
            judge=asking.judge,
            settings=as_answered(answers, chosen.settings),
            counts=Counts(open_events(chosen.events), AskedOfStore(mode=question.mode, as_of=question.as_of)),
            own=own,
            folder=chosen.data,
            progress=tell,
        )
    )


def horizons_of(text: str) -> tuple[int, ...]:
    """Horizons written as `6,12,24`.

    raises: BadSetting if they are no whole numbers within 1 to 36.

    >>> horizons_of("12, 6")
    (6, 12)
    """
    parts = [one.strip() for one in text.split(",")]
    if not all(one.isascii() and one.isdigit() and 1 <= int(one[:4]) <= FURTHEST for one in parts):
        raise BadSetting(
            f"--horizons {text!r}: write months from 1 to {FURTHEST} with commas between, such as 6,12,24,36"
        )
    return tuple(sorted({int(one) for one in parts}))


def kind_of(name: str) -> PressureKind | None:
    """A kind of pressure by its name, None for none.

    raises: BadSetting with the nearest name.
    """
    from smoulder.reading.wrong_entry import nearest
    from smoulder.records.pressure import KINDS

    found = next((one for one in KINDS if one == name), None)
    if name and found is None:
        raise BadSetting(f"--kind {name} is not known; {nearest(name, KINDS)}")
    return found


def calendars_of(given: Sequence[str], registry: Registry) -> dict[str, Calendar]:
    """Calendars given as NAME=FILE, by name.

    raises: BadSetting where one has no name or file, or a name stands twice; BadData where a file is wrong.
    """
    from smoulder.reading.pressure_calendar import load_calendar

    found: dict[str, Calendar] = {}
    for one in given:
        name, _, file = (part.strip() for part in one.partition("="))
        if not name or not file:
            raise BadSetting(f"--calendar {one!r} is no branch; write NAME=FILE, such as early=early.toml")
        if name in found:
            raise BadSetting(f"--calendar {name!r} stands twice; give each branch a name of its own")
        found[name] = load_calendar(Path(file), registry)
    return found
