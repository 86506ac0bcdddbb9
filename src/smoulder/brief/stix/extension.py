"""What STIX has no property for: the answer in figures, kept in a property extension with a published schema."""

from __future__ import annotations

import json
from typing import Any, Literal

from pydantic import Field

from smoulder.records.base import Record
from smoulder.records.case import Question
from smoulder.records.evidence import Item
from smoulder.records.forecast import Chance
from smoulder.records.situation import MonthPoint

VERSION = "1.0"
EXTENSION_ID = "extension-definition--915c11b6-4831-42b9-a594-8bcdebbe8098"
"""Of the extension; another version of the schema that is not a superset gets another id."""


class StixAssessment(Record):
    """On the report: what was asked, and the answer in one sentence.

    confidence: the level as the brief has it; the report's own `confidence` is the same by STIX's scale
                None / Low / Med / High.
    case: id of the case, '' where none was kept.
    """

    question: Question
    headline: str
    confidence: Literal["low", "moderate", "high"]
    made_with: str
    case: str = ""


class StixChance(Record):
    """On an opinion: the chance that it words.

    value, low, high: between 0 and 1, the bounds are those of the 90 % interval.
    past_cases, came_back: as counted. term: of ICD 203, '' for a major comeback.
    """

    topic: Literal["comeback", "major"]
    horizon: int
    value: float
    low: float
    high: float
    past_cases: int | None = None
    came_back: int | None = None
    basis: Literal["estimated", "assumed", "combined"] = "estimated"
    method: str = ""
    why: str = ""
    term: str = ""

    @classmethod
    def of(cls, topic: Literal["comeback", "major"], horizon: int, chance: Chance, term: str) -> StixChance:
        """The chance of a comeback, or of a major one, within so many months."""
        same = chance.model_dump(exclude={"n", "count"})
        return cls.model_validate(
            {
                "topic": topic,
                "horizon": horizon,
                "term": term,
                "past_cases": chance.n,
                "came_back": chance.count,
                **same,
            }
        )

    def chance(self) -> Chance:
        """The chance as the answer had it."""
        same = self.model_dump(include=set(Chance.model_fields))
        return Chance.model_validate({**same, "n": self.past_cases, "count": self.came_back})


class StixItem(Record):
    """On the note of an item: where it stands, its grade, and what it does to the answer.

    source: name of the report or of the data. sha256, start, end: of the report and the span in it; row: of the data.
    moves_answer: chance of a comeback within 12 months with it minus the same without it.
    """

    id: str
    kind: str
    text: str
    source: str
    sha256: str = ""
    start: int | None = None
    end: int | None = None
    row: str = ""
    reliability: Literal["A", "B", "C", "D", "E", "F"]
    credibility: Literal["1", "2", "3", "4", "5", "6"]
    weight: float
    moves_answer: float
    left_out: str = ""

    @classmethod
    def of(cls, item: Item, sha256: str) -> StixItem:
        """An item; who said it stays in its passage, and is no field of its own."""
        source = item.source
        return cls(
            id=item.id,
            kind=item.kind,
            text=item.text,
            source=source.name,
            sha256=sha256,
            start=source.start,
            end=source.end,
            row=source.row,
            reliability=source.reliability,
            credibility=source.credibility,
            weight=item.weight,
            moves_answer=item.moves_answer,
            left_out=item.left_out,
        )


class StixCounts(Record):
    """On the note of the months: the last twelve that are known or bridged.

    measure: the kind of count. deaths: in these months, best estimate; None where it is not known.
    """

    measure: str
    deaths: float | None = None
    months: tuple[MonthPoint, ...]


class StixPayload(Record):
    """The extension: on each object that carries it, one of these."""

    extension_type: Literal["property-extension"] = "property-extension"
    assessment: StixAssessment | None = None
    chance: StixChance | None = None
    item: StixItem | None = None
    counts: StixCounts | None = None
    schema_version: str = Field(default=VERSION)


def extension(payload: StixPayload) -> dict[str, Any]:  # Any: JSON values
    """The `extensions` of an object; what is not known is left out, and what no file can hold is '?'."""
    known = _without_empty(payload.model_dump(mode="json", exclude_none=True))
    text = json.dumps(known, ensure_ascii=False, allow_nan=False)
    return {EXTENSION_ID: json.loads(text.encode("utf-8", "replace"))}


def _without_empty(value: Any) -> Any:  # Any: JSON values
    """STIX has no empty lists."""
    if isinstance(value, dict):
        return {key: _without_empty(one) for key, one in value.items() if one not in ([], {})}
    return [_without_empty(one) for one in value] if isinstance(value, list) else value


def extension_schema() -> dict[str, Any]:  # Any: JSON values
    """The JSON Schema of the extension."""
    schema = StixPayload.model_json_schema(mode="validation")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:smoulder:stix-extension:{VERSION}",
        "title": f"Smoulder assessment in STIX 2.1, version {VERSION}",
        **{key: value for key, value in schema.items() if key != "title"},
    }


def extension_schema_text() -> str:
    """The schema as it is published in docs/data/stix-extension.schema.json."""
    return json.dumps(extension_schema(), ensure_ascii=False, indent=2) + "\n"
