"""An answer in which every text tries to break out of the page."""

from __future__ import annotations

from datetime import date

import samples

from smoulder.records.case import Assessment, DataUse
from smoulder.records.group import Group
from smoulder.records.rates import PastCase
from smoulder.records.report import Block, Report
from smoulder.records.statement import Reading, Statement

HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&amp; javascript:alert(1) "
    "\u202egnp.exe\u2066 \x00\x1b[31m\x9b {{7*7}} {% raw %} </style></svg> " + "W" * 10_000
)


def hostile() -> Assessment:
    """The model case with hostile text wherever text can stand."""
    text = HOSTILE + "\ud800"
    said = Statement(text=text[:60], start=0, end=60, speaker=HOSTILE, hedge=HOSTILE)
    report = Report(
        name=HOSTILE, sha256="0" * 64, raw=text, text=text, title=HOSTILE, publisher=HOSTILE,
        address="javascript:alert(1)", published=date(2020, 1, 23), published_from=HOSTILE,
        blocks=(Block(kind="body", start=0, end=len(text)),),
    )  # fmt: skip
    plain = samples.model_case()
    item = plain.evidence[0]
    source = item.source.model_copy(update={"start": 10, "end": 50, "name": HOSTILE, "grade_why": HOSTILE})
    case = PastCase(
        group=HOSTILE, country=HOSTILE, known=HOSTILE, landmark=HOSTILE, peak=1, deaths_12=1, came_back=HOSTILE,
        major=True, followed=3,
    )  # fmt: skip
    assert plain.rates is not None
    return plain.model_copy(
        update={
            "question": plain.question.model_copy(update={"group": HOSTILE, "country": HOSTILE}),
            "group": Group(group_id=1, name=HOSTILE),
            "chosen": HOSTILE,
            "headline": HOSTILE,
            "would_change": (HOSTILE,),
            "not_known": (HOSTILE,),
            "hindsight": (HOSTILE,),
            "words": {24: HOSTILE},
            "readings": (Reading(report=report, statements=(said,)),),
            "evidence": (
                item.model_copy(update={"text": HOSTILE, "id": HOSTILE, "source": source, "why": HOSTILE}),
            ),
            "rates": plain.rates.model_copy(update={"cases": (case,), "mix": {HOSTILE: 1}, "words": HOSTILE}),
            "data": (
                DataUse(name=HOSTILE, licence=HOSTILE, citation=HOSTILE, vintage=HOSTILE, what=HOSTILE),
            ),
            "settings": {HOSTILE: HOSTILE},
        }
    )
