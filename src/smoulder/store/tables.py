"""The tables of the ledger. Rows are only ever added: a change is a new row.

There is no table and no column of persons. A name stands only inside a kept text: a report, a passage of one, an
answer, an item of evidence or a correction of one, as the speaker or subject of a published sentence; the words that
cases are found by (`search_words`), and passages (`passages.words`), leave names of persons out. `who` and `analyst`
say who entered a row, by whatever name they chose.

`scored`, `search_words` and `passages` alone are written anew: they repeat what stands in other tables, for speed and
to find it by.
"""

from __future__ import annotations

import sqlalchemy as sa

METADATA = sa.MetaData()


def _number() -> sa.Column[int]:
    return sa.Column("number", sa.Integer, primary_key=True)


def _case_id() -> sa.Column[str]:
    return sa.Column("case_id", sa.String(80), sa.ForeignKey("cases.id"), nullable=False, index=True)


def _question() -> sa.Column[str]:
    return sa.Column("question", sa.String(12), sa.ForeignKey("questions.id"), nullable=False, index=True)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _time(name: str) -> sa.Column[str]:
    """A time in UTC as text, to the microsecond, so that all have one length and sort as they read."""
    return sa.Column(name, sa.String(40), nullable=False)


CASES = sa.Table(
    "cases",
    METADATA,
    _number(),
    sa.Column("id", sa.String(80), nullable=False, unique=True),
    sa.Column("key", sa.String(64), nullable=False, unique=True),
    sa.Column("group_id", sa.Integer, nullable=False),
    sa.Column("group_name", sa.String(200), nullable=False),
    sa.Column("country", sa.String(100), nullable=False),
    sa.Column("as_of", sa.Date, nullable=False),
    sa.Column("mode", sa.String(20), nullable=False),
    sa.Column("question", sa.JSON, nullable=False),
    _time("created"),
    sa.Column("label", sa.String(100), nullable=False, server_default=""),
)
"""A question under work; `key` is a digest of group, country, day, mode and label."""

ANSWERS = sa.Table(
    "answers",
    METADATA,
    _number(),
    _case_id(),
    sa.Column("inputs", sa.String(64), nullable=False, unique=True),
    sa.Column("version", sa.String(40), nullable=False),
    sa.Column("seed", sa.BigInteger, nullable=False),
    sa.Column("settings", sa.JSON, nullable=False),
    _text("answer"),
    _time("created"),
    sa.Column("entry", sa.Integer),
)
"""`entry` is the number of the last entry of the case's log that the answer rests on; empty in an older one."""

REPORTS = sa.Table(
    "reports",
    METADATA,
    sa.Column("sha256", sa.String(64), primary_key=True),
    _text("name"),
    _text("title"),
    sa.Column("published", sa.Date),
    sa.Column("raw", sa.Text),
    sa.Column("format", sa.String(10)),
    sa.Column("publisher", sa.Text),
    sa.Column("rest", sa.JSON),
)
"""`rest` holds the fields of the report without a column; raw is empty where an older ledger did not keep it."""

ENTRIES = sa.Table(
    "entries",
    METADATA,
    _number(),
    _case_id(),
    sa.Column("what", sa.String(20), nullable=False),
    sa.Column("body", sa.JSON, nullable=False),
    _text("who"),
    _text("why"),
    _time("at"),
)
"""The log of every case; `body` holds the fields of the change that differ from their defaults."""

FIXES = sa.Table(
    "fixes",
    METADATA,
    _number(),
    sa.Column("sha256", sa.String(64), nullable=False, index=True),
    sa.Column("part", sa.String(20), nullable=False),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    _text("was"),
    _text("now"),
    _text("rule"),
    _text("who"),
    _text("why"),
    _time("at"),
    sa.Column("case_id", sa.String(80), nullable=False, server_default=""),
)
"""Corrections of the reader, by report: they hold whether or not the report is in the ledger.

case_id: of the case in which one was made, in this ledger or another; '' where that is not known.
"""

GRADES = sa.Table(
    "grades",
    METADATA,
    _number(),
    sa.Column("name", sa.Text, nullable=False, index=True),
    sa.Column("reliability", sa.String(1), nullable=False),
    sa.Column("since", sa.Date, nullable=False),
    _text("why"),
    _text("who"),
    _time("at"),
)

QUESTIONS = sa.Table(
    "questions",
    METADATA,
    _number(),
    sa.Column("id", sa.String(12), nullable=False, unique=True),
    _case_id(),
    sa.Column("group_id", sa.Integer, nullable=False),
    sa.Column("group", sa.String(200), nullable=False),
    sa.Column("country", sa.String(100), nullable=False),
    sa.Column("as_of", sa.Date, nullable=False),
    sa.Column("mode", sa.String(20), nullable=False),
    sa.Column("measure", sa.String(40), nullable=False),
    sa.Column("topic", sa.String(20), nullable=False),
    sa.Column("horizon", sa.Integer, nullable=False),
    _text("branch"),
    _text("rule"),
    _text("kind"),
    sa.Column("line", sa.Double, nullable=False),
    sa.Column("lull", sa.String(7), nullable=False),
    sa.Column("unknown_months", sa.Integer, nullable=False),
    sa.Column("chains", sa.String(20), nullable=False),
    sa.Index("questions_by_kind", "topic", "branch"),
    sa.Index("ix_questions_topic_branch", "topic", "branch"),
)
"""Every field of `Asked` is a column."""

FORECASTS = sa.Table(
    "forecasts",
    METADATA,
    _number(),
    _question(),
    sa.Column("forecaster", sa.String(120), nullable=False),
    sa.Column("value", sa.Double, nullable=False),
    sa.Column("low", sa.Double),
    sa.Column("high", sa.Double),
    _time("made"),
    sa.UniqueConstraint("question", "forecaster", "made", "value"),
)

RESOLUTIONS = sa.Table(
    "resolutions",
    METADATA,
    _number(),
    _question(),
    sa.Column("status", sa.String(20), nullable=False),
    sa.Column("final", sa.Boolean, nullable=False),
    sa.Column("early", sa.Boolean, nullable=False),
    sa.Column("rows", sa.JSON, nullable=False),
    _text("vintage"),
    _text("why"),
    _time("made"),
)

SCORED = sa.Table(
    "scored",
    METADATA,
    sa.Column("case_id", sa.String(80), sa.ForeignKey("cases.id"), primary_key=True),
    _text("names"),
    _text("tally"),
    sa.Column("rows", sa.LargeBinary, nullable=False),
)
"""What there is to score of a case, packed, and how its questions stand; `store.scored` writes and reads it."""

PRESSURE = sa.Table(
    "pressure",
    METADATA,
    _number(),
    sa.Column("id", sa.String(8), nullable=False, unique=True),
    sa.Column("key", sa.String(64), nullable=False, unique=True),
    sa.Column("supersedes", sa.String(8), sa.ForeignKey("pressure.id")),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("country", sa.String(100), nullable=False, index=True),
    sa.Column("group_id", sa.Integer),
    sa.Column("entry", sa.JSON, nullable=False),
    sa.Column("analyst", sa.String(100), nullable=False),
    _time("created"),
)

PASSAGES = sa.Table(
    "passages",
    METADATA,
    _number(),
    _case_id(),
    sa.Column("kind", sa.String(10), nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("item", sa.String(20), nullable=False),
    sa.Column("start", sa.Integer),
    sa.Column("end", sa.Integer),
    sa.Column("first", sa.Integer),
    sa.Column("last", sa.Integer),
    _text("places"),
    sa.Column("day", sa.Date, index=True),
    sa.Column("source", sa.Text, nullable=False, index=True),
    sa.Column("grade", sa.String(2), nullable=False),
    sa.Column("standing", sa.String(10), nullable=False),
    _text("about"),
    _text("text"),
    _text("words"),
)
"""What is searched in each case: its reports, their statements, its evidence. `start` and `end` are characters of the
raw report, `first` and `last` the same place in its readable text. `words` holds those that a passage is
found by, in their order, with '_' for each that does not count; full-text search is made over them, by each database
in its own way. Written anew where an answer reads or weighs otherwise."""

SEARCH_WORDS = sa.Table(
    "search_words",
    sa.MetaData(),
    sa.Column("rowid", sa.Integer, primary_key=True),
    sa.Column("words", sa.Text),
)
"""The words that the case with the number `rowid` is found by. Full-text search makes it, each database in its own
way, so that it stands apart from the other tables."""
