"""The evidence: each item with its grade, weight, likelihoods, contribution and the sentence it stands on."""

from __future__ import annotations

from collections.abc import Sequence

from smoulder.brief.anchors import item_anchor, leaf_anchor
from smoulder.brief.charts.evidence import evidence_chart, main_horizon
from smoulder.brief.excerpt import excerpt
from smoulder.brief.known import known, known_words
from smoulder.brief.language.digits import digits
from smoulder.brief.language.say import say, to_say
from smoulder.brief.months import row_of
from smoulder.brief.numbers import BASES, between, figure, points, sentence, told
from smoulder.brief.page import Block, Card, Facts, Line, Picture, Row, Run, Section, Shift, Table, Text
from smoulder.brief.phrase import as_is, phrase
from smoulder.records.case import Assessment
from smoulder.records.evidence import Item, Likelihood

METHOD = "method-evidence"
RELIABILITY = {
    "A": to_say("reliable"),
    "B": to_say("usually reliable"),
    "C": to_say("fairly reliable"),
    "D": to_say("not usually reliable"),
    "E": to_say("unreliable"),
    "F": to_say("cannot be judged"),
}
CREDIBILITY = {
    "1": to_say("confirmed"),
    "2": to_say("probably true"),
    "3": to_say("possibly true"),
    "4": to_say("doubtful"),
    "5": to_say("improbable"),
    "6": to_say("cannot be judged"),
}


def evidence_section(assessment: Assessment) -> Section:
    """What would flip the order, an overview, and one card per item, the weightiest first."""
    horizon = main_horizon(assessment)
    items = sorted(assessment.evidence, key=lambda item: (-abs(item.move(horizon)), -_largest(item)[1]))
    widest = max((abs(v) for item in items for v in item.change.values()), default=0.0)
    blocks: list[Block] = [_flips(assessment.evidence)]
    chart = evidence_chart(assessment)
    if chart is not None and len(items) > 1:
        blocks.insert(0, Picture(chart))
    if len(items) > 1:
        blocks.append(_overview(items, widest))
    blocks += [_card(assessment, item, widest) for item in items]
    return Section("evidence", say("The evidence, item by item"), tuple(blocks))


def _largest(item: Item) -> tuple[str, float, float]:
    """The leaf an item moves most, by how much, and with which sign."""
    if not item.change:
        return "", 0.0, 0.0
    leaf, value = max(item.change.items(), key=lambda pair: abs(pair[1]))
    return leaf, abs(value), value


def _flips(items: tuple[Item, ...]) -> Text:
    which = [item for item in items if item.flips]
    if not which:
        return Text((Run(say("No single item would change which explanation comes first.")),))
    links: list[Run] = []
    for item in which:
        links += [Run(say(", "))] if links else []
        links.append(
            Run(say("{item} ({kind})", item=item.id, kind=kind_words(item.kind)), item_anchor(item.id))
        )
    return Text(
        (
            Run(say("Leave out this one item and another explanation comes first:"), tone="strong"),
            Run(" "),
            *links,
            Run("."),
        )
    )


def _overview(items: list[Item], widest: float) -> Table:
    return Table(
        say("The items, those that move the answer most first. Moves are in percentage points."),
        (say("Item"), say("Grade"), say("Weight"), say("Moves most"), say("By points")),
        tuple(
            Row((_title(item, link=True), _grade(item), _weight(item), *_most(item, widest)))
            for item in items
        ),
        stacks=True,
        data="evidence",
    )


def _title(item: Item, link: bool) -> Line:
    to = item_anchor(item.id) if link else ""
    flag = (Run(" "), Run(say("changes the order"), tone="tag")) if item.flips else ()
    kind = sentence(kind_words(item.kind))
    name = Run(kind, to, "strong") if link else Run(kind)
    return (name, Run(" "), Run(item.id, tone="quiet"), *flag)


def kind_words(kind: str) -> str:
    """A kind of evidence, and whether it is denied."""
    denied = "denied: "
    if kind.startswith(denied):
        return say("denied: {kind}", kind=known_words(kind.removeprefix(denied)))
    return known_words(kind)


def _grade(item: Item) -> Line:
    return (Run(f"{item.source.reliability}{item.source.credibility}", METHOD, "figure"),)


def _weight(item: Item) -> Line:
    return (figure(digits(f"{item.weight:.2f}"), METHOD),)


def _most(item: Item, widest: float) -> tuple[Line, Line]:
    """The explanation that an item moves most, and by how much."""
    if item.left_out:
        return (Run(say("left out"), tone="quiet"),), ()
    leaf, size, value = _largest(item)
    if item.tells_nothing or size < 0.0005:
        return (Run(say("none: it tells nothing"), tone="quiet"),), ()
    return (known(leaf),), (figure(points(value), METHOD), Shift(value, widest))


def _card(assessment: Assessment, item: Item, widest: float) -> Card:
    blocks: list[Block] = []
    found = excerpt(assessment, item)
    if found is not None:
        blocks.append(found)
    else:
        to = row_of(assessment, item.source.row) if item.source.row else "months"
        source = item.source.name
        if item.source.row:
            source = say("Data row {row}, {source}", row=item.source.row, source=source)
        blocks.append(Text(told(item.text, to)))
        blocks.append(Text((Run(source, to),), "note"))
    blocks.append(Facts(_facts(item, assessment.evidence)))
    if item.likelihoods and not _alike(item):
        blocks.append(_likelihoods(item, widest))
    return Card(item_anchor(item.id), _title(item, link=False), tuple(blocks))


def _facts(item: Item, items: Sequence[Item]) -> tuple[tuple[Line, Line], ...]:
    source = item.source
    grade = say(
        "source {letter}, {reliability}; information {number}, {credibility}",
        letter=source.reliability,
        reliability=say(RELIABILITY[source.reliability]),
        number=source.credibility,
        credibility=say(CREDIBILITY[source.credibility]),
    )
    why: Line = (Run(" – "), as_is(source.grade_why)) if source.grade_why else ()
    company = [other.id for other in items if other.cluster == item.cluster and other.id != item.id]
    weight = phrase("{weight} of 1", weight=_weight(item))
    if company:
        weight = phrase(
            "{weight} of 1; leans on {items} from the same source",
            weight=_weight(item),
            items=say(", ").join(company),
        )
    basis = say("likelihoods {basis}", basis=say(BASES[item.basis]))
    facts: list[tuple[str, Line]] = [
        *([(say("Left out"), (as_is(sentence(item.left_out), tone="strong"),))] if item.left_out else []),
        *([(say("Entered by"), (as_is(item.entered_by),))] if item.entered_by else []),
        *([(say("Copy of"), (Run(item.copy_of, item_anchor(item.copy_of)),))] if item.copy_of else []),
        *([(say("Overruled"), (as_is("; ".join(item.marks)),))] if item.marks else []),
        (say("Grade"), (*_grade(item), Run(" "), Run(grade), *why)),
        (say("Weight"), weight),
        (say("Why it tells"), (*told(sentence(item.why), METHOD), Run(" "), Run(basis, tone="tag"))),
    ]
    if item.likelihoods and _alike(item):
        likely = next(iter(item.likelihoods.values()))
        everywhere = phrase(
            "{likelihood} under every explanation: it moves nothing", likelihood=_likelihood(likely)
        )
        facts.append((say("Likelihood"), everywhere))
    return tuple(((Run(words, METHOD),), line) for words, line in facts)


def _alike(item: Item) -> bool:
    """True where the item is as likely under one explanation as under any other."""
    return len(set(item.likelihoods.values())) == 1


def _likelihood(likely: Likelihood) -> Line:
    bounds = between(digits(f"{likely.low:.2f}"), digits(f"{likely.high:.2f}"))
    return (figure(digits(f"{likely.mid:.2f}"), METHOD), Run(" "), Run(f"({bounds})", METHOD, "quiet"))


def _likelihoods(item: Item, widest: float) -> Table:
    """A row per likelihood and move; explanations that share both share the row."""
    groups: dict[tuple[Likelihood, str], list[str]] = {}
    for leaf, likely in item.likelihoods.items():
        groups.setdefault((likely, points(item.change.get(leaf, 0.0))), []).append(leaf)
    rows = []
    for (likely, moved), leaves in groups.items():
        names: list[Run] = []
        for leaf in leaves:
            names += [Run(say(", "))] if names else []
            names.append(known(leaf, leaf_anchor(leaf)))
        change = max((item.change.get(leaf, 0.0) for leaf in leaves), key=abs)
        bar = (Shift(change, widest),) if moved != "0" else ()
        rows.append(Row((tuple(names), _likelihood(likely), (figure(moved, METHOD), *bar))))
    return Table(
        say(
            "How likely the item is under each explanation, and by how many points it moves that explanation."
        ),
        (say("If it is"), say("Likelihood"), say("Moves it by")),
        tuple(rows),
        data="likelihoods",
    )
