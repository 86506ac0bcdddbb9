"""Hypotheses before and after evidence."""

from __future__ import annotations

from smoulder.brief.anchors import leaf_anchor
from smoulder.brief.numbers import SPACE, basis_words, chance_runs, linked, months_words
from smoulder.brief.page import Block, Line, Range, Row, Run, Section, Table, Text
from smoulder.records.case import Assessment, HypothesisView
from smoulder.records.forecast import Chance


def hypotheses_section(assessment: Assessment) -> Section:
    """Each leaf with prior, posterior and the chance of a comeback under it."""
    leaves = assessment.hypotheses
    first = max(leaves, key=lambda leaf: leaf.posterior.value)
    blocks: list[Block] = [
        Text(
            (
                *linked(
                    f"Of these {len(leaves)} explanations one holds. After the evidence ", "method-hypotheses"
                ),
                Run(f"'{first.id}'", tone="strong"),
                Run(f" comes first: {first.words}."),
            )
        ),
        _tree(leaves, first.id),
    ]
    if {"patience", "degraded"} <= {leaf.id for leaf in leaves}:
        blocks.append(
            Text(
                (
                    Run(
                        "What parts 'patience' from 'degraded' is assumption and evidence, not past cases",
                        "evidence" if assessment.evidence else "method-hypotheses",
                    ),
                    Run(": counts of deaths do not show why a group is quiet."),
                ),
                "note",
            )
        )
    if any(leaf.comeback for leaf in leaves):
        blocks.append(_given(leaves))
    return Section("hypotheses", "Why it is quiet", tuple(blocks))


def _tree(leaves: tuple[HypothesisView, ...], first: str) -> Table:
    rows: list[Row] = []
    for leaf in leaves:
        part = f" (a part of '{leaf.parent}')" if leaf.parent else ""
        name: Line = (Run(leaf.id, tone="strong"), Run(f" – {leaf.words}{part}"))
        prior: Line = (
            *chance_runs(leaf.prior),
            Run(" "),
            Run(f"set by {leaf.set_by}" if leaf.set_by else _basis(leaf.prior), tone="tag"),
            *_widened(leaf.narrow),
            _bar(leaf.prior),
        )
        after: Line = (*chance_runs(leaf.posterior), _bar(leaf.posterior))
        rows.append(Row((name, prior, after), leaf_anchor(leaf.id), marked=leaf.id == first))
    return Table(
        f"Chance of each explanation, with 90{SPACE}% interval, before and after the evidence.",
        ("Explanation", "Before", "After"),
        tuple(rows),
        stacks=True,
        data="hypotheses",
    )


def _widened(narrow: Chance | None) -> Line:
    """What a prior was before it had to give way to the comeback model."""
    if narrow is None:
        return ()
    return (Run(" widened from ", "method-hypotheses", "quiet"), *chance_runs(narrow))


def _basis(chance: Chance) -> str:
    """Where a prior comes from; an assumed one stands beside its range already."""
    return "assumed range" if chance.basis == "assumed" else basis_words(chance)


def _bar(chance: Chance) -> Range:
    return Range(chance.value, chance.low, chance.high)


def _given(leaves: tuple[HypothesisView, ...]) -> Table:
    horizons = sorted({h for leaf in leaves for h in leaf.comeback})
    return Table(
        f"Chance of a comeback within so many months if that explanation is the true one, with 90{SPACE}% interval.",
        ("If it is", *(months_words(h) for h in horizons)),
        tuple(Row(((Run(leaf.id),), *(_cell(leaf.comeback.get(h)) for h in horizons))) for leaf in leaves),
        stacks=True,
        data="hypothesis_comebacks",
    )


def _cell(chance: Chance | None) -> Line:
    if chance is None:
        return (Run("not given", tone="quiet"),)
    why = (Run(" "), *linked(chance.why, "method-hypotheses")) if chance.why else ()
    return (*chance_runs(chance), Run(" "), Run(chance.basis, tone="tag"), *why)
