"""What a program's token is for: scopes, and which actions each opens."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, get_args

from smoulder.web.guard.roles import Action

Scope = Literal["read", "work", "judge", "jobs", "webhooks"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
WORDS: dict[Scope, str] = {
    "read": "read groups, series, cases, questions and briefs",
    "work": "open cases, enter evidence, hypotheses, corrections and own numbers, answer, and end such work",
    "judge": "judge cases in the panel",
    "jobs": "start work that is about no single case, and end it",
    "webhooks": "say who is told of news",
}
"""What a person reads beside each."""
OPENS: dict[Action, tuple[Scope, ...]] = {
    "see": ("read",),
    "export": ("read",),
    "work": ("work",),
    "judge": ("judge",),
    "run jobs": ("jobs",),
    "end jobs": ("read", "work", "jobs"),
    "manage webhooks": ("webhooks",),
}
"""The scopes of which an action needs one of a token; the others are for people in a browser alone. With `read` alone a
job is ended that `read` started: a brief that is printed."""


UNREAD = "this token may not read what the case has, one with the scope 'read' may"
"""The cure of a refusal that would tell what a case has to a token that may not read it."""


def in_scope(scopes: Collection[str] | None, action: Action) -> bool:
    """Whether a token is for an action; a person, who has no scopes, is held by the role alone.

    >>> in_scope({"read"}, "see"), in_scope({"read"}, "work"), in_scope(None, "work")
    (True, False, True)
    >>> in_scope({"read", "work", "judge", "jobs", "webhooks"}, "manage accounts")
    False
    """
    if scopes is None:
        return True
    return any(one in scopes for one in OPENS.get(action, ()))


def scope_words(action: Action) -> str:
    """The scopes that open an action, for errors; '' where no token does.

    >>> scope_words("work"), scope_words("end jobs"), scope_words("read audit")
    ("'work'", "'read' or 'work' or 'jobs'", '')
    """
    return " or ".join(repr(one) for one in OPENS.get(action, ()))
