"""What a panel thinks, as its page shows it to somebody who has judged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from smoulder.brief.numbers import percent
from smoulder.web.views.small_svg import range_svg

if TYPE_CHECKING:
    from smoulder.assessment.panel.panel import PanelView
    from smoulder.desk.panel_table import Table
    from smoulder.records.change import Entry


@dataclass(frozen=True, slots=True)
class Spread:
    """One leaf or one horizon: the pool between the lowest and the highest, everybody's number, the case's own."""

    name: str
    words: str
    pooled: float
    case: float
    by: tuple[tuple[str, float], ...]
    drawn: Markup

    @property
    def low(self) -> float:
        """The lowest that somebody says."""
        return min(value for _, value in self.by)

    @property
    def high(self) -> float:
        """The highest that somebody says."""
        return max(value for _, value in self.by)


@dataclass(frozen=True, slots=True)
class Member:
    """One analyst of the panel: rounds that are in, how much the judgement counts, and what was said of it."""

    name: str
    round: int
    weight: float
    words: str
    why: tuple[str, ...]
    gone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemSplit:
    """One item that was judged. words: how far the panel is apart on it; said: by analyst, P(item | leaf) in words."""

    id: str
    kind: str
    text: str
    words: str
    agrees: bool
    said: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PanelShown:
    """The whole panel.

    pools: rows of the table of pools: name, then the chance within each horizon, None where there is none.
    starts: where they start from, '' where nothing parts them there. pairs: sentences on each two.
    stale:  who judged as of another day and is not kept, '' where nobody did.
    """

    members: tuple[Member, ...]
    leaves: tuple[Spread, ...]
    comeback: tuple[Spread, ...]
    pools: tuple[tuple[str, tuple[float | None, ...]], ...]
    items: tuple[ItemSplit, ...]
    starts: str
    pairs: tuple[tuple[str, ...], ...]
    recalibration: str
    stale: str


def panel_shown(view: PanelView, table: Table, log: Iterable[Entry]) -> PanelShown:
    """A panel in rows and words.

    log: of the case, for the reasons that were given.
    """
    from smoulder.assessment.panel.words import parting_words, recalibration_words, stale_words

    items, starts = _items(view, table)
    return PanelShown(
        members=_members(view, list(log)),
        leaves=_leaves(view, table),
        comeback=_comeback(view, table),
        pools=_pools(view, table),
        items=items,
        starts=starts,
        pairs=tuple(tuple(parting_words(one, table.held)) for one in view.partings),
        recalibration=recalibration_words(view.recalibration),
        stale=stale_words(view, table.answer.question.as_of),
    )


def _members(view: PanelView, log: Sequence[Entry]) -> tuple[Member, ...]:
    from smoulder.assessment.panel.words import coherence_words

    def why(name: str) -> tuple[str, ...]:
        told = [
            one.why
            for one in log
            if one.change.what == "judgement" and one.change.analyst == name and one.why
        ]
        return tuple(dict.fromkeys(told))

    return tuple(
        Member(
            one.analyst, one.judged.round, view.weights[one.analyst], coherence_words(one), why(one.analyst),
            view.gone.get(one.analyst, ()),
        )
        for one in view.analysts
    )  # fmt: skip


def _leaves(view: PanelView, table: Table) -> tuple[Spread, ...]:
    if view.shares is None:
        return ()
    words = {one.id: one.words for one in table.answer.hypotheses}
    return tuple(
        _spread(
            leaf, words[leaf], float(view.shares.linear[at]), float(table.held.posterior[at]),
            [(one.analyst, float(one.shares[at])) for one in view.analysts if one.shares is not None],
        )
        for at, leaf in enumerate(table.held.leaves)
    )  # fmt: skip


def _comeback(view: PanelView, table: Table) -> tuple[Spread, ...]:
    return tuple(
        _spread(
            f"{months} months", f"a comeback within {months} months", pool.linear, table.held.answer[months],
            [(one.analyst, one.comeback[months]) for one in view.analysts if months in one.comeback],
        )
        for months, pool in sorted(view.comeback.items())
    )  # fmt: skip


def _spread(name: str, words: str, pooled: float, case: float, by: list[tuple[str, float]]) -> Spread:
    values = [value for _, value in by]
    told = ", ".join(f"{who} {_percent(value)}" for who, value in by)
    drawn = range_svg(
        pooled,
        min(values),
        max(values),
        f"{name}: pooled {_percent(pooled)}; {told}",
        others=values,
        width=260,
    )
    return Spread(name, words, pooled, case, tuple(by), drawn)


def _pools(view: PanelView, table: Table) -> tuple[tuple[str, tuple[float | None, ...]], ...]:
    several, record = len(view.analysts) > 1, bool(view.recalibration.n)
    pools = sorted(view.comeback.items())
    # of one analyst all pools are the same, and without a record nothing is drawn apart
    rows: list[tuple[str, tuple[float | None, ...]]] = [("pooled", tuple(one.linear for _, one in pools))]
    if several:
        rows.append(("even weights", tuple(one.even for _, one in pools)))
        rows.append(("by logs", tuple(one.log for _, one in pools)))
    if record:
        rows.append(("by its record", tuple(one.drawn for _, one in pools)))
    if any(one.said is not None for _, one in pools):
        rows.append(("mean of the numbers as given", tuple(one.said for _, one in pools)))
    if view.blind:
        blind = {months: one.linear for months, one in view.blind.items()}
        rows.append(("pooled from the blind round alone", tuple(blind.get(months) for months, _ in pools)))
    rows.append(("the case", tuple(table.held.answer[months] for months, _ in pools)))
    return tuple(rows)


def _items(view: PanelView, table: Table) -> tuple[tuple[ItemSplit, ...], str]:
    from smoulder.assessment.panel.parting import START
    from smoulder.assessment.panel.words import reading_words, split_words

    leading = view.partings[0].leaves if view.partings else ("", "")
    splits = {one.item: one for one in view.splits}
    judged = {name: None for one in view.analysts for name in one.judged.items}
    order = [name for name in splits if name in judged] + [name for name in judged if name not in splits]
    known = {one.id: one for one in table.answer.evidence}
    found = tuple(
        ItemSplit(
            name,
            known[name].kind,
            known[name].text,
            reading_words(splits[name], leading) if name in splits else "",
            name not in splits,
            tuple((one.analyst, _said(one.judged.items.get(name))) for one in view.analysts),
        )
        for name in order
    )
    over = f"Over the two leading leaves, {leading[0]} against {leading[1]}. "
    start = over + split_words(splits[START], table.held, leading) if START in splits else ""
    return found, start


def _said(by_leaf: dict[str, float] | None) -> str:
    if not by_leaf:
        return "did not judge it"
    return ", ".join(f"{leaf} {_percent(value)}" for leaf, value in by_leaf.items())


def _percent(value: float) -> str:
    return percent(value).replace("\u00a0", " ")
