"""Everything a reader takes from one report, by rules over blocks, sentences, quotation marks and grammar."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from smoulder.reading.actors import Named, Registry
from smoulder.reading.capitals import CAPITALS
from smoulder.reading.cast import Cast
from smoulder.reading.events import find_events
from smoulder.reading.items import (
    claim_of,
    event_of,
    evidence_of,
    mention_of,
    place_of,
    pressure_of,
    quantity_of,
    span_of,
    statement_of,
)
from smoulder.reading.located import Located, locate_places, weigh_countries
from smoulder.reading.page import unread_language
from smoulder.reading.parse import Parse
from smoulder.reading.parser import Parser, load_parser, parse_report, parse_reports
from smoulder.reading.passes import Parts, run_passes
from smoulder.reading.pressure import find_pressure
from smoulder.reading.prominence import choose_country, choose_group
from smoulder.reading.rivals import set_against
from smoulder.reading.same_actor import find_actors
from smoulder.records.report import Report
from smoulder.records.statement import (
    Claim,
    DateMention,
    Reading,
)

TOGETHER = 16
"""Reports that are parsed together."""


def read(report: Report, registry: Registry, parser: Parser | None = None) -> Reading:
    """Read a report.

    report:   as `open_report` gives it. registry: armed groups and countries.
    parser:   for the grammar of its sentences; None takes the one that is installed.
    returns:  statements, quantities, dates, actors, places, events, claims, evidence and pressure, each with its
              span of `Report.raw`, in the order of the text; group and country are None where the report leaves
              them open.
    """
    return read_parsed(report, registry, parse_report(report, parser or load_parser()))


def read_many(
    reports: Iterable[Report], registry: Registry, parser: Parser | None = None
) -> Iterator[Reading]:
    """Readings of many reports, in order; faster than one by one, for the parser works on several together.

    reports: taken `TOGETHER` at a time, so that memory does not grow with their number. The rest as for `read`.
    """
    parser = parser or load_parser()
    waiting = iter(reports)
    while some := list(islice(waiting, TOGETHER)):
        for report, parse in zip(some, parse_reports(some, parser), strict=True):
            yield read_parsed(report, registry, parse)


def read_parsed(report: Report, registry: Registry, parse: Parse) -> Reading:
    """What `read` gives, from a report and its parse; nothing of one in a language that is not read."""
    if unread_language(report):
        return Reading(report=report)
    parts = run_passes(report, registry, parse)
    group_id = choose_group(report, parts.groups, parts.claims, parts.sentences)
    named = parts.others + parts.places + _head_countries(report, registry)
    country = choose_country(report, named, group_id, registry)
    group = registry.group(group_id).name if group_id is not None else ""
    events = find_events(parts, _spoken(parts), group, country or "")
    pressure = find_pressure(
        parts.sentences, parts.dates, parts.counts, parts.others, parts.whom, parse, country or "", report.published,
    )  # fmt: skip
    spoken = {said.speaker.name: sorted(said.speaker.words) for said in parts.said if said.speaker}
    cast = Cast(country or "", registry.countries, spoken)
    actors = find_actors(report, parse, _in_order(parts.groups + parts.others), parts.sentences, cast)
    claims = set_against(
        [claim_of(parts, claim) for claim in parts.claims],
        [parts.sentences[claim.sentence].paragraph for claim in parts.claims],
        [_about(parts, claim.end) for claim in parts.claims],
    )
    return Reading(
        report=report,
        statements=tuple(statement_of(report, said) for said in parts.said),
        quantities=tuple(quantity_of(report, counted) for counts in parts.counts for counted in counts),
        dates=tuple(
            DateMention(
                **span_of(report, dated.start, dated.end),
                from_=dated.first,
                to=dated.last,
                granularity=dated.granularity,
            )
            for dates in parts.dates
            for dated in dates
        ),
        actors=tuple(mention_of(report, item) for item in actors),
        places=tuple(
            place_of(report, item, located) for item, located in _located(parts, named, country, registry)
        ),
        events=tuple(event_of(report, event) for event in events),
        claims=claims,
        evidence=tuple(evidence_of(parts, sign, claims) for sign in parts.signs),
        # Without an armed group there is nobody whom the pressure holds down.
        pressure=tuple(pressure_of(report, item, group, country or "") for item in pressure if parts.groups),
        group_id=group_id,
        country=country,
    )


def _about(parts: Parts, end: int) -> int | None:
    """The armed group named last before a place of the text."""
    return next(
        (item.group_id for item in reversed(parts.groups) if item.explicit and item.start < end), None
    )


def _located(
    parts: Parts, named: list[Named], country: str | None, registry: Registry
) -> list[tuple[Named, Located | None]]:
    """The places and countries of a report in order, each with where it lies."""
    home = {
        name
        for item in parts.groups
        if item.group_id is not None
        for name in registry.group(item.group_id).countries[:4]
    }
    weights = weigh_countries((item.name for item in named if item.kind == "country"), country, sorted(home))
    places = _in_order(parts.places + [item for item in parts.others if item.kind == "country"])
    return locate_places(parts.report.text, places, weights)


def _head_countries(report: Report, registry: Registry) -> list[Named]:
    """Countries named in title and captions, which help to choose and are not listed as places."""
    found: list[Named] = []
    for block in report.blocks:
        if block.kind in ("title", "dateline"):
            text = report.text[block.start : block.end]
            hits = [
                (hit.start(), hit.end(), country)
                for name, country in registry.countries.items()
                if name in text
                for hit in re.finditer(rf"(?<![\w-]){re.escape(name)}(?!\w)", text)
            ]
            for start, end, country in hits:
                # 'Congo' within 'DR Congo' is no country of its own.
                if not any(s <= start and end <= e and e - s > end - start for s, e, _ in hits):
                    found.append(Named(block.start + start, block.start + end, country, "country"))
            town = re.match(r"[A-ZÀ-Þ. ]+(?=[,(—–:-]|\s)", text) if block.kind == "dateline" else None
            usual = CAPITALS.get(town[0].strip().title()) if town else None
            if usual:
                name = registry.countries.get(usual, usual)
                found.append(Named(block.start, block.start + len(text), name, "country"))
    return found


def _spoken(parts: Parts) -> list[list[tuple[int, int]]]:
    """Where the day of a saying stands: such a day is not the day of what is told."""
    return [
        [
            (sentence.start + item.zone[0], sentence.start + item.zone[1])
            for item in sayings
            if item.style in ("after", "within", "according")
        ]
        for sentence, sayings in zip(parts.sentences, parts.sayings, strict=True)
    ]


def _in_order(items: list[Named]) -> list[Named]:
    return sorted(items, key=lambda item: (item.start, item.end))


def reading_json(reading: Reading) -> dict[str, Any]:  # JSON values of many kinds
    """The reading as `smoulder read --json` prints it.

    returns: the keys document, statements, quantities, dates, actors, places, events, claims, hypotheses, evidence
             and pressure; days are ISO dates, spans are characters of the raw text.
    """
    report = reading.report
    furniture = [report.text[block.start : block.end] for block in report.blocks if block.kind == "furniture"]
    whole = reading.model_dump(mode="json", by_alias=True, exclude={"report"})
    return {
        "document": {
            "title": report.title,
            "standfirst": report.standfirst,
            "published": report.published.isoformat() if report.published else None,
            "captions": list(report.captions),
            "furniture": furniture,
        },
        **{
            key: whole[key]
            for key in ("statements", "quantities", "dates", "actors", "places", "events", "claims")
        },
        "hypotheses": hypotheses(reading),
        "evidence": whole["evidence"],
        "pressure": whole["pressure"],
    }


def hypotheses(reading: Reading) -> list[dict[str, Any]]:  # JSON values
    """The distinct explanations of the quiet, each once, where it is best put.

    returns: for each: name, maps_to (leaves of the tree), text, start, end. A claim that is weighed against a rival
             stands for its explanation before one that stands alone.
    """
    best: dict[tuple[str, ...], Claim] = {}
    for claim in sorted(reading.claims, key=lambda claim: (claim.rival_of is None, claim.start)):
        side = ("degraded", "spent") if set(claim.hypotheses) == {"degraded", "spent"} else claim.hypotheses
        best.setdefault(side, claim)
    return [
        {
            "name": claim.name,
            "maps_to": list(claim.hypotheses),
            "text": claim.text,
            "start": claim.start,
            "end": claim.end,
        }
        for claim in sorted(best.values(), key=lambda claim: claim.start)
    ]
