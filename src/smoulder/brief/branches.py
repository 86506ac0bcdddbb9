"""The branches of pressure, their difference, and the past departures they stand beside."""

from __future__ import annotations

from smoulder.brief.numbers import (
    SPACE,
    chance_runs,
    difference_words,
    figure,
    linked,
    months_words,
    sentence,
)
from smoulder.brief.page import Block, Bullets, Card, Line, Picture, Range, Row, Run, Section, Table, Text
from smoulder.records.case import Assessment, Branch, Branches
from smoulder.records.forecast import Chance, Difference

METHOD = "method-branches"
CANNOT = "the data cannot tell these apart"


def branches_section(assessment: Assessment, branches: Branches) -> Section:
    """Chart, table, what the difference rests on, and the named past cases."""
    blocks: list[Block] = []
    if any(branch.path for branch in branches.branches):
        blocks.append(_picture(assessment, branches))
    blocks.append(_table(branches))
    blocks.append(
        Text((Run("What the difference rests on: ", tone="strong"), *linked(branches.basis, METHOD)))
    )
    for i, case in enumerate(branches.cases, start=1):
        figures = Bullets(
            tuple((Run(words, "months" if assessment.months else METHOD),) for words in case.figures)
        )
        told = Text(linked(sentence(case.words), f"departure-{i}"))
        blocks.append(Card(f"departure-{i}", (Run(case.name),), (told, figures) if case.figures else (told,)))
    return Section("branches", "If the pressure stays, if it comes off", tuple(blocks))


def branch_name(branch: Branch) -> str:
    """A branch as it stands in tables and charts.

    >>> branch_name(Branch(id="stays", words="", comeback={}, major={}, path=()))
    'pressure stays'
    """
    return f"pressure {branch.id}"


def _meant(branch: Branch) -> str:
    """What a branch means, without saying its name twice."""
    name = branch_name(branch)
    return branch.words if branch.words.lower().startswith(name) else f"{name}: {branch.words}"


def apart_words(difference: Difference) -> str:
    """What a difference says."""
    return "the branches differ" if difference.told_apart else CANNOT


def _horizons(branches: Branches) -> list[int]:
    found = {h for branch in branches.branches for h in branch.comeback} | set(branches.difference)
    return sorted(found)


def _table(branches: Branches) -> Table:
    rows = []
    for h in _horizons(branches):
        cells: list[Line] = [(Run(f"within {months_words(h)}"),)]
        cells += [_cell(branch.comeback.get(h), branch.major.get(h)) for branch in branches.branches]
        gap = branches.difference.get(h)
        cells.append(
            () if gap is None else (figure(difference_words(gap), METHOD), Run(f": {apart_words(gap)}"))
        )
        rows.append(Row(tuple(cells), f"branch-{h}"))
    names = (_meant(branch) for branch in branches.branches)
    meant = "; ".join(names)
    caption = (
        f"Chance of a comeback on each branch, with 90{SPACE}% interval. {meant[:1].upper()}{meant[1:]}."
    )
    head = ("", *(branch_name(branch).capitalize() for branch in branches.branches), "Difference")
    return Table(caption, head, tuple(rows), stacks=True)


def _cell(comeback: Chance | None, major: Chance | None) -> Line:
    if comeback is None:
        return (Run("not given", tone="quiet"),)
    bar = Range(comeback.value, comeback.low, comeback.high)
    big = (Run("major "), *chance_runs(major, METHOD)) if major is not None else ()
    return (*chance_runs(comeback, METHOD), bar, *big)


def _picture(assessment: Assessment, branches: Branches) -> Picture:
    asked = assessment.question
    says = ""
    parts = [f"Chance that {asked.group} in {asked.country} has come back, by month since the as-of day."]
    for branch in branches.branches:
        if branch.path:
            month, value, low, high = branch.path[-1]
            parts.append(
                f"{branch_name(branch).capitalize()}: {100 * value:.0f} % after {month} months "
                f"(90 % interval {100 * low:.0f}–{100 * high:.0f} %)."
            )
    if branches.difference:
        gap = branches.difference[max(branches.difference)]
        verdict = apart_words(gap).capitalize()
        says = f"{verdict}: after {months_words(max(branches.difference))} {difference_words(gap)}."
        parts.append(says)
    n = f"; past cases n = {assessment.rates.n}" if assessment.rates is not None else ""
    return Picture(
        "branches",
        "Chance of a comeback on each branch",
        " ".join(parts),
        f"Bands: 90{SPACE}% interval. Source: this assessment{n}.",
        says,
    )
