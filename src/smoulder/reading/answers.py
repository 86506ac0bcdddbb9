"""What a server's answer to a download means: which bytes come, whether they fit, and when to ask again."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable
from email.message import Message
from http import HTTPStatus

from smoulder.reading.backoff import asked_wait
from smoulder.reading.download import Again, Job
from smoulder.reading.partial import State
from smoulder.records.errors import CannotWrite, FetchFailed, NotThere

_PIECE = 1 << 16
_LATER = (408, 425, 429, 500, 502, 503, 504)
_RANGE = re.compile(r"bytes (\d{1,18})-(\d{1,18})/(\d{1,18}|\*)")


def agree(job: Job, status: int, head: Message, have: int, before: State) -> tuple[int, State]:
    """Where the bytes that come begin, and the state of the file they are of; makes the part ready for them.

    have, before: bytes of an earlier try, and their state.
    raises: Again if the answer does not fit what is there, FetchFailed, CannotWrite if there is no room.
    """
    if (head.get("Content-Encoding") or "identity").strip().lower() != "identity":
        raise FetchFailed(f"{job.host} sends the file packed though it was asked not to; try another --url")
    start, total = 0, _length(head.get("Content-Length"))
    if status == HTTPStatus.PARTIAL_CONTENT:
        start, total = _range(head.get("Content-Range"))
        if start != have or not have:
            job.part.drop()
            raise Again(f"{job.host} sent another part of the file than was asked for")
    elif status != HTTPStatus.OK:
        raise FetchFailed(f"{job.url}: the server answers with status {status}; try another --url")
    now = State(
        url=job.url,
        etag=(head.get("ETag") or "").strip(),
        modified=(head.get("Last-Modified") or "").strip(),
        total=total,
    )
    if start and not before.agrees(now):
        job.part.drop()
        raise Again(f"the file at {job.host} changed since its first part arrived")
    state = before if start else now
    _check_room(job, start, state.total)
    if not start:
        job.part.begin(state)
    return start, state


def receive(job: Job, read: Callable[[int], bytes], start: int, state: State) -> None:
    """Write the bytes that come to the part, until all are there.

    read:   gives some bytes, at most so many, and none at the end; raises Again where the line fails.
    raises: Again if they end early or come too slowly, FetchFailed if there are too many, CannotWrite.
    """
    try:
        with job.part.path.open("ab", buffering=0) as file:
            at = _pour(job, read, file, start, state)
    except OSError as reason:
        raise CannotWrite(
            f"{job.part.folder} takes no more ({reason.strerror}); "
            "make room, or choose another folder with --out"
        ) from reason
    if state.total is not None and at < state.total:
        raise Again(f"{job.host} broke off after {at:,} of {state.total:,} bytes")


def _pour(job: Job, read: Callable[[int], bytes], file: io.RawIOBase, start: int, state: State) -> int:
    """Write what comes; gives the bytes that are there then."""
    at, looked, since = start, start, job.outside.ticks()
    job.outside.tell(at, state.total)
    while state.total is None or at < state.total:
        piece = read(_PIECE if state.total is None else min(_PIECE, state.total - at))
        if not piece:
            break
        file.write(piece)
        at += len(piece)
        job.outside.tell(at, state.total)
        if at > job.patience.largest:
            job.part.drop()
            raise FetchFailed(f"{job.url} goes on after {at:,} bytes; is it the right address? see --url")
        now = job.outside.ticks()
        if now - since >= job.patience.silence:
            if at - looked < job.patience.slowest * (now - since):
                raise Again(f"{job.host} sends less than {job.patience.slowest:.0f} bytes a second")
            looked, since = at, now
    return at


def refused(job: Job, status: int, headers: Message, have: int, before: State) -> State | None:
    """What an answer without the file means: None where the file that stands is the newest, the state of
    the part where it is whole already.

    raises: Again where asking later may help, NotThere, FetchFailed.
    """
    if status == HTTPStatus.NOT_MODIFIED and job.known:
        return None
    if status == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE and have:
        found = re.fullmatch(r"bytes \*/(\d{1,18})", (headers.get("Content-Range") or "").strip())
        if found and int(found[1]) == have and before.total in (None, have):
            return before
        job.part.drop()
        raise Again(f"the part that arrived earlier does not fit the file at {job.host}")
    if status in _LATER:
        wait = asked_wait(headers)
        if wait is not None and wait > job.patience.asked:
            raise FetchFailed(
                f"{job.host} asks to be left alone for {wait / 60:.0f} minutes (status {status}); try after that"
            )
        raise Again(f"{job.host} answers with status {status}", wait)
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        raise NotThere(
            f"{job.url} is not there (status {status}); look the address up and give it with --url"
        )
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.PROXY_AUTHENTICATION_REQUIRED):
        raise FetchFailed(
            f"{job.url}: {job.host}, or a proxy before it, does not let this file out (status {status}); "
            "download it in a browser and load it from there"
        )
    raise FetchFailed(f"{job.url}: the server answers with status {status}; try another --url")


def _length(text: str | None) -> int | None:
    """A length in a header, None where there is none that can be read."""
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _range(text: str | None) -> tuple[int, int | None]:
    """First byte and length of the whole file in `Content-Range`; (-1, None) where it cannot be read."""
    found = _RANGE.fullmatch((text or "").strip())
    if not found or int(found[2]) < int(found[1]):
        return -1, None
    return int(found[1]), None if found[3] == "*" else int(found[3])


def _check_room(job: Job, start: int, total: int | None) -> None:
    if total is None:
        return
    if total > job.patience.largest:
        raise FetchFailed(
            f"{job.url} is said to hold {total:,} bytes, more than the {job.patience.largest:,} that are taken; "
            "is it the right address? give another with --url"
        )
    free = shutil.disk_usage(job.part.folder).free
    if total - start > free:
        raise CannotWrite(
            f"{job.part.folder} has {free:,} bytes left and the file needs {total - start:,}; "
            "make room, or choose another folder with --out"
        )
