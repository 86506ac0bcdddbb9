"""The whole answer as JSON, and the schema that describes it."""

from __future__ import annotations

import json
from typing import Any

from smoulder.brief.manuscript import Manuscript
from smoulder.records.case import SCHEMA_VERSION, Assessment

# The answer first, what it stands on after, long lists last; what is not named here follows in its own order.
ORDER = (
    "schema_version",
    "smoulder_version",
    "question",
    "headline",
    "answer",
    "words",
    "major",
    "confidence",
    "rests_on",
    "would_change",
    "not_known",
    "not_known_at",
    "branches",
    "situation",
    "rates",
    "episodes",
    "episodes_note",
    "hypotheses",
    "evidence",
    "hindsight",
    "group",
    "chosen",
    "bridge",
    "lulls",
    "years",
    "data",
    "settings",
    "seed",
    "months",
    "readings",
)

# A report's text stays with its publisher: spans and passages leave the tool, the text does not.
TEXT_OF_REPORT = ("raw", "text", "offsets", "blocks")


def json_files(manuscript: Manuscript) -> dict[str, bytes]:
    """The brief as `brief.json`."""
    return {"brief.json": render_json(manuscript.assessment).encode("utf-8")}


def render_json(assessment: Assessment) -> str:
    """The assessment as JSON text: UTF-8, indented, one line feed at its end.

    The texts of reports are left out; every passage taken from them and its span is in.
    raises: ValueError if a number is not finite, which no answer may hold.
    """
    without = {"readings": {"__all__": {"report": set(TEXT_OF_REPORT)}}}
    whole = assessment.model_dump(mode="json", by_alias=True, exclude=without)
    text = json.dumps(in_order(whole), ensure_ascii=False, indent=2, allow_nan=False)
    return text.encode("utf-8", "replace").decode("utf-8") + "\n"


def in_order(whole: dict[str, Any]) -> dict[str, Any]:  # Any: JSON values
    """The same keys with the answer first.

    >>> list(in_order({"seed": 1, "new": 2, "headline": 3}))
    ['headline', 'seed', 'new']
    """
    first = {key: whole[key] for key in ORDER if key in whole}
    return {**first, **{key: value for key, value in whole.items() if key not in first}}


def brief_schema() -> dict[str, Any]:  # Any: JSON values
    """The JSON Schema of what `render_json` writes."""
    schema = Assessment.model_json_schema(by_alias=True, mode="serialization")
    report = schema["$defs"]["Report"]
    report["properties"] = {
        key: value for key, value in report["properties"].items() if key not in TEXT_OF_REPORT
    }
    report["required"] = [key for key in report["required"] if key not in TEXT_OF_REPORT]
    report["description"] = "One published text, without the text itself."
    schema["$defs"].pop("Block", None)
    schema["properties"] = in_order(schema["properties"])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:smoulder:brief:{SCHEMA_VERSION}",
        "title": f"Smoulder brief, version {SCHEMA_VERSION}",
        **{key: value for key, value in schema.items() if key != "title"},
    }


def schema_text() -> str:
    """The schema as it is published in docs/data/brief.schema.json."""
    return json.dumps(brief_schema(), ensure_ascii=False, indent=2) + "\n"
