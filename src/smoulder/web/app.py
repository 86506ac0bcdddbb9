"""The workbench as one application: its pages, its interface for programs, and what stands around them."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from smoulder import __version__
from smoulder.web.api.router import build_router
from smoulder.web.faults import tell_faults
from smoulder.web.guard.entry import Key
from smoulder.web.guard.headers import Wall

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from smoulder.web.house import House

PAGES = (
    "access",
    "account",
    "accounts",
    "audit",
    "case_all",
    "case_charts",
    "case_evidence",
    "case_exports",
    "case_history",
    "case_new",
    "case_show",
    "case_tree",
    "entry",
    "groups",
    "home",
    "jobs",
    "jobs_start",
    "joining",
    "oidc",
    "panel",
    "practice",
    "record",
    "reference",
    "report",
    "report_item",
    "reports",
    "search",
    "tokens",
    "watch",
    "webhooks",
)
"""Modules of `pages`, each with a `router`."""
STATIC = Path(__file__).parent / "static"
HTMX = "js_lib_htmx"
"""The package that brings htmx; only its files are used."""


class Walled(FastAPI):
    """An application behind its wall: also what tells of a fault of our own goes through it. house: in its state."""

    def build_middleware_stack(self) -> ASGIApp:
        """All that stands around the routes, the wall outermost."""
        return Wall(super().build_middleware_stack(), self.state.house)


def build_app(house: House) -> FastAPI:
    """The application of an open house."""
    app = Walled(title="Smoulder", version=__version__, docs_url=None, redoc_url=None, openapi_url=None)
    app.state.house = house
    app.state.key = Key()
    for name in PAGES:
        app.include_router(import_module(f"smoulder.web.pages.{name}").router)
    app.include_router(build_router())
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.mount("/htmx", StaticFiles(directory=htmx_folder()), name="htmx")
    tell_faults(app)
    return app


def htmx_folder() -> Path:
    """Where htmx lies."""
    spec = find_spec(HTMX)
    assert spec is not None, "the extra 'workbench' brings it"
    assert spec.origin is not None
    return Path(spec.origin).parent / "static" / "htmx"
