"""A brief in an invented language shows no fixed word in English outside the parts that are marked as English."""

from __future__ import annotations

import re
from pathlib import Path

import pseudo
import pytest
import samples
from babel import Locale

from smoulder.brief.compose import compose
from smoulder.brief.edition import Edition
from smoulder.brief.html import print_html
from smoulder.brief.language import tongue
from smoulder.brief.language.say import speaking
from smoulder.brief.links import ids, lost
from smoulder.brief.manuscript import Manuscript
from smoulder.records.case import Assessment

ENGLISH = re.compile(r"[A-Za-zÀ-ſ]{2,}")
NAMES = frozenset(("Smoulder", "SHA", "UCDP", "GED", "smoulder", "rates", "borders", "Natural", "Earth"))


@pytest.fixture(autouse=True)
def invented(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pseudo.write_pseudo(tmp_path)
    monkeypatch.setattr(tongue, "FOLDER", tmp_path)


def _without_charts(assessment: Assessment) -> Manuscript:
    made = Manuscript(assessment, Edition(language=pseudo.CODE))
    made.drawings = {}
    return made


@pytest.mark.parametrize("name", samples.ALL)
def test_no_fixed_word_stays_english(name: str) -> None:
    assessment = samples.ALL[name]()
    own = _names(assessment)
    left = {
        text.strip() for text in pseudo.texts(print_html(_without_charts(assessment))) if _unsaid(text, own)
    }
    assert left == set()


@pytest.mark.slow
def test_no_word_of_a_chart_stays_english() -> None:
    assessment = samples.model_case()
    own = _names(assessment)
    left = set()
    for drawing in Manuscript(assessment, Edition(language=pseudo.CODE)).drawings.values():
        words = pseudo.texts(f"<html>{drawing.on_page('wide')}</html>")
        # a name that is too long is cut
        left |= {text for text in words if _unsaid(text, own) and "…" not in text}
    assert left == set()


def _unsaid(text: str, names: frozenset[str]) -> list[str]:
    return [word for word in ENGLISH.findall(text) if word not in names]


def _names(assessment: Assessment) -> frozenset[str]:
    """The words of the answer's own names: of groups, countries, data sets, files, items and documents."""
    asked, told = assessment.question, [assessment.group.name, *assessment.group.aliases]
    told += [asked.group, asked.country, *(used.name for used in assessment.data)]
    told += [point.source for point in assessment.years] + [point.where for point in assessment.years]
    if assessment.rates is not None:
        told += [*assessment.rates.mix, *(f"{case.group} {case.country}" for case in assessment.rates.cases)]
    for item in assessment.evidence:
        told += [item.id, item.cluster, item.source.name, item.source.row or ""]
    for reading in assessment.readings:
        told += [reading.report.name, reading.report.address, reading.report.sha256[:12]]
    if assessment.branches is not None:
        told += [case.name for case in assessment.branches.cases]
    told += Locale(pseudo.CODE).territories.values()
    return NAMES | {word for text in told for word in ENGLISH.findall(text)} | _documents()


def _documents() -> frozenset[str]:
    from smoulder.brief.methods import METHODS

    return frozenset(word for one in METHODS.values() for word in ENGLISH.findall(one.document))


def test_a_word_that_was_not_said_is_found() -> None:
    page = (
        '<html><body><p>⟦ｗｉｔｈｉｎ⟧ Iraq</p><p>within</p><p lang="en">within <b>that</b></p></body></html>'
    )
    assert [text for text in pseudo.texts(page) if _unsaid(text, frozenset(("Iraq",)))] == ["within"]


@pytest.mark.parametrize("name", samples.ALL)
def test_every_link_has_its_target_in_another_language(name: str) -> None:
    with speaking(pseudo.CODE):
        page = compose(samples.ALL[name]())
    assert lost(page, ids(page) | {"answer"}) == ()
