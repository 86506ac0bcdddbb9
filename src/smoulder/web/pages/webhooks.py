"""Who is told of news: addresses entered, tried, stopped and removed, with what each was told last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response

from smoulder.records.errors import BadEntry
from smoulder.store.deliveries import KEEPERS
from smoulder.store.hooks import NEWS, News
from smoulder.web.guard.audited import Audited
from smoulder.web.guard.may import may
from smoulder.web.guard.visitor import Visitor
from smoulder.web.hooks.reach import reach_of
from smoulder.web.hooks.sender import sending, wake
from smoulder.web.hooks.told import test_body
from smoulder.web.page import go_to, render

if TYPE_CHECKING:
    from smoulder.store.hooks import Hook
    from smoulder.web.house import House

router = APIRouter(route_class=Audited, lifespan=sending)
Keeper = Annotated[Visitor, Depends(may("manage webhooks"))]
LAST = 20
"""Deliveries of each address that are shown."""
WORDS: dict[News, str] = {
    "new lull": "a group went quiet",
    "comeback": "fighting came back",
    "question resolved": "data decided a question",
}


@router.get("/webhooks")
def webhooks(request: Request, visitor: Keeper) -> Response:
    """The addresses that are told of news."""
    return _page(request)


@router.post("/webhooks")
def add(
    request: Request,
    visitor: Keeper,
    address: Annotated[str, Form()] = "",
    event: Annotated[list[str] | None, Form()] = None,
) -> Response:
    """Enter an address, and show the secret that signs what it is told."""
    house: House = request.app.state.house
    wanted = [one for one in NEWS if one in (event or ())]
    if not wanted:
        raise BadEntry("the address is told of nothing; tick at least one box")
    if len(address) > 500:
        raise BadEntry(f"the address has {len(address)} letters; give one of 500 at most")
    reach_of(house).check(address.strip())
    hook = house.store.hooks.add(address.strip(), wanted, visitor.account, house.clock())
    return _page(request, made=hook)


@router.post("/webhooks/{hook_id}/test")
def test(request: Request, visitor: Keeper, hook_id: str) -> Response:
    """Send a piece of news that is none, to try the address."""
    house: House = request.app.state.house
    now = house.clock()
    house.store.deliveries.put_test(house.store.hooks.one(hook_id), test_body(now), now)
    wake(request.app)
    return go_to(request, "/webhooks", "A test is on its way; what came of it stands beside the address.")


@router.post("/webhooks/{hook_id}/stop")
def stop(request: Request, visitor: Keeper, hook_id: str) -> Response:
    """Tell an address no more."""
    house: House = request.app.state.house
    house.store.hooks.change(hook_id, active=False)
    return go_to(request, "/webhooks", "The address is told no more.")


@router.post("/webhooks/{hook_id}/go-on")
def go_on(request: Request, visitor: Keeper, hook_id: str) -> Response:
    """Tell an address again, of what is new from here on."""
    house: House = request.app.state.house
    house.store.hooks.change(hook_id, active=True)
    return go_to(request, "/webhooks", "The address is told again, of what is new from here on.")


@router.post("/webhooks/{hook_id}/remove")
def remove(request: Request, visitor: Keeper, hook_id: str) -> Response:
    """Forget an address, with what was sent to it."""
    house: House = request.app.state.house
    house.store.hooks.remove(hook_id)
    return go_to(request, "/webhooks", "The address is gone, with what was sent to it.")


def _page(request: Request, made: Hook | None = None) -> Response:
    house: House = request.app.state.house
    shown = [
        (one, _owner(house, one), house.store.deliveries.of(one.id, LAST))
        for one in reversed(house.store.hooks.all())
    ]
    return render(request, "webhooks.html", hooks=shown, made=made, events=WORDS)


def _owner(house: House, hook: Hook) -> tuple[str, bool]:
    """Who entered an address, '' for who works alone, and whether they still say who is told."""
    if hook.account is None:
        return "", True
    account = house.store.accounts.find(hook.account)
    name = account.name if account else hook.account
    return name, account is not None and account.active and account.role == KEEPERS
