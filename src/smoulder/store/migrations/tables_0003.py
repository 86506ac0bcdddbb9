"""The tables that step 0003 makes, as they were at that step."""

from __future__ import annotations

import sqlalchemy as sa

TABLES = sa.MetaData()
sa.Table("cases", TABLES, sa.Column("id", sa.String(80), unique=True))  # is there; named for the foreign keys


def _number() -> sa.Column[int]:
    return sa.Column("number", sa.Integer, primary_key=True)


def _case_id() -> sa.Column[str]:
    return sa.Column("case_id", sa.String(80), sa.ForeignKey("cases.id"), nullable=False, index=True)


def _question() -> sa.Column[str]:
    return sa.Column("question", sa.String(12), sa.ForeignKey("questions.id"), nullable=False, index=True)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _time(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(40), nullable=False)


sa.Table(
    "entries",
    TABLES,
    _number(),
    _case_id(),
    sa.Column("what", sa.String(20), nullable=False),
    sa.Column("body", sa.JSON, nullable=False),
    *(_text("who"), _text("why"), _time("at")),
)
sa.Table(
    "fixes",
    TABLES,
    _number(),
    sa.Column("sha256", sa.String(64), nullable=False, index=True),
    sa.Column("part", sa.String(20), nullable=False),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    *(_text("was"), _text("now"), _text("rule"), _text("who"), _text("why"), _time("at")),
)
sa.Table(
    "grades",
    TABLES,
    _number(),
    sa.Column("name", sa.Text, nullable=False, index=True),
    sa.Column("reliability", sa.String(1), nullable=False),
    sa.Column("since", sa.Date, nullable=False),
    *(_text("why"), _text("who"), _time("at")),
)
sa.Table(
    "questions",
    TABLES,
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
    *(_text("branch"), _text("rule"), _text("kind")),
    sa.Column("line", sa.Double, nullable=False),
    sa.Column("lull", sa.String(7), nullable=False),
    sa.Column("unknown_months", sa.Integer, nullable=False),
    sa.Column("chains", sa.String(20), nullable=False),
    sa.Index("questions_by_kind", "topic", "branch"),
    sa.Index("ix_questions_topic_branch", "topic", "branch"),
)
sa.Table(
    "forecasts",
    TABLES,
    _number(),
    _question(),
    sa.Column("forecaster", sa.String(120), nullable=False),
    sa.Column("value", sa.Double, nullable=False),
    sa.Column("low", sa.Double),
    sa.Column("high", sa.Double),
    _time("made"),
    sa.UniqueConstraint("question", "forecaster", "made", "value"),
)
sa.Table(
    "resolutions",
    TABLES,
    _number(),
    _question(),
    sa.Column("status", sa.String(20), nullable=False),
    sa.Column("final", sa.Boolean, nullable=False),
    sa.Column("early", sa.Boolean, nullable=False),
    sa.Column("rows", sa.JSON, nullable=False),
    *(_text("vintage"), _text("why"), _time("made")),
)
sa.Table(
    "scored",
    TABLES,
    sa.Column("case_id", sa.String(80), sa.ForeignKey("cases.id"), primary_key=True),
    *(_text("names"), _text("tally")),
    sa.Column("rows", sa.LargeBinary, nullable=False),
)

SEARCH = {
    "sqlite": ("CREATE VIRTUAL TABLE search_words USING fts5(words, tokenize = 'unicode61')",),
    "postgresql": (
        "CREATE TABLE search_words (rowid INTEGER PRIMARY KEY REFERENCES cases (number), words TEXT NOT NULL)",
        "CREATE INDEX search_words_found ON search_words "
        "USING gin (array_to_tsvector(string_to_array(words, ' ')))",
    ),
}
