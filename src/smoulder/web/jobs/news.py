"""Jobs that look for news: questions that the data decide by now, and what changed on the watch list."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smoulder.desk.watch_news import news_of, read_seen, seen_json
from smoulder.records.month import month_text
from smoulder.web.jobs.doing import Doing, Result
from smoulder.web.jobs.kinds import ResolveWants, WatchWants

if TYPE_CHECKING:
    from smoulder.records.asked import Asked, Resolution

MOST = 200
"""Changes that a result names; the watch page shows them all."""


def resolve(doing: Doing) -> Result:
    """Close the questions that the data now decide, and tell of it; one closed for good is not looked at again.

    What was open is noted first: where an earlier try closed questions and was ended before it told of them, they are
    told now.
    """
    from smoulder.desk.resolve import resolve_questions
    from smoulder.web.hooks.told import tell_resolved

    wants = ResolveWants.model_validate(doing.job.wants)
    noted = doing.folder / "open.json"
    again = noted.exists()
    if not again:
        _keep(noted, [one.id for one in doing.ledger.asked.open(doing.now.date())])
    done = resolve_questions(doing.desk, wants.case_id, doing.tell)
    new = [(one.asked, one.resolution) for one in done.found if one.new and one.resolution is not None]
    told = _closed_since(doing, noted) if again else new
    tell_resolved(doing.ledger.workbench(), told, doing.now)
    about = {"case_id": wants.case_id} if wants.case_id else {}
    return {**about, "looked_at": len(done.found), "resolved": len(told)}


def _closed_since(doing: Doing, noted: Path) -> list[tuple[Asked, Resolution]]:
    """The questions that were open when the job was begun first, and how they came out since."""
    asked = doing.ledger.asked
    was_open = set(_read(noted) or ())
    return [
        (one, told)
        for one in asked.questions()
        if one.id in was_open
        for told in asked.resolutions(one.id)
        if told.made >= doing.job.created
    ]


def watch(doing: Doing) -> Result:
    """Compare the watch list with the one that was looked at before, and keep it for the next time.

    What is new is told before the list is kept: a job that is ended between the two tells it once more, and whoever
    is told takes the same news once.
    """
    from smoulder.desk.watch_choice import Choice, watched_month
    from smoulder.desk.watched_series import look_at
    from smoulder.reading.groups import load_registry
    from smoulder.reading.own_groups import read_own_groups
    from smoulder.web.hooks.told import tell_changes

    wants = WatchWants.model_validate(doing.job.wants)
    chosen = doing.site.chosen
    to = watched_month(wants.as_of or None, doing.now.date())
    doing.tell("Looking at every series")
    registry = load_registry(read_own_groups(chosen.data))
    found = look_at(Choice(None, False, chosen.settings), chosen.events, registry, to)
    file = doing.folder.parent / "watched.json"
    earlier = read_seen(before, chosen.settings) if (before := _read(file)) else None
    new = [] if earlier is None else news_of(earlier, found)
    tell_changes(doing.ledger.workbench(), new, doing.now)
    for one in new:
        doing.tell(f"{one.kind}: {one.group} in {one.country}")
    _keep(file, seen_json(found, chosen.settings))
    changes = [
        {"kind": one.kind, "group_id": one.group_id, "group": one.group, "country": one.country,
         "month": month_text(one.month), "words": one.words}
        for one in new[:MOST]
    ]  # fmt: skip
    return {"to": month_text(to), "first": earlier is None, "new": len(new), "changes": changes}


def _read(file: Path) -> Any:  # Any: JSON
    """What was kept; None where nothing was, or what was is damaged."""
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _keep(file: Path, what: object) -> None:
    """Keep something whole or not at all."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    draft.write_text(json.dumps(what, ensure_ascii=False), encoding="utf-8")
    os.replace(draft, file)
