"""Questions that time will answer, what was forecast of them, and how they came out."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from smoulder.records.base import Record
from smoulder.records.settings import Chains

Topic = Literal["comeback", "major"]
Status = Literal["yes", "no", "void", "undecidable"]


class Asked(Record):
    """One yes-or-no question of a case, with everything that its resolution needs.

    id:      twelve hexadecimal characters of its content: the same question has the same id everywhere.
    topic:   'comeback' (the line is reached) or 'major' (half of the peak is reached as well).
    horizon: months after the last full one before the as-of day.
    branch:  '' for whatever the pressure does; else the branch, and the question is void where it was not taken.
    rule:    the dated rule that judges the branch: 'stays', 'eases', 'comes off'; '' where none fits.
    kind:    of pressure that the rule is about, '' where none is on record.
    measure, mode: of the series that decides.
    line:    deaths in 12 months that are a yes.
    lull:    'YYYY-MM' in which the lull was known: questions of one group, country and lull are one cluster.
    unknown_months, chains: settings of the answer by which the deciding months are counted.
    """

    id: Annotated[str, Field(pattern=r"^[0-9a-f]{12}$")]
    case_id: str
    group_id: int
    group: str
    country: str
    as_of: date
    mode: Literal["revised", "known-then"] = "revised"
    measure: str = "all kinds"
    topic: Topic
    horizon: int
    branch: str = ""
    rule: str = ""
    kind: str = ""
    line: float
    lull: str
    unknown_months: int = 2
    chains: Chains = "joined"


class Forecast(Record):
    """What someone said of a question.

    forecaster: 'smoulder' (after evidence), 'comeback model', 'base rate', 'panel', or 'analyst: NAME'.
    made:       with its time zone; the last of a forecaster before the outcome was known is the one that is scored.
    """

    question: str
    forecaster: str
    value: Annotated[float, Field(ge=0, le=1)]
    low: float | None = None
    high: float | None = None
    made: datetime


class Resolution(Record):
    """How a question came out, by the data of a day.

    final:   True on a yearly release, False on candidate data.
    early:   True where it is a yes before all months of the horizon are covered. A no could not have been seen by
             then, so that it is scored only once they are.
    rows:    the rows that decide it, in words: 'GED 25.1, Iraq, 2013-07: 1,204 deaths in 12 months'.
    vintage: of the data.
    """

    question: str
    status: Status
    final: bool
    early: bool = False
    rows: tuple[str, ...] = ()
    vintage: str = ""
    why: str = ""
    made: datetime
