"""The first page."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from smoulder.web.guard.may import may
from smoulder.web.guard.visitor import Visitor
from smoulder.web.page import go_to

router = APIRouter()


@router.get("/")
def home(request: Request, visitor: Annotated[Visitor, Depends(may("see"))]) -> Response:
    """The watch list is where a day begins."""
    return go_to(request, "/watch")
