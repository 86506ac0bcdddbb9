"""Charts of pages: each drawn once, by a process of its own, and kept on disk."""

from __future__ import annotations

import os
from collections.abc import Hashable
from concurrent.futures import Future
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Literal

from smoulder import __version__
from smoulder.brief.charts.draw import can_draw, check_charts, draw
from smoulder.brief.charts.easel import Easel

if TYPE_CHECKING:
    from fastapi import FastAPI

    from smoulder.brief.charts.chart import Chart
    from smoulder.web.house import House

Form = Literal["wide", "narrow"]
FORMS: tuple[Form, ...] = ("wide", "narrow")
FOLDER = Path("cache") / "pictures"
MOST_BYTES = 64 * 2**20
"""Of all drawings that are kept; about a thousand charts."""
_MAKING = Lock()


class Pictures:
    """The charts of one house: `svg` gives one, drawn where it is not kept yet.

    The renderer keeps Python's lock while it draws, so that it works in a process of its own; it is started with the
    first drawing, and again where it died.
    """

    def __init__(self, house: House, most_bytes: int = MOST_BYTES) -> None:
        self._folder = house.chosen.data / FOLDER
        self._most = most_bytes
        self._lock = Lock()
        self._easel: Easel | None = None
        self._drawing: dict[str, Future[dict[Form, str]]] = {}

    def svg(self, key: tuple[Hashable, ...], chart: Chart, form: Form) -> str:
        """A chart as SVG to stand inside a page, in the page's colours.

        key:    names everything that the drawing depends on, such as a case and the number of its answer.
        returns: the drawing that is kept, or a new one; whoever asks while it is drawn waits for the same one.
        raises:  MissingExtra where it is not kept and vl-convert is not installed.
        """
        name = digest_of(key, chart.name)
        kept = self._kept(name, form)
        if kept is not None:
            return kept
        with self._lock:
            mine = name not in self._drawing
            ahead = self._drawing.setdefault(name, Future())
        if mine:
            self._fill(ahead, name, chart)
        return ahead.result()[form]

    def warm(self) -> None:
        """Start the drawing process, so that the first chart need not wait for it."""
        if can_draw():
            self._open()

    def close(self) -> None:
        """End the drawing process; the next drawing starts another."""
        with self._lock:
            easel, self._easel = self._easel, None
        if easel is not None:
            easel.close()

    def _fill(self, ahead: Future[dict[Form, str]], name: str, chart: Chart) -> None:
        """Draw for all who wait, and let them see where it goes wrong."""
        try:
            ahead.set_result(self._draw(name, chart))
        except BaseException as reason:
            ahead.set_exception(reason)
        finally:
            with self._lock:
                del self._drawing[name]

    def _draw(self, name: str, chart: Chart) -> dict[Form, str]:
        # it may have been drawn between the look at the folder and our turn
        kept = {form: self._kept(name, form) for form in FORMS}
        found: dict[Form, str] = {form: text for form, text in kept.items() if text is not None}
        if len(found) == len(FORMS):
            return found
        check_charts()
        drawing = draw([chart], self._open())[chart.name]
        drawn: dict[Form, str] = {form: drawing.on_page(form) for form in FORMS}
        for form, text in drawn.items():
            self._keep(name, form, text)
        return drawn

    def _open(self) -> Easel:
        with self._lock:
            if self._easel is not None and not self._easel.alive:
                self._easel.close()
                self._easel = None
            self._easel = self._easel or Easel(hands=1)
            return self._easel

    def _kept(self, name: str, form: Form) -> str | None:
        file = self._folder / f"{name}-{form}.svg"
        try:
            text = file.read_text(encoding="utf-8")
            os.utime(file)  # what was looked at last is dropped last
        except (OSError, UnicodeDecodeError):
            return None
        return text

    def _keep(self, name: str, form: Form, text: str) -> None:
        """Keep a drawing; a folder that takes none only means that it is drawn again."""
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            draft = self._folder / f"{name}-{form}.{os.getpid()}.draft"
            draft.write_text(text, encoding="utf-8")
            draft.replace(self._folder / f"{name}-{form}.svg")
            self._drop_oldest()

    def _drop_oldest(self) -> None:
        files = sorted((one.stat().st_mtime, one.stat().st_size, one) for one in self._folder.iterdir())
        total = sum(size for _, size, _ in files)
        if total <= self._most:
            return
        for _, size, file in files:  # down to three quarters, so that it is not done for every drawing
            if total <= 0.75 * self._most:
                break
            file.unlink(missing_ok=True)
            total -= size


def pictures_of(app: FastAPI) -> Pictures:
    """The charts of an application, kept in one place."""
    state = app.state
    with _MAKING:
        if not hasattr(state, "pictures"):
            state.pictures = Pictures(state.house)
        found: Pictures = state.pictures
    return found


def digest_of(key: tuple[Hashable, ...], name: str) -> str:
    """Under which name a drawing is kept: another version of the program draws it anew.

    >>> digest_of(("group", 234), "series") == digest_of(("group", 234), "map")
    False
    """
    return sha256(repr((__version__, name, key)).encode()).hexdigest()[:32]
