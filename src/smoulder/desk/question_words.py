"""A question of the ledger in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smoulder.records.asked import Asked


def question_words(asked: Asked) -> str:
    """A question in a few words.

    >>> from datetime import date
    >>> from smoulder.records.asked import Asked
    >>> about = {"id": "0" * 12, "case_id": "x", "group_id": 1, "group": "A", "country": "Iraq", "lull": "2009-03"}
    >>> question_words(Asked(**about, as_of=date(2013, 1, 1), topic="major", horizon=12, line=9.0, branch="stays"))
    'major comeback within 12 months, if the pressure stays'
    """
    what = "major comeback" if asked.topic == "major" else "comeback"
    told = asked.branch in ("stays", "eases", "comes off")
    branch = f", if the pressure {asked.branch}" if told else f", on branch {asked.branch!r}"
    return f"{what} within {asked.horizon} months" + (branch if asked.branch else "")
