"""A process of its own that draws charts, so that they are drawn while the rest of a brief is made.

The renderer holds a JavaScript engine that takes a while to start and keeps Python's lock while it draws. Beside the
process that works on the answer, it starts while reports are read and draws while tables are written.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import IO, Literal

Kind = Literal["svg", "png"]
VEGA_LITE = "6.4"
SCALE = 2.0
"""Pixels of a PNG for each pixel of the drawing."""
_WARM = {
    "data": {"values": [{"a": 0}]},
    "mark": "text",
    "encoding": {"x": {"field": "a", "type": "quantitative"}},
}


def render(kind: Kind, text: str) -> bytes:
    """A Vega-Lite specification as SVG, or an SVG as PNG, drawn here; nothing is fetched.

    raises: ImportError where vl-convert is not installed; ValueError where the text cannot be drawn.
    """
    import vl_convert

    if kind == "png":
        return vl_convert.svg_to_png(text, scale=SCALE)
    return vl_convert.vegalite_to_svg(text, vl_version=VEGA_LITE, allowed_base_urls=[]).encode()


class Easel:
    """The drawing process, from its start to `close`; also a context manager."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "smoulder.brief.charts.easel"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._asking = ThreadPoolExecutor(1)

    def __enter__(self) -> Easel:
        return self

    def __exit__(self, *reason: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process; what is still being drawn is dropped."""
        self._asking.shutdown(wait=False, cancel_futures=True)
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):  # what was not yet written when the process ended
                    pipe.close()

    def ask(self, kind: Kind, make: Callable[[], str]) -> Future[bytes]:
        """The drawing of what `make` gives, when it is ready; drawings are made in the order they are asked for.

        A process that has died is not missed: what it does not give is drawn here.
        """
        return self._asking.submit(self._fetch, kind, make)

    def _fetch(self, kind: Kind, make: Callable[[], str]) -> bytes:
        text = make()
        try:
            asked, told = self._process.stdin, self._process.stdout
            assert asked is not None
            assert told is not None
            _put(asked, json.dumps([kind, text]).encode())
            done, body = _take(told)
        except (OSError, EOFError, ValueError):
            return render(kind, text)
        return body if done else render(kind, text)


def _put(pipe: IO[bytes], body: bytes, done: bool = True) -> None:
    pipe.write(b"%s%d\n" % (b"+" if done else b"-", len(body)) + body)
    pipe.flush()


def _take(pipe: IO[bytes]) -> tuple[bool, bytes]:
    head = pipe.readline()
    if not head:
        raise EOFError("the drawing process ended")
    body = pipe.read(int(head[1:]))
    return head[:1] == b"+", body


def serve(asked: IO[bytes], told: IO[bytes]) -> None:
    """Draw what is asked for until nobody asks any more."""
    with suppress(ImportError, ValueError):  # told with the first question
        render("svg", json.dumps(_WARM))
    while True:
        try:
            _, body = _take(asked)
        except EOFError:
            return
        try:
            kind, text = json.loads(body)
            drawn, done = render(kind, text), True
        except Exception as reason:  # whatever goes wrong, the one who asked draws it and sees why
            drawn, done = str(reason).encode(), False
        _put(told, drawn, done)


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
