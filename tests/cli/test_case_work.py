"""A case from its opening to its export: opened, listed, worked on, its history shown, and taken to another desk."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from smoulder.assessment.subject import Request
from smoulder.assessment.work import Worked
from smoulder.cli.main import main
from smoulder.records.case import Assessment
from smoulder.records.change import DayMoved, HypothesisPut, Judged, Note
from smoulder.records.forecast import Chance
from smoulder.records.moved import Moved, MovedStep
from smoulder.store.ledger import Ledger, open_ledger
from tests.cli.case_sample import NOW, TEXT, reading

Capture = pytest.CaptureFixture[str]
Make = Callable[..., Assessment]
STEP = MovedStep(kind="evidence", words="the group let the fair pass", before=0.41, after=0.33)


def run(*words: str) -> int:
    return main(["case", *words, "--data", "data"])


def told(capsys: Capture, *words: str) -> Any:  # Any: JSON
    capsys.readouterr()
    assert run(*words, "--json") == 0
    return json.loads(capsys.readouterr().out)


def refusal(capsys: Capture, *words: str) -> str:
    capsys.readouterr()
    assert run(*words) == 2
    (line,) = [line for line in capsys.readouterr().err.splitlines() if line.startswith("smoulder: ")]
    return line


def test_a_case_is_opened_with_its_lines_and_found_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    asked = (
        "new",
        "--group",
        "Tamil Tigers",
        "--country",
        "Sri Lanka",
        "--as-of",
        "2012-01-01",
        "--label",
        "spring",
    )
    first = told(capsys, *asked)
    assert (first["new"], first["group"], first["label"]) == (
        True,
        "Liberation Tigers of Tamil Eelam",
        "spring",
    )
    assert first["question"]["line"] >= 25
    assert first["question"]["major_line"] > first["question"]["line"]
    again = told(capsys, *asked)
    assert (again["new"], again["id"]) == (False, first["id"])
    assert run("show", first["id"]) == 0
    assert "as of 2012-01-01: not answered yet" in capsys.readouterr().out
    assert run("list") == 0
    assert "deaths in 12 months" in capsys.readouterr().out
    assert told(capsys, "show", first["id"])["answer"] is None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--group", "General Jo Example", "--country", "Iraq"], "never persons"),
        (
            ["--group", "LTTE", "--country", "Sri Lanka", "--label", "General Jo Example"],
            "label 'General Jo Example'",
        ),
        (["--group", "Embers of Norland", "--country", "Iraq"], "no armed group by the name"),
        (["--group", "LTTE", "--country", "Norland"], "Norland"),
        (["--group", "LTTE", "--country", "Sri Lanka", "--as-of", "soon"], "'soon' is no day"),
    ],
)
def test_a_case_about_a_person_or_an_unknown_group_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture, words: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert said in refusal(capsys, "new", *words)
    with open_ledger(Path("data")) as ledger:
        assert ledger.cases() == []


def test_a_person_is_refused_by_assess_as_well(case: str, capsys: Capture) -> None:
    capsys.readouterr()
    assert main(["assess", "--group", "General Jo Example", "--country", "Iraq", "--data", "data"]) == 2
    assert "never persons" in capsys.readouterr().err
    with open_ledger(Path("data")) as ledger:
        assert [one.id for one in ledger.cases()] == [case]


def test_cases_are_found_by_words_group_and_country(
    case: str, capsys: Capture, make_assessment: Make
) -> None:
    with open_ledger(Path("data")) as ledger:
        ledger.keep(make_assessment(), now=NOW)
    assert len(told(capsys, "list")) == 2
    for words in (["--group", "daesh"], ["--country", "Iraq"], ["--search", "fair peace"]):
        assert [one["id"] for one in told(capsys, "list", *words)] == [case]
    assert told(capsys, "list", "--search", "trumpets") == []
    assert run("list", "--search", "trumpets") == 0
    assert "No such case" in capsys.readouterr().err


def test_hypotheses_are_renamed_split_and_given_a_prior(case: str, capsys: Capture) -> None:
    assert (
        run("hypothesis", case, "patience", "--words", "waits for the troops to go", "--prior", ".2-.4") == 0
    )
    split = [
        "--split",
        "abroad=.4-.6:it waits abroad",
        "--split",
        "home=even:it waits at home",
        "--odds",
        "home=1.5-6",
    ]
    found = told(capsys, "hypothesis", case, "patience", *split, "--why", "two camps are known")
    (leaf,) = [one for one in found["hypotheses"] if one["id"] == "patience"]
    assert (leaf["words"], leaf["prior"]["high"]) == ("waits for the troops to go", 0.4)
    assert [(part["id"], part["odds"]["mid"]) for part in leaf["parts"]] == [("abroad", 1.0), ("home", 3.0)]
    assert run("hypothesis", case) == 0
    assert "  abroad" in capsys.readouterr().out
    assert run("hypothesis", case, "spent", "--prior", ".05") == 0
    assert "\nspent       0.05    " in capsys.readouterr().out
    with open_ledger(Path("data")) as ledger:
        assert ledger.log.entries(case)[-1].who == "desk one"


def test_what_was_set_of_a_hypothesis_is_taken_back(case: str, capsys: Capture) -> None:
    assert run("hypothesis", case, "patience", "--words", "waits", "--prior", ".2-.4") == 0
    found = told(capsys, "hypothesis", case, "patience", "--take-back", "prior", "--why", "counted twice")
    (leaf,) = [one for one in found["hypotheses"] if one["id"] == "patience"]
    assert (leaf["words"], leaf["prior"]) == ("waits", None)
    for wrong, said in (
        (["--take-back", "prior"], "has no prior that was set"),
        (["--take-back", "words", "--words", "sits"], "both given and taken back"),
        (["--take-back", "priors"], "write words, split or prior"),
    ):
        assert run("hypothesis", case, "patience", *wrong) == 2
        assert said in capsys.readouterr().err
    assert run("history", case) == 0
    assert "hypothesis patience: prior taken back" in capsys.readouterr().out


def test_priors_and_shares_that_cannot_stand_as_given_are_said_to_be_scaled(
    case: str, capsys: Capture
) -> None:
    assert run("hypothesis", case, "patience", "--prior", ".9") == 0
    assert "scaled" not in capsys.readouterr().err
    assert run("hypothesis", case, "spent", "--prior", ".9") == 0
    assert "add up to 1.80, and leave the others next to nothing: they are scaled" in capsys.readouterr().err
    parts = ["--split", "near=.5:it waits near", "--split", "far=.9:it waits far"]
    assert run("hypothesis", case, "patience", *parts) == 0
    assert "The shares of the parts of 'patience' add up to 1.40" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["patiense", "--prior", ".2"],
            "did you mean patience? there are unseen, moved, won, deal, patience, degraded",
        ),
        (["patience"], "nothing is said of patience"),
        (["--prior", ".2"], "no hypothesis is named"),
        (["patience", "--prior", "2"], "--prior"),
        (["patience", "--split", "abroad=.5:it waits abroad"], "two parts or more"),
        (["patience", "--split", "abroad=.5"], "has no words after ':'"),
        (["patience", "--split", "abroad"], "is not clear; write it as --split"),
        (
            ["patience", "--split", "deal=.5:x", "--split", "b=.5:y"],
            "'deal' is the name of a hypothesis already",
        ),
        (["patience", "--split", "A!=.5:x", "--split", "b=.5:y"], "'A!' is no name of a part"),
        (
            ["patience", "--split", "a=.5:x", "--split", "b=.5:y", "--odds", "c=2"],
            "--odds 'c' is no part of patience",
        ),
        (["patience", "--split", "a=.5:x", "--split", "b=.5:y", "--odds", "b=many"], "'many' is no number"),
        (["patience", "--split", "a=.5:x", "--split", "b=.5:y", "--odds", "b=4-2"], "'4-2' is out of range"),
        (
            ["patience", "--split", "a=.5:x", "--split", "b=.5:y", "--odds", "b=1--2"],
            "'1--2' is out of range",
        ),
        (["patience", "--split", "a=.5:x", "--split", "a=.5:y"], "'a' is the name of a hypothesis already"),
    ],
)
def test_a_hypothesis_that_makes_no_sense_is_refused_in_one_line(
    case: str, capsys: Capture, words: list[str], said: str
) -> None:
    assert said in refusal(capsys, "hypothesis", case, *words)


def answering(make: Make, monkeypatch: pytest.MonkeyPatch, moved_from: date | None) -> list[Request]:
    """Put an answer that is made at once in the place of the real one; gives the requests."""
    seen: list[Request] = []

    def work_on(
        case_id: str, request: Request, ledger: Ledger, *, now: Any, who: str
    ) -> Worked:  # Any: a time
        seen.append(request)
        question = ledger.case(case_id).question.model_copy(update={"as_of": date(2020, 6, 1)})
        found = make(
            question=question,
            readings=(reading(),),
            answer={12: Chance(value=0.33, low=0.1, high=0.5, method="m")},
            words={12: "unlikely"},
            seed=9,
            moved=Moved(horizon=12, before=0.41, after=0.33, steps=(STEP,)),
        )
        file = ledger.file(case_id)
        kept = ledger.keep(found, now=now, who=who, case_id=case_id, file=file)
        return Worked(found, kept, moved_from=moved_from)

    monkeypatch.setattr("smoulder.assessment.work.work_on", work_on)
    return seen


def test_later_reports_join_and_what_moved_is_said(
    case: str, capsys: Capture, make_assessment: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = answering(make_assessment, monkeypatch, date(2020, 1, 23))
    Path("later.txt").write_text(
        f"{TEXT} Nothing else was heard from the town in the days that followed the fair."
    )
    assert run("add", case, "later.txt") == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[1] == "from 41 % to 33 %: the group let the fair pass"
    assert "THE DAY OF THE CASE MOVED from 2020-01-23 to 2020-06-01" in err
    assert [one.name for one in seen[0].reports] == ["later.txt"]
    assert (seen[0].group, seen[0].country, seen[0].as_of) == ("234", "Iraq", None)
    assert (seen[0].settings.active_line, seen[0].settings.seed) == (25.0, 7)
    found = told(capsys, "add", case, "later.txt")
    assert (found["new_answer"], found["comeback"], found["moved"]["steps"][0]["item"]) == (
        False,
        {"12": 0.33},
        "",
    )
    assert run("show", case, "--why") == 0
    assert "from 41 % to 33 %: the group let the fair pass" in capsys.readouterr().out
    assert len(told(capsys, "show", case, "--why")["moved"]) == 1


def test_a_report_that_would_not_be_seen_is_refused(case: str, capsys: Capture) -> None:
    text = (
        f"NORTOWN, March 3, 2021 – {TEXT} The army spoke to reporters in the capital on Wednesday, it said."
    )
    Path("late.txt").write_text(text)
    said = refusal(capsys, "add", case, "late.txt", "--as-of", "2020-06-01")
    assert "late.txt is of 2021-03-03, later than --as-of 2020-06-01" in said
    assert "nope.txt is not there" in refusal(capsys, "add", case, "nope.txt")


def test_a_report_of_a_day_to_come_is_refused_and_joins_once_its_date_is_mended(
    case: str, capsys: Capture
) -> None:
    file, text = Path("late.txt"), f"NORTOWN, March 3, 2{{}} – {TEXT} The army spoke in the capital, it said."
    file.write_text(text.format("062"))
    for day in ((), ("--as-of", "2020-06-01")):
        said = refusal(capsys, "add", case, "late.txt", *day)
        assert "late.txt bears the date 2062-03-03, which is to come; mend the date in the report" in said
    file.write_text(text.format("020"))
    assert run("add", case, "late.txt", "--as-of", "2020-06-01") == 0


def test_the_history_tells_everything_in_order_and_hides_what_was_judged_blind(
    case: str, capsys: Capture
) -> None:
    later = NOW.replace(day=5)
    with open_ledger(Path("data")) as ledger:
        ledger.log.add(case, [Note(text="ask again")], who="desk one", why="thin", now=NOW.replace(hour=9))
        judged = Judged(analyst="desk two", hypotheses={"patience": 0.77})
        changes = [judged, DayMoved(as_of=date(2020, 2, 1)), HypothesisPut(leaf="spent", words="over")]
        ledger.log.add(case, changes, who="desk two", why="", now=later)
    assert run("fix", case, "e1b", "--reject", "--why", "wrong") == 0
    capsys.readouterr()
    assert run("history", case) == 0
    out = capsys.readouterr().out
    assert "2026-01-02 09:04  desk one: note: ask again – thin" in out
    assert "desk two: hypothesis spent: called 'over'" in out
    assert "correction of the reader in fair.txt: evidence at 48:91" in out
    assert "answer: comeback within 12 months 30 %" in out
    assert [line[:16] for line in out.splitlines() if line[:1] == "2"] == sorted(
        line[:16] for line in out.splitlines() if line[:1] == "2"
    )
    whole = told(capsys, "history", case)
    assert "0.77" not in json.dumps(whole)
    assert {one["what"] for one in whole["history"]} == {
        "opened", "report", "answer", "note", "judgement", "day", "hypothesis", "fix",
    }  # fmt: skip


def test_an_earlier_day_is_shown_as_it_stood(case: str, capsys: Capture) -> None:
    with open_ledger(Path("data")) as ledger:
        ledger.log.add(
            case, [HypothesisPut(leaf="spent", words="over")], who="a", why="", now=NOW.replace(day=5)
        )
        ledger.log.add(
            case, [HypothesisPut(leaf="spent", words="gone")], who="a", why="", now=NOW.replace(day=7)
        )
    assert "spent" not in told(capsys, "history", case, "--on", "2026-01-04")["standing"]["hypotheses"]
    then = told(capsys, "show", case, "--on", "2026-01-06")
    assert then["standing"]["hypotheses"]["spent"]["words"] == "over"
    assert run("history", case, "--on", "2026-01") == 0
    assert "As it stood on 2026-01:" in capsys.readouterr().out
    for verb in ("history", "show"):
        assert run(verb, case, "--on", "2025-12-31") == 0
        shown = capsys.readouterr()
        assert "was not there on 2025-12-31" in shown.err
        assert shown.out == ""
    assert "'May' is no day" in refusal(capsys, "history", case, "--on", "May")


def test_a_case_goes_out_as_a_file_and_comes_in_elsewhere(case: str, capsys: Capture) -> None:
    assert run("hypothesis", case, "spent", "--words", "over") == 0
    assert run("export", case, "--out", "case.json") == 0
    assert "Export: case.json" in capsys.readouterr().err
    assert main(["case", "import", "case.json", "--data", "other"]) == 0
    assert capsys.readouterr().out == f"{case}: taken in, with 2 changes and 1 answer\n"
    assert main(["case", "import", "case.json", "--data", "other", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["entries"] == 0
    assert main(["case", "import", "case.json", "--data", "other"]) == 0
    assert capsys.readouterr().out == f"{case}: was there; added nothing\n"
    assert run("export", case) == 0
    printed = json.loads(capsys.readouterr().out)
    assert {k: v for k, v in printed.items() if k not in ("exported", "digest")} == {
        k: v for k, v in json.loads(Path("case.json").read_text()).items() if k not in ("exported", "digest")
    }


def test_a_file_that_cannot_come_in_is_refused_in_one_line(case: str, capsys: Capture) -> None:
    Path("bytes.json").write_bytes(b"\xff\xfe\x00")
    Path("other.json").write_text('{"a": 1}')
    assert "bytes.json is no text" in refusal(capsys, "import", "bytes.json")
    assert "other.json is no exported case" in refusal(capsys, "import", "other.json")
    assert "none.json cannot be read" in refusal(capsys, "import", "none.json")


@pytest.mark.parametrize("verb", ["show", "history", "export", "evidence", "hypothesis", "fix"])
def test_an_unknown_case_is_refused_with_the_nearest(case: str, capsys: Capture, verb: str) -> None:
    more = ["1:2", "--reject"] if verb == "fix" else []
    assert f"did you mean {case}?" in refusal(capsys, verb, case[:-1], *more)


def test_who_entered_a_change_is_unnamed_where_nobody_is(
    case: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SMOULDER_ANALYST")
    assert run("hypothesis", case, "spent", "--words", "over") == 0
    assert run("hypothesis", case, "spent", "--words", "gone", "--who", "desk two") == 0
    with open_ledger(Path("data")) as ledger:
        assert [one.who for one in ledger.log.entries(case)][-2:] == ["unnamed", "desk two"]
