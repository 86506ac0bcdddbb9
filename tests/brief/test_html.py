"""The page holds together by itself, each number leads somewhere, and hostile text stays text."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest
import samples
from page_parts import Parts, parts
from sample_hostile import hostile

from smoulder.brief.html import print_html, render_html
from smoulder.brief.manuscript import Manuscript

TEMPLATES = Path(__file__).parents[2] / "src/smoulder/brief/templates"
LOADING = {"link", "img", "iframe", "object", "embed", "base", "form", "image", "use"}


@cache
def page(name: str) -> Parts:
    return parts(render_html(samples.ALL[name]()))


@pytest.mark.parametrize("name", samples.ALL)
def test_every_link_inside_the_page_has_its_target(name: str) -> None:
    found = page(name)
    assert len(found.links) > 8
    assert {link for link in found.links if link.startswith("#")} <= {f"#{one}" for one in found.ids}


@pytest.mark.parametrize("name", samples.ALL)
def test_no_id_stands_twice(name: str) -> None:
    ids = page(name).ids
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("name", samples.ALL)
def test_nothing_is_loaded_and_nothing_runs_but_the_one_script(name: str) -> None:
    found = page(name)
    assert not found.tags & LOADING
    assert found.scripts == [(TEMPLATES / "brief.js").read_text(encoding="utf-8")]
    assert not [
        key for key, _ in found.attributes if key.startswith("on") or key in {"src", "srcset", "xlink:href"}
    ]
    assert all(link.startswith(("#", "https://")) for link in found.links)


def test_the_policy_of_the_page_lets_this_script_run_and_no_other() -> None:
    found = page("model_case")
    digest = b64encode(sha256(found.scripts[0].encode()).digest()).decode()
    policy = next(value for key, value in found.attributes if value.startswith("default-src"))
    assert f"script-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe-inline'; script" in policy  # styles only
    assert policy.count("unsafe") == 1


def test_every_number_of_the_first_screen_is_linked() -> None:
    for name in ("model_case", "data_only", "undecidable"):
        loose = [
            text
            for text, around in page(name).texts
            if ".answers" in around or ".headline" in around or ".panel" in around
            if "a" not in around
            and not {".within", ".stamp", ".why", "h2"} & set(around)
            and re.search(
                r"\d", re.sub(r"(?<![\d.,])(19|20)\d\d\b|\d+[- ]months?|90\s%\s(interval|range)", "", text)
            )
        ]
        assert loose == []


@pytest.mark.parametrize("name", ["model_case", "data_only", "undecidable"])
def test_every_number_in_the_reasoning_is_linked(name: str) -> None:
    shown_as_data = {
        ".rows",
        "#methods",
        "#reports",
        "#hindsight",
        "#data",
        "svg",
        "figure",
        "caption",
        "#answer",
    }
    words = {"h1", "h2", "h3", "thead", "nav", "header", "footer", "dt", ".tag", "blockquote", ".quiet", "th"}
    no_finding = re.compile(
        r"(?<![\d.,])(?:19|20)\d\d(?:[-–/]\d+)*\b|\d+[-\s](?:months?|years?|days?)\b|90\s%\s(?:interval|range)"
    )
    loose = [
        text
        for text, around in page(name).texts
        if "main" in around
        and "a" not in around
        and not (shown_as_data | words) & set(around)
        and re.search(r"(?<!\w)\d", no_finding.sub("", text))
    ]
    # What a number is counted in may stand beside it: "of 1", "source B, information 2", "past 17 months".
    assert [text for text in loose if not re.search(r"of 1\b|information \d|range 0\.4", text)] == []


def test_the_answer_shows_number_interval_count_and_word() -> None:
    shown = " ".join(text for text, around in page("model_case").texts if ".answers" in around)
    for words in ("27\u00a0%", "14–43\u00a0%", "7 of 24", "unlikely", "within 24 months"):
        assert words in shown


def test_a_horizon_that_cannot_be_decided_shows_no_number_and_says_why() -> None:
    shown = " ".join(text for text, around in page("undecidable").texts if ".undecided" in around)
    assert "cannot be decided" in shown
    assert "only yearly rows follow" in shown
    assert "%" not in shown


def test_branches_that_cannot_be_told_apart_say_so() -> None:
    shown = [text for text, around in page("model_case").texts if ".branches" in around]
    assert any("The data cannot tell these apart" in text for text in shown)


@pytest.mark.parametrize("name", samples.ALL)
def test_a_chance_and_confidence_never_share_a_sentence(name: str) -> None:
    for paragraph in page(name).paragraphs:
        for sentence in re.split(r"(?<=[.:;!?])\s", paragraph):
            if re.search(r"\bconfidence\b", sentence, re.IGNORECASE) and "#" not in sentence:
                assert "%" not in sentence
                assert not re.search(r"likely|chance", sentence)


def test_the_report_stands_in_full_and_its_marks_link_both_ways() -> None:
    found = page("model_case")
    report = samples.model_case().readings[0].report
    shown = "".join(text for text, around in found.texts if ".original" in around and "sup" not in around)
    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", report.text)
    assert {"#report-1-item-e3", "#item-e3", "#report-1-read-s1", "#report-1-read-s1-row"} <= set(found.links)


def test_without_reports_the_page_has_no_part_for_them() -> None:
    assert "reports" not in page("data_only").ids
    assert "reports" in page("model_case").ids


def test_later_figures_stand_apart_and_only_there() -> None:
    apart = [around for text, around in page("model_case").texts if "674 in 2020" in text]
    assert apart
    assert all(".apart" in around for around in apart)


def test_charts_share_no_id_and_bring_their_names() -> None:
    found = page("model_case")
    for chart in ("series", "branches"):
        for form in ("wide", "narrow"):
            assert f"{chart}-{form}-title" in found.ids


def test_without_the_chart_libraries_the_page_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smoulder.brief.charts.draw.can_draw", lambda: False)
    html = render_html(samples.model_case())
    assert "pip install &#39;smoulder[charts]&#39;" in html
    assert "<svg" not in html
    figures = [text for text, around in parts(html).texts if "figure" in around]
    assert any("1,114" in text for text in figures)


def test_the_same_answer_gives_the_same_page() -> None:
    assert render_html(samples.model_case()) == render_html(samples.model_case())


def test_hostile_text_comes_out_inert() -> None:
    html = render_html(hostile())
    found = parts(html)
    html.encode("utf-8")
    assert "img" not in found.tags
    assert len(found.scripts) == 1
    assert not [key for key, _ in found.attributes if key.startswith("on")]
    assert all(link.startswith("#") for link in found.links)
    assert {link for link in found.links if link.startswith("#")} <= {f"#{one}" for one in found.ids}
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", html)
    assert "{{7*7}}" in html
    assert html.count("</style>") == 1


def test_a_web_address_is_linked_and_no_other_address_is() -> None:
    assert "https://example.org/report" in page("model_case").links


def test_every_chart_has_a_table_of_what_it_shows_that_no_script_is_needed_for() -> None:
    made = Manuscript(samples.model_case())
    found = parts(print_html(made))
    cells = [text for text, around in found.texts if ".data" in around and "td" in around]
    assert len(cells) > sum(len(chart.data.rows) for chart in made.charts)
    assert [text for text, around in found.texts if "summary" in around] == ["Show as table"] * len(
        made.charts
    )
