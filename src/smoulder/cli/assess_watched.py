"""`smoulder assess --watched`: one assessment for each group of the watch list."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from json import dumps
from typing import TYPE_CHECKING, Any

from smoulder.cli.assess_one import Done, write_forms
from smoulder.cli.terminal import progress, say, table
from smoulder.desk.assess import Asking, request_of
from smoulder.records.errors import BadSetting, SmoulderError

if TYPE_CHECKING:
    from smoulder.cli.brief_forms import Printing
    from smoulder.desk.chosen import Chosen
    from smoulder.records.case import Assessment


def check_watched(named: bool, out: str) -> None:
    """See that the options go together.

    named:  whether reports or a group are given.
    raises: BadSetting where reports or a group are given beside --watched, or all briefs would be one file.
    """
    if named:
        raise BadSetting(
            "--watched asks of every group of the watch list; leave out the reports and --group, or --watched"
        )
    if "{case}" not in out:
        raise BadSetting(
            f"--out {out} would take every brief of the watch list; put {{case}} into it, such as --out {out}/{{case}}"
        )


def assess_watched(asking: Asking, chosen: Chosen, printing: Printing, as_json: bool) -> int:
    """Assess every group of the watch list, each as of the day after its last month.

    asking: country and day narrow the list. One that cannot be answered is told and does not stop the others.
    returns: how many could not be answered.
    """
    from smoulder.assessment.work import work
    from smoulder.desk.watch_choice import Choice, watched_month
    from smoulder.desk.watched_series import watched_series
    from smoulder.reading.groups import load_registry
    from smoulder.series.traps import first_day_after
    from smoulder.series.watch import watch
    from smoulder.store.ledger import open_ledger

    told: list[dict[str, Any]] = []  # Any: JSON
    failed, today = 0, date.today()
    with open_ledger(chosen.ledger) as ledger, progress("Looking at every series") as tell:
        base = request_of(asking, chosen, ledger.pressure.calendar(), today)
        registry = load_registry(base.own)
        place = None if asking.country is None else registry.country(asking.country)
        choice = Choice(place, False, chosen.settings)
        month = watched_month(None if asking.as_of is None else str(asking.as_of), today)
        series, about = watched_series(choice, chosen.events, registry)
        found = watch(series, month, chosen.settings, about)
        rows = [row for row in choice.rows(found) if row.group_id >= 0]
        for number, row in enumerate(rows, start=1):
            day = first_day_after(row.last)
            request = replace(base, group=str(row.group_id), country=row.country, as_of=day)

            def note(words: str, number: int = number, name: str = f"{row.group}, {row.country}") -> None:
                tell(f"{number} of {len(rows)}: {name}: {words}")

            entry = {"group": row.group, "country": row.country, "as_of": str(day)}
            try:
                worked = work(
                    replace(request, progress=note), ledger, now=datetime.now(UTC), label=asking.label
                )
                done = Done(worked, write_forms(worked, chosen, printing))
            except SmoulderError as reason:
                failed += 1
                told.append(entry | {"error": str(reason)})
                continue
            told.append(
                entry | _entry(done.worked.kept.case_id, done.worked.assessment, str(done.written.main))
            )
    if as_json:
        print(dumps(told, ensure_ascii=False, indent=2))
    else:
        print(_words(told))
    say(f"{len(told) - failed} of {len(told)} assessed.")
    return failed


def _entry(case_id: str, answer: Assessment, page: str) -> dict[str, Any]:  # Any: JSON
    moved = answer.moved
    return {
        "id": case_id,
        "comeback": {str(horizon): round(one.value, 4) for horizon, one in answer.answer.items()},
        "words": {str(horizon): words for horizon, words in answer.words.items()},
        "before": None if moved is None else {str(moved.horizon): round(moved.before, 4)},
        "brief": page,
    }


def _words(told: list[dict[str, Any]]) -> str:  # Any: JSON
    rows = []
    for one in told:
        if "error" in one:
            rows.append([one["group"], one["country"], one["as_of"], "-", one["error"]])
            continue
        horizon = "12" if "12" in one["comeback"] else next(iter(one["comeback"]), "")
        chance = f"{one['comeback'][horizon]:.0%} within {horizon} months" if horizon else "no lull"
        rows.append([one["group"], one["country"], one["as_of"], chance.replace("%", " %"), one["id"]])
    return table(("group", "country", "as of", "comeback", "case"), rows)
