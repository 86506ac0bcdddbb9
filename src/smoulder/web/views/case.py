"""What the page of a case shows of an answer, ready to be printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from smoulder.brief.anchors import leaf_anchor
from smoulder.brief.branch_words import apart_words, branch_name
from smoulder.brief.front import front
from smoulder.brief.known import known_words
from smoulder.brief.numbers import difference_words, months_words, percent, sentence, spread
from smoulder.web.kept import kept_in
from smoulder.web.views.case_svg import share_svg
from smoulder.web.views.lines import line_html, lines_html, places_of
from smoulder.web.views.small_svg import range_svg

if TYPE_CHECKING:
    from smoulder.brief.page import Answer
    from smoulder.records.case import Assessment, Branches
    from smoulder.records.forecast import Chance
    from smoulder.records.sensitivity import Look
    from smoulder.web.house import House
    from smoulder.web.shown import Shown

LOOKS, CHANGES, SHOWN_OF_SET = 3, 3, 6


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """The answer at one horizon. number, interval: '' where the data do not decide it; `why` then says so."""

    within: str
    number: str
    interval: str
    word: str
    count: Markup
    major: Markup
    why: str
    range: Markup


@dataclass(frozen=True, slots=True)
class LeafRow:
    """One leaf, or part of one. prior, posterior: as the brief prints them."""

    id: str
    anchor: str
    words: str
    parent: str
    set_by: str
    prior: str
    posterior: str
    interval: str
    bar: Markup
    first: bool


@dataclass(frozen=True, slots=True)
class BranchRow:
    """One branch. chances: by horizon, number and drawing; against: how far from the first branch, in words."""

    name: str
    words: str
    chances: tuple[tuple[str, str, Markup], ...]
    against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseView:
    """What the page shows of one answer."""

    question: str
    meaning: Markup
    headline: Markup
    answers: tuple[AnswerRow, ...]
    confidence: tuple[Markup, ...]
    rests_on: tuple[Markup, ...]
    not_known: tuple[Markup, ...]
    strongest: tuple[Markup, ...]
    leaves: tuple[LeafRow, ...]
    horizons: tuple[str, ...]
    branches: tuple[BranchRow, ...]
    looks: tuple[tuple[str, str], ...]
    flip: str


def view_case(house: House, shown: Shown) -> CaseView:
    """The view of the answer that is shown; made once for each answer."""
    answer = shown.answer
    assert answer is not None, "there is an answer to show"
    at = shown.link_at
    return kept_in(house.ledger).made(("case", shown.row, at), lambda: _view(answer, shown.case.id, at))


def _view(answer: Assessment, case_id: str, at: int | None) -> CaseView:
    places = places_of(answer, case_id, at)
    first = front(answer, frozenset(places))
    return CaseView(
        question=first.question,
        meaning=line_html(first.meaning, places),
        headline=line_html(first.headline, places),
        answers=tuple(_answer(one) for one in first.answers),
        confidence=tuple(lines_html(first.confidence, places)),
        rests_on=tuple(lines_html(first.rests_on, places)),
        not_known=tuple(lines_html(first.not_known, places)),
        strongest=tuple(lines_html(first.strongest, places)),
        leaves=leaf_rows(answer),
        horizons=tuple(months_words(one) for one in _horizons(answer.branches)),
        branches=_branches(answer.branches),
        looks=tuple(_look(one) for one in (answer.sensitivity.looks[:LOOKS] if answer.sensitivity else ())),
        flip=flip_words(answer),
    )


def _answer(one: Answer) -> AnswerRow:
    drawn = Markup("")
    if one.chance is not None:
        drawn = range_svg(one.chance.value, one.chance.low, one.chance.high, width=220)
    return AnswerRow(
        within=one.within,
        number=one.number.text if one.number else "",
        interval=one.interval.text if one.interval else "",
        word=one.word,
        count=line_html(one.count, {}),
        major=line_html(one.major, {}),
        why=one.why,
        range=drawn,
    )


def leaf_rows(answer: Assessment) -> tuple[LeafRow, ...]:
    """The leaves with their chances as the brief prints them."""
    leaves = answer.hypotheses
    if not leaves:
        return ()
    before = [percent(one.prior.value) for one in leaves]
    after = [percent(one.posterior.value) for one in leaves]
    most = max(leaves, key=lambda one: one.posterior.value).id
    return tuple(
        LeafRow(
            id=one.id,
            anchor=leaf_anchor(one.id),
            words=known_words(one.words),
            parent=one.parent,
            set_by=one.set_by,
            prior=prior,
            posterior=posterior,
            interval=spread(one.posterior.low, one.posterior.high),
            bar=share_svg(
                one.posterior.value, one.prior.value, f"{posterior} after evidence, {prior} before"
            ),
            first=one.id == most,
        )
        for one, prior, posterior in zip(leaves, before, after, strict=True)
    )


def _horizons(branches: Branches | None) -> list[int]:
    return sorted({at for one in branches.branches for at in one.comeback}) if branches else []


def _branches(branches: Branches | None) -> tuple[BranchRow, ...]:
    if branches is None:
        return ()
    horizons = _horizons(branches)
    rows = []
    for one in branches.branches:
        gaps = branches.differences.get(one.id, {})
        told = [
            f"{months_words(at)}: {difference_words(gaps[at])}, {apart_words(gaps[at])}"
            for at in horizons
            if at in gaps
        ]
        cells = tuple(_cell(one.comeback.get(at)) for at in horizons)
        rows.append(BranchRow(sentence(branch_name(one.id)), one.words, cells, tuple(told)))
    return tuple(rows)


def _cell(chance: Chance | None) -> tuple[str, str, Markup]:
    if chance is None:
        return "not given", "", Markup("")
    drawn = range_svg(chance.value, chance.low, chance.high, width=110)
    return percent(chance.value), spread(chance.low, chance.high), drawn


def _look(look: Look) -> tuple[str, str]:
    """What to look for, and what finding it or not would do."""
    told = []
    for one in look.outcomes:
        seen = "if it is reported" if all(one.found) else "if not"
        told.append(
            f"{seen}, '{one.leaf}' goes from {percent(one.before)} to {percent(one.after)} "
            f"and the answer to {percent(one.answer)}"
        )
    worth = f"{look.bits:.2f} bits expected, the 12-month answer by {100 * look.moves:.1f} points either way"
    return look.words, f"{'; '.join(told)} ({worth})."


def flip_words(answer: Assessment) -> str:
    """Which smallest set of items turns the order, in words; of a long one the first items are named."""
    found = answer.sensitivity
    if found is None:
        return ""
    if not found.flip.items:
        return f"No set of up to {found.flip.none_up_to} items turns which explanation comes first."
    kinds = {one.id: one.kind for one in answer.evidence}
    items = "; ".join(f"{kinds.get(one, '')} ({one})" for one in found.flip.items[:SHOWN_OF_SET])
    more = len(found.flip.items) - SHOWN_OF_SET
    items += f" and {more} more" if more > 0 else ""
    small = "The smallest set" if found.flip.smallest else "A set"
    return f"{small} without which '{found.flip.to}' comes first in place of '{found.first}': {items}."
