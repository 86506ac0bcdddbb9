"""The brief as PDF: two to six tagged pages, the first of them the whole answer, and text from outside inert."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st
from printed import CASES, manuscript

from smoulder.brief.charts.draw import Drawing
from smoulder.brief.edition import Edition
from smoulder.brief.manuscript import Manuscript
from smoulder.brief.page import Run
from smoulder.brief.paper import words
from smoulder.brief.pdf import SCRIPTS, pdf_files, print_pdf
from smoulder.brief.typeset import plain
from smoulder.brief.write import print_forms
from smoulder.records.case import Assessment
from smoulder.records.errors import MissingExtra

pypdf = pytest.importorskip("pypdf")
typst = pytest.importorskip("typst")

DOT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 4"><rect width="1" height="1"/></svg>'
MARKUP = (
    '#import "@preview/a:1.0.0": b *bold* _it_ $x^2$ @ref <lbl> // gone /* too */ \\ #{1 + 1} `raw` = a #'
)


def dotted(assessment: Assessment) -> Manuscript:
    """A manuscript whose charts are one dot: drawing takes long."""
    made = Manuscript(assessment)
    made.drawings = {one.name: Drawing(one, lambda _: DOT, lambda: b"") for one in made.charts}
    return made


@cache
def printed(name: str) -> bytes:
    return print_pdf(dotted(CASES[name]()))


def reader(content: bytes) -> Any:
    return pypdf.PdfReader(io.BytesIO(content))


def squeezed(text: str) -> str:
    """Without spaces and break marks, which stand in other places where a line is set."""
    return re.sub(r"[\s\u200b-\u200f\u2060]", "", text)


def page_text(content: bytes, page: int = 0) -> str:
    return squeezed(reader(content).pages[page].extract_text())


@pytest.mark.parametrize("name", CASES)
def test_a_brief_has_two_to_six_pages_and_says_what_it_is(name: str) -> None:
    found = reader(printed(name))
    root = found.trailer["/Root"]
    assert 2 <= len(found.pages) <= 6
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712  (a PDF object, not a bool)
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en"
    assert found.metadata["/Title"]
    assert found.xmp_metadata is not None
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


@pytest.mark.parametrize("name", samples.ALL)
def test_the_first_page_holds_the_whole_answer(name: str) -> None:
    front = manuscript(name).page.front
    text = page_text(printed(name))
    lines = [front.headline, front.meaning, *front.branches, *front.rests_on, *front.strongest]
    lines += [*front.would_change, *front.not_known, *front.confidence]
    for one in front.answers:
        lines += [(part,) for part in (one.number, one.interval) if part is not None]
        lines += [one.count, one.major, (Run(one.word),), (Run(one.within),), (Run(one.why),)]
    told = [
        front.question,
        *(words(plain(line)) for line in lines),
        *(part for pair in front.stamp for part in pair),
    ]
    assert [one for one in told if squeezed(one) not in text] == []


def figures(found: Any) -> list[Any]:
    """The figures of the tree of tags."""
    todo, seen = [found.trailer["/Root"]["/StructTreeRoot"]], []
    while todo:
        node = todo.pop()
        if isinstance(node, list):
            todo += [one.get_object() for one in node]
        elif isinstance(node, dict):
            if node.get("/S") == "/Figure":
                seen.append(node)
            if "/K" in node:
                todo.append(node["/K"].get_object())
    return seen


def test_each_chart_has_words_for_who_cannot_see_it() -> None:
    alts = {str(node["/Alt"]) for node in figures(reader(printed("model_case"))) if "/Alt" in node}
    assert {chart.instead for chart in manuscript("model_case").charts} <= alts


def test_headings_and_tables_are_tagged() -> None:
    found = reader(printed("model_case"))
    kinds, todo = set(), [found.trailer["/Root"]["/StructTreeRoot"]]
    while todo:
        node = todo.pop()
        if isinstance(node, list):
            todo += [one.get_object() for one in node]
        elif isinstance(node, dict):
            kinds.add(str(node.get("/S")))
            todo += [node["/K"].get_object()] if "/K" in node else []
    assert {"/H1", "/H2", "/P", "/L", "/LI", "/Table", "/TH", "/TD", "/Figure", "/Link"} <= kinds


def test_links_lead_to_places_in_the_same_file() -> None:
    found = reader(printed("model_case"))
    pages = {page.indirect_reference.idnum for page in found.pages}
    links = [note.get_object() for page in found.pages for note in page.get("/Annots", [])]
    inner = [note for note in links if "/URI" not in note.get("/A", {})]
    assert len(inner) > 50
    for note in inner:
        aim = note["/Dest"] if "/Dest" in note else note["/A"]["/D"]
        if not isinstance(aim, list):
            assert str(aim) in found.named_destinations
        else:
            assert aim[0].idnum in pages


def test_the_same_answer_gives_the_same_bytes() -> None:
    assert print_pdf(dotted(samples.undecidable())) == printed("undecidable")


@pytest.mark.slow
def test_another_process_in_another_zone_gives_the_same_bytes() -> None:
    code = (
        "import hashlib, samples; from smoulder.brief.manuscript import Manuscript; "
        "from smoulder.brief.pdf import print_pdf; "
        "print(hashlib.sha256(print_pdf(Manuscript(samples.model_case()))).hexdigest())"
    )
    place = {**os.environ, "PYTHONPATH": str(Path(__file__).parent), "TZ": "Pacific/Auckland"}
    drawn = print_pdf(manuscript("model_case"))
    for seed in ("1", "7"):
        done = subprocess.run(
            [sys.executable, "-c", code],
            env={**place, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == hashlib.sha256(drawn).hexdigest()
    assert squeezed("comeback line 1,114") in "".join(page_text(drawn, at) for at in (1, 2))


def test_markup_in_a_text_is_text() -> None:
    case = samples.bare().model_copy(update={"headline": MARKUP, "not_known": (MARKUP,)})
    assert page_text(print_pdf(Manuscript(case))).count(squeezed(MARKUP)) == 2


def test_hostile_text_is_shown_and_can_do_nothing() -> None:
    content = printed("hostile")
    found = reader(content)
    text = squeezed("".join(page.extract_text() for page in found.pages))
    assert squeezed("<script>alert(1)</script><img src=x onerror=alert(1)>") in text
    assert squeezed("{{7*7}}") in text
    assert "WWWWWWWWWW" in text
    notes = [note.get_object() for page in found.pages for note in page.get("/Annots", [])]
    assert all("/URI" not in note.get("/A", {}) for note in notes)
    every = [found.get_object(number) for number in range(1, len(found.xref_objStm) + 1)]
    names = {key for one in every if isinstance(one, dict) for key in one}
    assert not names & {"/JS", "/JavaScript", "/Launch", "/EmbeddedFile", "/EF", "/OpenAction", "/AA"}


@given(st.text(min_size=1, max_size=40))
@settings(max_examples=4, deadline=None)
def test_any_text_can_be_printed(text: str) -> None:
    case = samples.bare().model_copy(update={"headline": text, "chosen": text})
    assert len(reader(print_pdf(Manuscript(case))).pages) == 2


def test_an_answer_with_far_too_much_in_it_keeps_to_six_pages() -> None:
    whole = samples.model_case()
    many = tuple(whole.evidence[n % 3].model_copy(update={"id": f"X{n}"}) for n in range(60))
    used = tuple(whole.data[0].model_copy(update={"citation": "Some words. " * 60}) for _ in range(60))
    case = whole.model_copy(
        update={"evidence": many, "data": used, "hindsight": ("A figure of later years. " * 30,) * 60}
    )
    found = reader(print_pdf(dotted(case)))
    assert len(found.pages) <= 6
    assert squeezed("and 20 more, in the HTML and CSV forms") in squeezed(
        "".join(page.extract_text() for page in found.pages)
    )


def test_without_charts_the_words_stand_in_and_say_what_to_install() -> None:
    made = Manuscript(samples.active_group())
    made.drawings, made.no_charts = {}, "Charts need something. Run: install it"
    text = "".join(page_text(print_pdf(made), at) for at in (1, 2))
    assert squeezed(made.charts[0].instead) in text
    assert squeezed(made.no_charts) in text


@pytest.mark.parametrize("missing", ["typst", "font_source_sans_pro"])
def test_a_missing_library_is_named_with_the_line_that_installs_it(
    missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    printed_forms, lacking = print_forms(Manuscript(samples.bare()), ("pdf", "json"))
    assert set(printed_forms) == {"json"}
    assert lacking == {"pdf": "The brief as PDF needs typst. Run: pip install 'smoulder[pdf]'"}


def test_a_script_without_a_font_names_the_package_that_brings_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SCRIPTS, "ar", (("No Such Font",), "fonts-example"))
    with pytest.raises(MissingExtra, match="apt-get install fonts-example"):
        pdf_files(Manuscript(samples.bare(), Edition("ar")))
