"""Questions that time will answer, in the ledger: what was forecast of them, and how they came out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import sqlalchemy as sa

from smoulder.records.asked import Asked, Forecast, Resolution, Topic
from smoulder.records.case import Assessment
from smoulder.records.change import Entry, NumberGiven
from smoulder.records.errors import NoQuestion
from smoulder.records.question_of import ANALYST, analyst_forecasts, meant_last
from smoulder.records.scored import Scored
from smoulder.store.kept_answers import answer_texts, list_answers
from smoulder.store.rows import add_new, add_numbered, lock_cases, stamp
from smoulder.store.scored import is_resolved, pack, read_scored
from smoulder.store.tables import FORECASTS, QUESTIONS, RESOLUTIONS
from smoulder.store.tally import Standing, read_tally
from smoulder.store.transaction import read, write

_LAST = sa.select(sa.func.max(RESOLUTIONS.c.number)).group_by(RESOLUTIONS.c.question)
_FOR_GOOD = sa.and_(RESOLUTIONS.c.final, ~RESOLUTIONS.c.early)
"""A yes before all months are covered is looked at again, so that it is scored once they are."""


About = tuple[Topic, int, str, date]
"""Topic, horizon, branch and day, by which a number finds its question."""


class AskedTable:
    """The questions of one ledger; `Ledger.asked` gives it."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def add(self, questions: Sequence[Asked], forecasts: Sequence[Forecast]) -> None:
        """Add questions and forecasts, all or none; what is there already is there once.

        raises: NoCase where the case of a question is not in the ledger, NoQuestion where a forecast is of a
                question that neither the ledger nor `questions` has; CannotWrite, BadLedger.
        """
        write(self._engine, lambda to: ask(to, questions, forecasts))

    def questions(self, case_id: str | None = None) -> list[Asked]:
        """All questions, or those of one case, in the order in which they were asked."""
        return read(self._engine, lambda connection: read_questions(connection, case_id))

    def open(self, day: date) -> list[Asked]:
        """Questions asked as of a day or before it that are not resolved for good."""
        settled = sa.select(RESOLUTIONS.c.question).where(RESOLUTIONS.c.number.in_(_LAST), _FOR_GOOD)
        wanted = sa.select(QUESTIONS).where(QUESTIONS.c.as_of <= day, QUESTIONS.c.id.not_in(settled))
        wanted = wanted.order_by(QUESTIONS.c.number)
        return read(self._engine, lambda connection: _read_asked(connection, wanted))

    def unsettled(self) -> set[str]:
        """Cases with a question on a comeback, on no branch, that is not closed for good."""
        settled = sa.select(RESOLUTIONS.c.question).where(RESOLUTIONS.c.number.in_(_LAST), _FOR_GOOD)
        wanted = sa.select(QUESTIONS.c.case_id).where(
            QUESTIONS.c.topic == "comeback", QUESTIONS.c.branch == "", QUESTIONS.c.id.not_in(settled)
        )
        return read(self._engine, lambda connection: set(connection.scalars(wanted.distinct())))

    def forecasts(self, question: str) -> list[Forecast]:
        """All forecasts of a question, in the order in which they were made."""
        return read(self._engine, lambda connection: read_forecasts(connection, question))

    def settle(self, resolutions: Sequence[Resolution]) -> list[Resolution]:
        """Note how questions came out, all or none; one that says what the last one said adds nothing.

        returns: those that are new; of several of one question the last one stands.
        raises:  NoQuestion where the ledger has no such question; CannotWrite, BadLedger.
        """
        asked = {one.question for one in resolutions}

        def work(to: sa.Connection) -> list[Resolution]:
            cases = _cases_of(to, asked)
            lock_cases(to, cases.values())
            new = []
            for one in resolutions:
                if not _says(_last(to, one.question), one):
                    add_numbered(to, RESOLUTIONS, {**one.model_dump(mode="json"), "made": stamp(one.made)})
                    new.append(one)
            pack(to, sorted({cases[one.question] for one in new}))
            return new

        def there(to: sa.Connection, new: list[Resolution]) -> bool:
            lock_cases(to, _cases_of(to, asked).values())
            return not new or new[0] in read_resolutions(to, new[0].question)

        return write(self._engine, work, there)

    def resolutions(self, question: str) -> list[Resolution]:
        """How a question came out, each time that it was looked at and had changed; the last one stands."""
        return read(self._engine, lambda connection: read_resolutions(connection, question))

    def standing(self, case_id: str | None = None) -> dict[str, Resolution]:
        """The last resolution of every question of a case that has one; of all cases, where it is not for good."""
        wanted = sa.select(RESOLUTIONS).where(RESOLUTIONS.c.number.in_(_LAST))
        if case_id is None:
            wanted = wanted.where(sa.not_(_FOR_GOOD))
        else:
            of_case = sa.select(QUESTIONS.c.id).where(QUESTIONS.c.case_id == case_id)
            wanted = wanted.where(RESOLUTIONS.c.question.in_(of_case))
        rows = read(self._engine, lambda connection: connection.execute(wanted).mappings().all())
        return {row["question"]: _resolution(row) for row in rows}

    def tally(self) -> list[Standing]:
        """How many questions stand how."""
        return read(self._engine, read_tally)

    def scored(self) -> Scored:
        """Everything that there is to score, as columns."""
        return read(self._engine, read_scored)


def read_questions(connection: sa.Connection, case_id: str | None) -> list[Asked]:
    """Questions in the order in which they were asked; see `AskedTable.questions`."""
    wanted = sa.select(QUESTIONS).order_by(QUESTIONS.c.number)
    of_case = wanted if case_id is None else wanted.where(QUESTIONS.c.case_id == case_id)
    return _read_asked(connection, of_case)


def read_forecasts(connection: sa.Connection, question: str) -> list[Forecast]:
    """Forecasts of a question; see `AskedTable.forecasts`."""
    of = sa.select(FORECASTS).where(FORECASTS.c.question == question)
    rows = connection.execute(of.order_by(FORECASTS.c.made, FORECASTS.c.number)).mappings()
    return [Forecast.model_validate({k: row[k] for k in Forecast.model_fields}) for row in rows]


def read_resolutions(connection: sa.Connection, question: str) -> list[Resolution]:
    """How a question came out; see `AskedTable.resolutions`."""
    of = sa.select(RESOLUTIONS).where(RESOLUTIONS.c.question == question).order_by(RESOLUTIONS.c.number)
    return [_resolution(row) for row in connection.execute(of).mappings()]


def ask(to: sa.Connection, questions: Sequence[Asked], forecasts: Sequence[Forecast]) -> None:
    """Add questions and forecasts inside a transaction."""
    brought = {one.id: one.case_id for one in questions}
    of = {one.question for one in forecasts}
    cases = brought | _cases_of(to, of - set(brought))
    lock_cases(to, cases.values())
    add_new(to, QUESTIONS, [one.model_dump() for one in questions])
    add_new(to, FORECASTS, [{**one.model_dump(), "made": stamp(one.made)} for one in forecasts])
    changed = sorted({cases[question] for question in of})
    pack(to, [case_id for case_id in changed if is_resolved(to, case_id)])


def ask_numbers(to: sa.Connection, case_id: str, log: Sequence[Entry]) -> None:
    """Make forecasts of the numbers that analysts gave in a log, each of one question and once."""
    given = [(one.change, one.at) for one in log if isinstance(one.change, NumberGiven)]
    if not given:
        return
    asked = read_questions(to, case_id)
    place = {one.id: _about(one) for one in asked}
    names = sa.select(FORECASTS).where(FORECASTS.c.question.in_(list(place)))
    there = to.execute(names.where(FORECASTS.c.forecaster.startswith(ANALYST)))
    # a question asked again with another line does not take over the numbers that were given on the first
    taken = {(row.forecaster, row.made, place[row.question]) for row in there}
    left = [
        (one, at) for one, at in given if (f"{ANALYST}{one.analyst}", stamp(at), _about(one)) not in taken
    ]
    new = [one for number in left for one in analyst_forecasts([number], _meant(to, case_id, asked, number))]
    ask(to, [], new)


def _about(one: Asked | NumberGiven) -> About:
    return one.topic, one.horizon, one.branch, one.as_of


def _meant(
    to: sa.Connection, case_id: str, asked: list[Asked], number: tuple[NumberGiven, datetime]
) -> list[Asked]:
    """The questions of a case, last those of the answer that a number was given on: the last one before it of its
    day."""
    given, at = number
    if sum(_about(one) == _about(given) for one in asked) < 2:
        return asked
    rows = [one for one in list_answers(to, case_id) if one.created <= at]
    for row in reversed(rows):
        answer = Assessment.model_validate_json(answer_texts(to, case_id, [row.row])[row.row])
        if answer.question.as_of == given.as_of:
            return meant_last(asked, case_id, answer)
    return asked


def _cases_of(to: sa.Connection, questions: set[str]) -> dict[str, str]:
    """The case of each question, which never changes."""
    cases: dict[str, str] = {}
    for some in _in_thousands(sorted(questions)):
        found = sa.select(QUESTIONS.c.id, QUESTIONS.c.case_id).where(QUESTIONS.c.id.in_(some))
        cases |= {row.id: row.case_id for row in to.execute(found)}
    for question in sorted(questions - set(cases)):
        raise NoQuestion(f"no question {question!r} is in the ledger; add it with its case first")
    return cases


def _in_thousands(names: list[str]) -> list[list[str]]:
    """Lists that are short enough for one statement."""
    return [names[at : at + 1000] for at in range(0, len(names), 1000)]


def _last(to: sa.Connection, question: str) -> Resolution | None:
    of = sa.select(RESOLUTIONS).where(RESOLUTIONS.c.question == question)
    row = to.execute(of.order_by(RESOLUTIONS.c.number.desc()).limit(1)).mappings().first()
    return None if row is None else _resolution(row)


def _says(before: Resolution | None, after: Resolution) -> bool:
    """Whether a resolution says what the one before said, whenever each was made."""
    return before is not None and before == after.model_copy(update={"made": before.made})


def _resolution(row: sa.RowMapping) -> Resolution:
    made = datetime.fromisoformat(row["made"])
    return Resolution.model_validate({**{k: row[k] for k in Resolution.model_fields}, "made": made})


def _read_asked(connection: sa.Connection, wanted: sa.Select[tuple[object, ...]]) -> list[Asked]:
    rows = connection.execute(wanted).mappings()
    return [Asked.model_validate({name: row[name] for name in Asked.model_fields}) for row in rows]
