"""A process of its own that draws charts, so that they are drawn while the rest of a brief is made.

The renderer holds a JavaScript engine that takes a while to start and keeps Python's lock while it draws. Beside the
process that works on the answer, it starts while reports are read and draws while tables are written.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import IO, Literal

from smoulder.reading.other_process import OtherProcess

Kind = Literal["svg", "png"]
VEGA_LITE = "6.4"
SCALE = 1.5
"""Pixels of a PNG for each pixel of the drawing."""
_WARM = {
    "data": {"values": [{"a": 0}]},
    "mark": "text",
    "encoding": {"x": {"field": "a", "type": "quantitative"}},
}
"""The least there is to draw."""


def render(kind: Kind, text: str) -> bytes:
    """A Vega-Lite specification as SVG, or an SVG as PNG, drawn here; nothing is fetched.

    raises: ImportError where vl-convert is not installed; ValueError where the text cannot be drawn.
    """
    import vl_convert

    if kind == "png":
        return vl_convert.svg_to_png(text, scale=SCALE)
    return vl_convert.vegalite_to_svg(text, vl_version=VEGA_LITE, allowed_base_urls=[]).encode()


class Easel:
    """The drawing processes, from their start to `close`; also a context manager."""

    def __init__(self, hands: int = 2) -> None:
        """hands: how many processes draw at once."""
        self._hands = [_Hand() for _ in range(hands)]
        self._asked = 0

    def __enter__(self) -> Easel:
        return self

    def __exit__(self, *reason: object) -> None:
        self.close()

    def close(self) -> None:
        """End the processes; what is still being drawn is dropped."""
        for hand in self._hands:
            hand.close()

    @property
    def alive(self) -> bool:
        """Whether every process still runs; what one that died does not give is drawn by who asks."""
        return all(hand.process.poll() is None for hand in self._hands)

    def ask(self, kind: Kind, make: Callable[[], str]) -> Future[bytes]:
        """The drawing of what `make` gives, when it is ready; drawings are begun in the order they are asked for.

        make: may wait for what was asked for before.
        A process that has died is not missed: what it does not give is drawn here.
        """
        hand = self._hands[self._asked % len(self._hands)]
        self._asked += 1
        return hand.queue.submit(hand.fetch, kind, make)


class _Hand(OtherProcess):
    """One drawing process, with the queue of what it is to draw."""

    def __init__(self) -> None:
        super().__init__("smoulder.brief.charts.easel")
        self.queue = ThreadPoolExecutor(1)

    def close(self) -> None:
        self.queue.shutdown(wait=False, cancel_futures=True)
        super().close()

    def fetch(self, kind: Kind, make: Callable[[], str]) -> bytes:
        text = make()
        try:
            asked, told = self.pipes
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
    """Draw what is asked for until nobody asks any more, and give way to what the answer waits for."""
    if hasattr(os, "nice"):
        os.nice(19)
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
