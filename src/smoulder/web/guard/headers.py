"""What goes with every answer, and what is not taken from the network at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes, urlsplit

from anyio import move_on_after
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from smoulder.records.errors import SmoulderError
from smoulder.web.guard.entry import API, COOKIE, visitor_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from smoulder.web.house import House

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; frame-src 'self'; form-action 'self'; frame-ancestors 'self'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    # 'no-referrer' would make browsers send our own forms with "Origin: null"; nothing leaves the house with this one
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Cache-Control": "no-store",
}
OF_ALL = ("/static/", "/htmx/")
"""Files that are the same for everybody: a browser keeps them, and asks whether they are still the same."""
MOST_BYTES = 64 * 2**20
"""Of one request with files: event files are larger than reports."""
MOST_OF_A_FORM = 8 * 2**20
"""Of one request without files."""
MOST_OF_A_STRANGER = 64 * 2**10
"""Of one request whose session or token is not there: nobody but who signs in sends anything then."""
HEARD_BYTES, HEARD_SECONDS, SILENT_SECONDS = 16 * 2**20, 5.0, 0.5
"""How much, and how long, is still heard of what is refused, and how long it may be silent meanwhile."""
PORTS = {"http": 80, "https": 443}
CONTROL = re.compile(r"[\0-\x1f\x7f]")
"""Letters that no address of ours has; the first of them PostgreSQL takes in no text."""
_OF_A_QUERY = re.compile(rb"[\0-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""Those that no query has: what is pasted into a search can hold a tab, or the end of a line."""
_CHARSET, _UTF_8 = re.compile("charset"), re.compile(r'charset\s*=\s*"?utf-?8"?\s*(?:;|$)')


class Wall:
    """Refuses hosts that are not ours, addresses that are no text and bodies that are too large.

    Every answer gets its headers here.

    A page of another name that leads to 127.0.0.1 is refused by its host: it would else read what stands here.
    """

    def __init__(self, app: ASGIApp, house: House) -> None:
        self._app, self._house = app, house
        name = urlsplit(house.address)
        self._tls = name.scheme == "https"
        self._usual = PORTS[name.scheme]
        port = name.port or self._usual
        hosts = {name.hostname or ""}
        if hosts & {"127.0.0.1", "localhost", "::1"}:
            hosts |= {"127.0.0.1", "localhost", "::1"}
        self._hosts = {(host, port) for host in hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = str(scope["path"])

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if path.startswith(OF_ALL):
                    headers.setdefault("Cache-Control", "no-cache")
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if self._tls:
                    headers.setdefault("Strict-Transport-Security", "max-age=31536000")
            await send(message)

        given = {key.decode("latin-1"): value.decode("latin-1") for key, value in scope["headers"]}
        if self._host(given.get("host", "")) not in self._hosts:
            await PlainTextResponse("This is not the address of this workbench.\n", 421)(
                scope, receive, dressed
            )
            return
        if odd := _odd_address(scope):
            await _drain(receive)
            await _close(*odd, path)(scope, receive, dressed)
            return
        if not _is_utf_8(scope):
            await _drain(receive)
            words = "A form is taken as UTF-8 alone; send it again without another charset.\n"
            await _close(words, 415, path)(scope, receive, dressed)
            return
        said = given.get("content-length", "0")
        if not (said.isascii() and said.isdigit()):
            await _drain(receive)
            words = "What was sent does not say how long it is; send it again."
            await _close(words, 400, path)(scope, receive, dressed)
            return
        takes = _Takes(most_bytes(given, path), scope, self._house)
        if len(said) > 15 or not await takes.all_of(int(said)):
            await _drain(receive)
            await _close(_too_large(takes.most), 413, path)(scope, receive, dressed)
            return
        await self._app(scope, _counted(receive, takes), dressed)

    def _host(self, given: str) -> tuple[str, int]:
        try:
            parts = urlsplit(f"//{given}")
            return parts.hostname or "", parts.port or self._usual
        except ValueError:
            return "", 0


def most_bytes(given: dict[str, str], path: str) -> int:
    """The bytes that are taken of one request, where its session or token is there.

    given: its headers, with small letters.
    """
    known = COOKIE in given.get("cookie", "") or (path.startswith(API) and "authorization" in given)
    if not known or path in ("/sign-in", "/first", "/join"):
        return MOST_OF_A_STRANGER
    files = given.get("content-type", "").lower().startswith("multipart/form-data")
    return MOST_BYTES if files else MOST_OF_A_FORM


class _Takes:
    """How much of one request is taken: from who is not known little, and who says that they are is looked up first.

    most: the bytes that are taken, as far as it is known.
    """

    def __init__(self, most: int, scope: Scope, house: House) -> None:
        self.most, self._scope, self._house = most, scope, house
        self._looked = False

    async def all_of(self, count: int) -> bool:
        """Whether so many bytes are taken."""
        if MOST_OF_A_STRANGER < count <= self.most and not self._looked:
            self._looked = True
            if not await run_in_threadpool(_is_known, self._house, Request(self._scope)):
                self.most = MOST_OF_A_STRANGER
        return count <= self.most


def _is_known(house: House, request: Request) -> bool:
    """Whether the session or the token of a request is there; not where the ledger does not answer."""
    try:
        visitor_of(house, request)
    except SmoulderError:
        return False
    return True


def _odd_address(scope: Scope) -> tuple[str, int] | None:
    """What is told of an address with letters that no text has, with the status; None for any other."""
    if CONTROL.search(str(scope["path"])):
        return "There is no such page here; the address has a sign that no text has.\n", 404
    if _OF_A_QUERY.search(unquote_to_bytes(scope["query_string"])):
        return "What is asked for has a sign that no text has; take it out and ask again.\n", 422
    return None


def _is_utf_8(scope: Scope) -> bool:
    """Whether the fields of a form come in the writing of our pages: another one can hold what is no text at all."""
    kinds = [value.decode("latin-1").lower() for key, value in scope["headers"] if key == b"content-type"]
    return all(
        len(_CHARSET.findall(one)) == len(_UTF_8.findall(one))
        for one in kinds
        if one.lstrip().startswith("multipart")
    )


def _counted(receive: Receive, takes: _Takes) -> Receive:
    """The same requests, of which one that says not how long it is can still be too long."""
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if not await takes.all_of(taken):
            await _drain(receive)
            # of this kind, it passes through whatever reads the body, and is told as a page
            raise HTTPException(413, _too_large(takes.most).strip(), headers={"Connection": "close"})
        return message

    return counted


async def _drain(receive: Receive) -> None:
    """Hear a while longer what is on its way, and forget it.

    A connection that is closed on somebody who still sends breaks before the answer is read, by a proxy above all.
    """
    heard = 0
    with move_on_after(HEARD_SECONDS):
        while heard < HEARD_BYTES:
            message: Message = {"type": "http.disconnect"}
            with move_on_after(SILENT_SECONDS):
                message = await receive()
            heard += len(message.get("body", b""))
            if message["type"] != "http.request" or not message.get("more_body", False):
                return


def _close(words: str, status: int, path: str) -> Response:
    """A refusal after which nothing more is heard: what is still on its way is not read."""
    headers = {"Connection": "close"}
    if path.startswith(API):
        from smoulder.web.faults import problem

        return problem(status, words.strip(), headers)
    return PlainTextResponse(words, status, headers=headers)


def _too_large(most: int) -> str:
    if most == MOST_OF_A_STRANGER:
        return f"More was sent than the {most // 2**10} KB that are taken of who is not signed in; sign in first.\n"
    size = f"{most // 2**20} MB"
    return f"More was sent than the {size} that are taken at once; send less, or load it with the command line.\n"
