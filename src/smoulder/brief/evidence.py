"""The evidence: each item with its grade, weight, likelihoods, contribution and the sentence it stands on."""

from __future__ import annotations

from collections.abc import Sequence

from smoulder.brief.anchors import item_anchor, leaf_anchor
from smoulder.brief.excerpt import excerpt
from smoulder.brief.months import row_of
from smoulder.brief.numbers import figure, linked, points, sentence
from smoulder.brief.page import Block, Card, Facts, Line, Row, Run, Section, Shift, Table, Text
from smoulder.records.case import Assessment
from smoulder.records.evidence import Item, Likelihood

METHOD = "method-evidence"
RELIABILITY = {
    "A": "reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}
CREDIBILITY = {
    "1": "confirmed",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "cannot be judged",
}


def evidence_section(assessment: Assessment) -> Section:
    """What would flip the order, an overview, and one card per item, the weightiest first."""
    items = sorted(assessment.evidence, key=lambda item: (-abs(item.moves_answer), -_largest(item)[1]))
    widest = max((abs(v) for item in items for v in item.change.values()), default=0.0)
    blocks: list[Block] = [_flips(assessment.evidence)]
    if len(items) > 1:
        blocks.append(_overview(items, widest))
    blocks += [_card(assessment, item, widest) for item in items]
    return Section("evidence", "The evidence, item by item", tuple(blocks))


def _largest(item: Item) -> tuple[str, float, float]:
    """The leaf an item moves most, by how much, and with which sign."""
    if not item.change:
        return "", 0.0, 0.0
    leaf, value = max(item.change.items(), key=lambda pair: abs(pair[1]))
    return leaf, abs(value), value


def _flips(items: tuple[Item, ...]) -> Text:
    which = [item for item in items if item.flips]
    if not which:
        return Text((Run("No single item would change which explanation comes first."),))
    links: list[Run] = []
    for item in which:
        links += [Run(", ")] if links else []
        links.append(Run(f"{item.id} ({item.kind})", item_anchor(item.id)))
    return Text(
        (
            Run("Leave out this one item and another explanation comes first: ", tone="strong"),
            *links,
            Run("."),
        )
    )


def _overview(items: list[Item], widest: float) -> Table:
    return Table(
        "The items, those that move the answer most first. Moves are in percentage points.",
        ("Item", "Grade", "Weight", "Moves most", "By points"),
        tuple(
            Row((_title(item, link=True), _grade(item), _weight(item), *_most(item, widest)))
            for item in items
        ),
        stacks=True,
        data="evidence",
    )


def _title(item: Item, link: bool) -> Line:
    to = item_anchor(item.id) if link else ""
    flag = (Run(" "), Run("changes the order", tone="tag")) if item.flips else ()
    return (Run(item.id, to, "strong"), Run(f" {item.kind}"), *flag)


def _grade(item: Item) -> Line:
    return (Run(f"{item.source.reliability}{item.source.credibility}", METHOD, "figure"),)


def _weight(item: Item) -> Line:
    return (figure(f"{item.weight:.2f}", METHOD),)


def _most(item: Item, widest: float) -> tuple[Line, Line]:
    """The explanation that an item moves most, and by how much."""
    if item.left_out:
        return (Run("left out", tone="quiet"),), ()
    leaf, size, value = _largest(item)
    if item.tells_nothing or size < 0.0005:
        return (Run("none: it tells nothing", tone="quiet"),), ()
    return (Run(leaf),), (figure(points(value), METHOD), Shift(value, widest))


def _card(assessment: Assessment, item: Item, widest: float) -> Card:
    blocks: list[Block] = []
    found = excerpt(assessment, item)
    if found is not None:
        blocks.append(found)
    else:
        to = row_of(assessment, item.source.row) if item.source.row else "months"
        row = f"Data row {item.source.row}, " if item.source.row else ""
        blocks.append(Text(linked(item.text, to)))
        blocks.append(Text((Run(f"{row}{item.source.name}", to),), "note"))
    blocks.append(Facts(_facts(item, assessment.evidence)))
    if item.likelihoods and not _alike(item):
        blocks.append(_likelihoods(item, widest))
    return Card(item_anchor(item.id), _title(item, link=False), tuple(blocks))


def _facts(item: Item, items: Sequence[Item]) -> tuple[tuple[Line, Line], ...]:
    source = item.source
    grade = (
        f"source {source.reliability}, {RELIABILITY[source.reliability]}; information {source.credibility}, "
    )
    grade += CREDIBILITY[source.credibility]
    why = f" – {source.grade_why}" if source.grade_why else ""
    company = [other.id for other in items if other.cluster == item.cluster and other.id != item.id]
    weight = f" of 1; leans on {', '.join(company)} from the same source" if company else " of 1"
    facts: list[tuple[str, Line]] = [
        *([("Left out", (Run(sentence(item.left_out), tone="strong"),))] if item.left_out else []),
        *([("Entered by", (Run(item.entered_by),))] if item.entered_by else []),
        *([("Copy of", (Run(item.copy_of, item_anchor(item.copy_of)),))] if item.copy_of else []),
        *([("Overruled", (Run("; ".join(item.marks)),))] if item.marks else []),
        ("Grade", (*_grade(item), Run(f" {grade}{why}"))),
        ("Weight", (*_weight(item), Run(weight))),
        (
            "Why it tells",
            (*linked(sentence(item.why), METHOD), Run(" "), Run(f"likelihoods {item.basis}", tone="tag")),
        ),
    ]
    if item.likelihoods and _alike(item):
        likely = next(iter(item.likelihoods.values()))
        facts.append(
            ("Likelihood", (*_likelihood(likely), Run(" under every explanation: it moves nothing")))
        )
    return tuple(((Run(words, METHOD),), line) for words, line in facts)


def _alike(item: Item) -> bool:
    """True where the item is as likely under one explanation as under any other."""
    return len(set(item.likelihoods.values())) == 1


def _likelihood(likely: Likelihood) -> Line:
    bounds = f" ({likely.low:.2f}–{likely.high:.2f})"
    return (figure(f"{likely.mid:.2f}", METHOD), Run(bounds, METHOD, "quiet"))


def _likelihoods(item: Item, widest: float) -> Table:
    """A row per likelihood and move; explanations that share both share the row."""
    groups: dict[tuple[Likelihood, str], list[str]] = {}
    for leaf, likely in item.likelihoods.items():
        groups.setdefault((likely, points(item.change.get(leaf, 0.0))), []).append(leaf)
    rows = []
    for (likely, moved), leaves in groups.items():
        names: list[Run] = []
        for leaf in leaves:
            names += [Run(", ")] if names else []
            names.append(Run(leaf, leaf_anchor(leaf)))
        change = max((item.change.get(leaf, 0.0) for leaf in leaves), key=abs)
        bar = (Shift(change, widest),) if moved != "0" else ()
        rows.append(Row((tuple(names), _likelihood(likely), (figure(moved, METHOD), *bar))))
    return Table(
        "How likely the item is under each explanation, and by how many points it moves that explanation.",
        ("If it is", "Likelihood", "Moves it by"),
        tuple(rows),
        data="likelihoods",
    )
