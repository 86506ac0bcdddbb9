"""From a request to the whole answer: the order in which everything is done."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from smoulder import __version__
from smoulder.assessment.basis import Basis, draft_items, find_basis, seen_readings, stands
from smoulder.assessment.confidence import judge_confidence
from smoulder.assessment.footing import Footing
from smoulder.assessment.ground import (
    Ground,
    countries_with_rows,
    find_ground,
)
from smoulder.assessment.indicators import indicators
from smoulder.assessment.judge import judge
from smoulder.assessment.outlook import what_would_change
from smoulder.assessment.places import place_events
from smoulder.assessment.question import HORIZONS, question_of
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
from smoulder.assessment.timeline import timeline
from smoulder.assessment.wording import probability_word
from smoulder.reading.background import data_use
from smoulder.reading.fixes import apply_fixes, fix_report
from smoulder.reading.groups import load_registry
from smoulder.reading.read import read_many
from smoulder.reading.scales import load_scale
from smoulder.records.case import Assessment, DataUse, Reason
from smoulder.records.learnt import LearntFrom
from smoulder.records.month import month_text
from smoulder.records.rates import RateClass
from smoulder.records.series import Lull
from smoulder.records.situation import LullView, YearPoint
from smoulder.records.statement import Reading
from smoulder.records.timeline import TimelineMark

__all__ = [
    "Request",
    "answer",
    "answer_on",
    "assess",
    "find_basis",
    "find_subject",
    "picture",
    "read_reports",
]


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
    return choose_subject(request, readings, load_registry(request.own), countries_with_rows(request))


def answer(request: Request, readings: Sequence[Reading], subject: Subject) -> Assessment:
    """Answer the question about a subject from what was read.

    readings: a report that is dated after the as-of day, or that does not stand as read in the case, is left out.
    """
    return answer_on(find_basis(request, readings, subject), request, readings)


def picture(request: Request, subject: Subject) -> Assessment:
    """What the data and the calendar say of a group in a country on a day, without an answer to a question.

    returns: months, lulls, places, indicators and what pressed; no tree and no chance, whether it is in a lull or not.
    raises:  NoData if no row of it is there by then.
    """
    ground = find_ground(subject, request, np.random.default_rng(request.settings.seed))
    return answer_on(Basis(ground, question_of(ground, request)), request, ())


def answer_on(basis: Basis, request: Request, readings: Sequence[Reading]) -> Assessment:
    """The answer on a basis that was looked up before, with the evidence of the readings and of the case."""
    seen, left = seen_readings(readings, request.file, basis.ground.subject.as_of)
    shared = _shared(basis, request, seen, left)
    if basis.footing is not None and basis.rates is not None and basis.learnt is not None:
        judged = _judged(basis, basis.footing, basis.rates, basis.learnt, request, seen)
        shared = shared.model_copy(update=judged)
    return shared.model_copy(update={"timeline": _timeline(shared, request, seen)})


def _timeline(found: Assessment, request: Request, seen: Sequence[Reading]) -> tuple[TimelineMark, ...]:
    standing = [one for one in seen if stands(one, request.file)]
    registry = load_registry(request.own)
    return timeline(found.question, request.record, found.evidence, seen, standing, registry)


def _judged(
    basis: Basis,
    footing: Footing,
    rates: RateClass,
    learnt: LearntFrom,
    request: Request,
    readings: Sequence[Reading],
) -> dict[str, object]:
    """The part of an answer that a group in a lull has."""
    ground, question, undecidable = basis.ground, basis.question, basis.undecidable
    situation = ground.standing.situation
    found = judge(footing, draft_items(basis, request, readings))
    scale = load_scale()
    chances = found.answer
    words = {one: probability_word(chance.value, scale) for one, chance in chances.items()}
    horizon = choose_horizon(HORIZONS, undecidable)
    leaves: dict[str, str] = {one.id: one.words for one in found.hypotheses}
    return {
        "rates": rates,
        "stack": found.stack,
        "learnt": learnt,
        "episodes": basis.episodes,
        "episodes_note": basis.episodes_note,
        "hypotheses": found.hypotheses,
        "evidence": found.evidence,
        "answer": chances,
        "major": found.major,
        "words": words,
        "branches": found.branches,
        "sensitivity": found.sensitivity,
        "confidence": judge_confidence(situation, rates, found.evidence, found.conflict, learnt, horizon),
        "headline": headline_in_lull(
            question, horizon, chances[horizon], words[horizon], rates, situation.unseen
        ),
        "rests_on": rests_on(
            rates,
            model_reason(found.stack[horizon], learnt, horizon),
            horizon,
            found.evidence,
            found.hypotheses,
            ground.standing.bridge,
            situation,
        ),
        "would_change": what_would_change(question, found.sensitivity, found.evidence, leaves),
        **_open(not_known(situation, undecidable, ground.standing.bridge, True)),
    }


def _open(found: tuple[Reason, ...]) -> dict[str, object]:
    return {
        "not_known": tuple(one.words for one in found),
        "not_known_at": tuple(one.anchor for one in found),
    }


def _shared(basis: Basis, request: Request, readings: Sequence[Reading], left: Sequence[str]) -> Assessment:
    """The part of the answer that every state has."""
    ground, question = basis.ground, basis.question
    subject, standing = ground.subject, ground.standing
    situation = standing.situation.model_copy(update={"notes": (*ground.notes, *left)})
    used = {row.year for row in standing.rows}
    unknown = not_known(situation, {}, standing.bridge, False)
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
        lulls=tuple(view_lull(lull) for lull in standing.lulls),
        indicators=indicators(ground, request.settings),
        places=place_events(ground, request.settings),
        confidence=judge_confidence(situation, None, (), 0.0),
        headline=headline_outside(question, situation, standing.lulls),
        rests_on=rests_on(None, None, HORIZONS[0], (), (), standing.bridge, situation),
        would_change=(),
        not_known=tuple(one.words for one in unknown),
        not_known_at=tuple(one.anchor for one in unknown),
        hindsight=what_came_later(ground.series, ground.years, ground.end),
        readings=tuple(readings),
        data=_data(ground),
        settings=_settings(ground, request),
        seed=request.settings.seed,
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


def view_lull(lull: Lull) -> LullView:
    """A lull as an answer shows it."""
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
