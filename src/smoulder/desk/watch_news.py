"""What is new on the watch list since it was looked at: for a page, a job, and whoever is told of news."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from smoulder.desk.watch_choice import RULES, label_of
from smoulder.records.month import month_index, month_text
from smoulder.records.settings import Settings
from smoulder.series.all_lulls import Key
from smoulder.series.changes import Change, Seen, changes, seen_of
from smoulder.series.watched import Watched, WatchList

USUAL = "recent"
SeenJson = dict[str, Any]  # Any: JSON


def usual_rows(found: WatchList) -> tuple[Watched, ...]:
    """The rows that are watched without a further choice: recent lulls of armed groups in all countries."""
    return tuple(row for row in found.rows if row.section == USUAL and row.kind == "armed group")


def news_of(before: Mapping[Key, Seen], found: WatchList) -> list[Change]:
    """Everything that is new among the usual rows, comebacks first.

    before: what an earlier list said of its usual rows; `seen_of(usual_rows(earlier))` gives it.
    """
    return changes(before, found, usual_rows(found))


def seen_json(found: WatchList, settings: Settings) -> SeenJson:
    """What a list says of its usual rows, to be kept until it is looked at again."""
    rows = {
        f"{group_id} {country}": [month_text(one.known), one.stale, one.won]
        for (group_id, country), one in seen_of(usual_rows(found)).items()
    }
    return {"to": month_text(found.to), "rules": _rules(settings), "rows": rows}


def read_seen(kept: SeenJson, settings: Settings) -> dict[Key, Seen] | None:
    """What `seen_json` kept; None where it was told by other thresholds, so that nothing compares."""
    if kept.get("rules") != _rules(settings):
        return None
    found: dict[Key, Seen] = {}
    for key, (known, stale, won) in kept["rows"].items():
        group_id, _, country = key.partition(" ")
        found[int(group_id), country] = Seen(month_index(known), bool(stale), bool(won))
    return found


def left_out(found: Sequence[Watched], shown: Sequence[Watched]) -> dict[str, int]:
    """How many rows are not shown, by what they are.

    A usual row that is not shown was left out by a filter.
    """
    there = {row.key for row in shown}
    told: dict[str, int] = {}
    for row in found:
        if row.key not in there:
            usual = row.section == USUAL and row.kind == "armed group"
            words = "that the filters leave out" if usual else label_of(row)
            told[words] = told.get(words, 0) + 1
    return told


def _rules(settings: Settings) -> SeenJson:
    return settings.model_dump(mode="json", include=set(RULES))
