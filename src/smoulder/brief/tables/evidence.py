"""Hypotheses, evidence and what hangs on it, as tables."""

from __future__ import annotations

from smoulder.brief.data_table import Cell, Column, DataTable
from smoulder.brief.tables.parts import (
    BASIS,
    CHANCE,
    CHANCE_WITH_BASIS,
    HORIZON,
    SHARE,
    basis_cells,
    chance_cells,
    named,
)
from smoulder.records.case import Assessment
from smoulder.records.evidence import Item
from smoulder.records.sensitivity import Sensitivity

LEAF = Column("hypothesis", "Explanation")
ITEM = Column("item", "Evidence item")
BITS = "bits"


def evidence_tables(assessment: Assessment) -> tuple[DataTable, ...]:
    """The tree before and after the evidence, the items, and what the answer hangs on."""
    hangs = _sensitivity_tables(assessment.sensitivity) if assessment.sensitivity is not None else ()
    return (*_hypothesis_tables(assessment), _items(assessment), *_item_tables(assessment), *hangs)


def _hypothesis_tables(assessment: Assessment) -> tuple[DataTable, DataTable]:
    leaves = tuple(
        (
            one.id, one.words, one.parent, *chance_cells(one.prior), *basis_cells(one.prior), one.set_by,
            *chance_cells(one.narrow), *chance_cells(one.posterior),
        )
        for one in assessment.hypotheses
    )  # fmt: skip
    given = tuple(
        (one.id, horizon, *chance_cells(chance), *basis_cells(chance), chance.why)
        for one in assessment.hypotheses
        for horizon, chance in sorted(one.comeback.items())
    )
    columns = (
        LEAF,
        Column("words", "What it says"),
        Column("part_of", "The explanation that it is a part of"),
        *named("prior", "Before the evidence", (*CHANCE, *BASIS)),
        Column("prior_set_by", "Who set the prior"),
        *named("prior_before_widening", "Prior before it gave way to the comeback model"),
        *named("posterior", "After the evidence"),
    )
    why = Column("why", "Why")
    return (
        DataTable("hypotheses", "Explanations before and after the evidence", columns, leaves),
        DataTable(
            "hypothesis_comebacks",
            "Chance of a comeback if an explanation is the true one",
            (LEAF, HORIZON, *CHANCE_WITH_BASIS, why),
            given,
        ),
    )


def _items(assessment: Assessment) -> DataTable:
    columns = (
        ITEM,
        Column("kind", "Kind"),
        Column("text", "What it says"),
        Column("speaker", "Who says it"),
        Column("source_kind", "Report or data"),
        Column("source", "Source"),
        Column("report", "Number of the report, as in reports", "number of a report"),
        Column("start", "First character in the report's raw text", "characters"),
        Column("end", "Character after its last", "characters"),
        Column("data_row", "Data row"),
        Column("reliability", "Source, A to F"),
        Column("credibility", "Information, 1 to 6"),
        Column("grade_why", "Why this grade"),
        Column("cluster", "Items of one cluster lean on one another"),
        Column("weight", "Weight, 1 is in full", SHARE),
        Column("basis", "Likelihoods estimated or assumed"),
        Column("why", "Why it tells"),
        Column("moves_12_month_answer", "The 12-month answer with it less that without it", SHARE),
        Column("flips", "Whether another explanation comes first without it"),
        Column("tells_nothing", "Whether it is as likely under every explanation"),
        Column("left_out", "Why it is not counted"),
        Column("overruled", "What an analyst overruled"),
        Column("entered_by", "Who entered it"),
        Column("copy_of", "The item that it repeats"),
    )
    rows = tuple(_item_row(one) for one in assessment.evidence)
    return DataTable("evidence", "Evidence, item by item", columns, rows)


def _item_row(item: Item) -> tuple[Cell, ...]:
    source = item.source
    return (
        item.id, item.kind, item.text, item.speaker, source.kind, source.name,
        None if source.report is None else source.report + 1, source.start, source.end, source.row,
        source.reliability, source.credibility, source.grade_why, item.cluster, item.weight, item.basis, item.why,
        item.moves_answer, item.flips, item.tells_nothing, item.left_out, "; ".join(item.marks), item.entered_by,
        item.copy_of,
    )  # fmt: skip


def _item_tables(assessment: Assessment) -> tuple[DataTable, DataTable]:
    likely = tuple(
        (item.id, leaf, one.low, one.mid, one.high, one.word, item.change.get(leaf))
        for item in assessment.evidence
        for leaf, one in item.likelihoods.items()
    )
    adds = tuple(
        (item.id, horizon, value)
        for item in assessment.evidence
        for horizon, value in sorted(item.adds.items())
    )
    columns = (
        ITEM,
        LEAF,
        Column("low", "Likelihood, lowest", SHARE),
        Column("likelihood", "Likelihood of the item if the explanation is the true one", SHARE),
        Column("high", "Likelihood, highest", SHARE),
        Column("word", "Term that it was given as"),
        Column("change", "Chance of the explanation with the item less without it", SHARE),
    )
    part = Column("change", "Its part in what evidence changed in the answer", SHARE)
    return (
        DataTable("likelihoods", "How likely each item is under each explanation", columns, likely),
        DataTable(
            "evidence_parts",
            "Part of each item in the answer",
            (ITEM, HORIZON, part),
            adds,
            says="The parts of all items add up to what evidence changed in the answer of that horizon.",
        ),
    )


def _sensitivity_tables(found: Sensitivity) -> tuple[DataTable, ...]:
    variants = tuple(
        (one.what, one.name, one.items, one.first, one.reorders, one.answer, one.answer - found.answer)
        for one in found.variants
    )
    moves = tuple(
        (one.what, one.name, leaf, value) for one in found.variants for leaf, value in one.moves.items()
    )
    telling = tuple(
        (one.id, one.spread, one.bits, one.adds, *(one.between or (None, None)), one.ratio)
        for one in found.items
    )
    what = (Column("what", "What was changed"), Column("name", "Which one"))
    return (
        DataTable(
            "sensitivity",
            "The answer with one thing changed",
            (
                *what,
                Column("items", "Items that went", "items"),
                Column("first", "Explanation that comes first then"),
                Column("reorders", "Whether it is another one"),
                Column("answer_12_months", "Chance of a comeback within 12 months then", SHARE),
                Column("change", "Change of that chance", SHARE),
            ),
            variants,
        ),
        DataTable(
            "sensitivity_moves",
            "How far each explanation moves with one thing changed",
            (*what, LEAF, Column("change", "Change of its chance, where it is .005 or more", SHARE)),
            moves,
        ),
        DataTable("telling", "How far each item tells explanations apart", _telling_columns(), telling),
        _looks(found),
    )


def _telling_columns() -> tuple[Column, ...]:
    return (
        ITEM,
        Column("spread", "Expected size of its log odds between two explanations", BITS),
        Column("alone", "Learned from it alone", BITS),
        Column("adds", "Added to all other items", BITS),
        Column("favours", "Of the two that it tells apart most, the one it favours"),
        Column("over", "The other of the two"),
        Column("odds", "Odds by which it does", "ratio"),
    )


def _looks(found: Sensitivity) -> DataTable:
    rows = tuple(
        (
            " and ".join(look.kinds), look.words, look.bits, look.moves, at,
            " and ".join("found" if one else "not found" for one in outcome.found), outcome.chance, outcome.first,
            outcome.leaf, outcome.before, outcome.after, outcome.answer,
        )
        for look in (*found.looks, *((found.pair,) if found.pair is not None else ()))
        for at, outcome in enumerate(look.outcomes, start=1)
    )  # fmt: skip
    columns = (
        Column("kind", "Kind of evidence to look for"),
        Column("words", "What to look for"),
        Column("bits", "Expected information about the explanations", BITS),
        Column("moves", "Expected size of the change of the 12-month answer", SHARE),
        Column("outcome", "Number of the outcome", "count"),
        Column("found", "What is found, in the order of the kinds"),
        Column("outcome_chance", "Chance of this outcome", SHARE),
        Column("first", "Explanation that would come first"),
        Column("moved_most", "Explanation that would move most"),
        Column("before", "Its chance now", SHARE),
        Column("after", "Its chance then", SHARE),
        Column("answer_12_months", "Chance of a comeback within 12 months then", SHARE),
    )
    return DataTable(
        "looks", "What to look for next", columns, rows, says="A row for each outcome of looking."
    )
