"""The branches of pressure, their difference, and the past departures they stand beside."""

from __future__ import annotations

from smoulder.brief.branch_words import CANNOT, apart_words, branch_name
from smoulder.brief.charts.branches import branches_chart
from smoulder.brief.known import known_words
from smoulder.brief.language.say import in_english, say
from smoulder.brief.numbers import (
    chance_runs,
    difference_words,
    figure,
    months_words,
    sentence,
    told,
)
from smoulder.brief.page import Block, Bullets, Card, Line, Picture, Range, Row, Run, Section, Table, Text
from smoulder.brief.phrase import as_is, phrase
from smoulder.records.case import Assessment, Branch, Branches
from smoulder.records.forecast import Chance

METHOD = "method-branches"


def branches_section(assessment: Assessment, branches: Branches) -> Section:
    """Chart, table, what the difference rests on, and the named past cases."""
    blocks: list[Block] = []
    chart = branches_chart(assessment)
    if chart is not None:
        blocks.append(Picture(chart))
    blocks.append(_table(branches))
    if in_english():
        # a caption is in one language; what each branch means was told in English
        blocks.append(Bullets(tuple(_named(branch) for branch in branches.branches)))
    blocks.append(
        Text(
            (
                Run(say("What the difference rests on:"), tone="strong"),
                Run(" "),
                *told(branches.basis, METHOD),
            )
        )
    )
    for i, case in enumerate(branches.cases, start=1):
        figures = Bullets(
            tuple((as_is(words, "months" if assessment.months else METHOD),) for words in case.figures)
        )
        words = Text(told(sentence(case.words), f"departure-{i}"))
        blocks.append(
            Card(f"departure-{i}", (as_is(case.name),), (words, figures) if case.figures else (words,))
        )
    return Section("branches", say("If the pressure stays, eases or comes off"), tuple(blocks))


def _meant(branch: Branch) -> str:
    """What a branch means, without saying its name twice."""
    name = branch_name(branch.id)
    return branch.words if branch.words.lower().startswith(name) else f"{name}: {branch.words}"


def _named(branch: Branch) -> Line:
    return phrase("{name}: {words}", name=sentence(branch_name(branch.id)), words=as_is(branch.words))


def _horizons(branches: Branches) -> list[int]:
    return sorted({h for branch in branches.branches for h in branch.comeback})


def _table(branches: Branches) -> Table:
    rows = []
    for h in _horizons(branches):
        cells: list[Line] = [(Run(say("within {months}", months=months_words(h))),)]
        cells += [_cell(branch.comeback.get(h), branch.major.get(h)) for branch in branches.branches]
        cells.append(_gaps(branches, h))
        rows.append(Row(tuple(cells), f"branch-{h}"))
    caption = say("Chance of a comeback on each branch, with 90\u00a0% interval.")
    if not in_english():
        caption = f"{caption} {sentence('; '.join(_meant(branch) for branch in branches.branches))}."
    names = (sentence(branch_name(branch.id)) for branch in branches.branches)
    head = ("", *names, say("Difference from {branch}", branch=branch_name(branches.branches[0].id)))
    return Table(caption, head, tuple(rows), stacks=True, data="branches")


def _gaps(branches: Branches, horizon: int) -> Line:
    """How far each other branch lies from the first; where they say the same of all, it is said once."""
    gaps = [(name, found[horizon]) for name, found in branches.differences.items() if horizon in found]
    line: list[Run] = []
    for name, gap in gaps:
        named = f"{say('; ') if line else ''}{known_words(name)} " if len(gaps) > 1 else ""
        line += [*([Run(named)] if named else []), figure(difference_words(gap), METHOD)]
        if gap.told_apart or len(gaps) == 1:
            line.append(Run(say(": {words}", words=apart_words(gap))))
    if len(gaps) > 1 and not any(gap.told_apart for _, gap in gaps):
        line.append(Run(say(": {words}", words=say(CANNOT))))
    return tuple(line)


def _cell(comeback: Chance | None, major: Chance | None) -> Line:
    if comeback is None:
        return (Run(say("not given"), tone="quiet"),)
    bar = Range(comeback.value, comeback.low, comeback.high)
    big = phrase("major {chance}", chance=chance_runs(major, METHOD)) if major is not None else ()
    return (*chance_runs(comeback, METHOD), bar, *big)
