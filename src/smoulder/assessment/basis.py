"""All that an answer rests on beside the items of evidence, and the items themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from smoulder.assessment.branches import Ahead
from smoulder.assessment.case_items import lay_items
from smoulder.assessment.comeback import Comeback, ask_comeback, learnt_from
from smoulder.assessment.footing import Footing, Matter, find_footing
from smoulder.assessment.ground import Ground, decidable, find_ground, find_signs, undecidable_horizons
from smoulder.assessment.once import WINDOW, count_once, months_used, windows_of
from smoulder.assessment.past_departures import IRAQ, name_cases
from smoulder.assessment.pressing import pressing_of_readings
from smoulder.assessment.question import HORIZONS, question_of
from smoulder.assessment.running_lull import past_lulls, quiet_years, running_lull
from smoulder.assessment.subject import Request, Subject
from smoulder.assessment.weighing import Draft, draft_from_readings
from smoulder.models.rates.describe import describe_rates
from smoulder.models.rates.episode_rate import episode_rates
from smoulder.models.rates.past_episodes import find_ended
from smoulder.reading.background import load_episodes
from smoulder.reading.groups import load_registry
from smoulder.reading.holdings import load_whole_years
from smoulder.records.case import Question
from smoulder.records.case_file import CaseFile
from smoulder.records.learnt import LearntFrom
from smoulder.records.month import month_index, month_text
from smoulder.records.rates import EpisodeRate, RateClass
from smoulder.records.settings import Settings
from smoulder.records.statement import Reading

ISLAMIC_STATE = 234


class OtherWindow(ValueError):
    """A window is brought as evidence that the basis was not looked up with, so that it wants to be looked up anew."""


@dataclass(frozen=True, slots=True)
class Basis:
    """All that an answer rests on beside the items of evidence.

    signs:   items that the data themselves give.
    window:  first month of the windows that are brought as evidence, None without any; the comeback model saw
             nothing from there on.
    footing: None where the group is in no lull; so are `learnt` and `rates`.
    """

    ground: Ground
    question: Question
    signs: tuple[Draft, ...] = ()
    window: int | None = None
    footing: Footing | None = None
    learnt: LearntFrom | None = None
    rates: RateClass | None = None
    undecidable: dict[int, str] = field(default_factory=dict)
    episodes: tuple[EpisodeRate, ...] = ()
    episodes_note: str = ""


def find_basis(request: Request, readings: Sequence[Reading], subject: Subject) -> Basis:
    """Look up everything that the answer rests on, which new items of evidence leave as it is.

    readings: they tell of the pressure where nothing of it is on record.
    """
    request.progress("Looking up the months")
    rng = np.random.default_rng(request.settings.seed)
    ground = find_ground(subject, request, rng)
    question = question_of(ground, request)
    if ground.standing.situation.state not in ("quiet", "subdued"):
        return Basis(ground, question)
    request.progress("Counting past lulls and weighing the evidence")
    seen, _ = seen_readings(readings, request.file, subject.as_of)
    signs = tuple(find_signs(ground, ground.standing.lulls[-1]))
    window = windows_of(_lay(ground, signs, request, seen))
    late = ground.standing.situation.unseen
    undecidable = undecidable_horizons(ground, HORIZONS)
    horizons = decidable(HORIZONS, undecidable)
    asked, footing = _footing(ground, window, request, seen, question, horizons, rng)
    by_year, note = _episodes(ground, request.settings, rng)
    if window is not None:
        note_ = (
            f"The comeback model saw no month from {month_text(window)} on: a test brings them as evidence."
        )
        ground = replace(ground, notes=(*ground.notes, note_))
    return Basis(
        ground=ground,
        question=question,
        signs=signs,
        window=window,
        footing=footing,
        learnt=learnt_from(asked, horizons, late),
        rates=describe_rates(footing.rate, HORIZONS, late, undecidable),
        undecidable=undecidable,
        episodes=by_year,
        episodes_note=note,
    )


def draft_items(basis: Basis, request: Request, readings: Sequence[Reading]) -> list[Draft]:
    """The items of evidence: of reports, of the data, and of analysts; each month and each indicator once.

    raises: OtherWindow where a window is brought that the basis was not looked up with.
    """
    standing = basis.ground.standing
    laid = _lay(basis.ground, basis.signs, request, readings)
    if windows_of(laid) != basis.window:
        raise OtherWindow("the evidence brings another window than the comeback model was asked beside")
    until = standing.seen_to if basis.window is None else basis.window - 1
    return count_once(laid, months_used(standing.cut, standing.carried, until))


def _lay(
    ground: Ground, signs: Sequence[Draft], request: Request, readings: Sequence[Reading]
) -> list[Draft]:
    """All items, before each month is counted once; those that the question may not see are left out."""
    found = [*draft_from_readings(readings, ground.subject.as_of), *signs]
    laid = lay_items(found, request.file, request.grades, readings)
    return [replace(one, left_out=why) if (why := _out_of_time(one, ground)) else one for one in laid]


def _out_of_time(draft: Draft, ground: Ground) -> str:
    """Why an item says nothing for the months it rests on; '' where they are as they should be."""
    if draft.months is None or draft.left_out:
        return ""
    known = ground.standing.lulls[-1].known
    if draft.kind == WINDOW and month_index(draft.months[0]) <= known:
        return f"the window opened before the lull was known, in {month_text(known)}"
    if draft.entered_by and month_index(draft.months[1]) > ground.to:
        return f"it rests on months up to {draft.months[1]}, and the question sees none after {month_text(ground.to)}"
    return ""


def seen_readings(
    readings: Sequence[Reading], file: CaseFile, as_of: date
) -> tuple[tuple[Reading, ...], tuple[str, ...]]:
    """The readings that the question may see, and a sentence on each that it may not."""
    seen, left = [], []
    for reading in readings:
        report = reading.report
        put = file.reports.get(report.sha256)
        if report.published is not None and report.published > as_of:
            left.append(
                f"Report {report.name} of {report.published} is later than the as-of day and is not used."
            )
            continue
        if put is not None and put.status != "read":
            left.append(f"Report {report.name} gives no evidence: it is marked {put.status}.")
        seen.append(reading)
    return tuple(seen), tuple(left)


def stands(reading: Reading, file: CaseFile) -> bool:
    """Whether a report gives evidence in the case."""
    put = file.reports.get(reading.report.sha256)
    return put is None or put.status == "read"


def _footing(
    ground: Ground,
    window: int | None,
    request: Request,
    readings: Sequence[Reading],
    question: Question,
    horizons: Sequence[int],
    rng: np.random.Generator,
) -> tuple[Comeback, Footing]:
    subject, standing, settings = ground.subject, ground.standing, request.settings
    iraq = [row for row in load_whole_years(ISLAMIC_STATE, IRAQ) if row.where == IRAQ]
    departures = name_cases(
        ground.counts.series(ISLAMIC_STATE, IRAQ), iraq, subject.as_of, ground.end, settings
    )
    late = standing.situation.unseen
    # a window of months that no row covers takes nothing from the model
    lived = 0 if window is None else max(0, standing.seen_to - (window - 1))
    asked = ask_comeback(ground, settings, request.own, max(HORIZONS) + late, rng, request.folder, lived)
    matter = Matter(
        comeback=asked.forecast,
        panel=past_lulls(ground, settings, request.own),
        case=running_lull(ground, "give an --as-of in a lull"),
        episodes=load_episodes(),
        seen_year=(ground.end + 1) // 12 - 1,
        horizons=horizons,
        late=late,
        departures=departures,
        pressing=pressing_of_readings(
            question,
            [one for one in readings if stands(one, request.file)],
            load_registry(request.own),
            Ahead(HORIZONS, late),
            request.record,
        ),
        always_major=question.major_line == question.line,
        hypotheses=request.file.hypotheses,
        said=request.file.said,
    )
    return asked, find_footing(matter, rng)


def _episodes(
    ground: Ground, settings: Settings, rng: np.random.Generator
) -> tuple[tuple[EpisodeRate, ...], str]:
    """Yearly episodes, where they apply: after at least one full calendar year under the line."""
    situation = ground.standing.situation
    if situation.state != "quiet":
        return (), (
            "Yearly episodes begin when a conflict falls under 25 battle deaths in a calendar year; "
            "this group is above the line, so they do not apply."
        )
    quiet = quiet_years(ground)
    if quiet < 1:
        return (), "No full calendar year of quiet has passed, and yearly episodes start after one."
    seen = (ground.end + 1) // 12 - 1
    ended = find_ended(load_episodes(), quiet, seen)
    return episode_rates(ended, ended, (12, 24), settings.draws, rng), (
        "Conflicts, not groups, and whole years: kept apart from the lulls above and not mixed into the answer."
    )
