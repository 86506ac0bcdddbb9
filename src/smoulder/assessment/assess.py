"""From a request to the whole answer: the order in which everything is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from smoulder import __version__
from smoulder.assessment.branches import Ahead
from smoulder.assessment.comeback import ask_comeback, learnt_from
from smoulder.assessment.confidence import judge_confidence
from smoulder.assessment.ground import (
    Ground,
    countries_with_rows,
    covered_share,
    find_ground,
    find_signs,
    undecidable_horizons,
)
from smoulder.assessment.judge import Judgement, Matter, judge
from smoulder.assessment.outlook import what_would_change
from smoulder.assessment.past_departures import IRAQ, name_cases
from smoulder.assessment.pressing import pressing_of_readings
from smoulder.assessment.question import HORIZONS, question_of
from smoulder.assessment.running_lull import past_lulls, quiet_years, running_lull
from smoulder.assessment.subject import Request, Subject, choose_subject
from smoulder.assessment.summary import (
    choose_horizon,
    headline_in_lull,
    headline_outside,
    model_reason,
    not_known,
    rests_on,
    what_came_later,
)
from smoulder.assessment.weighing import draft_from_readings
from smoulder.assessment.wording import probability_word
from smoulder.models.rates.describe import describe_rates
from smoulder.models.rates.episode_rate import episode_rates
from smoulder.models.rates.past_episodes import find_ended
from smoulder.reading.background import data_use, load_episodes
from smoulder.reading.fixes import apply_fixes, fix_report
from smoulder.reading.groups import load_registry
from smoulder.reading.holdings import load_whole_years
from smoulder.reading.read import read_many
from smoulder.reading.scales import load_scale
from smoulder.records.case import Assessment, DataUse, Question
from smoulder.records.case_file import CaseFile
from smoulder.records.learnt import LearntFrom
from smoulder.records.month import month_text
from smoulder.records.rates import EpisodeRate
from smoulder.records.series import Lull
from smoulder.records.settings import Settings
from smoulder.records.situation import LullView, YearPoint
from smoulder.records.statement import Reading

ISLAMIC_STATE = 234

__all__ = ["Request", "answer", "assess", "find_subject", "read_reports"]


def assess(request: Request) -> Assessment:
    """Answer one question from reports, from data alone, or from both.

    returns: the whole answer; a group in no lull gets its state, months and past lulls, no tree.
    raises:  SmoulderError with one line that says what is wrong, where, and what to do.
    """
    readings = read_reports(request)
    return answer(request, readings, find_subject(request, readings))


def read_reports(request: Request) -> tuple[Reading, ...]:
    """What the reader takes from the reports, with the corrections that were made of it."""
    if not request.reports:
        return ()
    request.progress("Reading")
    registry = load_registry(request.own)
    # a corrected day of a report is in force while it is read, because what it tells is dated from it
    reports = [fix_report(report, request.fixes) for report in request.reports]
    return tuple(
        apply_fixes(reading, request.fixes, registry)
        for reading in read_many(reports, registry, request.parser)
    )


def find_subject(request: Request, readings: Sequence[Reading]) -> Subject:
    """Whom and what the question is about, by what was given and by what was read.

    raises: NoGroup, NoCountry or PersonGiven, each with what to do.
    """
    return choose_subject(request, readings, load_registry(request.own), countries_with_rows(request.counts))


def answer(request: Request, readings: Sequence[Reading], subject: Subject) -> Assessment:
    """Answer the question about a subject from what was read.

    readings: a report that is dated after the as-of day, or that does not stand as read in the case, is left out.
    """
    request.progress("Looking up the months")
    rng = np.random.default_rng(request.settings.seed)
    ground = find_ground(subject, request, rng)
    seen, left = seen_readings(readings, request.file, subject.as_of)
    ground = replace(ground, notes=(*ground.notes, *left))
    if ground.standing.situation.state in ("quiet", "subdued"):
        request.progress("Counting past lulls and weighing the evidence")
        return _answer_lull(ground, request, seen, rng)
    return _answer_outside(ground, request, seen)


def seen_readings(
    readings: Sequence[Reading], file: CaseFile, as_of: date
) -> tuple[tuple[Reading, ...], tuple[str, ...]]:
    """The readings that the question may see, and a sentence on each that it may not."""
    seen, left = [], []
    for reading in readings:
        report = reading.report
        put = file.reports.get(report.sha256)
        if put is not None and put.status != "read":
            left.append(f"Report {report.name} gives no evidence: it is marked {put.status}.")
        elif report.published is not None and report.published > as_of:
            left.append(
                f"Report {report.name} of {report.published} is later than the as-of day and is not used."
            )
        else:
            seen.append(reading)
    return tuple(seen), tuple(left)


def _answer_lull(
    ground: Ground, request: Request, readings: Sequence[Reading], rng: np.random.Generator
) -> Assessment:
    standing = ground.standing
    situation = standing.situation
    question = question_of(ground, request)
    found, learnt = _judge(ground, request, readings, question, rng)
    undecidable = undecidable_horizons(ground, HORIZONS)
    rates = describe_rates(found.rate, HORIZONS, situation.unseen, undecidable)
    scale = load_scale()
    # a horizon that later rows cannot decide gets no answer, unless none can be decided
    asked = [one for one in HORIZONS if one not in undecidable] or list(HORIZONS)
    chances = {one: found.answer[one] for one in asked}
    words = {one: probability_word(chance.value, scale) for one, chance in chances.items()}
    horizon = choose_horizon(HORIZONS, undecidable)
    by_year, note = _episodes(ground, request.settings, rng)
    leaves: dict[str, str] = {one.id: one.words for one in found.hypotheses}
    return _shared(ground, request, readings, question).model_copy(
        update={
            "rates": rates,
            "stack": {one: found.stack[one] for one in asked},
            "learnt": learnt,
            "episodes": by_year,
            "episodes_note": note,
            "hypotheses": found.hypotheses,
            "evidence": found.evidence,
            "answer": chances,
            "major": {one: found.major[one] for one in asked},
            "words": words,
            "branches": found.branches,
            "sensitivity": found.sensitivity,
            "confidence": judge_confidence(situation, rates, found.evidence, found.conflict),
            "headline": headline_in_lull(
                question, horizon, chances[horizon], words[horizon], rates, situation.unseen
            ),
            "rests_on": rests_on(
                rates,
                model_reason(found.stack[horizon], learnt, horizon),
                horizon,
                found.evidence,
                found.hypotheses,
                standing.bridge,
                situation,
            ),
            "would_change": what_would_change(question, found.sensitivity, found.evidence, leaves),
            "not_known": not_known(situation, undecidable, standing.bridge, True),
        }
    )


def _judge(
    ground: Ground,
    request: Request,
    readings: Sequence[Reading],
    question: Question,
    rng: np.random.Generator,
) -> tuple[Judgement, LearntFrom]:
    subject, standing, settings = ground.subject, ground.standing, request.settings
    iraq = [row for row in load_whole_years(ISLAMIC_STATE, IRAQ) if row.where == IRAQ]
    departures = name_cases(
        ground.counts.series(ISLAMIC_STATE, IRAQ), iraq, subject.as_of, ground.end, settings
    )
    late = standing.situation.unseen
    asked = ask_comeback(ground, settings, request.own, max(HORIZONS) + late, rng, request.folder)
    matter = Matter(
        comeback=asked.forecast,
        panel=past_lulls(ground, settings, request.own),
        case=running_lull(ground, "give an --as-of in a lull"),
        episodes=load_episodes(),
        seen_year=(ground.end + 1) // 12 - 1,
        drafts=[
            *draft_from_readings(readings, covered_share(ground)),
            *find_signs(ground, standing.lulls[-1]),
        ],
        horizons=HORIZONS,
        late=late,
        departures=departures,
        pressing=pressing_of_readings(
            question, readings, load_registry(request.own), Ahead(HORIZONS, late), request.record
        ),
        always_major=question.major_line == question.line,
    )
    return judge(matter, rng), learnt_from(asked, HORIZONS, late)


def _answer_outside(ground: Ground, request: Request, readings: Sequence[Reading]) -> Assessment:
    return _shared(ground, request, readings, question_of(ground, request))


def _shared(ground: Ground, request: Request, readings: Sequence[Reading], question: Question) -> Assessment:
    """The part of the answer that every state has."""
    subject, standing = ground.subject, ground.standing
    situation = standing.situation.model_copy(update={"notes": ground.notes})
    used = {row.year for row in standing.rows}
    return Assessment(
        smoulder_version=__version__,
        question=question,
        group=subject.group,
        chosen=subject.chosen,
        situation=situation,
        months=standing.points,
        years=tuple(
            YearPoint(
                year=row.year,
                kind=row.kind,
                where=row.where,
                deaths=row.deaths,
                source=row.source,
                used=row.year in used and row.kind == (standing.bridge.kind if standing.bridge else ""),
            )
            for row in ground.years
            if row.year * 12 + 11 <= ground.end
        ),
        bridge=standing.bridge,
        lulls=tuple(_view(lull) for lull in standing.lulls),
        confidence=judge_confidence(situation, None, (), 0.0),
        headline=headline_outside(question, situation, standing.lulls),
        rests_on=rests_on(None, None, HORIZONS[0], (), (), standing.bridge, situation),
        would_change=(),
        not_known=not_known(situation, {}, standing.bridge, False),
        hindsight=what_came_later(ground.series, ground.years, ground.end),
        readings=tuple(readings),
        data=_data(ground),
        settings=_settings(ground, request),
        seed=request.settings.seed,
    )


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


def _data(ground: Ground) -> tuple[DataUse, ...]:
    """All sources, with the vintage that this series has where it is by country."""
    own = f"{ground.series.vintage} ({ground.subject.country})" if ground.series.vintage else ""
    shipped = (
        one.model_copy(update={"vintage": own}) if one.name == "UCDP GED" and own else one
        for one in data_use()
    )
    releases = sorted({f"{one.source} {one.vintage}" for one in ground.counts.coverage()})
    if not releases:
        return tuple(shipped)
    loaded = DataUse(
        name="Loaded events",
        licence="as each source gives it; not passed on",
        citation="the user's own event store",
        vintage=", ".join(releases),
        what="events of the user's data folder, laid over the figures that ship",
    )
    return (*shipped, loaded)


def _view(lull: Lull) -> LullView:
    until = lull.last if lull.ended is None else lull.ended
    return LullView(
        known=month_text(lull.known),
        began=month_text(lull.began),
        peak=round(lull.peak, 1),
        lowest=round(lull.lowest, 1),
        ended=None if lull.ended is None else month_text(lull.ended),
        end=lull.end,
        months=until - lull.known,
    )


def _settings(ground: Ground, request: Request) -> dict[str, float | int | str]:
    values: dict[str, float | int | str] = dict(request.settings.model_dump())
    values["mode"] = request.mode
    if request.own:
        values["own_groups"] = request.own.digest()
    subject = ground.subject
    record = request.record.known_by(subject.as_of).on(subject.group.group_id, subject.country)
    if record.entries:
        values["pressure"] = record.digest()
    return values
