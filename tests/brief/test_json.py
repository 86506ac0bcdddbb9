"""What is published as the schema is what is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import samples

from smoulder.brief.json import brief_schema, render_json, schema_text
from smoulder.records.case import Assessment

PUBLISHED = Path(__file__).parents[2] / "docs" / "data" / "brief.schema.json"


def test_the_published_schema_is_the_one_the_code_makes() -> None:
    cure = "write smoulder.brief.json.schema_text() into docs/data/brief.schema.json"
    assert PUBLISHED.read_text(encoding="utf-8") == schema_text(), cure


@pytest.mark.parametrize("name", samples.ALL)
def test_every_sample_follows_the_schema(name: str) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft202012Validator(brief_schema())
    assert [
        error.message for error in validator.iter_errors(json.loads(render_json(samples.ALL[name]())))
    ] == []


def test_the_schema_bears_the_version_that_every_brief_names() -> None:
    schema = brief_schema()
    assert json.loads(render_json(samples.bare()))["schema_version"] == schema["$id"].rpartition(":")[2]


def test_every_key_is_described() -> None:
    told = PUBLISHED.with_name("brief.md").read_text(encoding="utf-8")
    assert [key for key in brief_schema()["properties"] if f"`{key}`" not in told] == []


def test_a_wrong_answer_does_not_follow_the_schema() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    wrong = json.loads(render_json(samples.model_case()))
    wrong["answer"]["24"]["value"] = "likely"
    assert list(jsonschema.Draft202012Validator(brief_schema()).iter_errors(wrong))


def test_the_text_of_a_report_stays_out_and_its_passages_are_in() -> None:
    written = render_json(samples.model_case())
    kept = json.loads(written)["readings"][0]
    assert not {"raw", "text", "offsets", "blocks"} & set(kept["report"])
    assert "Parliament voted" in json.dumps(kept["events"])
    assert "joint operations have been reduced" not in written


def test_nothing_but_the_text_of_reports_is_lost() -> None:
    plain = samples.model_case(readings=())
    assert Assessment.model_validate_json(render_json(plain)) == plain


def test_it_ends_in_a_line_feed_and_starts_with_the_answer() -> None:
    written = render_json(samples.model_case())
    assert written.endswith("}\n")
    assert list(json.loads(written))[:5] == [
        "schema_version",
        "smoulder_version",
        "question",
        "headline",
        "answer",
    ]


def test_half_a_surrogate_pair_does_not_stop_it() -> None:
    assert "a" in json.loads(render_json(samples.model_case(chosen="a\ud800b")).encode("utf-8"))["chosen"]


def test_a_number_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        render_json(samples.model_case().model_copy(update={"settings": {"draws": float("nan")}}))
