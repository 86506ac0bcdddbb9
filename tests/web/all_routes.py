"""Every route of the application, with the action that its gate asks for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute


def gates_of(app: FastAPI) -> Iterator[tuple[str, str, list[str]]]:
    """Method, path and actions of every route; no action where nothing is asked."""
    for path, route in routes_of(app):
        if isinstance(route, APIRoute):
            actions = sorted(set(_actions(route.dependant)))
            yield from ((method, path, actions) for method in sorted(route.methods))
        else:
            yield "ANY", path, []


def routes_of(app: FastAPI) -> Iterator[tuple[str, Any]]:
    """Every route with its path."""
    return _flat(app.routes, "")


def _flat(routes: Any, before: str) -> Iterator[tuple[str, Any]]:
    for one in routes:
        inner = getattr(one, "original_router", None)  # as newer versions of FastAPI hold a router
        if inner is None:
            yield before + one.path, one
        else:
            yield from _flat(inner.routes, before + one.include_context.prefix)


def _actions(dependant: Any) -> Iterator[str]:
    if action := getattr(dependant.call, "action", None):
        yield action
    for one in dependant.dependencies:
        yield from _actions(one)
