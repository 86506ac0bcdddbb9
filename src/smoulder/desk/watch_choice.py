"""What a watch list is asked for: the month, the country, which groups, and what an earlier list said."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from smoulder.records.errors import BadDate, BadSetting
from smoulder.records.month import last_full_month, month_index, parse_day
from smoulder.records.settings import Settings
from smoulder.series.all_lulls import Key
from smoulder.series.changes import Seen
from smoulder.series.watched import Watched, WatchList

SCHEMA = 1
RULES = (
    "active_line",
    "lull_share",
    "lull_months",
    "comeback_factor",
    "comeback_rise",
    "unknown_months",
    "chains",
)
"""Settings that a list depends on."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which rows of a list are shown.

    country: as UCDP names it, or None for all; with a country, older lulls are shown as well.
    all:     also communities, alliances of the moment, and groups that won.
    carried: options that the commands of the rows need too, so that they rest on the same data and thresholds.
    """

    country: str | None
    all: bool
    settings: Settings
    carried: tuple[str, ...] = ()

    def rows(self, found: WatchList) -> tuple[Watched, ...]:
        """The rows that are shown, in the order of the list."""
        return tuple(row for row in found.rows if self._here(row) and self._shown(row))

    def left_out(self, found: WatchList) -> dict[str, int]:
        """How many rows of the country, or of all, are not shown, by what they are."""
        return dict(Counter(label_of(row) for row in found.rows if self._here(row) and not self._shown(row)))

    def as_json(self) -> dict[str, Any]:  # Any: JSON
        """The choice as it is written beside a list."""
        thresholds = self.settings.model_dump(mode="json", include=set(RULES))
        return {"country": self.country, "all": self.all, "thresholds": thresholds}

    def _here(self, row: Watched) -> bool:
        return self.country is None or row.country == self.country

    def _shown(self, row: Watched) -> bool:
        if self.all:
            return True
        recent = row.section == "recent" or (self.country is not None and row.section == "older")
        return recent and row.kind == "armed group"


def watched_month(text: str | None, today: date | None = None) -> int:
    """The last month to look at: the month itself where one is given, the last full one before a day.

    >>> watched_month("2018-12"), watched_month("2019-01-01"), watched_month(None, date(2019, 1, 15))
    (24227, 24227, 24227)
    """
    if text is None:
        assert today is not None
        return last_full_month(today)
    try:
        return month_index(text)
    except BadDate:
        return last_full_month(parse_day(text))


def read_earlier(file: Path, choice: Choice) -> dict[Key, Seen]:
    """What a list said that an earlier run wrote with --json.

    raises: BadSetting if the file is no such list, or one of another choice of groups or thresholds.
    """
    try:
        held = json.loads(file.read_text(encoding="utf-8"))
        rows = held["rows"]
        was = dict(held["choice"])
        seen = {
            (int(row["group_id"]), str(row["country"])): Seen(
                month_index(row["known"]), bool(row["stale"]), row["section"] == "won"
            )
            for row in rows
        }
    except (OSError, ValueError, KeyError, TypeError, BadDate) as reason:
        raise BadSetting(
            f"--since {file} is no list of `smoulder watch --json` ({reason}); write one, or give a day"
        ) from reason
    mine = choice.as_json()
    for name, words in (("country", "--country"), ("all", "--all"), ("thresholds", "thresholds")):
        if was.get(name) != mine[name]:
            raise BadSetting(
                f"--since {file} was written with other {words}; run with the same, or write a new list"
            )
    return seen


def label_of(row: Watched) -> str:
    """What a row that is not shown is, as one word for several."""
    if row.section == "won":
        return "groups that won"
    if row.kind != "armed group":
        return {"community": "communities", "alliance": "alliances of the moment"}[row.kind]
    return "older lulls of armed groups"
