"""Pictures of briefs, taken alike on every machine and small enough to keep: front, charts, first page of the PDF."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

FOLDER = Path(__file__).parent / "golden"
SCALE = 3
"""Pixels of the page for one of the picture."""
GREYS = 16
BLOCK = 4
"""Pixels of a picture, to each side, that are averaged before two pictures are compared."""
NEAR = 16.0
"""Grey levels of 255 by which a block may differ."""
SHARE = 0.005
"""Share of the blocks that may differ by more."""
CUTS = {"400": "Regular", "600": "Semibold", "700": "Bold"}


def take(browser: Any, page: Path) -> dict[str, Image.Image]:
    """The pictures of a brief, by name. page: `brief.html`, with `brief.pdf` beside it."""
    found = {}
    for width in (1280, 390):
        opened = open_page(browser, page, width)
        found[f"front-{width}"] = front(opened)
        if width == 1280:
            found["charts"] = charts(opened)
        opened.context.close()
    found["paper"] = paper(page.with_name("brief.pdf"))
    return found


def open_page(browser: Any, page: Path, width: int) -> Any:
    """A page in a font that is the same on every machine."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="light", offline=True, bypass_csp=True
    )
    opened = context.new_page()
    opened.goto(page.as_uri())
    opened.add_style_tag(content=_fonts())
    opened.evaluate("document.fonts.ready.then(() => true)")
    return opened


def front(opened: Any) -> Image.Image:
    """Page one."""
    return small(_picture(opened.locator("#answer").screenshot()))


def charts(opened: Any) -> Image.Image:
    """Every chart that is shown, one below the other."""
    shown = opened.locator("figure[id^='chart-'] svg:visible").all()
    return small(stacked([_picture(one.screenshot()) for one in shown]))


def paper(pdf: Path) -> Image.Image:
    """The first page of a PDF, 840 pixels wide."""
    import pypdfium2

    page = pypdfium2.PdfDocument(pdf)[0]
    return small(page.render(scale=840 / page.get_width()).to_pil())


def stacked(pictures: list[Image.Image]) -> Image.Image:
    """Pictures one below the other, on white."""
    whole = Image.new("L", (max(one.width for one in pictures), sum(one.height for one in pictures)), 255)
    top = 0
    for one in pictures:
        whole.paste(one.convert("L"), (0, top))
        top += one.height
    return whole


def small(picture: Image.Image) -> Image.Image:
    """A picture in grey at a third of its size, in few greys."""
    size = (max(1, picture.width // SCALE), max(1, picture.height // SCALE))
    step = 255 / (GREYS - 1)
    return (
        picture.convert("L")
        .resize(size, Image.Resampling.BOX)
        .point(lambda one: round(round(one / step) * step))
    )


def apart(kept: Image.Image, taken: Image.Image) -> str:
    """'' for two pictures that show the same, else in what they differ.

    A block may differ by as much as the drawing of letters differs between machines; few may differ by more.
    """
    if abs(kept.width - taken.width) > 2 or abs(kept.height - taken.height) > max(2, kept.height // 100):
        return f"{taken.width}×{taken.height} in place of {kept.width}×{kept.height}"
    far = np.abs(blocks(kept, taken) - blocks(taken, kept)) > NEAR
    return f"{far.mean():.1%} of the blocks differ" if far.mean() > SHARE else ""


def blocks(one: Image.Image, other: Image.Image) -> NDArray[np.float64]:
    """The mean grey of each block of a picture, cut to what both pictures have; shape (rows, columns)."""
    width = min(one.width, other.width) // BLOCK
    height = min(one.height, other.height) // BLOCK
    pixels = np.asarray(one.convert("L"), dtype=np.float64)[: height * BLOCK, : width * BLOCK]
    return pixels.reshape(height, BLOCK, width, BLOCK).mean(axis=(1, 3))


def renew(browser: Any, page: Callable[[str], Path], names: tuple[str, ...]) -> list[Path]:
    """Write the pictures of some cases in place of those that are kept."""
    written = []
    FOLDER.mkdir(exist_ok=True)
    for name in names:
        for part, picture in take(browser, page(name)).items():
            path = FOLDER / f"{name}-{part}.png"
            picture.quantize(GREYS).save(path, optimize=True)
            written.append(path)
    return written


def _picture(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png))


def _fonts() -> str:
    """The font of the paper form for all text, put into the page as data."""
    import font_source_sans_pro

    folder = Path(font_source_sans_pro.__file__).parent / "files"
    faces = []
    for weight, cut in CUTS.items():
        letters = b64encode((folder / f"SourceSansPro-{cut}.ttf").read_bytes()).decode()
        source = f"src: url(data:font/ttf;base64,{letters})"
        faces.append(f"@font-face {{ font-family: Golden; font-weight: {weight}; {source} }}")
    return "\n".join([*faces, ":root { --sans: Golden; --serif: Golden; --mono: Golden; }"])
