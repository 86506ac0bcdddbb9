"""All of the interface for programs under one address."""

from __future__ import annotations

from importlib import import_module

from fastapi import APIRouter
from starlette.routing import BaseRoute

NOUNS = (
    "me",
    "groups",
    "series",
    "watch",
    "cases",
    "answers",
    "reports",
    "evidence",
    "hypotheses",
    "panel",
    "questions",
    "briefs",
    "jobs",
    "webhooks",
    "openapi",
)
"""Modules beside this one, each with a `router`, in the order of the documentation."""
PREFIX = "/api/v1"


def build_router() -> APIRouter:
    """The routes of all nouns."""
    router = APIRouter(prefix=PREFIX)
    for one in _routers():
        router.include_router(one)
    return router


def all_routes() -> list[BaseRoute]:
    """The same routes one by one, their paths without what is before all of them."""
    return [route for one in _routers() for route in one.routes]


def _routers() -> list[APIRouter]:
    return [import_module(f"smoulder.web.api.{name}").router for name in NOUNS]
