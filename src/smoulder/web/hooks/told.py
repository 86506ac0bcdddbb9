"""What is told of news: new lulls, comebacks, and questions that data decided."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field

from smoulder.records.asked import Asked, Resolution, Status, Topic
from smoulder.records.month import month_text
from smoulder.store.deliveries import Told
from smoulder.store.hooks import TEST

if TYPE_CHECKING:
    from smoulder.series.changes import Change
    from smoulder.store.workbench import Workbench


class Payload(BaseModel):
    """Part of what is sent."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class LullData(Payload):
    """A lull that is known now, or a comeback that ended one.

    month: in which the lull was known, or the comeback. words: why.
    """

    group_id: int
    group: str
    country: str
    month: str
    words: str


class ResolvedData(Payload):
    """A question that data decided. final: on a yearly release; early: a yes before all months are covered."""

    question: str
    case_id: str
    group_id: int
    group: str
    country: str
    as_of: date
    topic: Topic
    horizon: int
    branch: str
    line: float
    status: Status
    final: bool
    early: bool
    rows: tuple[str, ...]
    vintage: str
    why: str


class TestData(Payload):
    """Nothing new."""

    words: str = "this is a test; the address is reached, and the signature can be verified"


class NewLull(Payload):
    """A group went quiet. timestamp: when it was seen."""

    type: Literal["new lull"] = "new lull"
    timestamp: datetime
    data: LullData


class Comeback(Payload):
    """Fighting came back. timestamp: when it was seen."""

    type: Literal["comeback"] = "comeback"
    timestamp: datetime
    data: LullData


class QuestionResolved(Payload):
    """A question was decided, or what was said of it changed. timestamp: when."""

    type: Literal["question resolved"] = "question resolved"
    timestamp: datetime
    data: ResolvedData


class Test(Payload):
    """Somebody tries the address."""

    type: Literal["test"] = "test"
    timestamp: datetime
    data: TestData = Field(default_factory=TestData)


PAYLOADS: dict[str, type[Payload]] = {
    "new lull": NewLull,
    "comeback": Comeback,
    "question resolved": QuestionResolved,
    TEST: Test,
}


def tell_changes(store: Workbench, changes: Iterable[Change], now: datetime) -> int:
    """Put new lulls and comebacks on their way to whoever is told of them; the same is told once.

    returns: how many deliveries are new.
    """
    return store.deliveries.put(
        [_change(one, now) for one in changes if one.kind in ("new lull", "comeback")], now
    )


def tell_resolved(store: Workbench, resolved: Iterable[tuple[Asked, Resolution]], now: datetime) -> int:
    """Put resolutions on their way to whoever is told of them; the same is told once.

    returns: how many deliveries are new.
    """
    return store.deliveries.put([_resolved(asked, one) for asked, one in resolved], now)


def test_body(now: datetime) -> str:
    """What is sent where somebody tries an address."""
    return Test(timestamp=now).model_dump_json()


def _change(one: Change, now: datetime) -> Told:
    data = LullData(
        group_id=one.group_id,
        group=one.group,
        country=one.country,
        month=month_text(one.month),
        words=one.words,
    )
    kind = NewLull if one.kind == "new lull" else Comeback
    key = f"{one.group_id} {one.country} {data.month}"
    return Told(one.kind, kind(timestamp=now, data=data).model_dump_json(), now, key)


def _resolved(asked: Asked, one: Resolution) -> Told:
    given = {name: getattr(asked, name) for name in ResolvedData.model_fields if name in Asked.model_fields}
    given |= {
        name: getattr(one, name) for name in ResolvedData.model_fields if name in Resolution.model_fields
    }
    body = QuestionResolved(timestamp=one.made, data=ResolvedData(**given)).model_dump_json()
    return Told("question resolved", body, one.made, f"{one.question} {one.made.isoformat()}")
