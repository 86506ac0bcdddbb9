"""A web server on 127.0.0.1 that can be told to misbehave, request by request."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Request(BaseHTTPRequestHandler):
    """One request; an act answers it."""

    protocol_version = "HTTP/1.1"
    server: LocalServer

    def do_GET(self) -> None:
        with self.server.lock:
            turn = len(self.server.seen)
            self.server.seen.append(self.headers)
            self.server.paths.append(self.path)
        acts = self.server.acts
        self.close_connection = True
        acts[min(turn, len(acts) - 1)](self)

    def do_POST(self) -> None:
        self.server.bodies.append(self.rfile.read(int(self.headers.get("Content-Length") or 0)))
        self.do_GET()

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""

    def head(self, status: int, **headers: str | int) -> None:
        """Send a status and headers; `_` in a name stands for `-`."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()


Act = Callable[[Request], None]


class LocalServer(ThreadingHTTPServer):
    """acts: what is done at the first, second, … request; the last goes on. seen: headers of each request."""

    daemon_threads = True

    def __init__(self, acts: tuple[Act, ...]) -> None:
        super().__init__(("127.0.0.1", 0), Request)
        self.acts = acts
        self.seen: list[Message] = []
        self.paths: list[str] = []
        self.bodies: list[bytes] = []
        self.lock = threading.Lock()
        self.stopping = threading.Event()

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away is part of the play."""

    def url(self, path: str = "file.csv") -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/{path}"


@contextmanager
def serve(*acts: Act) -> Iterator[LocalServer]:
    """A server that runs as long as the block does."""
    server = LocalServer(acts)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stopping.set()
        server.shutdown()
        server.server_close()
        thread.join()


def whole(body: bytes, etag: str = '"v1"', **more: str) -> Act:
    """A server as it should be: ranges, If-Range, If-None-Match, 416 past the end."""

    def act(request: Request) -> None:
        tags = {"ETag": etag} if etag else {}
        wanted = request.headers.get("Range")
        if etag and request.headers.get("If-None-Match") == etag:
            return request.head(304, **tags)
        if wanted and request.headers.get("If-Range") == etag:
            start = int(wanted.removeprefix("bytes=").removesuffix("-"))
            if start >= len(body):
                return request.head(416, Content_Range=f"bytes */{len(body)}", Content_Length=0)
            place = f"bytes {start}-{len(body) - 1}/{len(body)}"
            request.head(206, Content_Range=place, Content_Length=len(body) - start, **tags, **more)
            request.wfile.write(body[start:])
            return None
        request.head(200, Content_Length=len(body), **tags, **more)
        request.wfile.write(body)
        return None

    return act


def breaks_off(body: bytes, after: int, etag: str = '"v1"', ranges: bool = True) -> Act:
    """Sends so many bytes of what was asked for and drops the connection."""

    def act(request: Request) -> None:
        start = 0
        wanted = request.headers.get("Range")
        tags = {"ETag": etag} if etag else {}
        if wanted and ranges:
            start = int(wanted.removeprefix("bytes=").removesuffix("-"))
            place = f"bytes {start}-{len(body) - 1}/{len(body)}"
            request.head(206, Content_Range=place, Content_Length=len(body) - start, **tags)
        else:
            request.head(200, Content_Length=len(body), **tags)
        request.wfile.write(body[start : start + after])
        request.wfile.flush()

    return act


def status(code: int, **headers: str | int) -> Act:
    """Answers with a status and nothing else."""
    return lambda request: request.head(code, Content_Length=0, **headers)


def leads_to(target: str, code: int = 302) -> Act:
    return lambda request: request.head(code, Location=target, Content_Length=0)


def stalls(body: bytes, after: int) -> Act:
    """Sends so many bytes and then nothing, with the connection open."""

    def act(request: Request) -> None:
        request.head(200, Content_Length=len(body), ETag='"v1"')
        request.wfile.write(body[:after])
        request.wfile.flush()
        request.server.stopping.wait(5)

    return act


def sends(body: bytes, **headers: str | int) -> Act:
    """Sends a body under headers that need not be true."""

    def act(request: Request) -> None:
        request.head(200, **headers)
        request.wfile.write(body)

    return act


def hangs_up(request: Request) -> None:
    """Closes the connection without a word."""
