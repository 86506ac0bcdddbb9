"""A sentence of the answer that can always be followed: by its numbers, or by a link after it."""

from __future__ import annotations

from smoulder.brief.language.say import say
from smoulder.brief.numbers import told
from smoulder.brief.page import Line, Run


def followed(text: str, to: str) -> Line:
    """A sentence with each number in it linked; one without a number ends in a link that says 'why'.

    to: id of what it rests on.

    >>> [run.text for run in followed("Past ones are few.", "branches") if run.to]
    ['why']
    """
    runs = told(text, to)
    if any(run.to for run in runs):
        return runs
    return (*runs, Run(" "), Run(say("why"), to, "quiet"))
