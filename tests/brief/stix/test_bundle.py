"""What stands in a bundle, and what must not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import sample_hostile
import samples

from smoulder.brief.edition import Edition, Issue
from smoulder.brief.language.say import speaking
from smoulder.brief.manuscript import Manuscript
from smoulder.brief.stix import bundle as bundle_module
from smoulder.brief.stix.bundle import render_stix
from smoulder.brief.stix.extension import EXTENSION_ID, extension_schema, extension_schema_text
from smoulder.brief.write import print_forms
from smoulder.records.case import Assessment

stix2 = pytest.importorskip("stix2")
PUBLISHED = Path(__file__).parents[3] / "docs" / "data" / "stix-extension.schema.json"
EVERY = {**samples.ALL, "hostile": sample_hostile.hostile}


def objects(assessment: Assessment, issue: Issue | None = None) -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = json.loads(render_stix(assessment, issue or Issue()))["objects"]
    return read


def of_type(found: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [one for one in found if one["type"] == kind]


@pytest.mark.parametrize("name", EVERY)
def test_the_library_reads_every_bundle_without_custom_parts(name: str) -> None:
    stix2.parse(render_stix(EVERY[name]()), allow_custom=False)


@pytest.mark.parametrize("name", EVERY)
def test_every_reference_finds_its_object_and_every_id_stands_once(name: str) -> None:
    found = objects(EVERY[name]())
    ids = [one["id"] for one in found]
    assert len(ids) == len(set(ids))
    for one in found:
        for key, value in one.items():
            wanted = [value] if key.endswith("_ref") else value if key.endswith("_refs") else []
            assert set(wanted) <= set(ids), key


@pytest.mark.parametrize("name", EVERY)
def test_what_the_extension_holds_follows_its_schema(name: str) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft202012Validator(extension_schema())
    told = [one["extensions"][EXTENSION_ID] for one in objects(EVERY[name]()) if "extensions" in one]
    assert told
    assert [error.message for one in told for error in validator.iter_errors(one)] == []


def test_the_published_schema_is_the_one_in_the_bundle() -> None:
    cure = "write smoulder.brief.stix.extension.extension_schema_text() into docs/data/stix-extension.schema.json"
    assert PUBLISHED.read_text(encoding="utf-8") == extension_schema_text(), cure
    (definition,) = of_type(objects(samples.model_case()), "extension-definition")
    assert json.loads(definition["schema"]) == json.loads(PUBLISHED.read_text(encoding="utf-8"))


def test_the_same_answer_gives_the_same_bytes() -> None:
    assert render_stix(samples.model_case()) == render_stix(samples.model_case())


def test_a_brief_in_another_language_has_the_same_bundle() -> None:
    english = print_forms(Manuscript(samples.model_case()), ("stix",))[0]["stix"]
    french = Manuscript(samples.model_case(), Edition("fr"))
    with speaking("fr"):
        assert print_forms(french, ("stix",))[0]["stix"] == english


def test_the_group_is_a_threat_actor_and_nobody_is_a_person() -> None:
    found = objects(samples.model_case())
    (group,) = of_type(found, "threat-actor")
    assert group["name"] == "Islamic State"
    assert "Daesh" in group["aliases"]
    assert not {"resource_level", "threat_actor_types"} & set(group)
    classes = {one["name"]: one["identity_class"] for one in of_type(found, "identity")}
    assert classes == {"Unnamed organisation": "organization", "Smoulder": "system"}
    assert all("authors" not in one for one in found)


def test_no_speaker_is_a_name_of_an_object_or_a_field() -> None:
    plain = samples.model_case()
    item = plain.evidence[0].model_copy(
        update={"speaker": "Zora Example", "cluster": "report 1: Zora Example"}
    )
    text = render_stix(plain.model_copy(update={"evidence": (item,)}))
    assert "Zora" not in text


def test_an_opinion_is_of_a_claim_and_keeps_chance_and_confidence_apart() -> None:
    case = samples.model_case()
    found = {one["id"]: one for one in objects(case)}
    opinions = of_type(list(found.values()), "opinion")
    assert len(opinions) == len(case.answer) + len(case.major)
    for one in opinions:
        (claim,) = (found[ref] for ref in one["object_refs"])
        assert claim["content"].startswith("Claim to be judged: ")
        assert one["confidence"] == {"low": 15, "moderate": 50, "high": 85}[case.confidence.level]
        sentences = one["explanation"].split(". ")
        assert not [part for part in sentences if "Chance" in part and "Confidence" in part]
        assert "None / Low / Med / High" in one["explanation"]


def test_an_item_has_its_span_its_digest_and_the_number_of_its_grade() -> None:
    case = samples.model_case()
    item = next(one for one in case.evidence if one.source.start is not None)
    told = {one["extensions"][EXTENSION_ID]["item"]["id"]: one for one in _items(case)}
    note = told[item.id]
    (reference,) = note["external_references"]
    assert case.readings[0].report.sha256 in reference["description"]
    assert f"characters {item.source.start} to {item.source.end}" in reference["description"]
    assert "Admiralty" in note["content"]
    unknown = item.model_copy(update={"source": item.source.model_copy(update={"credibility": "6"})})
    (other,) = _items(case.model_copy(update={"evidence": (unknown,)}))
    assert "confidence" not in other
    assert "Confidence" not in other["content"]


def _items(case: Assessment) -> list[dict[str, Any]]:
    notes = [one for one in of_type(objects(case), "note") if "extensions" in one]
    return [one for one in notes if "item" in one["extensions"][EXTENSION_ID]]


def test_events_are_a_sighting_of_the_group_in_the_country() -> None:
    case = samples.model_case()
    counted = [one.events for one in case.months if one.events is not None][-12:]
    found = {one["id"]: one for one in objects(case)}
    (sighting,) = of_type(list(found.values()), "sighting")
    assert sighting["count"] == round(sum(counted)) > 0
    assert found[sighting["sighting_of_ref"]]["type"] == "threat-actor"
    (seen,) = (found[ref] for ref in sighting["observed_data_refs"])
    assert seen["number_observed"] == sighting["count"]
    assert all(found[ref]["type"] == "file" for ref in seen["object_refs"])


def test_months_that_are_bridged_are_told_and_show_no_fighting() -> None:
    case = samples.model_case()
    monthly = [one.month for one in case.months if one.basis == "monthly" and one.deaths]
    found = objects(case)
    (fought,) = [one for one in of_type(found, "relationship") if one["relationship_type"] == "targets"]
    assert fought["start_time"].startswith(monthly[0])
    assert monthly[-1] == "2018-12"
    assert fought["stop_time"].startswith("2019-01-01")  # when that month was over
    (note,) = [one for one in of_type(found, "note") if one["abstract"].startswith("The last twelve months")]
    assert "12 of the months from yearly rows" in note["content"]


def test_texts_of_ours_have_ordinary_spaces() -> None:
    for one in objects(samples.model_case()):
        if one["type"] in ("note", "opinion") and "Item" not in one.get("abstract", ""):
            assert "\u00a0" not in one.get("content", one.get("explanation", ""))


def test_where_no_event_is_counted_there_is_nothing_observed() -> None:
    months = tuple(one.model_copy(update={"events": 0.0}) for one in samples.data_only().months)
    found = objects(samples.data_only().model_copy(update={"months": months}))
    assert not of_type(found, "sighting")
    assert not of_type(found, "observed-data")


def test_the_settings_say_who_writes_and_whom_it_may_be_passed_to() -> None:
    found = objects(samples.model_case(), Issue(organisation="North Desk", marking="amber"))
    assert "North Desk" in {one["name"] for one in of_type(found, "identity")}
    (marking,) = of_type(found, "marking-definition")
    assert marking["definition"] == {"tlp": "amber"}
    marked = [one for one in found if "object_marking_refs" in one]
    assert {tuple(one["object_marking_refs"]) for one in marked} == {(marking["id"],)}
    assert of_type(found, "report")[0] in marked


def test_only_web_addresses_become_addresses() -> None:
    found = objects(sample_hostile.hostile())
    assert not of_type(found, "url")
    assert not [
        one for note in of_type(found, "note") for one in note.get("external_references", ()) if "url" in one
    ]


def test_the_words_of_a_report_stand_apart_so_that_markdown_shows_them_as_they_are() -> None:
    case = samples.model_case()
    item = case.evidence[0].model_copy(update={"text": "# Now ![x](http://a.example/b)\n<img src=x>"})
    (note,) = _items(case.model_copy(update={"evidence": (item,)}))
    lines = [line for line in note["content"].splitlines() if "![x]" in line or "<img" in line]
    assert lines == ["    # Now ![x](http://a.example/b) <img src=x>"]


def test_without_the_library_the_others_come_out_and_the_cure_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bundle_module, "find_spec", lambda _: None)
    printed, missing = print_forms(Manuscript(samples.bare(), Edition()), ("json", "stix"))
    assert set(printed) == {"json"}
    assert missing == {"stix": "The brief as STIX needs stix2. Run: pip install 'smoulder[stix]'"}
