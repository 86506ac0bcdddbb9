"""Long lists in pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar
from urllib.parse import urlencode

from fastapi import Depends, Query, Request
from pydantic import Field

from smoulder.web.api.form import Out

T = TypeVar("T")
S = TypeVar("S")
MOST, USUAL = 200, 50
"""Entries of a page: at most, and where nothing is asked for."""


class Page(Out, Generic[T]):
    """One page of a list, oldest entry of the list first unless told otherwise."""

    items: list[T]
    next: str | None = Field(description="Path of the next page, null on the last.")


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page is asked for. limit: entries of it; after: how many entries of the list come before it."""

    limit: int
    after: int


def _paging(
    limit: Annotated[int, Query(ge=1, le=MOST, description="Entries of a page.")] = USUAL,
    after: Annotated[
        int, Query(ge=0, le=10**9, description="Entries before the page; `next` of a page names its own.")
    ] = 0,
) -> Paging:
    return Paging(limit, after)


Paged = Annotated[Paging, Depends(_paging)]


def page_of(
    request: Request, paging: Paging, rows: Sequence[S], shape: Callable[[S], T]
) -> dict[str, list[T] | str | None]:
    """The page of a list that is asked for, with the address of the next one; only what is on it is shaped."""
    end = paging.after + paging.limit
    shown = [shape(one) for one in rows[paging.after : end]]
    return {"items": shown, "next": _next(request, paging, end) if end < len(rows) else None}


def _next(request: Request, paging: Paging, end: int) -> str:
    asked = [pair for pair in request.query_params.multi_items() if pair[0] not in ("limit", "after")]
    return f"{request.url.path}?{urlencode([*asked, ('limit', paging.limit), ('after', end)])}"
