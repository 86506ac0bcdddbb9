"""Hypotheses before and after evidence."""

from __future__ import annotations

from smoulder.brief.anchors import leaf_anchor
from smoulder.brief.known import known, known_words, leaf_name
from smoulder.brief.language.say import say
from smoulder.brief.numbers import BASES, basis_words, chance_runs, figure, months_words, told
from smoulder.brief.page import Block, Line, Range, Row, Run, Section, Table, Text
from smoulder.brief.phrase import phrase
from smoulder.records.case import Assessment, HypothesisView
from smoulder.records.forecast import Chance


def hypotheses_section(assessment: Assessment) -> Section:
    """Each leaf with prior, posterior and the chance of a comeback under it."""
    leaves = assessment.hypotheses
    first = max(leaves, key=lambda leaf: leaf.posterior.value)
    blocks: list[Block] = [
        Text(
            phrase(
                "Of these {number} explanations one holds. After the evidence {leaf} comes first: {words}.",
                number=figure(str(len(leaves)), "method-hypotheses"),
                leaf=Run(say("'{leaf}'", leaf=known_words(first.id)), tone="strong"),
                words=known(first.words),
            )
        ),
        _tree(leaves, first.id),
    ]
    if {"patience", "degraded"} <= {leaf.id for leaf in leaves}:
        blocks.append(
            Text(
                (
                    Run(
                        say(
                            "What parts 'patience' from 'degraded' is assumption and evidence, not past cases"
                        ),
                        "evidence" if assessment.evidence else "method-hypotheses",
                    ),
                    Run(say(": counts of deaths do not show why a group is quiet.")),
                ),
                "note",
            )
        )
    if any(leaf.comeback for leaf in leaves):
        blocks.append(_given(leaves))
    return Section("hypotheses", say("Why it is quiet"), tuple(blocks))


def _tree(leaves: tuple[HypothesisView, ...], first: str) -> Table:
    rows: list[Row] = []
    for leaf in leaves:
        name: Line = (*leaf_name(leaf.id), Run(" – "), known(leaf.words))
        if leaf.parent:
            name += phrase(" (a part of '{leaf}')", leaf=known_words(leaf.parent))
        prior: Line = (
            *chance_runs(leaf.prior),
            Run(" "),
            Run(say("set by {who}", who=leaf.set_by) if leaf.set_by else _basis(leaf.prior), tone="tag"),
            *_widened(leaf.narrow),
            _bar(leaf.prior),
        )
        after: Line = (*chance_runs(leaf.posterior), _bar(leaf.posterior))
        rows.append(Row((name, prior, after), leaf_anchor(leaf.id), marked=leaf.id == first))
    return Table(
        say("Chance of each explanation, with 90\u00a0% interval, before and after the evidence."),
        (say("Explanation"), say("Before"), say("After")),
        tuple(rows),
        stacks=True,
        data="hypotheses",
    )


def _widened(narrow: Chance | None) -> Line:
    """What a prior was before it had to give way to the comeback model."""
    if narrow is None:
        return ()
    return (Run(say(" widened from "), "method-hypotheses", "quiet"), *chance_runs(narrow))


def _basis(chance: Chance) -> str:
    """Where a prior comes from; an assumed one stands beside its range already."""
    return say("assumed range") if chance.basis == "assumed" else basis_words(chance)


def _bar(chance: Chance) -> Range:
    return Range(chance.value, chance.low, chance.high)


def _given(leaves: tuple[HypothesisView, ...]) -> Table:
    horizons = sorted({h for leaf in leaves for h in leaf.comeback})
    return Table(
        say(
            "Chance of a comeback within so many months if that explanation is the true one, with 90\u00a0% interval."
        ),
        (say("If it is"), *(months_words(h) for h in horizons)),
        tuple(Row(((known(leaf.id),), *(_cell(leaf.comeback.get(h)) for h in horizons))) for leaf in leaves),
        stacks=True,
        data="hypothesis_comebacks",
    )


def _cell(chance: Chance | None) -> Line:
    if chance is None:
        return (Run(say("not given"), tone="quiet"),)
    why = (Run(" "), *told(chance.why, "method-hypotheses")) if chance.why else ()
    return (*chance_runs(chance), Run(" "), Run(say(BASES[chance.basis]), tone="tag"), *why)
