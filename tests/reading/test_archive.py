"""What becomes of the reports of an archive: read, left out by a filter, or failed with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from smoulder.reading import archive
from smoulder.reading.archive import Filters, Outcome, read_some
from smoulder.reading.groups import load_registry
from smoulder.reading.inputs import Source
from smoulder.reading.language import language_of
from smoulder.reading.parse import Parse
from smoulder.reading.parser import load_parser
from smoulder.reading.rows import COLUMNS, LAST
from smoulder.records.errors import BadSetting, ModelFailed
from smoulder.records.statement import Reading

CONFLICT = (
    "Shelling in Wyton\n\n3 May 2014\n\nThe army said on Friday that rebels had shelled the town of Wyton and that ten "
    "soldiers were killed. Families left for the hills, and it is not known when they will be able to come back.\n"
)
BRIDGE = (
    "A bridge for Wyton\n\n3 May 2014\n\nThe council said on Friday that it would build a bridge over the river and "
    "that the work would begin in the spring. Many of those who live there have been waiting for it for years.\n"
)
FRENCH = (
    "Un pont pour Wyton\n\nLe conseil a annoncé vendredi que les travaux du nouveau pont commenceront au printemps, et "
    "que les habitants de la vallée pourront traverser la rivière avant la fin de l'année.\n"
)
CZECH = (
    "Nový most\n\nRada v pátek oznámila, že práce na novém mostě začnou na jaře a že obyvatelé údolí přejdou řeku "
    "ještě před koncem roku.\n"
)


def outcomes(filters: Filters, *texts: str | Source) -> list[Outcome]:
    some = [
        text if isinstance(text, Source) else Source(f"{at}.txt", text.encode())
        for at, text in enumerate(texts)
    ]
    return list(read_some(some, load_registry(), load_parser(), filters, "reader"))


def test_each_filter_leaves_out_what_it_is_for_and_tells_the_language() -> None:
    found = outcomes(Filters("en", "conflict"), CONFLICT, BRIDGE, FRENCH, CZECH)
    assert [(one.became, one.language) for one in found] == [
        ("read", "en"),
        ("not about conflict", "en"),
        ("other language", "fr"),
        ("other language", "cs"),
    ]
    assert "2.txt looks like French" in found[2].reason
    assert found[3].reason == "3.txt is in Czech"


def test_without_filters_everything_is_tried_and_another_language_has_failed() -> None:
    found = outcomes(Filters(), BRIDGE, FRENCH)
    assert [one.became for one in found] == ["read", "failed"]
    assert "looks like French" in found[1].reason


def test_each_report_has_one_last_row_with_its_reason_and_all_columns() -> None:
    broken = Source("gone.txt", trouble="gone.txt cannot be read (gone); check the file")
    found = outcomes(Filters("en", "conflict"), CONFLICT, BRIDGE, broken, "\x00\x01\x02" * 50)
    last = [[row for row in one.rows if row["item"] in LAST] for one in found]
    assert [len(rows) for rows in last] == [1, 1, 1, 1]
    assert all(one.rows[-1] is rows[0] for one, rows in zip(found, last, strict=True))
    assert {key for one in found for row in one.rows for key in row} == set(COLUMNS)
    assert [(rows[0]["item"], rows[0]["kind"]) for rows in last] == [
        ("report", None),
        ("passed over", "not about conflict"),
        ("failure", "for now"),
        ("failure", None),
    ]
    assert last[2][0]["text"] == broken.trouble
    assert len(str(last[0][0]["fingerprint"])) == 512
    assert last[0][0]["language"] == "en"


def test_a_report_that_breaks_a_filter_takes_none_of_the_others_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = archive.is_about_conflict

    def breaks(report: object, registry: object) -> bool:
        if "bridge" in report.text:  # type: ignore[attr-defined]
            raise ZeroDivisionError("no such town")
        return real(report, registry)  # type: ignore[arg-type]

    monkeypatch.setattr(archive, "is_about_conflict", breaks)
    found = outcomes(Filters(about="conflict"), BRIDGE, CONFLICT)
    assert [one.became for one in found] == ["failed", "read"]
    assert "0.txt broke the reader (ZeroDivisionError: no such town)" in found[0].reason


class BreaksOnOne:
    """A parser that one text breaks."""

    def parse(self, texts: Iterable[str]) -> Iterator[Parse]:
        held = list(texts)
        if any("bridge" in text for text in held):
            raise ZeroDivisionError("no such town")
        return load_parser().parse(held)


def test_a_report_that_breaks_the_parser_is_the_only_one_that_fails() -> None:
    some = [Source("a", BRIDGE.encode()), Source("b", CONFLICT.encode())]
    found = list(read_some(some, load_registry(), BreaksOnOne(), Filters(), "reader"))
    assert [one.became for one in found] == ["failed", "read"]


def test_a_model_without_an_answer_makes_a_failure_that_is_tried_again() -> None:
    def refuses(reading: Reading) -> Reading:
        raise ModelFailed("no answer")

    (one,) = read_some(
        [Source("a", BRIDGE.encode())], load_registry(), load_parser(), Filters(), "r", refuses
    )
    assert (one.became, one.reason, one.rows[-1]["kind"]) == ("failed", "a: no answer", "for now")
    assert not Filters().settles(one.rows[-1]["item"], one.rows[-1]["kind"])


def test_a_filter_that_is_not_known_is_refused() -> None:
    with pytest.raises(BadSetting, match="there is no filter language 'fr'; give en"):
        Filters(language="fr")
    with pytest.raises(BadSetting, match="there is no filter about 'sport'; give conflict"):
        Filters(about="sport")


@pytest.mark.parametrize("text", ["", "12 345", "\ud800" * 50, "!?", "ok"])
def test_the_language_of_next_to_nothing_is_left_open(text: str) -> None:
    assert language_of(text).code == ""
