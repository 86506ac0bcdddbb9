"""The size of a case's file is counted by what the ledger does with it, and soon."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from smoulder.desk import file_size
from smoulder.desk.file_size import check_size, size_of
from smoulder.records.case import Assessment
from smoulder.records.case_export import CaseExport, KeptAnswer
from smoulder.records.change import Entry, ItemPut, Note, ReportPut
from smoulder.records.errors import BadData
from smoulder.records.evidence import Item, Source
from smoulder.records.report import Report
from smoulder.records.statement import Mention, PlaceMention, Quantity, Reading, Statement
from tests.conftest import build_assessment

NOW = datetime(2026, 1, 2, tzinfo=UTC)
DATA = Source(kind="data", name="B")


def file_of(
    answers: Sequence[Assessment] = (), reports: Sequence[Report] = (), changes: Sequence[object] = ()
) -> CaseExport:
    log = [
        Entry.model_validate(
            {"number": at, "case_id": "x", "who": "Ann", "why": "", "at": NOW, "change": one}
        )
        for at, one in enumerate(changes, 1)
    ]
    kept = tuple(KeptAnswer(answer=one, inputs="0" * 64, created=NOW) for one in answers)
    asked = build_assessment().question
    bare = CaseExport(smoulder_version="x", exported=NOW, id="x", created=NOW, question=asked)
    return bare.model_copy(update={"log": tuple(log), "reports": tuple(reports), "answers": kept})


def page(text: str, of: str = "0") -> Report:
    """A report from a web page of 100,000 characters beside its text."""
    sha256 = (of * 64)[:64]
    return Report(name="page.html", sha256=sha256, raw=text + "<script>" + "x" * 100_000, text=text)


def answered(*answers: Sequence[Report]) -> CaseExport:
    """A file with answers that read these reports."""
    bare = build_assessment(readings=())
    read = [tuple(Reading(report=one) for one in several) for several in answers]
    reports = {one.sha256: one for several in answers for one in several}
    return file_of([bare.model_copy(update={"readings": one}) for one in read], list(reports.values()))


def test_a_file_is_measured_by_what_the_ledger_does_with_it() -> None:
    whole = file_of(changes=[Note(text="n" * 400), Note(text="n" * 400)])
    check_size("case.json", whole, 2 * 450 + 500)
    with pytest.raises(
        BadData, match=r"^case\.json holds more than a page takes while others work: 2 changes, 0 rep"
    ):
        check_size("case.json", whole, 2 * 450 + 400)


def test_web_pages_come_in_with_many_answers() -> None:
    one = page("The army left. " * 200)
    check_size("case.json", answered(*[(one,)] * 60))


def test_a_report_counts_once_where_all_answers_read_it() -> None:
    long = page("The army left. " * 10_000)
    check_size("case.json", answered((long,), (long,)))
    check_size("case.json", answered(*[(long,)] * 30))
    with pytest.raises(BadData, match="7 reports"):
        check_size("case.json", answered([page(long.text, of) for of in "abcdef0"]))


def test_a_report_counts_once_whatever_answers_read_beside_it() -> None:
    a, b, c, d = (page("The army left. " * 10_000, of) for of in "abcd")
    check_size("case.json", answered((a, b), (a, c), (a, d), (b, c)))


def test_too_many_rows_are_refused_before_anything_of_them_is_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(file_size, "size_of", None)
    with pytest.raises(BadData, match="4,001 answers"):
        check_size("case.json", file_of([build_assessment()] * 4_001))
    with pytest.raises(BadData, match="4,001 reports"):
        check_size("case.json", file_of(reports=[page("") for _ in range(4_001)]))


def one_read(parts: dict[str, object], *, later: bool = False) -> int:
    """What a file takes with an answer that reads one report so; later: with another that reads it as bare."""
    bare = Reading(report=Report(name="r", sha256="a" * 64, raw="", text=""))
    readings = [bare.model_copy(update=parts), *([bare] if later else [])]
    return size_of(file_of([build_assessment(readings=(one,)) for one in readings]))


SAID = tuple(Statement(text="", start=at, end=at + 1, speaker="") for at in range(1_000))
PLACES = tuple(PlaceMention(text="", name="", start=at, end=at, kind="country") for at in range(0, 3_000, 3))
PERSONS = tuple(Mention(text=f"Ann{at}", name="", start=0, end=1, kind="person") for at in range(1_000))
NUMBERS = tuple(Quantity(text="", start=0, end=1, value=1) for _ in range(1_000))
LONG = tuple(Statement(text="t" * 500, start=0, end=1, speaker="") for _ in range(1_000))
AROUND = tuple(Statement(text="", start=0, end=9_000, speaker="") for _ in range(1_000))


@pytest.mark.parametrize(
    ("parts", "least", "most"),
    [
        ({"statements": SAID}, 100, 115),
        ({"statements": LONG}, 600, 640),
        ({"places": PLACES}, 5, 20),
        ({"actors": PERSONS}, 55, 75),
        ({"quantities": NUMBERS}, 3, 10),
        ({"statements": SAID, "places": PLACES}, 105, 135),
        ({"statements": AROUND, "places": PLACES}, 5_000, 5_200),
    ],
    ids=[
        "statements",
        "long statements",
        "places",
        "persons",
        "numbers",
        "statements and places",
        "all around",
    ],
)
def test_each_part_of_a_reading_counts_by_what_it_takes(
    parts: dict[str, object], least: int, most: int
) -> None:
    assert least <= (one_read(parts) - one_read({})) / 1_000 <= most


def test_what_a_later_answer_reads_anew_counts_as_it_is_kept_alone() -> None:
    parts: dict[str, object] = {"statements": SAID, "places": PLACES}
    assert one_read(parts, later=True) - one_read({}, later=True) < (one_read(parts) - one_read({})) / 5


def weighed(at: int, text: str) -> Item:
    return Item(
        id=f"e{at}", kind="", text=text, source=DATA, cluster="", weight=1.0, likelihoods={}, why="", change={},
        flips=False,
    )  # fmt: skip


def test_items_of_answers_count_where_they_are_left_and_their_words_once() -> None:
    bare = size_of(file_of([build_assessment()]))
    items = tuple(weighed(at, f"{at:04}" * 100) for at in range(100))
    answer = build_assessment(evidence=items)
    assert 500 <= (size_of(file_of([answer])) - bare) / 100 <= 950
    twice = size_of(file_of([answer, answer])) - size_of(file_of([answer]))
    assert twice / 100 < 50, "as it is kept"


def test_a_report_counts_once_for_all_items_that_were_entered_from_it() -> None:
    one = page("The army left. " * 1_000)
    puts = [
        ItemPut(kind="k", text=f"Rifles {at}.", source=Source(kind="report", name="W", report=0))
        for at in range(9)
    ]
    read = build_assessment(readings=(Reading(report=one),))
    put = ReportPut(sha256=one.sha256)
    bare = size_of(file_of([read], [one], [put]))
    entered = size_of(file_of([read], [one], [put, *puts])) - bare
    assert len(one.text) < entered < 1.5 * len(one.text)


def test_names_of_the_group_count_in_each_report_in_which_they_are_looked_for() -> None:
    reports = [page("", of) for of in "abcd"]
    readings = tuple(Reading(report=one) for one in reports)
    few, many = (
        build_assessment(
            readings=readings, group=build_assessment().group.model_copy(update={"aliases": names})
        )
        for names in ((), tuple(f"Army {at}" for at in range(1_000)))
    )
    assert 4 * 12 <= (size_of(file_of([many])) - size_of(file_of([few]))) / 1_000 <= 4 * 20
