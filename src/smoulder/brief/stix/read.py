"""A bundle read back: what was asked, what was answered, and from what."""

from __future__ import annotations

import json
from typing import Any

from pydantic import ValidationError

from smoulder.brief.stix.extension import (
    EXTENSION_ID,
    StixAssessment,
    StixChance,
    StixCounts,
    StixItem,
    StixPayload,
)
from smoulder.records.base import Record
from smoulder.records.case import Question
from smoulder.records.errors import BadData
from smoulder.records.forecast import Chance


class StixBrief(Record):
    """What a bundle of ours says.

    organisation, group, country: as their objects name them.
    answer, major: by horizon. words: of ICD 203, by horizon of `answer`.
    counts: the last twelve months; None where the answer had none.
    """

    organisation: str
    group: str
    country: str
    assessment: StixAssessment
    answer: dict[int, Chance]
    major: dict[int, Chance]
    words: dict[int, str]
    items: tuple[StixItem, ...]
    counts: StixCounts | None = None

    @property
    def question(self) -> Question:
        """The question as it was asked."""
        return self.assessment.question


def read_stix(bundle: str | bytes | dict[str, Any]) -> StixBrief:  # Any: JSON values
    """What a bundle of ours says; needs no library.

    bundle: the content of a `brief.stix.json`, as text or as JSON values.
    raises: BadData where it is no bundle, or none that Smoulder wrote.
    """
    objects = _objects(bundle)
    payloads = [_payload(one) for one in objects]
    assessed = [one.assessment for one in payloads if one is not None and one.assessment is not None]
    if len(assessed) != 1:
        raise BadData(
            f"the bundle holds {len(assessed)} assessments of Smoulder's; give a brief.stix.json as it was written"
        )
    chances = [one.chance for one in payloads if one is not None and one.chance is not None]
    comeback = [one for one in chances if one.topic == "comeback"]
    return StixBrief(
        organisation=_name(objects, "identity", identity_class="organization"),
        group=_name(objects, "threat-actor"),
        country=_name(objects, "location"),
        assessment=assessed[0],
        answer=_by_horizon(comeback),
        major=_by_horizon([one for one in chances if one.topic == "major"]),
        words={one.horizon: one.term for one in comeback},
        items=tuple(one.item for one in payloads if one is not None and one.item is not None),
        counts=next((one.counts for one in payloads if one is not None and one.counts is not None), None),
    )


def _objects(bundle: str | bytes | dict[str, Any]) -> list[dict[str, Any]]:  # Any: JSON values
    try:
        read = bundle if isinstance(bundle, dict) else json.loads(bundle)
    except (ValueError, UnicodeDecodeError) as reason:
        raise BadData(
            f"the bundle is no JSON ({reason}); give a brief.stix.json as it was written"
        ) from reason
    found = read.get("objects") if isinstance(read, dict) and read.get("type") == "bundle" else None
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise BadData("this is no STIX bundle with objects; give a brief.stix.json as it was written")
    return found


def _payload(one: dict[str, Any]) -> StixPayload | None:  # Any: JSON values
    extensions = one.get("extensions")
    told = extensions.get(EXTENSION_ID) if isinstance(extensions, dict) else None
    if told is None:
        return None
    try:
        return StixPayload.model_validate(told)
    except ValidationError as reason:
        first = reason.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise BadData(
            f"object {one.get('id')} of the bundle: {place}: {first['msg']}; give the file as it was written"
        ) from reason


def _by_horizon(chances: list[StixChance]) -> dict[int, Chance]:
    return {one.horizon: one.chance() for one in chances}


def _name(objects: list[dict[str, Any]], kind: str, **wanted: str) -> str:  # Any: JSON values
    for one in objects:
        if one.get("type") == kind and all(one.get(key) == value for key, value in wanted.items()):
            return str(one.get("name", ""))
    raise BadData(f"the bundle has no {kind}; give a brief.stix.json as it was written")
