"""From the whole answer to a page: which parts it has, in which order, and where each number points.

Here the way of the data ends. Reports and event rows became months, months became a lull, past
lulls became a base rate, hypotheses and evidence moved it; what is left is to say it so that a
reader can check every figure. A brief shows the answer first and what it stands on after: why the
number moved, where things stand, the model, past cases, explanations, evidence beside its
reports and what hangs on it, branches, how sure, the rows, the methods, the data.
"""

from __future__ import annotations

from smoulder.brief.branches import branches_section
from smoulder.brief.confidence import confidence_section
from smoulder.brief.edition import PLAIN, Edition
from smoulder.brief.evidence import evidence_section
from smoulder.brief.front import CHANGES, front
from smoulder.brief.hangs_on import hangs_on_section
from smoulder.brief.hypotheses import hypotheses_section
from smoulder.brief.language.countries import country_words
from smoulder.brief.language.say import say
from smoulder.brief.links import ids, settled
from smoulder.brief.model import model_section
from smoulder.brief.months import months_section
from smoulder.brief.moved import moved_section
from smoulder.brief.numbers import day_words
from smoulder.brief.page import Page, Section
from smoulder.brief.past import cases_section, episodes_section, past_section
from smoulder.brief.places import places_section
from smoulder.brief.record import record_section
from smoulder.brief.reports import reports_section
from smoulder.brief.situation import situation_section
from smoulder.brief.sources import data_section, hindsight_section, methods_section, settings_section
from smoulder.brief.translated import translation_note
from smoulder.records.case import Assessment


def compose(assessment: Assessment, edition: Edition = PLAIN) -> Page:
    """The page of an assessment: parts that have nothing to say are left out.

    Every link on it has its target: one that points to a part that is left out is turned to the answer.
    """
    sections = _sections(assessment, edition)
    present = ids(sections) | {"answer"}
    asked = assessment.question
    page = Page(
        title=say(
            "{group} in {country}, as of {day}",
            group=asked.group,
            country=country_words(asked.country),
            day=day_words(asked.as_of),
        ),
        front=front(assessment, present),
        sections=sections,
        version=assessment.smoulder_version,
        translated=translation_note(),
    )
    return settled(page, present, "answer")


def _sections(assessment: Assessment, edition: Edition) -> tuple[Section, ...]:
    found: list[Section] = [situation_section(assessment)]
    if assessment.places is not None and assessment.places.periods:
        found.append(places_section(assessment, assessment.places, edition))
    if assessment.moved is not None and assessment.moved.steps:
        found.insert(0, moved_section(assessment.moved))
    if assessment.learnt is not None:
        found.append(model_section(assessment, assessment.learnt))
    if assessment.rates is not None:
        found.append(past_section(assessment, assessment.rates))
    if assessment.episodes:
        found.append(episodes_section(assessment))
    if assessment.hypotheses:
        found.append(hypotheses_section(assessment))
    if assessment.evidence:
        found.append(evidence_section(assessment))
    if assessment.readings:
        found.append(reports_section(assessment))
    if assessment.sensitivity is not None and assessment.sensitivity.variants:
        kinds = {item.id: item.kind for item in assessment.evidence}
        found.append(hangs_on_section(assessment.sensitivity, kinds, assessment.would_change[CHANGES:]))
    if assessment.branches is not None:
        found.append(branches_section(assessment, assessment.branches))
    if assessment.confidence.grounds:
        found.append(confidence_section(assessment.confidence))
    if assessment.record is not None:
        found.append(record_section(assessment, assessment.record))
    if assessment.hindsight:
        found.append(hindsight_section(assessment))
    if assessment.rates is not None and assessment.rates.cases:
        found.append(cases_section(assessment.rates))
    found.append(months_section(assessment))
    found.append(methods_section(assessment))
    found.append(data_section(assessment))
    found.append(settings_section(assessment))
    return tuple(found)
