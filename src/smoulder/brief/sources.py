"""What the page ends with: later figures set apart, methods, data and licences, settings."""

from __future__ import annotations

from smoulder.brief.anchors import method_stem
from smoulder.brief.methods import METHODS, method
from smoulder.brief.numbers import day_words
from smoulder.brief.page import Bullets, Card, Row, Run, Section, Table, Text
from smoulder.records.case import Assessment


def hindsight_section(assessment: Assessment) -> Section:
    """Figures from after the as-of day, which the answer did not see."""
    day = day_words(assessment.question.as_of)
    intro = f"From after {day}. Shown so that a reader can compare; nothing on this page uses them."
    lines = tuple((Run(words),) for words in assessment.hindsight)
    return Section("hindsight", "Later figures, not used", (Text((Run(intro),)), Bullets(lines)), apart=True)


def methods_section(assessment: Assessment) -> Section:
    """One short text for every way a number on this page is made."""
    stems = dict.fromkeys([*METHODS, *sorted(method_stem(name) for name in _methods(assessment))])
    cards = []
    for stem in stems:
        how = method(stem)
        where = (Text((Run(f"More: {how.document}"),), "note"),) if how.document else ()
        cards.append(Card(f"method-{stem}", (Run(how.title),), (Text((Run(how.text),)), *where)))
    return Section("methods", "How each number is made", tuple(cards))


def _methods(assessment: Assessment) -> set[str]:
    """Every method that a chance of this answer names."""
    found = {chance.method for chance in (*assessment.answer.values(), *assessment.major.values())}
    if assessment.rates is not None:
        found |= {chance.method for rate in assessment.rates.rates for chance in (rate.comeback, rate.major)}
    found |= {chance.method for chance in assessment.stack.values()}
    found |= {episode.chance.method for episode in assessment.episodes}
    for leaf in assessment.hypotheses:
        found |= {chance.method for chance in (leaf.prior, leaf.posterior, *leaf.comeback.values())}
    if assessment.branches is not None:
        for branch in assessment.branches.branches:
            found |= {chance.method for chance in (*branch.comeback.values(), *branch.major.values())}
    return found


def data_section(assessment: Assessment) -> Section:
    """Data sets, licences, citations."""
    rows = tuple(
        Row(tuple((Run(text),) for text in (used.name, used.vintage, used.what, used.licence, used.citation)))
        for used in assessment.data
    )
    head = ("Data set", "Vintage", "Used for", "Licence", "Cite")
    table = Table("Data behind this brief.", head, rows, raw=True, stacks=True, data="data_sources")
    how = "given by the user" if assessment.chosen == "given" else assessment.chosen
    chosen = Text((Run("How the question was chosen: "), Run(f"{how}.")))
    return Section("data", "Data, licences, citations", (table, chosen) if rows else (chosen,))


def settings_section(assessment: Assessment) -> Section:
    """What would have to be the same for the same answer."""
    asked = assessment.question
    lines = [
        ("Smoulder", assessment.smoulder_version),
        ("as-of day", asked.as_of.isoformat()),
        ("mode", asked.mode),
        ("what is counted", asked.measure),
        ("seed", str(assessment.seed)),
        *((name.replace("_", " "), _short(value)) for name, value in assessment.settings.items()),
    ]
    rows = tuple(Row(((Run(name),), (Run(value),))) for name, value in lines)
    return Section(
        "settings",
        "Settings",
        (
            Table(
                "Same inputs and settings, same answer.",
                ("Setting", "Value"),
                rows,
                raw=True,
                data="settings",
            ),
        ),
    )


def _short(value: float | int | str) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)
