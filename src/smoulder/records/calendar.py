"""The calendar of pressure: entries of one branch or of one ledger, and what holds on a day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from smoulder.records.base import Record
from smoulder.records.force import PRESSING, Force, Phase, comparable
from smoulder.records.pressure import HAPPENED, KINDS, Line, PressureEntry, PressureKind


@dataclass(frozen=True, slots=True)
class KindPhase:
    """The phase of one kind of pressure on a day.

    phase:    that of the greater part, where all sizes are known in one unit; else of the most pressing force.
    possible: every phase that part of it can be in, as far as dates are known; the most pressing first.
    entries:  ids of the entries it rests on.
    """

    kind: PressureKind
    phase: Phase
    possible: tuple[Phase, ...]
    entries: tuple[str, ...]


class Calendar(Record):
    """Entries in the order they were written; a corrected entry stays beside its correction.

    elsewhere: entries that `on` passed over, and that correct or withdraw one of `entries`: what was moved to another
               country, group or kind stands no longer where it was.
    """

    entries: tuple[PressureEntry, ...] = ()
    name: Line = ""
    elsewhere: tuple[PressureEntry, ...] = ()

    def digest(self) -> str:
        """Sixteen characters that change with the entries, and not with their order."""
        return sha256(" ".join(sorted(entry.key for entry in self.every)).encode()).hexdigest()[:16]

    @property
    def every(self) -> tuple[PressureEntry, ...]:
        """The entries, then those elsewhere that correct or withdraw one of them."""
        return (*self.entries, *self.elsewhere)

    def standing(self) -> Calendar:
        """The calendar without entries that another supersedes, and without withdrawals."""
        gone = {entry.supersedes for entry in self.every if entry.supersedes}
        left = (one for one in self.entries if one.id not in gone and not one.withdrawn)
        return self.model_copy(update={"entries": tuple(left), "elsewhere": ()})

    def undone_by(self, entry_id: str) -> PressureEntry | None:
        """The last of the entries that corrected or withdrew an entry, one after the other; None where none did."""
        by = {entry.supersedes: entry for entry in self.every if entry.supersedes}
        last = by.get(entry_id)
        while last is not None and last.id in by:
            last = by[last.id]
        return last

    def known_by(self, day: date) -> Calendar:
        """The calendar as it could be known on a day: by `known`, and where that is missing by what happened.

        An entry without `known` is left out if one of its dates, other than what is due, can be later than the day.
        Ask it before `standing`, which leaves out what was corrected later.
        """
        entries, elsewhere = (
            tuple(one for one in some if _known(one, day)) for some in (self.entries, self.elsewhere)
        )
        return self.model_copy(update={"entries": entries, "elsewhere": elsewhere})

    def on(
        self, group_id: int | None = None, country: str = "", kind: PressureKind | None = None
    ) -> Calendar:
        """The entries that press on a group, in a country, of a kind; None and '' ask for any.

        An entry on all groups of a country presses on each of them, an entry on a group without a country everywhere.
        What corrects one of them stays known wherever it presses itself, so that it makes no difference whether `on`
        is asked before `known_by` and `standing` or after.
        """
        found = tuple(
            one
            for one in self.entries
            if (group_id is None or one.group_id in (None, group_id))
            and (not country or one.country in ("", country))
            and kind in (None, one.kind)
        )
        ids, here = {one.id for one in found}, set(found)
        elsewhere = (one for one in self.every if one.supersedes in ids and one not in here)
        return self.model_copy(update={"entries": found, "elsewhere": tuple(elsewhere)})

    def forces(self) -> tuple[Force, ...]:
        """The standing entries by presser, kind and place, in the order of their first entry.

        Ask it of a calendar of one group and country: `on` gives it.
        """
        found: dict[tuple[PressureKind, str, str], list[PressureEntry]] = defaultdict(list)
        for entry in self.standing().entries:
            found[entry.kind, entry.by.casefold(), entry.place.casefold()].append(entry)
        return tuple(
            Force(kind, entries[0].by, entries[0].place, tuple(entries))
            for (kind, _, _), entries in found.items()
        )

    def phase(self, group_id: int | None, country: str, day: date) -> dict[PressureKind, KindPhase]:
        """What each kind of pressure on a group in a country is at on a day; 'none' where nothing is told of it.

        group_id: None for what is on all groups of the country, or on any.
        """
        forces = self.on(group_id, country).forces()
        return {kind: kind_phase(kind, [one for one in forces if one.kind == kind], day) for kind in KINDS}


def _known(entry: PressureEntry, day: date) -> bool:
    if entry.known is not None:
        return entry.known.latest <= day
    return all(when.latest <= day for step in HAPPENED if (when := entry.date_of(step)))


def kind_phase(kind: PressureKind, forces: list[Force], day: date) -> KindPhase:
    """What one kind of pressure is at on a day; forces: those of the kind."""
    phases = {at: force.phase(day) for at, force in enumerate(forces)}
    possible: set[Phase] = {phase for force in forces for phase in force.possible(day)} or {"none"}
    told = [at for at, phase in phases.items() if phase != "none"]
    weights = _weights([forces[at] for at in told], day)
    totals: dict[Phase, float] = defaultdict(float)
    for at, weight in zip(told, weights, strict=True):
        totals[phases[at]] += weight
    # of phases of one weight the most pressing
    phase = max(PRESSING, key=lambda one: (one in totals, totals.get(one, 0.0))) if totals else "none"
    entries = tuple(entry.id for at in told for entry in forces[at].entries)
    return KindPhase(kind, phase, tuple(one for one in PRESSING if one in possible), entries)


def _weights(forces: list[Force], day: date) -> list[float]:
    """The largest size of each force up to a day; where one is not known, weights that let the most pressing win."""
    seen = [[one for one in force.counts if one.when.latest <= day] for force in forces]
    units = {comparable(count.unit) for counts in seen for count in counts}
    if all(seen) and len(units) <= 1:
        return [max(count.high for count in counts) for counts in seen]
    return [0.0] * len(forces)
