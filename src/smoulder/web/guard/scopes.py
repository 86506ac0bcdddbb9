"""What a program's token is for: scopes, and which actions each opens."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, get_args

from smoulder.web.guard.roles import Action

Scope = Literal["read", "work", "judge", "jobs", "webhooks"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
WORDS: dict[Scope, str] = {
    "read": "read groups, series, cases, questions and briefs",
    "work": "open cases, enter evidence, hypotheses, corrections and own numbers, and answer",
    "judge": "judge cases in the panel",
    "jobs": "start work beside the request, see it and end it",
    "webhooks": "say who is told of news",
}
"""What a person reads beside each."""
OPENS: dict[Action, Scope] = {
    "see": "read",
    "export": "read",
    "work": "work",
    "judge": "judge",
    "run jobs": "jobs",
    "manage webhooks": "webhooks",
}
"""The scope that an action needs of a token; the others are for people in a browser alone."""


def in_scope(scopes: Collection[str] | None, action: Action) -> bool:
    """Whether a token is for an action; a person, who has no scopes, is held by the role alone.

    >>> in_scope({"read"}, "see"), in_scope({"read"}, "work"), in_scope(None, "work")
    (True, False, True)
    >>> in_scope({"read", "work", "judge", "jobs", "webhooks"}, "manage accounts")
    False
    """
    if scopes is None:
        return True
    needed = OPENS.get(action)
    return needed is not None and needed in scopes
