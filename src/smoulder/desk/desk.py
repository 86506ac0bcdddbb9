"""The desk at which a case is worked on: the ledger, who is at work, and what is meant by an id."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from smoulder.records.errors import BadEntry, NoCase, NotInCase

if TYPE_CHECKING:
    from smoulder.desk.chosen import Chosen
    from smoulder.records.case import Assessment
    from smoulder.records.case_file import CaseFile
    from smoulder.records.change import Change, Entry
    from smoulder.records.fix import KeptFix
    from smoulder.store.case_log import Unless
    from smoulder.store.case_rows import Case
    from smoulder.store.ledger import Ledger

NOBODY = "unnamed"
"""Who entered a change where nobody was named."""


@dataclass(frozen=True, slots=True)
class Desk:
    """An open ledger, the settings, who is at work, and the time to note.

    team: whether cases are kept apart, as people have accounts and a case can be for some of them.
    """

    ledger: Ledger
    chosen: Chosen
    who: str
    now: datetime
    team: bool = False

    def fixes_in(self, case_id: str, sha256s: Iterable[str]) -> list[KeptFix]:
        """All corrections of some reports, oldest first, as they are told in a case."""
        return told_fixes(self.ledger.fixes.of(sha256s), case_id, self.team)

    def enter(
        self,
        case_id: str,
        changes: Sequence[Change],
        why: str,
        unless: Unless | None = None,
        check: Callable[[CaseFile], None] | None = None,
    ) -> list[Entry]:
        """Enter changes into the log of a case.

        raises: ChangedMeanwhile as `unless` has it, and what `check` raises of the case while it is held.
        """
        return self.ledger.log.add(
            case_id, changes, who=self.who, why=why, now=self.now, unless=unless, check=check
        )


def told_fixes(fixes: Iterable[KeptFix], case_id: str, team: bool) -> list[KeptFix]:
    """Corrections as they are told in a case; in a team, those of another case without who made them, and why."""
    return [one.told_in(case_id) if team else one for one in fixes]


def find_case(desk: Desk, name: str) -> Case:
    """The case of an id.

    raises: NoCase with the nearest id.
    """
    try:
        return desk.ledger.case(name)
    except NoCase as reason:
        near = get_close_matches(name, [one.id for one in desk.ledger.cases()], n=1, cutoff=0.5)
        if not near:
            raise
        raise NoCase(
            f"no case {name!r} is in the ledger; did you mean {near[0]}? `smoulder case list` names them all"
        ) from reason


def last_answer(desk: Desk, case_id: str) -> Assessment | None:
    """The last answer of a case, None where it has none yet."""
    return next(iter(desk.ledger.answers(case_id, last=1)), None)


def end_of(day: str) -> datetime | None:
    """The last moment of a day in UTC, None where none is given.

    raises: BadDate where the text is no day.

    >>> end_of("2026-01-02").isoformat()
    '2026-01-02T23:59:59.999999+00:00'
    """
    if not day:
        return None
    from smoulder.records.month import parse_day

    given = parse_day(day)
    if (
        len(day) == 7
    ):  # a month stands for the day after it, for what is seen of data; here its last day is meant
        given -= timedelta(days=1)
    return datetime.combine(given, time.max, tzinfo=UTC)


def one_of(begins: str, known: Mapping[str, str], what: str) -> str:
    """The one key that is given whole or begins so.

    known:  each key with words that tell it apart.
    what:   what the keys are, for errors: 'item'.
    raises: BadEntry where none or several begin so.

    >>> one_of("e1", {"e1a": "one", "e2b": "two"}, "item")
    'e1a'
    """
    if begins in known:
        return begins
    found = [key for key in known if begins and key.startswith(begins)]
    if len(found) == 1:
        return found[0]
    if found:
        told = "; ".join(f"{key} ({known[key]})" for key in found[:5])
        unclear = f"{what} {begins!r} is not clear"
        raise NotInCase(f"{unclear}: it could be {told}; write more of it", unclear)
    near = get_close_matches(begins, list(known), n=1)
    cure = (
        f"did you mean {near[0]} ({known[near[0]]})?" if near else "known are " + (", ".join(known) or "none")
    )
    missing = f"no {what} {begins!r} is in the case"
    raise NotInCase(f"{missing}; {cure}", missing)


def items_of(file: CaseFile, answer: Assessment | None) -> dict[str, str]:
    """The items of a case, those of its last answer and those entered since, each with its kind and first words."""
    answered = {one.id: f"{one.kind}: {_short(one.text)}" for one in (answer.evidence if answer else ())}
    entered = {one.id: f"{one.item.kind}: {_short(one.item.text)}" for one in file.items}
    return answered | entered


def _short(text: str, most: int = 40) -> str:
    words = " ".join(text.split())
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def find_report(desk: Desk, file: CaseFile, name: str) -> str:
    """SHA-256 of a report of a case by its number, its name or the beginning of either name or SHA-256.

    name:   '' for the only one there is.
    raises: BadEntry where none or several are meant.
    """
    names = desk.ledger.reports.names()
    known = {key: names.get(key, "") for key in file.reports}
    if not known:
        raise BadEntry("the case has no report; add one with `smoulder case add`")
    if not name:
        if len(known) == 1:
            return next(iter(known))
        unclear = "the case has several reports; say which with --of"
        raise NotInCase(f"the case has {len(known)} reports; say which with --of: {_told(known)}", unclear)
    if name.isdecimal() and len(name) < 10 and 1 <= int(name) <= len(known):
        return list(known)[int(name) - 1]
    found = [key for key, title in known.items() if name in (title, Path(title).name)]
    found = found or [key for key, title in known.items() if key.startswith(name) or title.startswith(name)]
    if len(found) == 1:
        return found[0]
    said = "is not clear" if found else "is not in the case"
    raise NotInCase(f"report {name!r} {said}; known are {_told(known)}", f"report {name!r} {said}")


def _told(known: Mapping[str, str]) -> str:
    return "; ".join(f"{number} {name} ({key[:8]})" for number, (key, name) in enumerate(known.items(), 1))
