"""The comeback model's answer, member by member, and whether the group is able."""

from __future__ import annotations

from smoulder.brief.anchors import member_anchor
from smoulder.brief.known import known
from smoulder.brief.language.say import say
from smoulder.brief.numbers import (
    amount,
    chance_runs,
    figure,
    linked,
    month_words,
    months_words,
    percent,
    spread,
)
from smoulder.brief.page import Block, Line, Range, Row, Run, Section, Table, Text
from smoulder.brief.phrase import phrase
from smoulder.records.case import Assessment
from smoulder.records.learnt import AbleModel, AbleView, LearntFrom

METHOD = "method-comeback"
ABLE = "method-survival"


def model_section(assessment: Assessment, learnt: LearntFrom) -> Section:
    """What the answer starts from: the stack, its members with their weights, and P(able) as a range."""
    blocks: list[Block] = [
        Text(
            phrase(
                "The answer starts from a comeback model that knows all past lulls up to {month}: {lulls} of groups, "
                "of which {comebacks} ended in a comeback, and {borrowed} of whole countries. It is six models, "
                "weighted by how well they foretold earlier lulls.",
                month=month_words(learnt.fitted_to),
                lulls=figure(amount(learnt.lulls), METHOD),
                comebacks=figure(amount(learnt.comebacks), METHOD),
                borrowed=figure(amount(learnt.borrowed), METHOD),
            )
        ),
        _members(assessment, learnt),
    ]
    if assessment.record is not None:
        blocks.append(
            Text(
                phrase(
                    "What became of such chances in the past: {record}.",
                    record=Run(say("How good it has been"), "record"),
                )
            )
        )
    if learnt.able is not None:
        blocks += [Text(linked(_able_words(learnt.able), ABLE)), _able(learnt.able)]
    return Section("comeback-model", say("What the model of past lulls says"), tuple(blocks))


def _members(assessment: Assessment, learnt: LearntFrom) -> Table:
    horizons = sorted(assessment.stack)
    whole: list[Line] = [(Run(say("all together"), tone="strong"),), (figure(percent(1.0), METHOD),)]
    whole += [(*chance_runs(assessment.stack[at]), _bar(assessment, at)) for at in horizons]
    rows = [Row(tuple(whole), member_anchor("all"), marked=True)]
    for name, chances in learnt.members.items():
        cells: list[Line] = [(known(name),), (figure(percent(learnt.weights[name]), METHOD),)]
        cells += [(figure(percent(chances[at]), METHOD),) if at in chances else (Run(""),) for at in horizons]
        rows.append(Row(tuple(cells), member_anchor(name)))
    within = (say("Within {months}", months=months_words(at)) for at in horizons)
    head = (say("Model"), say("Weight"), *within)
    caption = say("Chance of a comeback before hypotheses and evidence, with 90\u00a0% interval.")
    return Table(caption, head, tuple(rows), stacks=True, data="members")


def _bar(assessment: Assessment, horizon: int) -> Range:
    chance = assessment.stack[horizon]
    return Range(chance.value, chance.low, chance.high)


def _able_words(able: AbleView) -> str:
    chances = spread(able.low, able.high)
    if able.cannot_tell:
        return say(
            "Is the group able at all? Here the data cannot tell: models that fit past lulls about equally well say "
            "{chances}. A group that is held down and one that is spent look alike while both are quiet.",
            chances=chances,
        )
    return say("Is the group able at all? The models that fit past lulls say {chances}.", chances=chances)


def _able(able: AbleView) -> Table:
    rows = tuple(
        Row(
            (
                (known(one.model),),
                (
                    figure(_able_chance(one), ABLE),
                    Range(one.chance, one.low, one.high),
                ),
                (Run(say("fits") if one.running else say("fits less well, left out of the range")),),
            ),
            member_anchor(f"able {one.model}"),
        )
        for one in able.models
    )
    caption = say(
        "Chance that the group is able to come back, given how long it has been quiet, with 90\u00a0% interval."
    )
    return Table(
        caption, (say("Model"), say("Able"), say("Against past lulls")), rows, stacks=True, data="able"
    )


def _able_chance(one: AbleModel) -> str:
    """The chance with its interval; a model without a share that never comes back has it by assumption."""
    if one.low == one.high:
        return say("{chance}, by assumption", chance=percent(one.chance))
    return f"{percent(one.chance)} ({spread(one.low, one.high)})"
