"""What the passes found, as records whose spans lie in the raw text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from smoulder.reading.actors import Named
from smoulder.reading.claims import Claimed
from smoulder.reading.evidence import Sign
from smoulder.reading.happened import Happened
from smoulder.reading.located import Located
from smoulder.reading.passes import Parts
from smoulder.reading.pressure import Pressed
from smoulder.reading.quantities import Counted
from smoulder.reading.rivals import supported_by
from smoulder.reading.speakers import Speaker
from smoulder.reading.statements import Said
from smoulder.records.report import Report
from smoulder.records.statement import (
    Claim,
    EventMention,
    Mention,
    PlaceMention,
    PressureMention,
    Quantity,
    Statement,
    TextEvidence,
)


def span_of(report: Report, start: int, end: int) -> dict[str, Any]:  # values of a record's fields
    first, last = report.raw_span(start, end)
    return {"text": report.text[start:end], "start": first, "end": last}


def statement_of(report: Report, said: Said) -> Statement:
    speaker = said.speaker
    return Statement(
        **span_of(report, said.start, said.end),
        speaker=speaker.name if speaker else "",
        role=speaker.role if speaker else "",
        date=said.day,
        kind=said.kind,
        venue=said.venue,
        addressee=said.addressee,
        hedge=said.hedge,
        certainty=said.certainty,
        condition=said.condition,
        relation=said.relation,
        negated=said.negated,
        anonymous=bool(speaker and speaker.anonymous),
    )


def quantity_of(report: Report, counted: Counted) -> Quantity:
    return Quantity(
        **span_of(report, counted.start, counted.end),
        value=counted.value,
        high=counted.high,
        comparator=counted.comparator,
        role=counted.role,
        counted=counted.what,
        unit=counted.unit,
    )


def mention_of(report: Report, item: Named) -> Mention:
    return Mention(
        **span_of(report, item.start, item.end),
        name=item.name,
        kind=item.kind,
        group_id=item.group_id,
        actor=item.actor,
    )


def place_of(report: Report, item: Named, located: Located | None) -> PlaceMention:
    return PlaceMention(
        **mention_of(report, item).model_dump(),
        country=located.country if located else None,
        latitude=located.latitude if located else None,
        longitude=located.longitude if located else None,
        precision=located.precision if located else None,
        geonames_id=located.geonames_id if located else None,
    )


def event_of(report: Report, event: Happened) -> EventMention:
    return EventMention(
        **span_of(report, event.start, event.end),
        what=event.what,
        actor=event.actor,
        target=event.target,
        where=event.where,
        from_=event.first,
        to=event.last,
        killed=quantity_of(report, event.killed) if event.killed else None,
        status=event.status,
        plover=event.plover,
        mode=event.mode,
        context=event.context,
        actor_group=event.actor_group,
        target_group=event.target_group,
    )


def _speaker_at(parts: Parts, start: int, end: int, sentence: int) -> Speaker | None:
    """Who says a stretch of the text: the statement that holds it, or holds most of it."""
    best, most = None, 0
    for said in parts.said_in(sentence):
        shared = min(said.end, end) - max(said.start, start)
        if shared > most:
            best, most = said, shared
    return best.speaker if best else None


def claim_of(parts: Parts, claim: Claimed) -> Claim:
    speaker = _speaker_at(parts, claim.start, claim.end, claim.sentence)
    start, end = claim.start, claim.end
    for said in parts.said_in(claim.sentence):
        if claim.rival is not None and said.start < end and said.end > start:
            # An alternative weighed in a statement ends where the statement does.
            start, end = max(start, said.start), min(end, said.end)
    return Claim(
        **span_of(parts.report, start, end),
        hypotheses=claim.leaves,
        stance=claim.stance,
        name=claim.name,
        speaker=speaker.name if speaker else "",
        hedge=claim.hedge,
        rival_of=claim.rival,
    )


def evidence_of(parts: Parts, sign: Sign, claims: Sequence[Claim]) -> TextEvidence:
    speaker = _speaker_at(parts, sign.start, sign.end, sign.sentence)
    found = TextEvidence(
        **span_of(parts.report, sign.start, sign.end),
        kind=sign.kind,
        favours=sign.favours,
        over=sign.over,
        speaker=speaker.name if speaker else "",
        anonymous=bool(speaker and speaker.anonymous),
        hedge=sign.hedge,
        negated=sign.negated,
    )
    return found.model_copy(update={"supports": supported_by(found, claims)})


def pressure_of(report: Report, item: Pressed, group: str, country: str) -> PressureMention:
    return PressureMention(
        **span_of(report, item.start, item.end),
        kind=item.kind,
        by=item.by,
        on=group,
        where=country,
        size=item.size,
        unit=item.unit,
        step=item.step,
        date=item.day,
    )
