"""What the page ends with: later figures set apart, methods, data and licences, settings."""

from __future__ import annotations

from smoulder.brief.again import again
from smoulder.brief.anchors import data_anchor, method_stem, setting_anchor
from smoulder.brief.computed import computed_from
from smoulder.brief.known import known_words
from smoulder.brief.language.say import say
from smoulder.brief.methods import METHODS, method
from smoulder.brief.numbers import day_words
from smoulder.brief.page import Bullets, Card, Facts, Inline, Line, Row, Run, Section, Table, Text
from smoulder.brief.phrase import as_is, phrase
from smoulder.records.case import Assessment


def hindsight_section(assessment: Assessment) -> Section:
    """Figures from after the as-of day, which the answer did not see."""
    day = day_words(assessment.question.as_of)
    intro = say(
        "From after {day}. Shown so that a reader can compare; nothing on this page uses them.", day=day
    )
    lines = tuple((as_is(words),) for words in assessment.hindsight)
    return Section(
        "hindsight", say("Later figures, not used"), (Text((Run(intro),)), Bullets(lines)), apart=True
    )


def methods_section(assessment: Assessment) -> Section:
    """One short text for every way a number on this page is made."""
    stems = dict.fromkeys([*METHODS, *sorted(method_stem(name) for name in _methods(assessment))])
    cards = tuple(_card(assessment, stem) for stem in stems)
    intro = say(
        "Each card says what a number of this answer was computed from, and what to type to compute it again: with the "
        "same reports and the same data folder the same figures come out. Bounds that '{command}' draws for itself "
        "can lie a point or two off.",
        command="smoulder rates",
    )
    return Section("methods", say("How each number is made"), (Text((Run(intro),), "note"), *cards))


def _card(assessment: Assessment, stem: str) -> Card:
    """What a method does, what it went by here, how to have it done again, and where the whole of it stands."""
    how = method(stem)
    whole = say("More: {document}", document=how.document) if how.document else ""
    parts: list[Inline] = []
    for part in computed_from(stem, assessment):
        parts += [*([Run("; ")] if parts else []), *part]
    commands: list[Inline] = []
    for line in again(stem, assessment):
        commands += [*([Run(" ")] if commands else []), as_is(line, tone="code")]
    facts: list[tuple[Line, Line]] = [((Run(say("Computed from")),), (*parts, Run(".")))]
    if commands:
        facts.append(((Run(say("Again")),), tuple(commands)))
    return Card(
        f"method-{stem}",
        (Run(say(how.title)),),
        (
            Text((Run(say(how.text)),)),
            Facts(tuple(facts)),
            *((Text((Run(whole),), "note"),) if whole else ()),
        ),
    )


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
    names = [used.name for used in assessment.data]
    rows = tuple(
        Row(
            tuple(
                (as_is(text),) for text in (used.name, used.vintage, used.what, used.licence, used.citation)
            ),
            data_anchor(used.name) if used.name not in names[:at] else "",
        )
        for at, used in enumerate(assessment.data)
    )
    head = (say("Data set"), say("Vintage"), say("Used for"), say("Licence"), say("Cite"))
    table = Table(say("Data behind this brief."), head, rows, raw=True, stacks=True, data="data_sources")
    given = assessment.chosen == "given"
    how = Run(say("given by the user")) if given else as_is(assessment.chosen)
    chosen = Text(phrase("How the question was chosen: {how}.", how=how))
    return Section("data", say("Data, licences, citations"), (table, chosen) if rows else (chosen,))


def settings_section(assessment: Assessment) -> Section:
    """What would have to be the same for the same answer."""
    asked = assessment.question
    lines = [
        ("smoulder", Run("Smoulder"), assessment.smoulder_version),
        ("as-of", Run(say("as-of day")), asked.as_of.isoformat()),
        ("mode", Run(say("mode")), asked.mode),
        ("measure", Run(say("what is counted")), known_words(asked.measure)),
        ("seed", Run(say("seed")), str(assessment.seed)),
        *(
            (name, as_is(name.replace("_", " ")), _short(value))
            for name, value in assessment.settings.items()
            if name not in ("seed", "mode")
        ),
    ]
    rows = tuple(Row(((name,), (as_is(value),)), setting_anchor(id)) for id, name, value in lines)
    return Section(
        "settings",
        say("Settings"),
        (
            Table(
                say("Same inputs and settings, same answer."),
                (say("Setting"), say("Value")),
                rows,
                raw=True,
                data="settings",
            ),
        ),
    )


def _short(value: float | int | str) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)
