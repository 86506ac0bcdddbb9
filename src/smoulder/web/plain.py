"""Errors in the words of a page: what the desk says for a command, said for somebody who sees a form."""

from __future__ import annotations

import re

COMMANDS = {
    "case list": "the list of cases",
    "case add": "“Add a report” on the page of the case",
    "case answer": "“Answer anew” on the page of the case",
    "case evidence": "the evidence on the page of the case",
    "case judge": "the panel of the case",
    "case history": "the history of the case",
    "case fix": "the page of the report",
    "case export": "“Export the case” on the page of its exports",
    "case hypothesis": "the hypotheses on the page of the case",
    "case new": "“New case”",
    "case show": "the page of the case",
    "assess": "“New case”",
    "load": "“Load data” among the jobs",
    "fetch": "“Load data” among the jobs",
    "watch": "the watch page",
    "scenario": "the branches of the case",
    "opportunity": "the evidence on the page of the case",
}
"""What stands in a page for a command."""
_OF_CASE = "add|answer|evidence|judge|history|fix|list|export|hypothesis|new|show"
_COMMAND = re.compile(rf"`?smoulder ([a-z]+(?: (?:{_OF_CASE}))?)[^`;,)]*`?")
_VARIABLE = re.compile(r"(?: NAME)?,? or (?:set |as )?SMOULDER_[A-Z_]+")
"""What a page has no use for: where else a command looks."""
_OPTION = re.compile(
    r"(?:\b(an?|the|no|(?:an)?other|(?:lat|earli|small|larg|low|high|new|old|short|long)er) )?--([a-z][a-z-]*)"
)
"""An option, with an article or what else stands before a noun: behind it a field is 'day' and not 'the day'."""
FIELDS = {
    "of": "report",
    "who": "your name",
    "analyst": "your name",
    "data": "the data folder",
    "as-of": "the day",
    "under": "the likelihood under",
    "own": "your own number",
    "out": "the folder for what is written",
    "url": "the address",
    "countries": "the countries",
    "prior": "the prior",
    "split": "the split, part",
    "odds": "the odds of",
    "text": "what is said",
}
"""What a field is called in a page, where it is not called as the option is."""


FIRST, LAST = 450, 200
"""Letters of an error of which a reader sees its begin and its end, where it is longer than both."""


def shortened(words: str) -> str:
    """An error without the middle of what was sent: what is wrong stands before it, and what to do behind.

    >>> shortened("no group 'x'"), len(shortened("x" * 10**6))
    ("no group 'x'", 653)
    """
    return words if len(words) <= FIRST + LAST else f"{words[:FIRST]} … {words[-LAST:]}"


def plain(words: str) -> str:
    """An error as a page says it, `shortened`.

    >>> plain("--reliability 'X' is no grade; write A to F")
    "reliability 'X' is no grade; write A to F"
    >>> plain("no case 'x'; `smoulder case list` names them all")
    "no case 'x'; the list of cases names them all"
    >>> plain("give a later --as-of"), plain("give an --as-of in a lull"), plain("leave --as-of out")
    ('give a later day', 'give a day in a lull', 'leave the day out')
    """

    def command(found: re.Match[str]) -> str:
        return COMMANDS.get(found[1]) or COMMANDS.get(found[1].split()[0]) or "the command line"

    said = _VARIABLE.sub("", _COMMAND.sub(command, shortened(words)))
    return _OPTION.sub(_field, said)


def _field(found: re.Match[str]) -> str:
    """What an option is called in a page, behind the word that stands before it."""
    before, option = found.groups()
    name = FIELDS.get(option, option.replace("-", " "))
    if before is None:
        return name
    bare = re.sub(r"^(?:the|your) ", "", name)
    if before in ("a", "an"):
        before = "an" if bare[0] in "aeiou" else "a"
    return f"{before} {bare}"
