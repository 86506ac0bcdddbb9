"""Which armed group and which country a report is about."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from smoulder.reading.actors import Named, Registry
from smoulder.reading.capitals import CAPITALS
from smoulder.reading.claims import Claimed
from smoulder.reading.figures import series_countries
from smoulder.reading.holdings import known_countries
from smoulder.reading.sentences import Sentence
from smoulder.reading.spans import Spans
from smoulder.records.report import Report

_INSIDE = re.compile(
    r"(?i)\b(?:in|across|inside|within|throughout|around|of|leave|leaves|into)\s+(?:the\s+|northern\s+|southern\s+|eastern\s+|western\s+|central\s+|north-?east(?:ern)?\s+|north-?west(?:ern)?\s+)*$"
)
SENDER = 0.3
"""What the mentions of a country count in which nothing is said to happen, beside one in which something does."""
FIRST = 4
"""Countries of the actor list, the most active first, that count where there are no monthly rows."""
CLEAR = 1.15
"""How far the first must lead the second to be chosen."""


def choose_group(
    report: Report, groups: list[Named], claims: list[Claimed], sentences: tuple[Sentence, ...]
) -> int | None:
    """The group a report is about: by title, standfirst, first paragraphs, mentions, and what is explained of whom.

    returns: its id, or None where no armed group is named or two stand level.
    """
    explained = {claim.sentence for claim in claims}
    weights: Counter[int] = Counter()
    scores: dict[int, float] = {}
    within = Spans([(sentence.start, sentence.end) for sentence in sentences])
    blocks = Blocks(report)
    for item in groups:
        if item.group_id is None:
            continue
        kind = blocks.kind(item.start)
        number = within.holding(item.start)
        worth = {"title": 4.0, "standfirst": 2.0, "caption": 0.5}.get(kind, 1.0 if item.explicit else 0.7)
        worth += 1.0 if number in explained else 0.0
        if number is not None and kind == "body":
            worth += 1.0 if sentences[number].paragraph <= sentences[0].paragraph + 2 else 0.0
        scores[item.group_id] = scores.get(item.group_id, 0.0) + worth
        weights[item.group_id] += 1
    ranked = sorted(scores, key=lambda group_id: -scores[group_id])
    if not ranked:
        return None
    if len(ranked) > 1 and scores[ranked[0]] < CLEAR * scores[ranked[1]]:
        return None
    return ranked[0]


def choose_country(
    report: Report, named: list[Named], group_id: int | None, registry: Registry
) -> str | None:
    """The country a report is set in, as UCDP names it.

    Countries where things happen ('in Iraq') count most, and those where the group is known to be active; a country
    that is only named as where soldiers or officials come from counts little.
    returns: None where no country is named or two stand level.
    """
    known = set(_home(group_id, registry)) if group_id is not None else set()
    scores: dict[str, float] = {}
    inside: set[str] = set()
    body = [block.end for block in report.blocks if block.kind == "body"]
    lead = body[min(1, len(body) - 1)] if body else 0
    blocks = Blocks(report)
    for item in named:
        if item.kind == "place" and item.name in CAPITALS:
            usual = CAPITALS[item.name]
            item = replace(item, name=registry.countries.get(usual, usual))
        elif item.kind not in ("country", "government"):
            continue
        left = report.text[max(0, item.start - 24) : item.start]
        adjective = re.match(r"\s+[a-z]", report.text[item.end : item.end + 2]) is not None
        kind = blocks.kind(item.start)
        # A dateline says where a report is set, if the group fights there; many are sent from elsewhere.
        dateline = kind == "dateline" or _opens(report, item)
        is_inside = _INSIDE.search(left) is not None or (dateline and item.name in known)
        worth = 2.0 if is_inside else 0.5 if adjective and item.name not in known else 1.0
        worth *= 2.0 if item.start < lead else 1.0
        worth *= {"title": 3.0, "standfirst": 2.0}.get(kind, 1.0)
        if known:
            worth *= 1.0 if item.name in known else 0.1
        scores[item.name] = scores.get(item.name, 0.0) + worth
        inside |= {item.name} if is_inside else set()
    if inside:
        scores = {name: score if name in inside else SENDER * score for name, score in scores.items()}
    ranked = sorted(scores, key=lambda name: -scores[name])
    if not ranked or scores[ranked[0]] < 1.0:
        return None
    if len(ranked) > 1 and scores[ranked[0]] < CLEAR * scores[ranked[1]]:
        return None
    return ranked[0]


def _opens(report: Report, item: Named) -> bool:
    """Whether a name stands in a dateline at the head of the first paragraph: 'GOMA, DR Congo, 2 March - …'."""
    start = next((block.start for block in report.blocks if block.kind == "body"), len(report.text))
    head = report.text[start : start + 70]
    return (
        start <= item.start < start + 40
        and re.search(r"\s[-–—]{1,2}\s", head[item.end - start :]) is not None
    )


def _home(group_id: int, registry: Registry) -> tuple[str, ...]:
    """Where the group fights: countries with monthly rows of it, else those of its dyads and of the actor list.

    A dyad tells whose government is fought, which may be from abroad. The list also names countries of single
    attacks, such as the one a general comes from; they come last in it.
    """
    listed = registry.group(group_id).countries
    if not known_countries(group_id):
        return listed
    with_rows = series_countries(group_id)
    return known_countries(group_id) if with_rows else (*known_countries(group_id), *listed[:FIRST])


class Blocks:
    """The kind of block at a place of a report."""

    def __init__(self, report: Report) -> None:
        self._blocks = report.blocks
        self._spans = Spans([(block.start, block.end) for block in report.blocks])

    def kind(self, at: int) -> str:
        number = self._spans.holding(at)
        return "furniture" if number is None else self._blocks[number].kind
