"""The brief as PDF: typeset from a fixed template, tagged, two to six pages, the same bytes on every run."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from smoulder.brief.charts.svg import page_colours
from smoulder.brief.inert import inert
from smoulder.brief.language.say import say, speaking, spoken
from smoulder.brief.manuscript import Manuscript
from smoulder.brief.page import Page
from smoulder.brief.paper import Room, abridge, clip
from smoulder.brief.press import Job, Pressed, press, press_beside
from smoulder.brief.typeset import Data, Drawn, Typesetter
from smoulder.records.errors import MissingExtra

INSTALL = "The brief as PDF needs typst. Run: pip install 'smoulder[pdf]'"
MOST_PAGES = 6
RUNNING_LETTERS = 110
FONT = "Source Sans Pro"
FACES = ("Regular", "It", "Semibold", "SemiboldIt", "Bold")
"""The cuts of the font that a brief uses."""
SCRIPTS = {"ar": (("Noto Sans Arabic", "Noto Naskh Arabic", "Amiri", "DejaVu Sans"), "fonts-noto-core")}
"""For a language in another script: fonts of the system that have it, the best first, and the Debian package of one."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How tightly a brief is set. size: of its text, points."""

    room: Room
    size: float


FITS = (
    Fit(Room(rows=16, cards=8, items=12, letters=700, cell=300), 9.2),
    Fit(Room(rows=10, cards=5, items=6, letters=600, cell=240), 9),
    Fit(Room(rows=8, cards=4, items=5, letters=520, cell=200, tables=2, in_cards=0), 8.8),
    Fit(Room(rows=6, cards=2, items=3, letters=400, cell=140, tables=1, in_cards=0), 8.4),
    Fit(Room(rows=5, cards=1, items=3, letters=360, cell=130, tables=1, in_cards=0), 8.1),
    Fit(Room(rows=4, cards=1, items=2, letters=320, cell=130, tables=1, in_cards=0), 7.8),
    Fit(Room(rows=3, cards=1, items=2, letters=160, cell=60, tables=1, in_cards=0), 7.5),
)
"""From roomy to tight."""
ROOMY = 3
"""Charts with which a brief can be set as roomily as any; each one more asks for the next setting, or nearly."""


@dataclass(frozen=True, slots=True)
class Means:
    """With what a brief is set. system: whether with fonts of this machine too; standard: 'ua-1', or '' for none."""

    system: bool
    standard: Literal["ua-1", ""]


MEANS = (Means(False, "ua-1"), Means(True, "ua-1"), Means(True, ""))
"""The first that has every letter is used. Without a standard a PDF is tagged too, with a box for a letter unknown."""


def pdf_files(manuscript: Manuscript) -> dict[str, bytes]:
    """The brief as `brief.pdf`.

    raises: MissingExtra if typst, its font, or a font of the system for the script of the language is missing.
    """
    return {"brief.pdf": print_pdf(manuscript)}


def print_pdf(manuscript: Manuscript) -> bytes:
    """The brief as one tagged PDF of two to six pages; PDF/UA-1 where its fonts have every letter of it."""
    with _desk() as (folder, typst):
        script = _script(typst, manuscript.edition.language)
        drawings = {name: Drawn.of(one) for name, one in manuscript.drawings.items()}
        for means in MEANS[1:] if script else MEANS:
            done = _fitted(folder, manuscript, drawings, (FONT, *script), means)
            if done.pdf:
                return done.pdf
        raise AssertionError("the last of the means sets a box for a letter unknown")


def _fitted(
    folder: Path,
    manuscript: Manuscript,
    drawings: dict[str, Drawn],
    fonts: tuple[str, ...],
    means: Means,
) -> Pressed:
    """The roomiest setting tried that keeps to the pages; the more pages are too many, the tighter the next one."""
    at = min(max(0, len(drawings) - ROOMY), len(FITS) - 1)  # about right: each try takes half a second
    while True:
        last = at == len(FITS) - 1
        data = {**_data(manuscript, drawings, FITS[at]), "fonts": list(fonts)}
        job = Job(str(folder), json.dumps(data), means.system, means.standard, 0 if last else MOST_PAGES)
        done = press_beside(job) if manuscript.beside else press(job)
        over = done.pages - MOST_PAGES
        if over <= 0 or last:
            return done
        at = min(at + over + (over > 1), len(FITS) - 1)


def _data(manuscript: Manuscript, drawings: dict[str, Drawn], fit: Fit) -> Data:
    with speaking(manuscript.edition.language):
        page = abridge(manuscript.page, fit.room)
        return {
            **Typesetter(drawings).page(page),
            **_frame(page),
            "words": _words(manuscript.no_charts),
            "colours": page_colours(),
            "lang": spoken().code,
            "direction": spoken().direction,
            "size": fit.size,
        }


def _frame(page: Page) -> Data:
    """Head and foot of the pages."""
    name, day = page.front.stamp[0]
    return {
        "brand": "Smoulder",
        "as_of": f"{name} {day}",
        "running": clip(inert(page.front.question), RUNNING_LETTERS),
        "made": say("Made with Smoulder {version}", version=page.version),
    }


def _words(no_charts: str) -> Data:
    return {
        "kind": say("assessment brief"),
        "interval": say("90\u00a0% interval"),
        "rests_on": say("It rests most on"),
        "strongest": say("The strongest evidence"),
        "would_change": say("What would change it"),
        "not_known": say("What is not known"),
        "footing": say("How sure of its footing"),
        "this_brief": say("This brief"),
        "parts": say("In this brief"),
        "no_charts": no_charts,
    }


def _script(typst: Any, language: str) -> tuple[str, ...]:
    """The fonts of this machine for a language whose script the brief's own font lacks; () where it has it.

    raises: MissingExtra if there is none.
    """
    if language not in SCRIPTS:
        return ()
    fonts, package = SCRIPTS[language]
    here = set(typst.Fonts(include_system_fonts=True, include_embedded_fonts=False).families())
    found = tuple(font for font in fonts if font in here)
    if not found:
        raise MissingExtra(
            f"The brief as PDF in '{language}' needs a font for its script. Run: apt-get install {package}"
        )
    return found


@contextmanager
def _desk() -> Iterator[tuple[Path, Any]]:
    """A folder with the template and the fonts in it, and no more; the typesetter can read nothing else.

    raises: MissingExtra.
    """
    try:
        import typst

        faces = files("font_source_sans_pro") / "files"
    except ImportError as missing:
        raise MissingExtra(INSTALL) from missing
    with TemporaryDirectory(prefix="smoulder-pdf-") as place:
        folder = Path(place)
        template = (files("smoulder.brief") / "templates" / "brief.typ").read_bytes()
        (folder / "brief.typ").write_bytes(template)
        for face in FACES:
            name = f"SourceSansPro-{face}.otf"
            (folder / name).write_bytes((faces / name).read_bytes())
        yield folder, typst
