"""A sentence is shown with the report's own words around it, also where the report is HTML."""

from __future__ import annotations

import samples

from smoulder.brief.excerpt import excerpt
from smoulder.records.report import Block, Report
from smoulder.records.statement import Reading


def test_the_excerpt_is_the_reports_own_text() -> None:
    assessment = samples.model_case()
    found = excerpt(assessment, assessment.evidence[0])
    assert found is not None
    whole = found.before + found.words + found.after
    assert " ".join(assessment.readings[0].report.text.split()).count(whole.strip()) == 1
    assert found.words == assessment.evidence[0].text
    assert found.to == "report-1-item-e1"


def test_an_html_report_shows_readable_text_for_a_raw_span() -> None:
    raw = "<p>Tom &amp; Ann said <b>no</b>.</p>"
    text, offsets = "Tom & Ann said no.", []
    for i, mark in enumerate(raw):
        inside = raw.rfind("<", 0, i + 1) > raw.rfind(">", 0, i)
        if not inside and mark != ">" and not (raw.rfind("&", 0, i) > raw.rfind(";", 0, i) and mark != "&"):
            if mark == ";":
                continue
            offsets.append(i)
    report = Report(
        name="a.html", sha256="0" * 64, raw=raw, text=text, offsets=(*offsets, len(raw)), format="html",
        blocks=(Block(kind="body", start=0, end=len(text)),),
    )  # fmt: skip
    plain = samples.model_case()
    start, end = report.raw_span(text.index("said"), text.index("said") + 4)
    source = plain.evidence[0].source.model_copy(update={"start": start, "end": end})
    item = plain.evidence[0].model_copy(update={"source": source, "text": "said"})
    found = excerpt(plain.model_copy(update={"readings": (Reading(report=report),)}), item)
    assert found is not None
    assert (found.before, found.words) == ("Tom & Ann ", "said")


def test_an_item_from_data_has_no_excerpt() -> None:
    assessment = samples.model_case()
    assert excerpt(assessment, assessment.evidence[-1]) is None


def test_a_span_outside_its_report_has_no_excerpt() -> None:
    assessment = samples.model_case()
    item = assessment.evidence[0]
    far = item.model_copy(
        update={"source": item.source.model_copy(update={"start": 10**6, "end": 10**6 + 5})}
    )
    assert excerpt(assessment, far) is None
