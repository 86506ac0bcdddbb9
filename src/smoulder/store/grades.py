"""How reliable sources are, over time, each grade with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import sqlalchemy as sa

from smoulder.reading.persons import looks_like_person
from smoulder.records.errors import PersonGiven
from smoulder.records.fix import SourceGrade
from smoulder.store.rows import add_numbered, hold, stamp
from smoulder.store.tables import GRADES
from smoulder.store.transaction import read, write


class GradeTable:
    """The grades of sources in one ledger; `Ledger.grades` gives it."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def add(self, grades: Sequence[SourceGrade], *, who: str, now: datetime) -> list[SourceGrade]:
        """Keep grades, all or none; one that is the last word on its source and day already adds nothing.

        returns: those that are new.
        raises:  PersonGiven where a source reads like a person; CannotWrite, BadLedger.
        """
        for grade in grades:
            if looks_like_person(grade.name):
                raise PersonGiven(
                    f"{grade.name!r} reads like a person's name; grades are of publishers, institutions and "
                    "parties, never of persons: name the one that the person speaks for"
                )

        names = {grade.name for grade in grades}

        def work(to: sa.Connection) -> list[SourceGrade]:
            hold(to, "grades", names)
            new = []
            for grade in grades:
                before = _read(to, sa.select(GRADES).where(_same(grade)))
                if not before or before[-1] != grade:
                    add_numbered(to, GRADES, {**grade.model_dump(), "who": who, "at": stamp(now)})
                    new.append(grade)
            return new

        def there(to: sa.Connection, new: list[SourceGrade]) -> bool:
            hold(to, "grades", names)
            own = (GRADES.c.who == who) & (GRADES.c.at == stamp(now))
            return not new or new[0] in _read(to, sa.select(GRADES).where(_same(new[0]), own))

        return write(self._engine, work, there)

    def on(self, day: date) -> dict[str, SourceGrade]:
        """The grade of every source that holds on a day, by its name: of several the one since the latest day."""
        found = self._all(sa.select(GRADES).where(GRADES.c.since <= day))
        return {one.name: one for one in sorted(found, key=lambda one: one.since)}

    def history(self, name: str) -> list[SourceGrade]:
        """All grades of a source, in the order in which they were given."""
        return self._all(sa.select(GRADES).where(GRADES.c.name == name))

    def _all(self, wanted: sa.Select[tuple[object, ...]]) -> list[SourceGrade]:
        return read(self._engine, lambda connection: _read(connection, wanted))


def _same(grade: SourceGrade) -> sa.ColumnElement[bool]:
    """What makes a row a grade of the same source from the same day."""
    return (GRADES.c.name == grade.name) & (GRADES.c.since == grade.since)


def _read(connection: sa.Connection, wanted: sa.Select[tuple[object, ...]]) -> list[SourceGrade]:
    rows = connection.execute(wanted.order_by(GRADES.c.number)).mappings()
    return [
        SourceGrade.model_validate({name: row[name] for name in SourceGrade.model_fields}) for row in rows
    ]
