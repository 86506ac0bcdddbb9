"""Passages found by their words: reports, statements and evidence of all cases, or of those that somebody sees."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

import sqlalchemy as sa

from smoulder.store.passage_index import reports_of
from smoulder.store.passage_query import Query, Term, can_be_found, for_postgresql, for_sqlite
from smoulder.store.tables import CASES, PASSAGES, REPORTS
from smoulder.store.transaction import read

Kind = Literal["report", "statement", "evidence"]
KINDS: tuple[Kind, ...] = ("report", "statement", "evidence")
MOST = 100
"""Passages that are given at once."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for.

    kind:     None for all. country: of the case, as UCDP names it. place: folded, a place or country that the passage
              names; with `country` one of the two is enough. source: publisher or institution, whole.
    since, until: days, both included; a passage without a day is then left out.
    seen:     ids of the cases that count, None for all.
    newest:   latest day first, else those that fit best; the latter needs words.
    """

    query: Query = field(default_factory=Query)
    kind: Kind | None = None
    case_id: str = ""
    group_id: int | None = None
    country: str = ""
    place: str = ""
    source: str = ""
    since: date | None = None
    until: date | None = None
    seen: Collection[str] | None = None
    newest: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage.

    report: its number in the case, from 1; 0 where it is of none.
    start, end: characters of `Report.raw`; first, last: the same place in `Report.text`.
    about:  kind of evidence, or title of a report. text: of a report all of it.
    words:  that it is found by, in their order; the last ones are those of `text`.
    standing: '', 'rejected', 'retracted', 'corrected' or 'dropped'.
    """

    kind: Kind
    case_id: str
    group: str
    country: str
    label: str
    sha256: str
    report: int
    item: str
    start: int | None
    end: int | None
    first: int | None
    last: int | None
    day: date | None
    source: str
    grade: str
    standing: str
    about: str
    text: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Some of what was found, in order, and how many there are of each kind, whichever kind was asked for.

    strange: words of the search, as typed, that no passage has.
    """

    passages: tuple[Passage, ...]
    counts: dict[Kind, int]
    strange: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choices:
    """What passages can be narrowed to: groups by id, countries and sources, each in the order of the alphabet."""

    groups: tuple[tuple[int, str], ...]
    countries: tuple[str, ...]
    sources: tuple[str, ...]


class PassageTable:
    """The passages of one ledger; `Ledger.passages` gives it."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def find(self, wanted: Wanted, *, start: int = 0, most: int = 20) -> Found:
        """Passages that have all that is wanted.

        start: how many to pass over. most: how many to give, 100 at most.
        raises: CannotWrite, BadLedger where the database does not answer.
        """
        return read(
            self._engine, lambda connection: _find(connection, wanted, max(0, start), min(most, MOST))
        )

    def cases(self) -> list[str]:
        """The ids of all cases that there are to search."""
        return read(self._engine, lambda connection: list(connection.scalars(sa.select(CASES.c.id))))

    def choices(self, seen: Collection[str] | None = None) -> Choices:
        """What the passages of some cases, or of all, can be narrowed to."""
        return read(self._engine, lambda connection: _choices(connection, seen))


def _find(connection: sa.Connection, wanted: Wanted, start: int, most: int) -> Found:
    if not can_be_found(wanted.query.wanted):
        return Found((), dict.fromkeys(KINDS, 0), tuple(one.as_asked for one in wanted.query.wanted))
    count = _narrow(sa.select(PASSAGES.c.kind, sa.func.count()), connection, wanted, kind=False)
    rows = connection.execute(count.group_by(PASSAGES.c.kind)).all()
    counts = dict.fromkeys(KINDS, 0) | {kind: int(number) for kind, number in rows}
    total = counts[wanted.kind] if wanted.kind else sum(counts.values())
    passages = _passages(connection, wanted, start, most) if start < total else ()
    strange = _strange(connection, wanted) if not sum(counts.values()) else ()
    return Found(passages, counts, strange)


def _narrow(
    query: sa.Select[Any], connection: sa.Connection, wanted: Wanted, *, kind: bool = True
) -> sa.Select[Any]:  # Any: whatever is asked of the rows
    """A query of passages, of those alone that are wanted."""
    of = PASSAGES.c
    query = query.select_from(_joined(connection, wanted.query.wanted))
    rules: list[sa.ColumnElement[bool]] = [
        *_words(connection, wanted.query),
        *([of.kind == wanted.kind] if kind and wanted.kind else []),
        *([of.case_id == wanted.case_id] if wanted.case_id else []),
        *([CASES.c.group_id == wanted.group_id] if wanted.group_id is not None else []),
        *([of.source == wanted.source] if wanted.source else []),
        *([of.day >= wanted.since] if wanted.since else []),
        *([of.day <= wanted.until] if wanted.until else []),
        *([of.case_id.in_(sorted(wanted.seen))] if wanted.seen is not None else []),
    ]
    where = [CASES.c.country == wanted.country] if wanted.country else []
    where += [of.places.contains(f"|{wanted.place}|", autoescape=True)] if wanted.place else []
    return query.where(*rules, *([sa.or_(*where)] if where else []))


def _joined(connection: sa.Connection, terms: Sequence[Term]) -> sa.FromClause:
    cases = PASSAGES.join(CASES, CASES.c.id == PASSAGES.c.case_id)
    if not terms or connection.dialect.name != "sqlite":
        return cases
    return cases.join(_INDEX, _INDEX.c.rowid == PASSAGES.c.number)


_INDEX = sa.table("passage_index", sa.column("rowid", sa.Integer), sa.column("rank", sa.Float))


def _words(connection: sa.Connection, query: Query) -> list[sa.ColumnElement[bool]]:
    """The rules that the words of a search make."""
    unwanted = [term for term in query.unwanted if can_be_found([term])]
    rules: list[sa.ColumnElement[bool]] = []
    if connection.dialect.name == "sqlite":
        if query.wanted:
            rules.append(sa.text("passage_index MATCH :asked").bindparams(asked=for_sqlite(query.wanted)))  # type: ignore[arg-type]
        if unwanted:
            match = sa.text("passage_index MATCH :without").bindparams(
                without=for_sqlite(unwanted, either=True)
            )
            rules.append(PASSAGES.c.number.not_in(sa.select(_INDEX.c.rowid).where(match)))
        return rules
    if query.wanted:
        rules.append(_VECTOR.bool_op("@@")(_tsquery(query.wanted)))
    if unwanted:
        rules.append(~_VECTOR.bool_op("@@")(_tsquery(unwanted, either=True)))
    return rules


_VECTOR: sa.ColumnElement[Any] = sa.literal_column("passages.vector")  # Any: a type of PostgreSQL alone


def _tsquery(terms: Sequence[Term], *, either: bool = False) -> sa.ColumnElement[Any]:  # Any: as `_VECTOR`
    return sa.cast(for_postgresql(terms, either=either), TSQUERY())


class TSQUERY(sa.types.UserDefinedType[str]):
    """A search as PostgreSQL has it; SQLAlchemy's own type is in a dialect that takes long to import."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:  # Any: what SQLAlchemy hands over
        """The name of the type."""
        return "tsquery"


def _passages(connection: sa.Connection, wanted: Wanted, start: int, most: int) -> tuple[Passage, ...]:
    of = PASSAGES.c
    query = sa.select(PASSAGES, CASES.c.group_name, CASES.c.country, CASES.c.label)
    order: list[sa.ColumnElement[Any]] = [
        of.day.desc().nulls_last(),
        of.number.desc(),
    ]  # Any: columns of all types
    if wanted.query.wanted and not wanted.newest:
        if connection.dialect.name == "sqlite":
            order.insert(0, _INDEX.c.rank)
        else:
            order.insert(0, sa.func.ts_rank(_VECTOR, _tsquery(wanted.query.wanted), 1).desc())
    query = _narrow(query, connection, wanted).order_by(*order).offset(start).limit(most)
    rows = connection.execute(query).mappings().all()
    reports = reports_of(connection, sorted({row["case_id"] for row in rows}))
    texts = _texts(connection, {row["sha256"] for row in rows if row["kind"] == "report"})
    return tuple(_passage(row, reports[row["case_id"]], texts) for row in rows)


def _texts(connection: sa.Connection, sha256s: set[str]) -> dict[str, str]:
    """The readable text of reports."""
    text = sa.func.coalesce(REPORTS.c.rest["text"].as_string(), REPORTS.c.raw, "")
    wanted = sa.select(REPORTS.c.sha256, text).where(REPORTS.c.sha256.in_(sorted(sha256s)))
    return {row[0]: row[1] for row in connection.execute(wanted)} if sha256s else {}


def _passage(row: sa.RowMapping, reports: Sequence[str], texts: dict[str, str]) -> Passage:
    sha256 = row["sha256"]
    same = (
        "kind",
        "case_id",
        "country",
        "label",
        "sha256",
        "item",
        "start",
        "end",
        "first",
        "last",
        "day",
        "source",
    )
    return Passage(
        **{name: row[name] for name in (*same, "grade", "standing", "about")},
        group=row["group_name"],
        report=reports.index(sha256) + 1 if sha256 in reports else 0,
        text=texts.get(sha256, "") if row["kind"] == "report" else row["text"],
        words=tuple(row["words"].split(" ")),
    )


def _strange(connection: sa.Connection, wanted: Wanted) -> tuple[str, ...]:
    """Parts of a search that no passage of the cases that count has."""
    none = []
    for term in wanted.query.wanted[:10]:
        alone = Wanted(Query((term,)), seen=wanted.seen)
        if (
            connection.execute(_narrow(sa.select(PASSAGES.c.number), connection, alone).limit(1)).first()
            is None
        ):
            none.append(term.as_asked)
    return tuple(none)


def _choices(connection: sa.Connection, seen: Collection[str] | None) -> Choices:
    cases = [CASES.c.id.in_(sorted(seen))] if seen is not None else []
    rows = connection.execute(
        sa.select(CASES.c.group_id, CASES.c.group_name, CASES.c.country).where(*cases).distinct()
    ).all()
    sources = connection.scalars(_sources() if seen is None else _sources_of(seen))
    groups = {row.group_id: row.group_name for row in rows}
    return Choices(
        tuple(sorted(groups.items(), key=lambda one: (one[1], one[0]))),
        tuple(sorted({row.country for row in rows})),
        tuple(sorted(sources)),
    )


def _sources() -> sa.Select[Any]:  # Any: one column of text
    """All sources, each looked up from the one before: they are few beside the passages, and stand in an index."""
    source = PASSAGES.c.source
    step = sa.select(sa.func.min(source).label("source")).where(source > "").cte("step", recursive=True)
    later = sa.select(sa.func.min(source)).where(source > step.c.source).scalar_subquery()
    step = step.union_all(sa.select(later).where(step.c.source.is_not(None)))
    return sa.select(step.c.source).where(step.c.source.is_not(None))


def _sources_of(seen: Collection[str]) -> sa.Select[Any]:  # Any: one column of text
    of = PASSAGES.c
    return sa.select(of.source).where(of.source != "", of.case_id.in_(sorted(seen))).distinct()
