"""The whole check of one text: its sentences, each rule in turn, findings in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from smoulder.assessment.lint.beyond import beyond_scale
from smoulder.assessment.lint.chances import find_numbers
from smoulder.assessment.lint.contradiction import numbers_against_words
from smoulder.assessment.lint.fault import Fault, Said
from smoulder.assessment.lint.grades import grade_as_worst
from smoulder.assessment.lint.own_words import Sentence, is_reported, own_sentences
from smoulder.assessment.lint.rows import defines, mixed_rows, other_scales
from smoulder.assessment.lint.sure_and_likely import sure_and_likely
from smoulder.assessment.lint.terms import Use, Uses, find_uses
from smoulder.assessment.lint.unscaled import unscaled_words
from smoulder.records.prose import BLANK, Passage, Prose
from smoulder.records.wording import Finding, Scale

LEAST_ROWS = 3
"""Rows of a table that name a term and its numbers make it the table of a scale."""


def check_wording(prose: Prose, scale: Scale, others: Sequence[Scale]) -> tuple[Finding, ...]:
    """What is wrong with the wording of chances in a text, in the order of the text.

    prose:  the text, without markup.
    scale:  whose terms it should use. others: scales whose terms it should not.
    """
    rivals = tuple(one for one in others if one.name != scale.name)
    sentences = [
        _said(sentence, scale, rivals)
        for passage in _wording(prose, scale, rivals)
        for sentence in own_sentences(passage)
    ]
    found = [(said, fault) for said in sentences for fault in _faults(said, scale)]
    using = [said for said in sentences if not defines(said)]
    found += list(mixed_rows(using))
    findings = {
        (*prose.where(said.sentence.place(fault.start)), fault.rule): _finding(prose, said, fault)
        for said, fault in found
    }
    return tuple(findings[key] for key in sorted(findings))


def _wording(prose: Prose, scale: Scale, rivals: Sequence[Scale]) -> Iterator[Passage]:
    """The passages that are wording: not the table that says what the terms stand for."""
    rows: dict[int, set[int]] = defaultdict(set)
    named: dict[tuple[int, int], set[str]] = defaultdict(set)
    for passage in prose.passages:
        if passage.kind == "cell":
            what = named[passage.table, passage.row]
            uses = find_uses(passage.text, scale, rivals)
            what |= {"term"} if any(_fills(use, passage) for use in (*uses.own, *uses.other)) else set()
            what |= {"number"} if find_numbers(passage.text) or "%" in passage.text else set()
            if what == {"term", "number"}:
                rows[passage.table].add(passage.row)
    for passage in prose.passages:
        if passage.kind != "cell" or len(rows[passage.table]) < LEAST_ROWS:
            yield passage


def _fills(use: Use, passage: Passage) -> bool:
    """Whether a cell holds a term and nothing else of length."""
    return len(passage.text.strip()) <= 2 * (use.end - use.start) + 8


def _said(sentence: Sentence, scale: Scale, rivals: Sequence[Scale]) -> Said:
    uses = find_uses(sentence.text, scale, rivals)
    return Said(
        sentence,
        Uses(
            own=tuple(use for use in uses.own if not is_reported(sentence.text, use.start)),
            other=tuple(use for use in uses.other if not is_reported(sentence.text, use.start)),
            bent=tuple(span for span in uses.bent if not is_reported(sentence.text, span[0])),
        ),
    )


def _faults(said: Said, scale: Scale) -> Iterator[Fault]:
    low, high = scale.terms[0].word, scale.terms[-1].word
    faults = [
        *unscaled_words(said, low, high, scale.name),
        *beyond_scale(said),
        *sure_and_likely(said),
        *grade_as_worst(said),
    ]
    if not defines(said):
        faults += [*other_scales(said, scale), *numbers_against_words(said, scale)]
    for fault in faults:
        if not is_reported(said.text, fault.start):
            yield fault


def _finding(prose: Prose, said: Said, fault: Fault) -> Finding:
    line, column = prose.where(said.sentence.place(fault.start))
    return Finding(
        line=line,
        column=column,
        rule=fault.rule,
        words=" ".join(said.text[fault.start : fault.end].replace(BLANK, " ").split()),
        message=fault.message,
        cure=fault.cure,
    )
