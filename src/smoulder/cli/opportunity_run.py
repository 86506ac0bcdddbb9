"""One run of `smoulder opportunity`: the case, its months, and the test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from smoulder.records.errors import BadDate
from smoulder.records.month import parse_day

if TYPE_CHECKING:
    from smoulder.desk.chosen import Chosen
    from smoulder.models.opportunity.window import Window
    from smoulder.reading.panels import GroupCount
    from smoulder.records.case import Question
    from smoulder.records.opportunity import OpportunityResult
    from smoulder.records.series import Series
    from smoulder.records.settings import Settings


@dataclass(frozen=True, slots=True)
class Asking:
    """The options of one run, as they were given."""

    case: str
    window: Window
    kind: str
    measure: GroupCount
    placebos: int
    data: Path | None
    settings: Path | None


def day_of(text: str, option: str) -> date:
    """A day written YYYY-MM-DD.

    raises: BadDate with the option.
    """
    if len(text) == len("2019-10"):
        raise BadDate(f"{option} {text!r} is a month; write a day, such as {text}-01")
    try:
        return parse_day(text)
    except BadDate as reason:
        raise BadDate(f"{option} {reason}") from reason


def make_test(asking: Asking, tell: Callable[[str], None]) -> OpportunityResult:
    """Look the case up, load its months as they may be seen on the day that it stands at, and make the test.

    raises: NoCase, BadSetting, BadDate or NoData for what cannot be met.
    """
    from smoulder.assessment.subject import data_end
    from smoulder.cli.settings import choose_settings
    from smoulder.desk.chosen import as_answered
    from smoulder.desk.question_now import question_now
    from smoulder.models.opportunity.departures import with_past
    from smoulder.models.opportunity.evidence import Asked, window_evidence
    from smoulder.models.opportunity.instead import what_instead
    from smoulder.models.opportunity.kinds import choose_kind
    from smoulder.models.opportunity.matter import find_matter
    from smoulder.reading.holdings import load_whole_years
    from smoulder.store.ledger import open_ledger

    chosen = choose_settings({}, file=asking.settings, data=asking.data)
    kind = choose_kind(asking.kind)
    with open_ledger(chosen.ledger) as ledger:
        case = ledger.case(asking.case)
        answers = ledger.answers(case.id)
        question = question_now(case, ledger.file(case.id), answers)
    settings = as_answered(answers, chosen.settings)
    series, notes, vintage = months_of(question, chosen, settings.chains)
    to = data_end(question.as_of, question.mode)
    matter = find_matter(series, question.group_id, question.country, asking.measure, to)
    tell("Testing the window, and others beside it")
    kind, learnt = with_past(kind, question.as_of, (question.group_id, question.country))
    asked = Asked(
        question.group_id,
        question.group,
        question.country,
        question.as_of,
        settings.seed,
        asking.placebos,
    )
    found = window_evidence(asked, matter, asking.window, kind)
    instead: tuple[str, ...] = ()
    if not found.covered:
        every = load_whole_years(question.group_id, question.country)
        years = [row for row in every if row.where == question.country]
        name = f"{question.group} in {question.country}"
        instead = what_instead(matter, asking.window, years, to, name)
    outside = outside_lull(series[0], to, asking.window, settings)
    moved = ""
    if question.as_of != case.as_of:
        moved = f"Asked as of {question.as_of}, the day to which the case has moved."
    more = tuple(one for one in (outside, learnt, moved) if one)
    return found.model_copy(
        update={"notes": (*found.notes, *notes, *more), "instead": instead, "vintage": vintage}
    )


def outside_lull(own: Series, to: int, window: Window, settings: Settings) -> str:
    """A warning where the window does not lie in the lull that the case asks about; else nothing.

    own: the group's series; to: the last month that may be seen.
    """
    from smoulder.records.month import month_text
    from smoulder.series.lull import find_lulls
    from smoulder.series.situation import cut_series

    lulls = find_lulls(cut_series(own, to), settings) if own.first <= to else []
    if not lulls or lulls[-1].end != "open":
        return "The group is in no lull on the as-of day: what it did says nothing of patience in one."
    began = lulls[-1].began
    if int(window.months[0]) >= began:
        return ""
    return (
        f"The lull began {month_text(began)}, after the window does: what the group did then speaks of the group "
        "as it was when it fought, not of the lull."
    )


def months_of(question: Question, chosen: Chosen, chains: str) -> tuple[list[Series], tuple[str, ...], str]:
    """The series of all groups as the question may see them, its own with its chains; notes; the vintage.

    raises: NoData if the group has no months there.
    """
    from smoulder.reading.groups import load_registry
    from smoulder.reading.own_groups import read_own_groups
    from smoulder.series.chain import follow_chains
    from smoulder.store.counts import Counts
    from smoulder.store.events import Asked, open_events

    counts = Counts(open_events(chosen.events), Asked(mode=question.mode, as_of=question.as_of))
    own = counts.series(question.group_id, question.country)
    links = load_registry(read_own_groups(chosen.data)).group(question.group_id).links
    joined, notes = follow_chains(
        own,
        links,
        counts.series,
        question.as_of,
        "apart" if chains == "apart" else "joined",
    )
    others = [
        one
        for one in counts.all_series()
        if (one.group_id, one.country) != (question.group_id, question.country)
    ]
    return [joined, *others], notes, joined.vintage
