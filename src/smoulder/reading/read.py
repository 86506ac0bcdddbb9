"""Everything a reader takes from one report, by rules over blocks, sentences and quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Any

from smoulder.reading.actors import Named, Registry, find_groups, find_others
from smoulder.reading.attribution import find_attributions
from smoulder.reading.claims import Claimed, find_claims
from smoulder.reading.dates import Dated, find_dates
from smoulder.reading.events import Happened, find_events, subject_of
from smoulder.reading.evidence import Sign, find_evidence
from smoulder.reading.places import find_places
from smoulder.reading.pressure import Pressed, find_pressure
from smoulder.reading.prominence import choose_country, choose_group
from smoulder.reading.quantities import Counted, find_quantities
from smoulder.reading.sentences import Sentence, split_sentences
from smoulder.reading.speakers import Speaker
from smoulder.reading.statements import Said, find_statements
from smoulder.records.report import Report
from smoulder.records.statement import (
    Claim,
    DateMention,
    EventMention,
    Mention,
    PressureMention,
    Quantity,
    Reading,
    Statement,
    TextEvidence,
)

_AGAIN = re.compile(r"(?i)\b(?:they|them|their|it|its|cells|militants|insurgents|rebels|fighters|jihadists|guerrillas|insurgency)\b")
_ACTS = re.compile(r"\b(?:voted|demanded|ordered|called|asked|reduced|scaled|suspended|paused|halted|withdrew|pulled|launched|began|resumed|announced|urged|curtailed|plan|plans|will)\b")


@dataclass(frozen=True, slots=True)
class _Parts:
    """What the passes over one report give to each other."""

    report: Report
    sentences: tuple[Sentence, ...]
    dates: list[list[Dated]]
    counts: list[list[Counted]]
    said: list[Said]
    groups: list[Named]
    others: list[Named]
    places: list[Named]
    claims: list[Claimed]
    signs: list[Sign]


def read(report: Report, registry: Registry) -> Reading:
    """Read a report.

    report:   as `open_report` gives it. registry: armed groups and countries.
    returns:  statements, quantities, dates, actors, places, events, claims, evidence and pressure, each with its
              span of `Report.raw`, in the order of the text; group and country are None where the report leaves
              them open.
    """
    parts = _parts(report, registry)
    group_id = choose_group(report, parts.groups, parts.claims, parts.sentences)
    named = parts.others + parts.places + _head_countries(report, registry)
    country = choose_country(report, named, group_id, registry)
    group = registry.group(group_id).name if group_id is not None else ""
    events = find_events(
        parts.sentences, parts.dates, parts.counts, parts.places + [item for item in parts.others if item.kind == "country"],
        _spoken(parts.sentences), group, country or "",
    )  # fmt: skip
    pressure = find_pressure(
        parts.sentences, parts.dates, parts.counts, parts.others, [_actor(sentence) for sentence in parts.sentences],
        country or "", report.published,
    )  # fmt: skip
    return Reading(
        report=report,
        statements=tuple(_statement(report, said) for said in parts.said),
        quantities=tuple(_quantity(report, counted) for counts in parts.counts for counted in counts),
        dates=tuple(
            DateMention(**_span(report, dated.start, dated.end), from_=dated.first, to=dated.last)
            for dates in parts.dates
            for dated in dates
        ),
        actors=tuple(_mention(report, item) for item in _in_order(parts.groups + [item for item in parts.others if item.kind != "country"])),
        places=tuple(_mention(report, item) for item in _in_order(parts.places + [item for item in parts.others if item.kind == "country"])),
        events=tuple(_event(report, event) for event in events),
        claims=tuple(_claim(parts, claim) for claim in parts.claims),
        evidence=tuple(_evidence(parts, sign) for sign in parts.signs),
        pressure=tuple(_pressed(report, item, group, country or "") for item in pressure),
        group_id=group_id,
        country=country,
    )


def _parts(report: Report, registry: Registry) -> _Parts:
    sentences = split_sentences(report)
    dates: list[list[Dated]] = []
    seen: list[Dated] = []
    for sentence in sentences:
        found = find_dates(sentence.text, report.published, offset=sentence.start, before=tuple(seen[-1:]))
        seen += found
        dates.append(found)
    counts = [
        find_quantities(
            sentence.text,
            [(dated.start - sentence.start, dated.end - sentence.start) for dated in dates[index]],
            offset=sentence.start,
        )
        for index, sentence in enumerate(sentences)
    ]
    said = find_statements(sentences, dates)
    speakers = list({id(item.speaker): item.speaker for item in said if item.speaker}.values())
    groups = find_groups(report, registry, sentences)
    others = find_others(report, registry, sentences, groups, speakers)
    places = find_places(sentences, groups + others)
    about = _about_group(sentences, groups)
    claims = find_claims(sentences, about)
    signs = find_evidence(sentences, about, claims)
    return _Parts(report, sentences, dates, counts, said, groups, others, places, claims, signs)


def _about_group(sentences: tuple[Sentence, ...], groups: list[Named]) -> list[bool]:
    """Whether each sentence speaks of an armed group: by name, or by a pronoun soon after the name."""
    about: list[bool] = []
    last = -10
    starts = [item.start for item in groups]
    for sentence in sentences:
        named = bisect_left(starts, sentence.start) < bisect_left(starts, sentence.end)
        again = _AGAIN.search(sentence.text) is not None and sentence.paragraph - last <= 1
        again = again or (bool(sentence.quotes) and sentence.paragraph - last <= 0)
        about.append(named or again)
        if named or (again and sentence.paragraph == last + 1 and bool(sentence.quotes)):
            last = sentence.paragraph
    return about


def _head_countries(report: Report, registry: Registry) -> list[Named]:
    """Countries named in title and captions, which help to choose and are not listed as places."""
    found: list[Named] = []
    for block in report.blocks:
        if block.kind in ("title", "dateline"):
            text = report.text[block.start : block.end]
            for name, country in registry.countries.items():
                for hit in re.finditer(rf"(?<![\w-]){re.escape(name)}(?!\w)", text) if name in text else ():
                    found.append(Named(block.start + hit.start(), block.start + hit.end(), country, "country"))
    return found


def _spoken(sentences: tuple[Sentence, ...]) -> list[list[tuple[int, int]]]:
    """Where the day of a saying stands: such a day is not the day of what is told."""
    return [
        [
            (sentence.start + item.zone[0], sentence.start + item.zone[1])
            for item in find_attributions(sentence)
            if item.style in ("after", "within", "according")
        ]
        for sentence in sentences
    ]


def _actor(sentence: Sentence) -> str:
    found = _ACTS.search(sentence.masked)
    return subject_of(sentence, found.start()) if found else ""


def _in_order(items: list[Named]) -> list[Named]:
    return sorted(items, key=lambda item: (item.start, item.end))


def _span(report: Report, start: int, end: int) -> dict[str, Any]:  # values of a record's fields
    first, last = report.raw_span(start, end)
    return {"text": report.text[start:end], "start": first, "end": last}


def _statement(report: Report, said: Said) -> Statement:
    speaker = said.speaker
    return Statement(
        **_span(report, said.start, said.end),
        speaker=speaker.name if speaker else "",
        role=speaker.role if speaker else "",
        date=said.day,
        kind=said.kind,
        venue=said.venue,
        hedge=said.hedge,
        certainty=said.certainty,
        condition=said.condition,
        relation=said.relation,
        negated=said.negated,
        anonymous=bool(speaker and speaker.anonymous),
    )


def _quantity(report: Report, counted: Counted) -> Quantity:
    return Quantity(
        **_span(report, counted.start, counted.end),
        value=counted.value,
        high=counted.high,
        comparator=counted.comparator,
        role=counted.role,
    )


def _mention(report: Report, item: Named) -> Mention:
    return Mention(**_span(report, item.start, item.end), name=item.name, kind=item.kind, group_id=item.group_id)


def _event(report: Report, event: Happened) -> EventMention:
    return EventMention(
        **_span(report, event.start, event.end),
        what=event.what,
        actor=event.actor,
        target=event.target,
        where=event.where,
        from_=event.first,
        to=event.last,
        killed=_quantity(report, event.killed) if event.killed else None,
        status=event.status,
    )


def _speaker_at(parts: _Parts, start: int, end: int, sentence: int) -> Speaker | None:
    """Who says a stretch of the text: the statement that holds it, or holds most of it."""
    best, most = None, 0
    for said in parts.said:
        shared = min(said.end, end) - max(said.start, start)
        if said.sentence == sentence and shared > most:
            best, most = said, shared
    return best.speaker if best else None


def _claim(parts: _Parts, claim: Claimed) -> Claim:
    speaker = _speaker_at(parts, claim.start, claim.end, claim.sentence)
    start, end = claim.start, claim.end
    for said in parts.said:
        if claim.rival is not None and said.sentence == claim.sentence and said.start < end and said.end > start:
            # An alternative weighed in a statement ends where the statement does.
            start, end = max(start, said.start), min(end, said.end)
    return Claim(
        **_span(parts.report, start, end),
        hypotheses=claim.leaves,
        stance=claim.stance,
        name=claim.name,
        speaker=speaker.name if speaker else "",
        hedge=claim.hedge,
        rival_of=claim.rival,
    )


def _evidence(parts: _Parts, sign: Sign) -> TextEvidence:
    speaker = _speaker_at(parts, sign.start, sign.end, sign.sentence)
    return TextEvidence(
        **_span(parts.report, sign.start, sign.end),
        kind=sign.kind,
        favours=sign.favours,
        over=sign.over,
        speaker=speaker.name if speaker else "",
        anonymous=bool(speaker and speaker.anonymous),
        hedge=sign.hedge,
        negated=sign.negated,
    )


def _pressed(report: Report, item: Pressed, group: str, country: str) -> PressureMention:
    return PressureMention(
        **_span(report, item.start, item.end),
        kind=item.kind,
        by=item.by,
        on=group,
        where=country,
        size=item.size,
        unit=item.unit,
        step=item.step,
        date=item.day,
    )


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
        **{key: whole[key] for key in ("statements", "quantities", "dates", "actors", "places", "events", "claims")},
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
        {"name": claim.name, "maps_to": list(claim.hypotheses), "text": claim.text, "start": claim.start, "end": claim.end}
        for claim in sorted(best.values(), key=lambda claim: claim.start)
    ]
