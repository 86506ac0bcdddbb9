"""Branches of one case, from the comeback model and the count model: what `smoulder scenario` answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from smoulder import __version__
from smoulder.assessment.branches import Ahead, draw_branches, press
from smoulder.assessment.chance import chances_at
from smoulder.assessment.comeback import ask_comeback, learnt_from
from smoulder.assessment.count_paths import draw_paths
from smoulder.assessment.ground import Ground, find_ground, undecidable_horizons
from smoulder.assessment.pressing import find_pressing, judge_branches, rules_in_words
from smoulder.assessment.running_lull import running_lull
from smoulder.assessment.subject import Request, Subject
from smoulder.assessment.summary import cannot_words
from smoulder.reading.groups import load_registry
from smoulder.reading.own_groups import OwnGroups
from smoulder.records.calendar import Calendar
from smoulder.records.case import Question
from smoulder.records.month import month_text
from smoulder.records.pressure import PressureKind
from smoulder.records.scenario import Scenario
from smoulder.records.settings import Settings
from smoulder.store.counts import Counts

HORIZONS = (6, 12, 24, 36)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked.

    record:    the pressure on record, later than the as-of day too; only `judge` looks at what is later.
    calendars: a branch each, by name; empty for stays, eases and comes off.
    folder:    where a fitted comeback model is kept; None to keep it in memory.
    """

    case: str
    question: Question
    record: Calendar = field(default_factory=Calendar)
    calendars: Mapping[str, Calendar] = field(default_factory=dict)
    kind: PressureKind | None = None
    horizons: tuple[int, ...] = HORIZONS
    judge: bool = False
    settings: Settings = field(default_factory=Settings)
    counts: Counts = field(default_factory=Counts)
    own: OwnGroups = field(default_factory=OwnGroups)
    folder: Path | None = None
    progress: Callable[[str], None] = lambda _: None


def make_scenario(asked: Asked) -> Scenario:
    """Say how likely a comeback is on each branch of a case, and how many deaths the group would inflict.

    returns: at each horizon that is asked for, with a note on each that later rows cannot decide, and that an answer
             of the case leaves out for that.
    raises: NoLulls where the group is in no lull; BadSetting where a calendar says nothing of its pressure.
    """
    question, rng = asked.question, np.random.default_rng(asked.settings.seed)
    asked.progress("Looking up the months")
    ground = _ground(asked, rng)
    running_lull(ground, "assess it as of a day in a lull")
    ahead = Ahead(asked.horizons, ground.standing.situation.unseen)
    pressing = find_pressing(question, asked.record, ahead, asked.kind, asked.calendars)
    asked.progress("Asking the comeback model")
    asked_of = ask_comeback(ground, asked.settings, asked.own, max(ahead.reach), rng, asked.folder)
    found, line = asked_of.forecast, asked_of.line
    asked.progress("Drawing deaths")
    paths, counted = draw_paths(ground, asked.counts.all_series(), max(ahead.reach), line, rng)
    asked.progress("Comparing the branches")
    pressed = press(pressing, found.draws.shape, rng)
    branches = draw_branches(found.draws, found.major_draws, pressing, ahead, (), found.lulls, pressed, paths)
    return Scenario(
        smoulder_version=__version__,
        case=asked.case,
        question=question,
        horizons=asked.horizons,
        seen_to=month_text(ground.standing.seen_to),
        late=ahead.late,
        branches=branches,
        stack=chances_at(found.draws, ahead.horizons, ahead.late, "estimated", found.lulls, "comeback"),
        learnt=learnt_from(asked_of, ahead.horizons, ahead.late),
        counts=counted,
        rules=rules_in_words(pressing.plans, question.as_of),
        verdicts=judge_branches(pressing, question, asked.record, asked.horizons) if asked.judge else (),
        notes=(*ground.notes, *cannot_words(undecidable_horizons(ground, asked.horizons))),
        vintage=ground.series.vintage,
        seed=asked.settings.seed,
    )


def _ground(asked: Asked, rng: np.random.Generator) -> Ground:
    question = asked.question
    group = load_registry(asked.own).group(question.group_id)
    request = Request(
        reports=(),
        group=group.name,
        country=question.country,
        as_of=question.as_of,
        today=question.as_of,
        mode=question.mode,
        settings=asked.settings,
        counts=asked.counts,
        own=asked.own,
    )
    return find_ground(Subject(group, question.country, question.as_of, "given"), request, rng)
