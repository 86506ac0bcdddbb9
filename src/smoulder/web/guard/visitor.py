"""Who asks: a person in a browser or a program with a token."""

from __future__ import annotations

from dataclasses import dataclass, field

from smoulder.web.guard.roles import Action, Role, allows
from smoulder.web.guard.scopes import in_scope

OF_CASE: frozenset[Action] = frozenset(("see", "export", "work", "judge", "share cases"))
"""What stays in one case, so that a role in it opens or closes it; all else is held by the role in the house."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks.

    name:    under which changes are entered. account: id, None for who works alone.
    role:    in the case that is asked for, where one is; else in the whole house.
    session: digest of the browser's session, '' for a program. csrf: what its forms must hold, '' for a program.
    scopes:  what a program's token is for, None for a person.
    house_role: in the whole house, where another one holds in the case; else None.
    """

    name: str
    account: str | None
    role: Role
    session: str = ""
    csrf: str = field(default="", repr=False)
    scopes: frozenset[str] | None = None
    house_role: Role | None = None

    def may(self, action: Action) -> bool:
        """Whether the role allows it, and the token where a program asks.

        >>> Visitor("Anna", "a1", "editor", house_role="reader").may("work")
        True
        >>> Visitor("Anna", "a1", "editor", house_role="reader").may("grade sources")
        False
        """
        role = self.role if action in OF_CASE else self.house_role or self.role
        return allows(role, action) and in_scope(self.scopes, action)
