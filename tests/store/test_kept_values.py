"""What no ledger keeps is refused before anything of a file is looked at, with its place, in one line."""

from __future__ import annotations

from collections.abc import Callable
from json import dumps, loads
from typing import Any

import pytest

from smoulder.reading.groups import load_registry
from smoulder.reading.page import report_from_text
from smoulder.records.case_export import digest_of, render_export
from smoulder.records.errors import BadData
from smoulder.store.case_check import read_export
from smoulder.store.ledger import Ledger
from tests.store.test_case_exchange import LATER, NOW, changed, work_once

Whole = dict[str, Any]  # Any: JSON
Change = Callable[[Whole], object]
HUGE = 10**30
YEAR_1 = "0001-01-01T00:00:00+14:00"


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The text of an export."""
    ledger, name = work_once(tmp_path_factory.mktemp("exported"))
    return render_export(ledger.export_case(name, NOW))


def answer(whole: Whole) -> Whole:
    found: Whole = whole["answers"][0]["answer"]
    return found


def statement(whole: Whole) -> Whole:
    found: Whole = answer(whole)["readings"][0]["statements"][0]
    return found


def log(whole: Whole, what: str) -> Whole:
    found: Whole = next(one["change"] for one in whole["log"] if one["change"]["what"] == what)
    return found


REFUSED: dict[str, tuple[Change, str]] = {
    "time": (lambda whole: whole["log"][0].update(at=YEAR_1), r"log[0].at is of the year 1"),
    "created": (lambda whole: whole.update(created=YEAR_1), "created is of the year 1"),
    "last year": (lambda whole: whole.update(exported="9999-12-31T23:00:00-14:00"), "exported is of the year 9999"),
    "place": (lambda whole: statement(whole).update(end=HUGE), "readings[0].statements[0].end is a larger"),
    "below": (lambda whole: statement(whole).update(start=-HUGE), "statements[0].start is a larger number"),
    "seed": (lambda whole: answer(whole).update(seed=HUGE), "answers[0].answer.seed is a larger number"),
    "in letters": (lambda whole: answer(whole).update(seed=str(HUGE)), "answers[0].answer.seed is a larger"),
    "column": (lambda whole: whole["fixes"][0]["fix"].update(end=2**31), "fixes[0].fix.end is a larger number"),
    "horizons": (lambda whole: whole["question"].update(horizons=[6, HUGE]), "question.horizons[1] is a larger"),
    "key": (lambda whole: answer(whole)["words"].update({str(HUGE): "likely"}), "which is a larger number"),
    "half": (lambda whole: answer(whole).update(headline="\ud800"), "answers[0].answer.headline holds"),
    "half in a key": (lambda whole: answer(whole)["settings"].update({"\udfff": 1}), "settings has the name"),
    "half of a correction": (lambda whole: whole["fixes"][0].update(why="a\ud800"), "fixes[0].why holds"),
    "nul": (lambda whole: log(whole, "note").update(text="a\0b"), "change.text holds the character NUL"),
    "long": (lambda whole: answer(whole).update(smoulder_version="x" * 41), "of 41 letters, and a ledger keeps 40"),
    "forecaster": (lambda whole: whole["forecasts"][0].update(forecaster="x" * 200), "forecasts[0] has a forecaster"),
    "NaN": (lambda whole: answer(whole)["answer"]["12"].update(value=float("nan")), "finite number"),
    "infinite": (lambda whole: answer(whole)["answer"]["12"].update(low=float("-inf")), "finite number"),
    "in words": (lambda whole: answer(whole)["answer"]["12"].update(low="-1e999"), "finite number"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_no_ledger_keeps_is_refused_with_its_place(exported: str, name: str) -> None:
    change, said = REFUSED[name]
    with pytest.raises(BadData) as refused:
        read_export("case.json", changed(exported, change), load_registry(), LATER)
    line = str(refused.value)
    assert said in line
    assert line.startswith("case.json: ")
    assert line.endswith("; export the case again")
    assert line.isprintable()


def test_a_text_as_it_was_published_may_hold_the_character_nul(exported: str) -> None:
    text = changed(exported, lambda whole: statement(whole).update(text="a\0b"))
    assert read_export("case.json", text, load_registry(), LATER)


@pytest.mark.parametrize("deep", [100, 500, 900, 100_000])
@pytest.mark.parametrize("part", ["schema_version", "log", "more"])
def test_a_file_without_a_bottom_is_refused_in_one_line(exported: str, part: str, deep: int) -> None:
    whole = loads(exported)
    whole[part] = "HERE"
    text = dumps(whole).replace('"HERE"', "[" * deep + "]" * deep)
    with pytest.raises(BadData, match=r"^case\.json is no (exported case|JSON that can be read)"):
        read_export("case.json", text, load_registry(), LATER)


def test_what_a_file_holds_is_not_told_at_length(exported: str) -> None:
    whole = loads(exported) | {"more": ["a" * 100_000] * 20}
    text = dumps(whole | {"digest": digest_of(whole)})
    with pytest.raises(BadData, match="extra inputs are not permitted") as refused:
        read_export("case.json", text, load_registry(), LATER)
    assert len(str(refused.value)) < 2000


def test_what_a_server_does_not_keep_is_told_of_what_was_given_and_not_of_the_ledger(ledger: Ledger) -> None:
    report = report_from_text("a.txt", "The army\0 left the town. " * 9)
    if ledger._engine.dialect.name == "sqlite":
        ledger.reports.add([report])
        assert ledger.reports.report(report.sha256).raw == report.raw
        return
    with pytest.raises(
        BadData, match=r"holds what the ledger does not keep .*NUL.*; nothing was kept: mend it"
    ):
        ledger.reports.add([report])
    assert ledger.reports.names() == {}
