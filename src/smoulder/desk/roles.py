"""The roles of a team, each of which may do what those before it may."""

from __future__ import annotations

from typing import Literal, get_args

Role = Literal["reader", "analyst", "editor", "administrator"]
ROLES: tuple[Role, ...] = get_args(Role)
