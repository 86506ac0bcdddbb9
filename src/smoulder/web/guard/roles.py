"""Roles and what each may do: the one table that every route is held to."""

from __future__ import annotations

from typing import Literal, get_args

from smoulder.desk.roles import ROLES as ROLES
from smoulder.desk.roles import Role as Role

Action = Literal[
    "see",
    "export",
    "practise",
    "hold tokens",
    "work",
    "judge",
    "run jobs",
    "end jobs",
    "grade sources",
    "share cases",
    "manage webhooks",
    "manage accounts",
    "read audit",
]
"""see: pages and what is read by programs; export: briefs and cases as files; work: open cases, enter evidence,
hypotheses, corrections, reports and own numbers, and answer; run jobs: load data, read archives, backtest, resolve;
end jobs: those that `may_cancel` leaves to the visitor; grade sources: of all cases; share cases: say who sees one."""
ACTIONS: tuple[Action, ...] = get_args(Action)
LEAST: dict[Action, Role] = {
    "see": "reader",
    "export": "reader",
    "practise": "reader",
    "hold tokens": "reader",
    "work": "analyst",
    "judge": "analyst",
    "run jobs": "editor",
    "end jobs": "reader",
    "grade sources": "editor",
    "share cases": "editor",
    "manage webhooks": "administrator",
    "manage accounts": "administrator",
    "read audit": "administrator",
}
"""The least role that may do each."""


def allows(role: Role, action: Action) -> bool:
    """Whether a role may do something.

    >>> allows("analyst", "judge"), allows("reader", "judge")
    (True, False)
    """
    return ROLES.index(role) >= ROLES.index(LEAST[action])
