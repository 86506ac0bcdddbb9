"""A brief in hand prints every form that the command line writes."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
import samples

import smoulder
from smoulder.brief.edition import Edition, Issue
from smoulder.brief.write import FORMS, write_brief
from smoulder.records.errors import BadSetting, MissingExtra

BRIEF = smoulder.Brief(samples.model_case())


def test_it_says_the_answer_and_what_it_rests_on() -> None:
    case = samples.model_case()
    assert BRIEF.headline == case.headline
    assert BRIEF.answer == case.answer
    assert BRIEF.assessment == case
    assert BRIEF.case == ""


def test_a_changed_copy_of_the_answer_leaves_the_brief_alone() -> None:
    BRIEF.answer.clear()
    assert BRIEF.answer == samples.model_case().answer


def test_texts_are_those_that_are_written(tmp_path: Path) -> None:
    pytest.importorskip("stix2")
    write_brief(samples.model_case(), tmp_path, ("json", "stix"))
    assert BRIEF.json() == (tmp_path / "brief.json").read_text(encoding="utf-8")
    assert BRIEF.stix() == (tmp_path / "brief.stix.json").read_text(encoding="utf-8")
    paths = BRIEF.save(tmp_path / "again", ["json", "stix"])
    assert {form: one[0].name for form, one in paths.items()} == {
        "json": "brief.json",
        "stix": "brief.stix.json",
    }


def test_the_organisation_and_the_case_sign_the_bundle() -> None:
    pytest.importorskip("stix2")
    kept = smoulder.Brief(samples.bare(), Edition(issue=Issue(case="a-case-7f3a")))
    read = smoulder.read_stix(kept.stix(" North  Desk ", marking="green"))
    assert isinstance(read, smoulder.StixBrief)
    assert (read.organisation, read.assessment.case, kept.case) == (
        "North Desk",
        "a-case-7f3a",
        "a-case-7f3a",
    )


def test_a_marking_that_is_not_known_is_told() -> None:
    with pytest.raises(smoulder.SmoulderError, match="the marking is 'secret'; write one of clear, green"):
        BRIEF.stix(marking="secret")  # type: ignore[arg-type]


def test_every_form_has_its_method_or_is_a_table_or_a_chart() -> None:
    methods = {"md": "markdown", "csv": "tables", "charts": "save"}
    assert all(hasattr(smoulder.Brief, methods.get(form, form)) for form in FORMS)


def test_tables_hold_numbers_as_numbers() -> None:
    tables = BRIEF.tables()
    months = tables["months"]
    assert list(months["month"])[-1] == samples.model_case().months[-1].month
    assert months["deaths"].dtype.kind == "f"
    assert all(len(one.columns) for one in tables.values())


def test_a_form_that_is_not_known_is_told_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="'papyrus' is no form"):
        BRIEF.save(tmp_path / "out", "papyrus")
    assert not (tmp_path / "out").exists()


def test_a_missing_library_is_told_after_the_other_forms_were_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("smoulder.brief.stix.bundle.find_spec", lambda _: None)
    with pytest.raises(MissingExtra, match=r"pip install 'smoulder\[stix\]'"):
        BRIEF.save(tmp_path, ("json", "stix"))
    assert [one.name for one in tmp_path.iterdir()] == ["brief.json"]


def test_half_a_page_stands_for_it() -> None:
    lines = repr(BRIEF).splitlines()
    assert 10 < len(lines) <= 30
    assert lines[0].startswith("Will the fighting of Islamic State")


def framed(brief: smoulder.Brief) -> str:
    """The page in the frame that a notebook is given."""
    shown = brief._repr_html_()
    (page,) = re.findall(
        r'^<iframe sandbox="allow-scripts" [^>]*srcdoc="([^"]*)"></iframe>$', shown, re.DOTALL
    )
    return html.unescape(page).replace('<base href="about:srcdoc">', "", 1)


def test_a_notebook_shows_the_page_in_a_frame_that_cannot_reach_it() -> None:
    bare = smoulder.Brief(samples.bare())
    assert framed(bare) == bare.html()
    assert bare.html().startswith("<!doctype html>")


def test_a_hostile_page_or_headline_does_not_leave_the_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    loud = samples.bare().model_copy(update={"headline": '"></iframe><script>alert(1)</script>'})
    page = """<p title="a" data-b='c'></iframe><img src=x onerror=alert(1)>&quot;"""
    monkeypatch.setattr(smoulder.Brief, "html", lambda _: page)
    assert framed(smoulder.Brief(loud)) == page
    assert len(re.findall(r"<[a-z/]", smoulder.Brief(loud)._repr_html_())) == 2
