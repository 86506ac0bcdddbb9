"""A setting of a brief is the same whether it is made here or in a process of its own."""

from __future__ import annotations

import io
import json
from dataclasses import asdict
from pathlib import Path

import pytest

from smoulder.brief.press import Job, Pressed, press, press_beside, serve

pytest.importorskip("typst", reason="needs typst: pip install 'smoulder[pdf]'")

TEMPLATE = """
#set document(title: "Three", date: none)
#set page(height: 4cm, width: 6cm)
#let words = json(bytes(sys.inputs.page))
#for word in words { [#word #pagebreak(weak: true)] }
#context [#metadata(counter(page).final().first()) <pages>]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "brief.typ").write_text(TEMPLATE)
    return tmp_path


def job(folder: Path, most: int, words: tuple[str, ...] = ("one", "two", "three")) -> Job:
    return Job(str(folder), json.dumps(words), system=False, standard="", most=most)


def test_another_process_sets_the_same_bytes(folder: Path) -> None:
    here = press(job(folder, 9))
    assert here.pages >= 3
    assert here.pdf.startswith(b"%PDF")
    assert press_beside(job(folder, 9)) == here


def test_too_many_pages_are_counted_and_not_written(folder: Path) -> None:
    told = press(job(folder, 2))
    assert told == Pressed(told.pages, b"")
    assert told.pages > 2
    assert press(job(folder, 0)).pdf


def test_a_template_that_cannot_be_set_says_why_from_either_place(folder: Path) -> None:
    (folder / "brief.typ").write_text("#panic()")
    for way in (press, press_beside):
        with pytest.raises(RuntimeError, match="panicked"):
            way(job(folder, 0))


def test_the_other_end_tells_pages_in_a_line_before_the_file(folder: Path) -> None:
    told = io.BytesIO()
    serve(io.BytesIO(json.dumps(asdict(job(folder, 0))).encode()), told)
    head, _, pdf = told.getvalue().partition(b"\n")
    assert json.loads(head) == {"pages": press(job(folder, 0)).pages, "no_letter": False}
    assert pdf == press(job(folder, 0)).pdf
