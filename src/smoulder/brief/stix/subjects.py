"""What a bundle is about and whose it is: the organisation, the group, the country and how they hang together."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from stix2 import v21  # type: ignore[import-untyped]  # stix2 brings no types

from smoulder.brief.edition import Marking
from smoulder.brief.inert import one_line
from smoulder.brief.stix.extension import EXTENSION_ID, VERSION, extension_schema
from smoulder.brief.stix.ids import BEGAN, UNNAMED, Stamp, after, first_moment, object_id
from smoulder.reading.gazetteer import country_code
from smoulder.records.case import Assessment
from smoulder.records.group import Group

MARKINGS: dict[Marking, Any] = {  # Any: stix2 brings no types
    "clear": v21.TLP_WHITE,
    "green": v21.TLP_GREEN,
    "amber": v21.TLP_AMBER,
    "red": v21.TLP_RED,
}
"""STIX 2.1 defines the four of TLP 1; CLEAR is what TLP 2.0 calls WHITE. Both importers know them by these ids."""
ALIASES = 60
"""Names beside the first that a group is given; the register knows more for a few."""


@dataclass(frozen=True, slots=True)
class Subjects:
    """The objects that all others refer to. common: author and marking, which each object bears."""

    organisation: Any  # Any: stix2 brings no types
    tool: Any
    definition: Any
    group: Any
    country: Any
    active_in: Any
    fought_in: Any | None
    common: dict[str, Any]

    def all(self) -> list[Any]:  # Any: stix2 brings no types
        """Every one of them."""
        found = [self.tool, self.definition, self.organisation, self.group, self.country, self.active_in]
        return found + ([self.fought_in] if self.fought_in is not None else [])


def subjects(assessment: Assessment, stamp: Stamp, marking: Marking) -> Subjects:
    """The subjects of an answer."""
    marks = [MARKINGS[marking].id]
    organisation = v21.Identity(
        **stamp.of_organisation("identity"),
        name=stamp.organisation,
        identity_class="organization",
        description=(
            "The organisation gave no name: `organisation` under [brief] in smoulder.toml sets it."
            if stamp.organisation == UNNAMED
            else "The organisation that wrote the assessment."
        ),
        object_marking_refs=marks,
    )
    common = {"created_by_ref": organisation.id, "object_marking_refs": marks}
    tool, definition = _definition()
    group = _group(assessment.group, assessment.question.group, stamp, common)
    country = v21.Location(
        **stamp.of_organisation("location", assessment.question.country),
        **common,
        name=one_line(assessment.question.country),
        country=country_code(assessment.question.country) or one_line(assessment.question.country),
    )
    ends = {"source_ref": group.id, "target_ref": country.id, **common}
    active_in = v21.Relationship(
        **stamp.of_organisation("relationship", "located-at", group.id, country.id),
        **ends,
        relationship_type="located-at",
        description="The group is or was active there.",
    )
    fought_in = _fought_in(assessment, stamp, ends)
    return Subjects(organisation, tool, definition, group, country, active_in, fought_in, common)


def _definition() -> tuple[Any, Any]:  # Any: stix2 brings no types
    """The extension with its schema, and its author, which is the same for everybody."""
    tool = v21.Identity(
        id=object_id("identity", "tool"),
        created=BEGAN,
        modified=BEGAN,
        name="Smoulder",
        identity_class="system",
        description="The program that writes such bundles; who assesses is the author of the report.",
    )
    definition = v21.ExtensionDefinition(
        id=EXTENSION_ID,
        created_by_ref=tool.id,
        created=BEGAN,
        modified=BEGAN,
        name="Smoulder assessment",
        description=(
            "The question, the chances with their intervals, the items of evidence and the months of an assessment, "
            "each on the object that says it in words."
        ),
        schema=json.dumps(extension_schema(), separators=(",", ":")),
        version=VERSION,
        extension_types=["property-extension"],
    )
    return tool, definition


def _group(
    group: Group, named: str, stamp: Stamp, common: dict[str, Any]
) -> Any:  # Any: stix2 brings no types
    name = one_line(named) or str(group.group_id)
    others = dict.fromkeys(one_line(one) for one in (group.full_name, group.name, *group.aliases))
    aliases = [one for one in others if one and one.casefold() != name.casefold()][:ALIASES]
    listed = group.group_id >= 0
    reference = {
        "source_name": "UCDP",
        "external_id": str(group.group_id),
        "description": f"Actor {group.group_id} of the Uppsala Conflict Data Program, "
        f"https://ucdp.uu.se/actor/{group.group_id}",
    }
    return v21.ThreatActor(
        **stamp.of_organisation("threat-actor", group.group_id, "" if listed else named),
        **common,
        name=name,
        description=(
            "Armed group, as the Uppsala Conflict Data Program lists it."
            if listed
            else "Armed group, as the organisation itself entered it."
        ),
        **({"aliases": aliases} if aliases else {}),
        **({"external_references": [reference]} if listed else {}),
    )


def _fought_in(assessment: Assessment, stamp: Stamp, ends: dict[str, Any]) -> Any | None:  # Any: as above
    """That events of the group are recorded there, from the first month with one to the last; None where none is."""
    rows = [one for one in assessment.months if one.basis == "monthly"]
    seen = [one.month for one in rows if (one.events or 0) > 0 or (one.deaths or 0) > 0]
    if not seen:
        return None
    return v21.Relationship(
        **stamp.of_organisation("relationship", "targets", ends["source_ref"], ends["target_ref"]),
        **ends,
        relationship_type="targets",
        description="Events of the group with deaths are recorded there, from the first such month to the last.",
        start_time=first_moment(seen[0]),
        stop_time=after(seen[-1]),
    )
