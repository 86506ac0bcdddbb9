"""The typesetter, here or in a process of its own: what it needs to set a page is given back when that ends."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from typing import IO, Literal

NO_LETTER = "could not be displayed"


@dataclass(frozen=True, slots=True)
class Job:
    """One setting of a brief.

    folder:   holds `brief.typ` and fonts; nothing outside it can be read.
    page:     the brief as JSON text.
    system:   whether fonts of this machine may be used; standard: 'ua-1', or '' for none.
    most:     pages that it may have; 0 for any number.
    """

    folder: str
    page: str
    system: bool
    standard: Literal["ua-1", ""]
    most: int


@dataclass(frozen=True, slots=True)
class Pressed:
    """Pages of a setting, and the PDF where they are not too many and every letter has a font, else b''.

    no_letter: True where it is for want of a letter that there is no PDF.
    """

    pages: int
    pdf: bytes
    no_letter: bool = False


def press(job: Job) -> Pressed:
    """Set a brief here.

    raises: ImportError where typst is not installed; RuntimeError where the template cannot be set.
    """
    import typst

    compiler = typst.Compiler(
        f"{job.folder}/brief.typ",
        root=job.folder,
        font_paths=[job.folder],
        ignore_system_fonts=not job.system,
        sys_inputs={"page": job.page},
    )
    pages = int(compiler.query("<pages>", field="value", one=True))
    if job.most and pages > job.most:
        return Pressed(pages, b"")
    try:
        pdf = compiler.compile(format="pdf", pdf_standards=job.standard or [])
    except typst.TypstError as reason:
        if NO_LETTER not in str(reason):
            raise
        return Pressed(pages, b"", no_letter=True)
    assert isinstance(pdf, bytes), "one file holds all pages"
    return Pressed(pages, pdf)


def press_beside(job: Job) -> Pressed:
    """Set a brief in a process of its own; where that fails it is set here, which tells why.

    The typesetter keeps what it laid out: two settings of a long brief take 300 MB, which end with the process.
    """
    done = subprocess.run(
        [sys.executable, "-m", "smoulder.brief.press"],
        input=json.dumps(asdict(job)).encode(),
        capture_output=True,
        check=False,
    )
    head, _, pdf = done.stdout.partition(b"\n")
    if done.returncode or not head:
        return press(job)
    told = json.loads(head)
    return Pressed(int(told["pages"]), pdf, bool(told["no_letter"]))


def serve(asked: IO[bytes], told: IO[bytes]) -> None:
    """Set the one job that is asked for."""
    done = press(Job(**json.loads(asked.read())))
    told.write(json.dumps({"pages": done.pages, "no_letter": done.no_letter}).encode() + b"\n" + done.pdf)


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
