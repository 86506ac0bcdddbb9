"""Corrections of the reader from the command line: kept by report and passage, and counted by rule."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from smoulder.assessment.subject import Request
from smoulder.cli.main import main
from smoulder.reading.fixes import apply_fixes
from smoulder.records.case import Assessment
from smoulder.records.change import ReportPut
from smoulder.records.fix import Fix
from smoulder.records.statement import Reading
from smoulder.store.ledger import open_ledger
from tests.cli.case_sample import NOW, TEXT, item, reading

Capture = pytest.CaptureFixture[str]
SHA = reading().report.sha256


def fix(*words: str) -> int:
    return main(["case", "fix", *words, "--data", "data"])


def refusal(capsys: Capture, *words: str) -> str:
    capsys.readouterr()
    assert fix(*words) == 2
    (line,) = [line for line in capsys.readouterr().err.splitlines() if line.startswith("smoulder: ")]
    return line


def kept() -> list[Fix]:
    with open_ledger(Path("data")) as ledger:
        return [one.fix for one in ledger.fixes.of([SHA])]


def read_again() -> Reading:
    return apply_fixes(reading(), kept())


def test_an_item_that_is_none_is_taken_out_and_its_rule_is_blamed(case: str, capsys: Capture) -> None:
    assert fix(case, "e1b", "--reject", "--why", "he means the police") == 0
    out, err = capsys.readouterr()
    assert (
        out
        == "evidence at 48:91: was 'capacity judged low', taken out (found by evidence: capacity judged low)\n"
    )
    assert "desk one" in err
    assert [one.kind for one in read_again().evidence] == ["unused opportunity"]
    assert len(read_again().claims) == 1
    assert fix("--errors") == 0
    assert capsys.readouterr().out == "errors  rule\n     1  evidence: capacity judged low\n"


def test_a_span_takes_out_all_that_the_reader_found_there(case: str) -> None:
    assert fix(case, "48:91", "--reject") == 0
    again = read_again()
    assert (len(again.statements), len(again.claims), len(again.evidence)) == (1, 0, 1)


def test_a_speaker_and_a_kind_are_put_right(case: str) -> None:
    assert fix(case, "48:60", "--speaker", "a  farmer") == 0
    assert fix(case, "e1bbbbb", "--kind", "regrouping") == 0
    again = read_again()
    assert (again.statements[1].speaker, again.claims[0].speaker) == ("a farmer", "a farmer")
    assert (again.evidence[1].kind, again.evidence[1].speaker) == ("regrouping", "a farmer")


def test_a_second_correction_blames_the_rule_of_the_first_and_taking_back_clears_it(
    case: str, capsys: Capture
) -> None:
    assert fix(case, "e1bbbbb", "--kind", "regrouping") == 0
    assert fix(case, "48:91", "--kind", "surrenders") == 0
    assert [one.rule for one in kept()] == ["evidence: capacity judged low"] * 2
    assert kept()[1].was == "regrouping"
    assert fix(case, "48:91", "--restore") == 0
    assert read_again() == reading()
    capsys.readouterr()
    assert fix("--errors", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {}


def test_a_rejected_item_can_be_taken_back(case: str) -> None:
    assert fix(case, "48:91", "--reject") == 0
    assert fix(case, "48:91", "--restore") == 0
    assert read_again() == reading()


def test_an_item_that_an_earlier_answer_had_can_be_taken_back_by_its_id(
    case: str, make_assessment: Callable[..., Assessment]
) -> None:
    assert fix(case, "e1bbbbb", "--reject") == 0
    with open_ledger(Path("data")) as ledger:
        question = ledger.case(case).question
        ledger.keep(make_assessment(question=question, readings=(read_again(),)), now=NOW, case_id=case)
    assert fix(case, "e1bbbbb", "--restore") == 0
    assert read_again() == reading()


def test_group_country_and_day_of_a_report_are_put_right(case: str, capsys: Capture) -> None:
    assert (
        fix(case, "--group", "Boko Haram", "--country", "nigeria", "--published", "2019-03-04", "--json") == 0
    )
    told: Any = json.loads(capsys.readouterr().out)  # Any: JSON
    assert [(one["part"], one["was"], one["now"]) for one in told["fixes"]] == [
        ("group", "234", "1051"), ("country", "Iraq", "Nigeria"), ("published", "", "2019-03-04"),
    ]  # fmt: skip
    again = read_again()
    assert (again.group_id, again.country, str(again.report.published)) == (1051, "Nigeria", "2019-03-04")
    assert fix(case, "--group", "none") == 0
    assert read_again().group_id is None


def test_a_day_corrected_twice_blames_one_rule_and_the_last_day_is_told_as_applied(
    case: str, capsys: Capture
) -> None:
    assert fix(case, "--published", "2019-03-04") == 0
    assert fix(case, "--published", "2019-03-05") == 0
    assert [one.rule for one in kept()] == ["published: none found"] * 2
    capsys.readouterr()
    assert fix(case, "--json") == 0
    states = [(one["applied"], one["words"]) for one in json.loads(capsys.readouterr().out)]
    assert states == [(False, "a later correction stands over it"), (True, "")]


def test_no_report_of_a_day_to_come_takes_the_place_of_another(case: str, capsys: Capture) -> None:
    Path("late.txt").write_text(f"BAGHDAD, March 3, 2062 – {TEXT * 3}")
    said = refusal(capsys, case, "--report", "corrected", "--replaced-by", "late.txt")
    assert "late.txt bears the date 2062-03-03, which is to come; mend the date in the report itself" in said
    with open_ledger(Path("data")) as ledger:
        assert ledger.file(case).reports[SHA].status == "read"
        assert list(ledger.reports.names()) == [SHA]


def test_the_same_correction_twice_adds_nothing(case: str, capsys: Capture) -> None:
    assert fix(case, "--country", "Syria") == 0
    assert "says so already: country 'Syria'" in refusal(capsys, case, "--country", "Syria")
    assert len(kept()) == 1


def test_a_report_is_retracted_or_replaced_by_a_corrected_one(case: str, capsys: Capture) -> None:
    Path("new.txt").write_text(f"{TEXT} The army took this back in its second statement of the day.")
    assert fix(case, "--report", "corrected", "--replaced-by", "new.txt", "--why", "second statement") == 0
    first, second = capsys.readouterr().out.splitlines()
    assert (first.split(":")[0], second.split(" (")[0]) == (f"report fair.txt ({SHA[:8]})", "report new.txt")
    with open_ledger(Path("data")) as ledger:
        file = ledger.file(case)
        changes = [one.change for one in ledger.log.entries(case)]
    assert file.reports[SHA].status == "corrected"
    assert file.read == (file.reports[SHA].replaced_by,)
    assert all(isinstance(one, ReportPut) for one in changes)
    assert fix(case, "--report", "dropped", "--of", "2") == 0
    assert "several" not in capsys.readouterr().err


def test_a_report_that_was_never_answered_is_read_before_it_is_corrected(
    case: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = reading(
        "The valley was quiet for a year, a nurse said. The army did not speak to reporters there."
    )

    def read(request: Request) -> tuple[Reading, ...]:
        assert request.reports == (other.report,)
        return (other,)

    monkeypatch.setattr("smoulder.assessment.assess.read_reports", read)
    with open_ledger(Path("data")) as ledger:
        ledger.reports.add([other.report])
        ledger.log.add(case, [ReportPut(sha256=other.report.sha256)], who="desk", why="", now=NOW)
    assert fix(case, "0:46", "--speaker", "a nurse", "--of", "2") == 0
    assert "was 'a trader', now 'a nurse'" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["50:10", "--reject"], "span 50:10 is outside report fair.txt, which has 91 characters"),
        (["50:99", "--reject"], "span 50:99 is outside report fair.txt"),
        (["here:there", "--reject"], "'here:there' is not clear; write START:END"),
        (["47:48", "--reject"], "nothing that the reader took from fair.txt lies at 47:48; nearest there is"),
        (["47:48", "--speaker", "x"], "speaks at 47:48; nearest there is claim at 48:91"),
        (["e2c", "--reject"], "item e2ccccc was not read in a report"),
        (["e7", "--reject"], "no item 'e7' is in the case"),
        (["e1b", "--kind", "regroping"], "'regroping' is no kind of evidence that is read; did you mean 'regrouping'?"),
        (["e1b"], "span e1b: say what is right there with --speaker"),
        (["--reject"], "no passage is named"),
        (["48:91", "--restore"], "no correction is kept at 48:91 of fair.txt"),
        (["48:91", "--reject", "--of", "9"], "report '9' is not in the case; known are 1 fair.txt"),
        (["--report", "retractd"], "did you mean retracted?"),
        (["--report", "read", "--replaced-by", "x.txt"], "give it with --report corrected"),
        (["--report", "corrected", "--replaced-by", "x.txt"], "x.txt is not there"),
        (["--group", "General Jo Example"], "reads like a person's name"),
        (["--country", "Irak-on-Sea"], "Irak-on-Sea"),
        (["--published", "May"], "'May' is no day"),
        (["--published", "2062-01-01"], "2062-01-01 is to come"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_in_one_line_with_its_cure(
    case: str, capsys: Capture, words: list[str], said: str
) -> None:
    assert said in refusal(capsys, case, *words)
    assert kept() == []


def test_without_a_case_there_is_nothing_to_correct(case: str, capsys: Capture) -> None:
    assert "no case is named" in refusal(capsys)
    assert f"did you mean {case}?" in refusal(capsys, f"{case}x", "--reject")
    assert fix("--errors") == 0
    assert "No correction" in capsys.readouterr().err


def test_corrections_are_listed_with_what_becomes_of_them_today(
    case: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert fix(case) == 0
    assert capsys.readouterr().out == "No correction of a report of this case is kept.\n"
    assert fix(case, "e1b", "--reject") == 0
    assert fix(case, "0:47", "--speaker", "a nurse") == 0
    today = reading().model_copy(update={"evidence": ()})
    monkeypatch.setattr("smoulder.reading.read.read_many", lambda reports, registry: iter((today,)))
    capsys.readouterr()
    assert fix(case) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("fair.txt: evidence at 48:91: was 'capacity judged low', taken out (desk one, ")
    assert first.endswith(
        "): not needed or not found: the reader has no evidence 'capacity judged low' at 48:91 to correct"
    )
    assert second.endswith("): applied")
    assert fix(case, "--json") == 0
    assert [one["applied"] for one in json.loads(capsys.readouterr().out)] == [False, True]


def test_nothing_is_kept_where_a_part_of_what_is_asked_is_wrong(case: str, capsys: Capture) -> None:
    refusal(capsys, case, "48:91", "--kind", "nonsense", "--report", "retracted")
    with open_ledger(Path("data")) as ledger:
        assert len(ledger.log.entries(case)) == 1


def test_spans_of_two_reports_are_corrected_one_at_a_time(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    make_assessment: Callable[..., Assessment],
    capsys: Capture,
) -> None:
    monkeypatch.chdir(tmp_path)
    other = reading("Nobody struck the market all that year, one of the traders said.")
    second = item("e2", "unused opportunity", (0, 40), 0.1)
    pair = (
        item("e1", "unused opportunity", (0, 47), 0.1),
        second.model_copy(update={"source": second.source.model_copy(update={"report": 1})}),
    )
    with open_ledger(Path("data")) as ledger:
        name = ledger.keep(make_assessment(readings=(reading(), other), evidence=pair), now=NOW).case_id
    assert "lie in several reports" in refusal(capsys, name, "e1", "e2", "--reject")
    assert "the case has 2 reports; say which with --of: 1 fair.txt" in refusal(
        capsys, name, "--country", "Syria"
    )
    assert "report 'fair.txt' is not clear" in refusal(capsys, name, "--country", "Syria", "--of", "fair.txt")
