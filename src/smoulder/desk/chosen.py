"""What holds for one piece of work: the settings, and where its data and its ledger lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from smoulder.brief.edition import Marking
from smoulder.desk.sign_in import SignIn
from smoulder.records.cluster import Cluster
from smoulder.records.event_place import EventPlace
from smoulder.records.settings import Settings

if TYPE_CHECKING:
    from smoulder.records.case import Assessment


@dataclass(frozen=True, slots=True)
class Chosen:
    """What holds for one piece of work.

    data: folder of events, groups and fits; out: folder of briefs, in which '{case}' stands for the case's id;
    events: where loaded events lie and what reads them; cluster: Spark, where it is to do the work, else None;
    ledger: the same folder, or the address of a database, which may hold a password: it is never printed;
    scale: name or file of the scale of words that texts are checked by, '' for the default;
    organisation: who gives briefs out, '' where it is not named; marking: whom they may be passed to;
    borders: file of outlines for the maps of briefs, None for those that ship;
    sign_in: where members of a team sign in who have no password here, None where they all have.
    """

    settings: Settings
    data: Path
    out: str
    ledger: Path | str = field(repr=False)
    events: EventPlace
    cluster: Cluster | None = None
    scale: str = ""
    organisation: str = ""
    marking: Marking = "clear"
    borders: Path | None = None
    sign_in: SignIn | None = None


def as_answered(answers: Sequence[Assessment], now: Settings) -> Settings:
    """The settings of the case's last answer, so that its question stays the same; today's where it has none."""
    if not answers:
        return now
    kept = answers[-1].settings
    return now.model_validate(
        now.model_dump() | {one: kept[one] for one in type(now).model_fields if one in kept}
    )
