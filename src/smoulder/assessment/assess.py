"""From a request to the whole answer: the order in which everything is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from smoulder import __version__
from smoulder.assessment.confidence import judge_confidence
from smoulder.assessment.judge import judge
from smoulder.assessment.outlook import what_would_change
from smoulder.assessment.past_departures import IRAQ, name_cases
from smoulder.assessment.signs import (
    links_in_force,
    sign_of_agreement,
    sign_of_elsewhere,
    sign_of_reporting,
    signs_on_record,
)
from smoulder.assessment.subject import Request, Subject, choose_subject, data_end
from smoulder.assessment.summary import (
    choose_horizon,
    headline_in_lull,
    headline_outside,
    not_known,
    rests_on,
    what_came_later,
)
from smoulder.assessment.weighing import Draft, draft_from_readings
from smoulder.assessment.wording import probability_word
from smoulder.models.base_rate import CaseAt, describe_rates
from smoulder.models.episode_rate import episode_rates
from smoulder.models.past_lulls import build_panel
from smoulder.reading.background import data_use, load_agreements, load_episodes, load_words
from smoulder.reading.figures import load_all_series, load_series, series_countries
from smoulder.reading.groups import load_registry
from smoulder.reading.holdings import known_countries, load_whole_years, victories
from smoulder.reading.read import read
from smoulder.reading.yearly import load_country_months
from smoulder.records.case import Assessment, EpisodeRate, LullView, Question, YearPoint
from smoulder.records.errors import NoCountry, NoData
from smoulder.records.month import last_full_month, month_of, month_text
from smoulder.records.series import Lull, Series, YearRow
from smoulder.records.settings import Settings
from smoulder.records.statement import Reading
from smoulder.series.chain import join_counted_as
from smoulder.series.situation import Standing, cut_series, stand
from smoulder.series.yearly import series_from_years

HORIZONS = (6, 12, 24)
ISLAMIC_STATE = 234
LEAST_MONTHS = 24
"""Monthly series shorter than this give way to yearly rows that reach further back."""

__all__ = ["Request", "assess"]


@dataclass(frozen=True, slots=True)
class Ground:
    """What the answer stands on: the series that was asked for and where it stands."""

    subject: Subject
    series: Series
    years: tuple[YearRow, ...]
    standing: Standing
    to: int
    """Last full month before the as-of day."""
    end: int
    """Last month whose rows may be seen: `to`, or earlier in the mode known-then."""
    notes: tuple[str, ...]


def assess(request: Request) -> Assessment:
    """Answer one question from reports, from data alone, or from both.

    returns: the whole answer; a group in no lull gets its state, months and past lulls, no tree.
    raises:  SmoulderError with one line that says what is wrong, where, and what to do.
    """
    registry = load_registry()
    request.progress("Reading")
    readings = tuple(read(report, registry) for report in request.reports)
    subject = choose_subject(request, readings, registry, known_countries)
    request.progress("Looking up the months")
    rng = np.random.default_rng(request.settings.seed)
    ground = _find_ground(subject, request, rng)
    situation = ground.standing.situation
    if situation.state in ("quiet", "subdued"):
        request.progress("Counting past lulls and weighing the evidence")
        return _answer_lull(ground, request, readings, rng)
    return _answer_outside(ground, request, readings)


def _find_ground(subject: Subject, request: Request, rng: np.random.Generator) -> Ground:
    group, country = subject.group, subject.country
    years = tuple(load_whole_years(group.group_id, country))
    to = last_full_month(subject.as_of)
    end = data_end(subject.as_of, request.mode)
    series = _choose_series(subject, years, end)
    series, notes = join_counted_as(series, group.links, load_series, subject.as_of)
    in_force = links_in_force(group.links, country, subject.as_of)
    notes += tuple(f"{link.since}: {link.note}." for link in in_force)
    since = min((month_of(link.known) for link in in_force if link.kind == "won"), default=None)
    if series.first > end and not any(row.year * 12 + 11 <= end for row in years):
        raise NoData(
            f"{group.name} in {country}: the rows begin {month_text(series.first)}, after {subject.as_of}; "
            "give a later --as-of"
        )
    standing = stand(series, years, end, to, request.settings, rng, since)
    return Ground(subject, series, years, standing, to, end, notes)


def _choose_series(subject: Subject, years: Sequence[YearRow], end: int) -> Series:
    """The monthly series, or yearly rows where the months begin too late or are too few to show a spell."""
    group, country = subject.group, subject.country
    yearly_from = min((row.year * 12 for row in years if row.where == country), default=None)
    try:
        series = load_series(group.group_id, country)
    except NoData:
        return series_from_years(group.group_id, group.name, country, years)
    short = len(series.deaths) < LEAST_MONTHS or series.first > end
    if short and yearly_from is not None and yearly_from < series.first:
        return series_from_years(group.group_id, group.name, country, years)
    return series


def _answer_lull(
    ground: Ground,
    request: Request,
    readings: Sequence[Reading],
    rng: np.random.Generator,
) -> Assessment:
    subject, standing, settings = ground.subject, ground.standing, request.settings
    situation, lull = standing.situation, standing.lulls[-1]
    question = _question(ground, request, lull)
    panel = build_panel(load_all_series(), ground.end, settings, victories(subject.as_of))
    case = CaseAt(
        group_id=subject.group.group_id,
        country=subject.country,
        known=lull.known,
        age=standing.seen_to - lull.known,
        state=situation.state,
        peak=lull.peak,
    )
    episodes = load_episodes()
    years = [row for row in ground.years if row.where == subject.country]
    found = judge(
        panel,
        case,
        episodes,
        (ground.end + 1) // 12 - 1,
        [*draft_from_readings(readings, _covered(ground)), *_signs(ground, lull)],
        HORIZONS,
        situation.unseen,
        name_cases(
            load_series(ISLAMIC_STATE, IRAQ),
            [row for row in load_whole_years(ISLAMIC_STATE, IRAQ) if row.where == IRAQ],
            subject.as_of,
            ground.end,
            settings,
        ),
        rng,
    )
    undecidable = _undecidable(ground, years)
    rates = describe_rates(found.rate, HORIZONS, situation.unseen, undecidable)
    scale = [(low, high, term) for low, high, term, _ in load_words("ICD 203")]
    words = {horizon: probability_word(chance.value, scale) for horizon, chance in found.answer.items()}
    horizon = choose_horizon(HORIZONS, undecidable)
    rates_by_year, note = _episodes(ground, rng)
    return _shared(ground, request, readings, question).model_copy(
        update={
            "rates": rates,
            "episodes": rates_by_year,
            "episodes_note": note,
            "hypotheses": found.hypotheses,
            "evidence": found.evidence,
            "answer": found.answer,
            "major": found.major,
            "words": words,
            "branches": found.branches,
            "confidence": judge_confidence(situation, rates, found.evidence, found.conflict),
            "headline": headline_in_lull(
                question, situation, horizon, found.answer[horizon], words[horizon], rates
            ),
            "rests_on": rests_on(
                rates, horizon, found.evidence, found.hypotheses, standing.bridge, situation
            ),
            "would_change": what_would_change(
                question, found.posterior, found.evidence, {one.id: one.words for one in found.hypotheses}
            ),
            "not_known": not_known(situation, undecidable, standing.bridge, True),
        }
    )


def _answer_outside(ground: Ground, request: Request, readings: Sequence[Reading]) -> Assessment:
    return _shared(ground, request, readings, _question(ground, request, None))


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
        rests_on=rests_on(None, HORIZONS[0], (), (), standing.bridge, situation),
        would_change=(),
        not_known=not_known(situation, {}, standing.bridge, False),
        hindsight=what_came_later(ground.series, ground.years, ground.end),
        readings=tuple(readings),
        data=data_use(),
        settings=_settings(request.settings, request.mode),
        seed=request.settings.seed,
    )


def _question(ground: Ground, request: Request, lull: Lull | None) -> Question:
    subject = ground.subject
    settings = request.settings
    line = settings.comeback_line(lull.lowest) if lull is not None else None
    return Question(
        group_id=subject.group.group_id,
        group=subject.group.name,
        country=subject.country,
        as_of=subject.as_of,
        mode=request.mode,
        measure=ground.series.measure,
        horizons=HORIZONS,
        peak=lull.peak if lull else None,
        lowest=lull.lowest if lull else None,
        line=line,
        major_line=max(line, lull.peak / 2) if lull is not None and line is not None else None,
    )


def _covered(ground: Ground) -> float:
    """Share of the twelve months before the as-of day that monthly rows hold."""
    return float(np.clip((12 - ground.standing.situation.stale) / 12, 0.0, 1.0))


def _signs(ground: Ground, lull: Lull) -> list[Draft]:
    """What the data themselves say, apart from the months the comeback model has used."""
    subject, to = ground.subject, ground.end
    links = subject.group.links
    found: list[Draft | None] = list(signs_on_record(links, subject.country, lull.began, subject.as_of))
    try:
        own = cut_series(load_series(subject.group.group_id, subject.country, "state-based"), to)
        found.append(sign_of_reporting(*load_country_months(subject.country), own, lull.began, to))
    except (NoData, NoCountry):
        pass  # without both there is nothing to compare, and no item
    others = [
        cut_series(load_series(subject.group.group_id, country), to)
        for country in series_countries(subject.group.group_id)
        if country != subject.country
    ]
    found.append(sign_of_elsewhere(subject.group, others, subject.country, lull.began, to))
    signed = load_agreements(subject.group.group_id, subject.country)
    found.append(sign_of_agreement(links, subject.country, signed, subject.as_of))
    return [draft for draft in found if draft is not None]


def _episodes(ground: Ground, rng: np.random.Generator) -> tuple[tuple[EpisodeRate, ...], str]:
    """Yearly episodes, where they apply: after at least one full calendar year under the line."""
    situation = ground.standing.situation
    if situation.state != "quiet":
        return (), (
            "Yearly episodes begin when a conflict falls under 25 battle deaths in a calendar year; "
            "this group is above the line, so they do not apply."
        )
    began = ground.standing.lulls[-1].began
    quiet = max(0, ground.standing.seen_to // 12 - (began // 12 + 1))
    quiet = quiet + 1 if ground.standing.seen_to % 12 == 11 else quiet
    if quiet < 1:
        return (), "No full calendar year of quiet has passed, and yearly episodes start after one."
    seen = (ground.end + 1) // 12 - 1
    return episode_rates(load_episodes(), quiet, seen, rng), (
        "Conflicts, not groups, and whole years: kept apart from the lulls above and not mixed into the answer."
    )


def _undecidable(ground: Ground, years: Sequence[YearRow]) -> dict[int, str]:
    """Horizons that the rows to come cannot decide, where the months have already ended."""
    if ground.standing.situation.stale == 0:
        return {}
    out = {}
    for horizon in HORIZONS:
        ends = [month for month in range(ground.to + 1, ground.to + horizon + 1) if month % 12 == 11]
        if not years:
            out[horizon] = (
                f"monthly rows end {ground.standing.situation.last_month}, and no yearly rows follow"
            )
        elif not ends:
            out[horizon] = "only yearly rows follow the months, and no calendar year ends in that time"
    return out


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


def _settings(settings: Settings, mode: str) -> dict[str, float | int | str]:
    values: dict[str, float | int | str] = dict(settings.model_dump())
    values["mode"] = mode
    return values
