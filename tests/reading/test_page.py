# ruff: noqa: E501  (a pattern or a table row stays on its line)
"""Opening reports: kinds of file, blocks, dates, and what is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from smoulder.reading.groups import load_registry
from smoulder.reading.page import (
    LONGEST_TEXT,
    open_report,
    report_from_text,
    report_in_any_language,
    unread_language,
)
from smoulder.reading.read import read
from smoulder.records.errors import BadReport
from smoulder.records.report import Report

PROSE = (
    "The army said that the group had not been seen in the hills since the rains began, and that the people of the "
    "district had started to go back to their fields. It did not say how long the calm would last."
)


def parts(report: Report) -> list[tuple[str, str]]:
    return [(block.kind, report.text[block.start : block.end]) for block in report.blocks]


def refusal(content: bytes | str) -> str:
    with pytest.raises(BadReport) as caught:
        report_from_text("given.txt", content)
    text = str(caught.value)
    assert "\n" not in text
    assert "given.txt" in text
    return text


def test_a_head_of_lines_is_taken_apart() -> None:
    report = report_from_text(
        "a.txt",
        "Calm in the hills\nNobody knows how long the calm will last, say the farmers\nBy Jane Doe in Goma\n5 min read\n"
        f"Published: 3 May 2014, 10:15\nSoldiers rest by a road [Example Pictures]\n\n{PROSE}\n\nFollow us on Twitter\n",
    )
    assert [kind for kind, _ in parts(report)] == [
        "title", "standfirst", "byline", "furniture", "dateline", "caption", "body", "furniture",
    ]  # fmt: skip
    assert report.published == date(2014, 5, 3)
    assert report.published_from == "page"
    assert report.captions == ("Soldiers rest by a road [Example Pictures]",)


def test_the_headline_on_the_page_again_is_furniture() -> None:
    report = report_from_text("a.txt", f"Calm in the hills\n\nCalm in the hills\n\n{PROSE}\n")
    assert [kind for kind, _ in parts(report)] == ["title", "furniture", "body"]


@pytest.mark.parametrize(
    ("dateline", "day"),
    [
        ("BAGHDAD, Jan 22 2020 —", date(2020, 1, 22)),
        ("BAGHDAD (Example Wire) —", None),
        ("PORT-AU-PRINCE, Haiti, 4 May 2009 --", date(2009, 5, 4)),
        ("Colombo, 12 November 2003 (Example Net) -", date(2003, 11, 12)),
    ],
)
def test_a_dateline_is_cut_from_the_first_paragraph(dateline: str, day: date | None) -> None:
    report = report_from_text("a.txt", f"Calm in the hills\n\n{dateline} {PROSE}\n")
    assert parts(report)[1:] == [("dateline", dateline), ("body", PROSE)]
    assert report.published == day


def test_a_hard_wrapped_paragraph_is_one_and_lines_of_their_own_are_several() -> None:
    wrapped = "Calm in the hills\n\nThe army said that the group had not been seen in\nthe hills since the rains began, and that the\npeople had started to go back to their\nfields. It gave no numbers.\n"
    assert [kind for kind, _ in parts(report_from_text("a.txt", wrapped))] == ["title", "body"]
    lines = f"Calm in the hills\n\n{PROSE}\n{PROSE.replace('army', 'police')}\n"
    assert [kind for kind, _ in parts(report_from_text("a.txt", lines))] == ["title", "body", "body"]


def test_a_correction_notice_is_no_part_of_the_report() -> None:
    report = report_from_text(
        "a.txt", f"Calm\n\n{PROSE}\n\nCorrection: An earlier version of this story said 50 people had fled.\n"
    )
    assert parts(report)[-1][0] == "furniture"


def test_windows_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    plain = report_from_text("a.txt", f"Calm in the hills\n\n3 May 2014\n\n{PROSE}\n")
    other = report_from_text(
        "a.txt", b"\xef\xbb\xbf" + f"Calm in the hills\r\n\r\n3 May 2014\r\n\r\n{PROSE}\r\n".encode()
    )
    assert parts(plain) == parts(other)
    assert other.raw[other.blocks[-1].start : other.blocks[-1].end] == PROSE


def test_old_encodings_are_read() -> None:
    text = f"Calm in the hills\n\n{PROSE} “We wait,” said José.\n"
    assert report_from_text("a.txt", text.encode("cp1252")).raw == text
    assert report_from_text("a.txt", text.encode("utf-16")).raw == text


PAGE = f"""<!doctype html><html><head><title>Calm in the hills | Example Post</title>
<meta property="article:published_time" content="2014-05-03T10:15:00Z"><meta property="og:site_name" content="Example Post">
<script>var said = "he said nothing";</script></head><body>
<nav><p>The news of the day from all the world, said by everybody who was there to see it.</p></nav>
<article><h1>Calm in the hills</h1><p class="byline">By Jane Doe</p><figure><img><figcaption>A road. Photo: Example</figcaption></figure>
<p>Fish &amp; chips &mdash; {PROSE}</p><aside><p>Read more: the army of the neighbours says that it has no plans to stay.</p></aside>
<p>Second&nbsp;paragraph: the group &#8220;waits&#8221;, he said, and so do the people of the town and of the hills.</p></article>
<footer><p>Follow us on Twitter</p></footer></body></html>"""


def test_a_web_page_gives_its_article_with_exact_places() -> None:
    report = report_from_text("a.html", PAGE)
    assert (report.title, report.published, report.published_from) == (
        "Calm in the hills",
        date(2014, 5, 3),
        "meta",
    )
    assert report.publisher == "Example Post"
    body = [text for kind, text in parts(report) if kind == "body"]
    assert body == [
        f"Fish & chips — {PROSE}",
        "Second paragraph: the group “waits”, he said, and so do the people of the town and of the hills.",
    ]
    start = report.text.index("Fish")
    first, last = report.raw_span(start, start + len("Fish & chips"))
    assert report.raw[first:last] == "Fish &amp; chips"
    start = report.text.index("“waits”")
    first, last = report.raw_span(start, start + len("“waits”"))
    assert report.raw[first:last] == "&#8220;waits&#8221;"


def test_the_date_of_a_page_comes_from_linked_data_or_a_time_element() -> None:
    meta = '<meta property="article:published_time" content="2014-05-03T10:15:00Z">'
    linked = '<script type="application/ld+json">{"datePublished": "2015-06-07"}</script>'
    assert report_from_text("a.html", PAGE.replace(meta, linked)).published == date(2015, 6, 7)
    timed = PAGE.replace(meta, "").replace(
        "By Jane Doe</p>", 'By Jane Doe</p><time datetime="2016-01-02">2 Jan</time>'
    )
    assert report_from_text("a.html", timed).published == date(2016, 1, 2)


def test_the_date_of_the_article_goes_before_one_found_elsewhere_on_the_page() -> None:
    bare = PAGE.replace('<meta property="article:published_time" content="2014-05-03T10:15:00Z">', "")
    lined = bare.replace("By Jane Doe</p>", "By Jane Doe</p><p>Published on 5 June 2016</p>")
    report = report_from_text("a.html", lined.replace("<footer>", "<footer><p>Copyright 12 May 2019</p>"))
    assert (report.published, report.published_from) == (date(2016, 6, 5), "page")


def test_an_empty_file_is_refused() -> None:
    assert "is empty" in refusal("")
    assert "is empty" in refusal(" \n\n ")


def test_a_binary_file_is_refused() -> None:
    assert "PDF" in refusal(b"%PDF-1.7 ...")
    assert "binary" in refusal(bytes(range(256)) * 20)
    assert "DOCX" in refusal(b"PK\x03\x04rest")


def test_a_page_without_an_article_is_refused() -> None:
    assert "without an article" in refusal(
        "<!doctype html><html><body><nav><a href='/'>Home</a></nav><p>Log in</p></body></html>"
    )


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le groupe a annoncé que les combats ont repris dans le nord du pays et que la population est en fuite depuis une semaine.", "French"),
        ("Die Armee hat mitgeteilt, dass die Kämpfe im Norden des Landes wieder begonnen haben und die Menschen auf der Flucht sind.", "German"),
        ("El ejército dijo que los combates han comenzado en el norte del país y que la población huye de las ciudades por la violencia.", "Spanish"),
        ("قال الجيش إن القتال استؤنف في شمال البلاد وإن السكان يفرون من المدن منذ أسبوع", "Arabic"),
        ("Армия сообщила, что бои на севере страны возобновились и что население бежит из городов", "Cyrillic"),
    ],
)  # fmt: skip
def test_other_languages_are_refused_by_name(text: str, language: str) -> None:
    assert language in refusal(f"{text}\n\n{text}\n")


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_bytes(b"a" * 5000)
    with pytest.raises(BadReport, match="over the limit"):
        open_report(path, limit_bytes=4000)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadReport, match="not there"):
        open_report(tmp_path / "none.txt")
    with pytest.raises(BadReport, match="is a folder"):
        open_report(tmp_path)


def test_more_running_text_than_a_report_holds_is_refused() -> None:
    words = "The army said that the rebels had left the town. " * (LONGEST_TEXT // 40)
    page = f"<!doctype html><html><body><article><p>{words}</p></article></body></html>"
    for name, text in (("long.txt", f"A headline\n\n{words}"), ("long.html", page)):
        with pytest.raises(BadReport, match=r"300,000 of one report; save the article alone"):
            report_from_text(name, text)


def test_a_page_with_large_scripts_is_read() -> None:
    words = "The army said that the rebels had left the town. " * 20
    script = "<script>" + "var a = 1;" * 200_000 + "</script>"
    page = f"<!doctype html><html><head>{script}</head><body><article><p>{words}</p></article></body></html>"
    assert any(block.kind == "body" for block in report_from_text("page.html", page).blocks)


def test_a_report_in_another_language_can_be_kept_and_nothing_is_taken_from_it() -> None:
    text = "قال متحدث إن الجماعة هادئة منذ شهر مايو.\n\nولم يقع أي هجوم في الشمال منذ ذلك الحين."
    report = report_in_any_language("note.txt", text.encode())
    assert report.text == text
    assert "Arabic script" in unread_language(report)
    assert read(report, load_registry(())).model_dump(exclude={"report"}, exclude_defaults=True) == {}
    assert unread_language(report_in_any_language("note.txt", b"The army said that it is quiet.")) == ""
