"""The form of the hypothesis tree: what was typed, as changes of leaves, and what would follow from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from smoulder.assessment.foreseen import foresee
from smoulder.assessment.hypothesis import LEAVES, WORDS
from smoulder.assessment.tree import grow
from smoulder.brief.numbers import percent
from smoulder.desk.history_words import range_words
from smoulder.desk.hypothesis import hypothesis_of, scaled
from smoulder.records.case_file import OF_LEAF, CaseFile, hypotheses_with, lay
from smoulder.records.errors import BadEntry
from smoulder.web.views.case_svg import share_svg
from smoulder.web.views.shares import printed_shares, share_words

if TYPE_CHECKING:
    from smoulder.records.change import HypothesisPut
    from smoulder.records.evidence import Likelihood
    from smoulder.web.shown import Shown

PARTS = 4
"""Parts into which the form can split a leaf."""
PART = ("name", "share", "part", "odds")
"""What the names of a part's fields begin with."""


@dataclass(frozen=True, slots=True)
class PartField:
    """A part of a leaf as it stands in the form."""

    name: str = ""
    share: str = ""
    words: str = ""
    odds: str = ""


@dataclass(frozen=True, slots=True)
class LeafField:
    """A leaf as it stands in the form. usual: its words where nobody renamed it."""

    leaf: str
    usual: str
    words: str
    prior: str
    parts: tuple[PartField, ...]

    @property
    def split(self) -> bool:
        """Whether it is split."""
        return any(one.name for one in self.parts)


@dataclass(frozen=True, slots=True)
class Shares:
    """One leaf or part before and after: printed shares that add up to 100, the same in words, and drawings."""

    id: str
    parent: str
    prior: str
    posterior: str
    was: str
    prior_drawn: Markup
    posterior_drawn: Markup
    prior_words: str
    posterior_words: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What would follow. answer, was: chance of a comeback within `horizon` months; lines: what is scaled."""

    rows: tuple[Shares, ...]
    horizon: int
    answer: str
    was: str
    lines: tuple[str, ...]
    changed: bool


def tree_fields(file: CaseFile) -> tuple[LeafField, ...]:
    """The form as the case has its tree."""
    found = []
    for leaf in LEAVES:
        put = file.hypotheses.get(leaf)
        parts = [
            PartField(
                part.id,
                range_words(part.share),
                _words_of_part(file, part.id) or part.words,
                "" if _plain(part.odds) else range_words(part.odds).replace(" to ", "-"),
            )
            for part in (put.parts if put else ())
        ]
        found.append(
            LeafField(
                leaf,
                WORDS[leaf],
                put.words if put else "",
                range_words(put.prior) if put and put.prior else "",
                tuple(parts),
            )
        )
    return tuple(found)


def typed_fields(file: CaseFile, fields: Mapping[str, str]) -> tuple[LeafField, ...]:
    """The form as it was typed; what was not sent is as the case has it."""
    found = []
    for was in tree_fields(file):
        leaf = was.leaf
        rows = was.parts
        if any(f"{what}-{leaf}-{at}" in fields for what in PART for at in range(1, PARTS + 1)):
            typed = (
                PartField(*(_one(fields, f"{what}-{leaf}-{at}") for what in PART))
                for at in range(1, PARTS + 1)
            )
            rows = tuple(one for one in typed if one != PartField())
        words = _one(fields, f"words-{leaf}", was.words)
        found.append(LeafField(leaf, was.usual, words, _one(fields, f"prior-{leaf}", was.prior), rows))
    return tuple(found)


def changed_names(file: CaseFile, fields: Mapping[str, str]) -> set[str]:
    """Names of the fields of a form by which it changes something."""
    found: set[str] = set()
    for was, now in zip(tree_fields(file), typed_fields(file, fields), strict=True):
        found |= {f"words-{was.leaf}"} if was.words != now.words else set()
        found |= {f"prior-{was.leaf}"} if was.prior != now.prior else set()
        if was.parts != now.parts:
            found |= {f"{what}-{was.leaf}-{at}" for what in PART for at in range(1, PARTS + 1)}
    return found


def puts_of(file: CaseFile, fields: Mapping[str, str]) -> list[HypothesisPut]:
    """What the form changes of the tree; a leaf that stands as it did is left out.

    file:   the case as it stood when the form was made.
            What was set and is empty now is taken back.
    raises: BadEntry where something that was typed makes no sense.
    """
    found = []
    for was, now in zip(tree_fields(file), typed_fields(file, fields), strict=True):
        if was == now:
            continue
        if len(now.parts) == 1:
            raise BadEntry(f"'{now.leaf}' has one part; a leaf is split into two or more, or into none")
        emptied = [one for one in OF_LEAF if getattr(was, one) and not getattr(now, one)]
        parts = now.parts if now.parts != was.parts else ()
        found.append(
            hypothesis_of(
                file,
                now.leaf,
                now.words if now.words != was.words else "",
                [_split(now.leaf, one) for one in parts],
                [f"{one.name}={one.odds}" for one in parts if one.odds],
                now.prior if now.prior != was.prior else "",
                emptied,
            )
        )
    return found


def laid_over(file: CaseFile, puts: Sequence[HypothesisPut]) -> CaseFile:
    """The case with changes laid over its tree, as they will be once they are entered.

    raises: BadEntry where the tree cannot be so.
    """
    held = dict(file.hypotheses)
    for put in puts:
        held = hypotheses_with(held, put)
    _ = grow(held)
    return file.model_copy(update={"hypotheses": held})


def preview_of(shown: Shown, fields: Mapping[str, str] | None) -> Preview | None:
    """What the tree would come to as it was typed, and None where the case has no answer to go by.

    fields: None for the tree as it stands.
    raises: BadEntry where something that was typed makes no sense.
    """
    answer = shown.answer
    if answer is None or not answer.answer or not answer.hypotheses:
        return None
    puts = puts_of(shown.file, fields) if fields is not None else []
    now = laid_over(shown.file, puts)
    seen = shown.answers[shown.at - 1].entry or 0
    then = lay([one for one in shown.log if one.number <= seen])
    found = foresee(answer, then.hypotheses, now.hypotheses)
    before, after = printed_shares(found.prior, 1), printed_shares(found.posterior, 1)
    was_said = [share_words(*one) for one in zip(before, found.prior, strict=True)]
    is_said = [share_words(*one) for one in zip(after, found.posterior, strict=True)]
    kept = {one.id: one.posterior.value for one in answer.hypotheses}
    rows = [
        Shares(
            node.id,
            node.leaf if node.part else "",
            prior,
            posterior,
            percent(kept[node.id]) if node.id in kept else "new",
            share_svg(found.prior[at], None, f"{was_said[at]} before the evidence", 80),
            share_svg(found.posterior[at], kept.get(node.id), f"{is_said[at]} after the evidence", 100),
            was_said[at],
            is_said[at],
        )
        for at, (node, prior, posterior) in enumerate(zip(found.tree.nodes, before, after, strict=True))
    ]
    return Preview(
        rows=tuple(rows),
        horizon=found.horizon,
        answer=f"{100 * found.answer:.1f} %",
        was=f"{100 * answer.answer[found.horizon].value:.1f} %",
        lines=(*scaled(now), *_freed(then, now)),
        changed=now.hypotheses != then.hypotheses,
    )


def _freed(then: CaseFile, now: CaseFile) -> list[str]:
    """What no preview knows: how much a prior is that was set when the case was answered, and is so no more."""
    return [
        f"The prior of '{leaf}' is counted or assumed again; how much that is shows with the next answer."
        for leaf, put in then.hypotheses.items()
        if put.prior is not None and getattr(now.hypotheses.get(leaf), "prior", None) is None
    ]


def _one(fields: Mapping[str, str], name: str, else_: str = "") -> str:
    return " ".join(fields[name].split()) if name in fields else else_


def _split(leaf: str, one: PartField) -> str:
    if not (one.name and one.share and one.words):
        raise BadEntry(f"a part of '{leaf}' lacks its name, its share or its words; fill in all three")
    return f"{one.name}={one.share}:{one.words}"


def _words_of_part(file: CaseFile, part: str) -> str:
    put = file.hypotheses.get(part)
    return put.words if put else ""


def _plain(odds: Likelihood) -> bool:
    return odds.low == odds.mid == odds.high == 1.0
