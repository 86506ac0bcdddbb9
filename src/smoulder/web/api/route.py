"""Routes of the interface for programs: reads carry a tag, and a write under a key of its own is done once."""

from __future__ import annotations

import json
from difflib import get_close_matches
from hashlib import sha256
from typing import TYPE_CHECKING

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool

from smoulder.records.errors import BadEntry, SmoulderError
from smoulder.store.replies import Reply
from smoulder.web.guard.audited import Audited, Handler, noted
from smoulder.web.guard.may import SAFE
from smoulder.web.guard.refused import Clash

if TYPE_CHECKING:
    from fastapi.dependencies.models import Dependant

    from smoulder.web.guard.visitor import Visitor
    from smoulder.web.house import House

KEY, REPLAYED = "Idempotency-Key", "Idempotency-Replayed"
LONGEST = 200
"""Letters of a key."""
KEPT = ("location", "content-type", "etag")
"""Headers that are given again with a kept answer."""


class ApiRoute(Audited):
    """A route for programs."""

    def get_route_handler(self) -> Handler:
        """The handler with what stands around it; the note of a write is outermost, so that no refusal misses it."""
        handle = super().get_route_handler()  # which notes it before its answer is kept to be given again
        gates = [one.call for one in self.dependant.dependencies if hasattr(one.call, "action")]
        known = _asked_for(self.dependant)

        async def answered(request: Request) -> Response:
            _refuse_unknown(request, known)
            key = request.headers.get(KEY)
            if request.method not in SAFE and key is not None and gates:
                visitor = await gates[0](request)  # type: ignore[misc]  # a gate of `may`, which is awaited
                return await _once(request, key, visitor, handle)
            response = await handle(request)
            return _tagged(request, response) if request.method == "GET" else response

        return noted(answered)


async def _once(request: Request, key: str, visitor: Visitor, handle: Handler) -> Response:
    """Do what is asked, or give the answer that was given to it under its key before.

    raises: BadEntry where the key is none or stands for another request; Clash while the first is still going on.
    """
    if not 0 < len(key) <= LONGEST or not all("!" <= letter <= "~" for letter in key):
        raise BadEntry(f"the {KEY} is none; give 1 to {LONGEST} letters, digits or signs, such as a UUID")
    house: House = request.app.state.house
    replies = house.store.replies
    who = visitor.account or f"alone {visitor.name}"
    name = sha256(f"{who}\x1f{key}".encode()).hexdigest()
    body = await request.body()
    scopes = "" if visitor.scopes is None else f" {sorted(visitor.scopes)}"  # what is told hangs on them
    first = f"{request.method} {request.url.path}?{request.url.query}{scopes}\n"
    asked = sha256(first.encode() + body).hexdigest()
    before = await run_in_threadpool(replies.begin, name, asked, house.clock())
    if before is not None:
        again = _again(before, asked)
        request.state.noted = True  # nothing is written: the write that is answered again stands in the trail
        return again
    try:
        response = await handle(request)
    except Exception as reason:
        if not _may_have_done(reason):
            await run_in_threadpool(replies.let_go, name)
        raise
    headers = {one: response.headers[one] for one in KEPT if one in response.headers}
    held = Reply(asked, response.status_code, headers, _kept_body(request, response))
    await run_in_threadpool(replies.finish, name, held)
    return response


def _kept_body(request: Request, response: Response) -> str:
    """The body as it is kept: what a route tells once, named by `told_once` of its request, is '' there."""
    body = bytes(response.body).decode()
    once: tuple[str, ...] = getattr(request.state, "told_once", ())
    return json.dumps(json.loads(body) | dict.fromkeys(once, "")) if once else body


def _may_have_done(reason: Exception) -> bool:
    """Whether something may have been kept before a fault: what is refused keeps nothing."""
    from fastapi.exceptions import HTTPException, RequestValidationError

    from smoulder.web.faults import BROKEN

    if isinstance(reason, BROKEN):
        return True
    return not isinstance(reason, SmoulderError | HTTPException | RequestValidationError)


def _again(before: Reply, asked: str) -> Response:
    if before.request != asked:
        raise BadEntry(
            f"the {KEY} stands for another request already, or for one of a token with other scopes; give each request "
            "a key of its own"
        )
    if before.status is None:
        raise Clash(
            f"the request of this {KEY} is going on, or came to no answer that was kept; look whether it is done, "
            "and send it under another key if not"
        )
    return Response(before.body, before.status, {**before.headers, REPLAYED: "true"})


def _tagged(request: Request, response: Response) -> Response:
    """A read with the tag of what it holds; without its body where the program has that already."""
    if response.status_code != 200 or not hasattr(response, "body"):
        return response
    tag = f'"{sha256(bytes(response.body)).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    asked = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
    if tag in asked or "*" in asked:
        return Response(status_code=304, headers=headers)
    response.headers.update(headers)
    return response


def _asked_for(dependant: Dependant) -> set[str]:
    """The names of all parameters that a route takes from the address."""
    own = {one.alias for one in dependant.query_params}
    return own.union(*(_asked_for(one) for one in dependant.dependencies))


def _refuse_unknown(request: Request, known: set[str]) -> None:
    """raises: BadEntry for a parameter that is not known: a filter that is mistyped would else find too much."""
    for name in request.query_params:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            cure = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(sorted(known)) or 'none'}"
            raise BadEntry(f"no parameter {name[:40]!r} is known here; {cure}")
