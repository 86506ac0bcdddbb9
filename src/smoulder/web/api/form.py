"""What goes into the interface for programs and comes out of it, and the faults that it tells."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from fastapi import Path, Query
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    StringConstraints,
    model_validator,
)

from smoulder.records.errors import BadDate
from smoulder.records.month import month_index
from smoulder.store.case_log import LAST

EARLIEST, LATEST = date(1946, 1, 1), date(2100, 12, 31)
"""Days that can be asked for: none of the data begins before, and no question reaches beyond."""
_ODD = re.compile("[\x00\ud800-\udfff]")


class In(BaseModel):
    """What a program sends: nothing that is not known, and no character that no database keeps."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _no_odd(cls, given: Any) -> Any:  # Any: JSON
        if _holds_odd(given):
            raise ValueError(
                "a text holds the character NUL or half of a pair (\\ud800 to \\udfff); leave it out"
            )
        return given


class Out(BaseModel):
    """What a program is given: exactly what is documented."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Problem(BaseModel):
    """Why a request was not done (RFC 9457); `detail` says what, where and what to do."""

    model_config = ConfigDict(extra="allow")

    type: str = "about:blank"
    title: str
    status: int
    detail: str


def _holds_odd(given: Any) -> bool:  # Any: JSON
    """Whether any text holds what no database keeps, however deep it lies."""
    left = [given]
    while left:
        one = left.pop()
        if isinstance(one, str) and _ODD.search(one):
            return True
        if isinstance(one, dict):
            left += [*one.keys(), *one.values()]
        elif isinstance(one, list):
            left += one
    return False


def _askable(one: date) -> date:
    if not EARLIEST <= one <= LATEST:
        raise ValueError(f"give a day from {EARLIEST} to {LATEST}")
    return one


def _yes_or_no(given: object) -> object:
    if given not in (True, False, "true", "false"):
        raise ValueError("give true or false")
    return given


def _month(text: str) -> str:
    try:
        month_index(text)
    except BadDate as reason:
        raise ValueError(str(reason)) from reason
    return text


Day = Annotated[date, AfterValidator(_askable)]
Month = Annotated[str, StringConstraints(pattern=r"^(19|20)\d\d-(0[1-9]|1[0-2])$"), AfterValidator(_month)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Flag = Annotated[bool, Strict()]
"""true or false and nothing else: 0.0 and "off" are no answers in a body."""
FlagAsked = Annotated[bool, BeforeValidator(_yes_or_no)]
"""The same in an address, where it stands as a word."""
Seen = Annotated[
    Annotated[int, Strict()] | None,
    Field(
        ge=0,
        le=LAST,
        description="`last` of what you read before: where somebody changed the same thing since, nothing is "
        "entered and the answer is 409.",
    ),
]
Why = Annotated[Line, Field(description="One sentence of reasoning, kept with the change.")]
CaseId = Annotated[str, Path(description="Id of a case.", max_length=80, examples=["is-iraq-2020-01-ab12"])]
GroupAsked = Annotated[
    str, Query(description="A name, an alias or the UCDP id of an armed group.", min_length=1, max_length=200)
]
CountryAsked = Annotated[str, Query(description="A country.", min_length=1, max_length=100)]
