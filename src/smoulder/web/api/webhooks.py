"""Addresses that are told of news."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Request, Response
from pydantic import Field

from smoulder.store.hooks import News
from smoulder.web.api.form import Flag, In, Out
from smoulder.web.api.paging import Page, Paged, page_of
from smoulder.web.api.route import ApiRoute
from smoulder.web.guard.may import may
from smoulder.web.guard.visitor import Visitor
from smoulder.web.hooks.reach import reach_of
from smoulder.web.hooks.sender import wake
from smoulder.web.hooks.told import test_body

if TYPE_CHECKING:
    from smoulder.store.deliveries import Delivery
    from smoulder.store.hooks import Hook
    from smoulder.web.house import House

router = APIRouter(route_class=ApiRoute, tags=["webhooks"])
Json = dict[str, Any]  # Any: JSON
HookId = Annotated[str, Path(description="Id of a webhook.", max_length=40)]
Events = Annotated[list[News], Field(min_length=1, max_length=3, description="What it is told of.")]
MOST = 200
"""The last deliveries of an address that are shown."""


class HookNew(In):
    """An address to tell. address: https, of a host that is reached from the outside."""

    address: Annotated[str, Field(min_length=8, max_length=500, examples=["https://desk.example.org/news"])]
    events: Events


class HookChange(In):
    """What is to change; null leaves it. active: false tells it no more, and gives up what is on its way."""

    events: Events | None = None
    active: Flag | None = None


class HookOut(Out):
    """An address that is told of news."""

    id: str
    address: str
    events: list[str]
    active: bool
    created: datetime


class HookMade(HookOut):
    """A new address.

    secret: signs what is sent. It is told once, here and in no list; '' where the answer is given again.
    """

    secret: str


class DeliveryOut(Out):
    """News on its way to an address. status, error: of the last try; next: when it is tried again."""

    id: str
    event: str
    state: Literal["delivered", "waiting", "given up"]
    created: datetime
    tries: int
    next: datetime | None
    delivered: datetime | None
    status: int | None
    error: str


class TestPut(Out):
    """A delivery to try an address. id: stands among its deliveries."""

    id: str


def hook_json(hook: Hook) -> Json:
    """An address as it is given out, without its secret."""
    return {name: getattr(hook, name) for name in HookOut.model_fields}


def delivery_json(one: Delivery) -> Json:
    """A delivery as it is given out."""
    return {name: getattr(one, name) for name in DeliveryOut.model_fields}


Keeper = Annotated[Visitor, Depends(may("manage webhooks"))]


@router.get("/webhooks", response_model=Page[HookOut], summary="Webhooks")
def hooks(request: Request, visitor: Keeper, paging: Paged) -> Json:
    """The addresses that are told of news, oldest first."""
    house: House = request.app.state.house
    return page_of(request, paging, house.store.hooks.all(), hook_json)


@router.post("/webhooks", response_model=HookMade, status_code=201, summary="Tell an address of news")
def add(request: Request, response: Response, visitor: Keeper, sent: HookNew) -> Json:
    """Enter an address; the answer holds the secret by which what it is told can be verified."""
    house: House = request.app.state.house
    reach_of(house).check(sent.address)
    events = list(dict.fromkeys(sent.events))
    hook = house.store.hooks.add(sent.address, events, visitor.account, house.clock())
    response.headers["Location"] = f"/api/v1/webhooks/{hook.id}"
    request.state.told_once = ("secret",)
    return hook_json(hook) | {"secret": hook.secret}


@router.get("/webhooks/{hook_id}", response_model=HookOut, summary="A webhook")
def hook(request: Request, visitor: Keeper, hook_id: HookId) -> Json:
    """One address."""
    house: House = request.app.state.house
    return hook_json(house.store.hooks.one(hook_id))


@router.patch("/webhooks/{hook_id}", response_model=HookOut, summary="Change a webhook")
def change(request: Request, visitor: Keeper, hook_id: HookId, sent: HookChange) -> Json:
    """Tell an address of other news, or stop or go on telling it."""
    house: House = request.app.state.house
    events = None if sent.events is None else list(dict.fromkeys(sent.events))
    return hook_json(house.store.hooks.change(hook_id, events=events, active=sent.active))


@router.delete("/webhooks/{hook_id}", status_code=204, summary="Forget a webhook", response_class=Response)
def remove(request: Request, visitor: Keeper, hook_id: HookId) -> Response:
    """Forget an address, with what was sent to it."""
    house: House = request.app.state.house
    house.store.hooks.remove(hook_id)
    return Response(status_code=204)


@router.post("/webhooks/{hook_id}/test", response_model=TestPut, status_code=202, summary="Try a webhook")
def test(request: Request, visitor: Keeper, hook_id: HookId) -> Json:
    """Send the address a piece of news of the type 'test'; how it came out stands among its deliveries."""
    house: House = request.app.state.house
    one = house.store.hooks.one(hook_id)
    now = house.clock()
    name = house.store.deliveries.put_test(one, test_body(now), now)
    wake(request.app)
    return {"id": name}


@router.get("/webhooks/{hook_id}/deliveries", response_model=Page[DeliveryOut], summary="What it was told")
def deliveries(request: Request, visitor: Keeper, hook_id: HookId, paging: Paged) -> Json:
    """The last deliveries to an address, newest first."""
    house: House = request.app.state.house
    one = house.store.hooks.one(hook_id)
    return page_of(request, paging, house.store.deliveries.of(one.id, MOST), delivery_json)
