from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from smoulder.assessment.panel.days import judged_days
from smoulder.cli.main import main
from smoulder.records.asked import Resolution
from smoulder.records.case import Assessment, HypothesisView
from smoulder.records.change import DayMoved, Judged
from smoulder.records.evidence import Item, Likelihood, Source
from smoulder.records.forecast import Chance
from smoulder.records.situation import Situation
from smoulder.store.ledger import open_ledger

NOW = datetime(2020, 2, 1, 12, tzinfo=UTC)
LEAVES = {"deal": (0.2, 0.1), "patience": (0.5, 0.5), "spent": (0.3, 0.0)}
"""Of each leaf the posterior and the chance of a comeback within 12 months."""
Capture = pytest.CaptureFixture[str]


def chance(value: float) -> Chance:
    return Chance(value=value, low=value / 2, high=min(1.0, 2 * value))


def answered(make_assessment: Callable[..., Assessment], **parts: object) -> Assessment:
    """An answer with three leaves, one item, and chances within 6 and 12 months."""
    views = tuple(
        HypothesisView(
            id=leaf,
            words=f"words of {leaf}",
            prior=chance(posterior),
            posterior=chance(posterior),
            comeback={6: chance(given / 2), 12: chance(given)},
        )
        for leaf, (posterior, given) in LEAVES.items()
    )
    item = Item(
        id="e3fa9c1",
        kind="unused opportunity",
        text="the group let the harvest feast pass",
        source=Source(kind="data", name="GED"),
        cluster="",
        weight=0.5,
        likelihoods={
            "deal": Likelihood(low=0.4, mid=0.5, high=0.6),
            "patience": Likelihood(low=0.2, mid=0.3, high=0.4),
            "spent": Likelihood(low=0.7, mid=0.8, high=0.9),
        },
        why="",
        change={},
        flips=False,
    )
    situation = Situation(
        state="subdued",
        last_month="2019-12",
        seen_to="2019-12",
        stale=0,
        unseen=0,
        deaths_12=30.0,
        known="2019-03",
    )
    whole = {
        "hypotheses": views,
        "evidence": (item,),
        "answer": {6: chance(0.135), 12: chance(0.27)},
        "situation": situation,
    }
    return make_assessment(**{**whole, **parts})


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make_assessment: Callable[..., Assessment]) -> str:
    """The id of a case with one answer, in the data folder `data`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SMOULDER_ANALYST", raising=False)
    with open_ledger(Path("data")) as ledger:
        return ledger.keep(answered(make_assessment), now=NOW).case_id


def run(capsys: Capture, case: str, *words: str) -> tuple[int, str, str]:
    code = main(["case", "judge", case, "--data", "data", *words])
    out, err = capsys.readouterr()
    return code, out, err


def test_with_nothing_to_say_it_tells_what_there_is_to_judge_and_what_nobody_thinks(
    case: str, capsys: Capture
) -> None:
    code, out, _ = run(capsys, case)
    assert code == 0
    assert "Embers of Norland, Norland, as of 2020-01-23: what there is to judge" in out
    assert "  patience  words of patience\n" in out
    assert "Comeback to 60 deaths in 12 months within 6, 12 months" in out
    assert "  e3fa9c1  unused opportunity: the group let the harvest feast pass\n" in out
    assert "50" not in out
    assert "Nobody has judged it yet." in out
    _, out, _ = run(capsys, case, "--json")
    assert list(json.loads(out)) == ["case", "as_of", "leaves", "horizons", "items", "judged_by"]


def test_others_are_hidden_until_the_own_first_round_is_in(
    case: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = ("--leaf", "deal=.2", "--leaf", "patience=.7", "--leaf", "spent=.1")
    code, out, _ = run(capsys, case, "--analyst", "Ben", *said)
    assert code == 0
    assert "Ben" in out
    for ask in ("--show", "--panel", "--keep"):
        code, out, err = run(capsys, case, "--analyst", "Ada", ask)
        assert (code, out) == (2, "")
        assert "Ada has not judged this case yet" in err
    monkeypatch.setenv("SMOULDER_ANALYST", "Ada")
    assert run(capsys, case, "--panel")[0] == 2
    code, out, _ = run(capsys, case, "--leaf", "patience=.4")
    assert code == 0
    assert "Ben" not in out
    code, out, _ = run(capsys, case, "--show")
    assert code == 0
    assert "Ada" in out
    assert "Ben" in out


def test_the_history_says_that_somebody_judged_and_not_what(case: str, capsys: Capture) -> None:
    run(capsys, case, "--analyst", "Ben", "--leaf", "patience=.71", "--comeback", "12=.37")
    for more in ([], ["--json"], ["--json", "--on", "2999-01-01"]):
        assert main(["case", "history", case, "--data", "data", *more]) == 0
        out = capsys.readouterr().out
        assert "Ben judged (round 1)" in out
        assert "Ben gave a number for comeback within 12 months" in out
        assert not any(number in out for number in ("0.37", "37 %", "0.71", "71 %"))


def test_a_judgement_is_one_entry_with_its_numbers_and_these_are_forecasts(
    case: str, capsys: Capture
) -> None:
    said = ("--leaf", "Patience=Likely", "--item", "e3f:patience=unlikely", "--item", "e3f spent=.9")
    assert run(capsys, case, "--analyst", "Ada", *said, "--comeback", "12=30%", "--why", "first look")[0] == 0
    with open_ledger(Path("data")) as ledger:
        entries = [one for one in ledger.log.entries(case) if one.who == "Ada"]
        judged, number = (one.change for one in entries)
        (question,) = (
            one
            for one in ledger.asked.questions(case)
            if (one.topic, one.horizon, one.branch) == ("comeback", 12, "")
        )
        forecasts = {one.forecaster: one.value for one in ledger.asked.forecasts(question.id)}
    assert {one.why for one in entries} == {"first look"}
    assert judged.what == "judgement"
    assert judged.items == {"e3fa9c1": {"patience": 0.325, "spent": 0.9}}
    assert judged.hypotheses == {"patience": 0.675}
    assert (number.what, number.value) == ("number", 0.3)
    assert forecasts["analyst: Ada"] == 0.3


def test_a_first_round_is_closed_once_another_has_judged_and_a_second_lies_over_it(
    case: str, capsys: Capture
) -> None:
    run(capsys, case, "--analyst", "Ada", "--leaf", "patience=.4", "--comeback", "12=.2")
    assert run(capsys, case, "--analyst", "Ada", "--leaf", "spent=.3")[0] == 0
    run(capsys, case, "--analyst", "Ben", "--leaf", "patience=.8")
    code, _, err = run(capsys, case, "--analyst", "Ada", "--leaf", "spent=.1")
    assert code == 2
    assert "no longer be blind; enter it with --round 2" in err
    assert run(capsys, case, "--analyst", "Ada", "--round", "2", "--leaf", "spent=.1")[0] == 0
    _, out, _ = run(capsys, case, "--panel", "--json")
    panel = json.loads(out)
    ada = panel["analysts"][0]
    assert (ada["round"], ada["said"]["leaves"]) == (2, {"patience": 0.4, "spent": 0.1})
    assert set(panel["blind"]) == {"6", "12"}
    assert panel["blind"]["12"]["linear"] != panel["comeback"]["12"]["linear"]


def test_the_panel_in_json_adds_up_and_has_the_case_beside(case: str, capsys: Capture) -> None:
    run(capsys, case, "--analyst", "Ada", "--leaf", "deal=.4", "--leaf", "patience=.6", "--leaf", "spent=.5")
    more = ("--leaf", "spent=.2", "--item", "e3fa9c1:patience=.6", "--item", "e3fa9c1:spent=.3")
    run(capsys, case, "--analyst", "Ben", "--leaf", "deal=.1", "--leaf", "patience=.7", *more)
    _, out, _ = run(capsys, case, "--panel", "--json")
    panel = json.loads(out)
    assert panel["shares"].keys() == {"even", "linear", "log", "recalibrated", "case"}
    for shares in panel["shares"].values():
        assert sum(shares.values()) == pytest.approx(1)
    assert sum(one["weight"] for one in panel["analysts"]) == pytest.approx(1)
    ada, ben = panel["analysts"]
    assert ada["moved"] > ben["moved"] == 0.0
    assert ada["weight"] < ben["weight"]
    pooled = panel["shares"]["linear"]
    assert panel["comeback"]["12"]["linear"] == pytest.approx(0.1 * pooled["deal"] + 0.5 * pooled["patience"])
    assert panel["comeback"]["12"]["case"] == 0.27
    (pair,) = panel["disagreement"]["pairs"]
    assert sum(step["gap"] for step in pair["steps"]) == pytest.approx(pair["gap"])
    assert {step["item"] for step in pair["steps"]} == {"e3fa9c1", ""}
    assert panel["record"]["lulls"] == 0


def test_the_panel_in_words_has_a_row_for_each_and_says_where_they_part(case: str, capsys: Capture) -> None:
    run(capsys, case, "--analyst", "Ada", "--leaf", "patience=.8", "--item", "e3fa9c1:patience=.8")
    run(capsys, case, "--analyst", "Ben", "--leaf", "patience=.2")
    _, out, _ = run(capsys, case, "--panel")
    rows = [line.split("  ")[0] for line in out.splitlines()]
    assert [row for row in rows if row in ("Ada", "Ben", "pooled", "even weights", "by logs", "the case")] == [
        "Ada", "Ben", "pooled", "even weights", "by logs", "the case",
    ]  # fmt: skip
    text = " ".join(out.split())
    assert "Ada and Ben part over patience against spent" in text
    assert "Item e3fa9c1 (“the group let the harvest feast pass”) parts them by" in text
    assert "No earlier panel has been resolved" in text


def test_the_pooled_number_is_kept_as_a_forecast_and_its_outcome_teaches_the_next_panel(
    case: str, capsys: Capture, make_assessment: Callable[..., Assessment], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(capsys, case, "--analyst", "Ada", "--leaf", "patience=1")
    code, _, err = run(capsys, case, "--panel", "--keep")
    assert code == 0
    assert "Kept as the panel's forecast: 25.0 % within 6 months, 50.0 % within 12 months." in err
    with open_ledger(Path("data")) as ledger:
        asked = [one for one in ledger.asked.questions(case) if one.topic == "comeback" and not one.branch]
        told = {one.horizon: ledger.asked.forecasts(one.id) for one in asked}
        assert {one.value for one in told[12] if one.forecaster == "panel"} == {0.5}
        # it came to nothing, as was known long after the forecast
        late = datetime(2030, 1, 1, tzinfo=UTC)
        ledger.asked.settle(
            [Resolution(question=one.id, status="no", final=True, made=late) for one in asked]
        )
        other = ledger.keep(answered(make_assessment, seed=8), now=NOW, label="another").case_id
        scored = ledger.asked.scored()
    assert scored.forecaster.are("panel").sum() == 2
    run(capsys, other, "--analyst", "Ada", "--leaf", "patience=1")
    _, out, _ = run(capsys, other, "--panel", "--json")
    panel = json.loads(out)
    assert panel["record"]["lulls"] == 1
    assert panel["comeback"]["12"]["recalibrated"] < panel["comeback"]["12"]["linear"] == 0.5
    # a case does not learn from its own questions
    _, out, _ = run(capsys, case, "--panel", "--json")
    assert json.loads(out)["record"]["lulls"] == 0


def test_a_panel_that_nobody_joined_says_so_and_keeps_nothing(case: str, capsys: Capture) -> None:
    code, out, err = run(capsys, case, "--keep")
    assert code == 0
    assert "Nobody has judged this case yet" in out
    assert "Nothing kept" in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--leaf", "patience=.3"), "a judgement needs a name"),
        (("--show",), "--show needs the name you judge under"),
        (("--analyst", "Ada", "--leaf", "hope=.3"), "no leaf 'hope'; it has deal, patience, spent"),
        (("--analyst", "Ada", "--leaf", "patience"), "--leaf patience has no '='"),
        (("--analyst", "Ada", "--leaf", "patience=30"), "30 is more than all; write a number from 0 to 1"),
        (("--analyst", "Ada", "--leaf", "patience=perhaps"), "--leaf patience: 'perhaps' is no likelihood"),
        (("--analyst", "Ada", "--leaf", "spent=.1", "--leaf", "spent=.2"), "--leaf spent is given twice"),
        (("--analyst", "Ada", "--item", "e9:patience=.3"), "no item 'e9' is in the case"),
        (
            ("--analyst", "Ada", "--item", "e3fa9c1"),
            "names no leaf; write it as --item e3fa9c1:patience=unlikely",
        ),
        (("--analyst", "Ada", "--leaf", "hope!=.3"), "hypotheses hope!: String should match pattern"),
        (
            ("--analyst", "A" * 101, "--leaf", "spent=.3"),
            "analyst: String should have at most 100 characters",
        ),
        (("--analyst", "Ada", "--comeback", "9=.3"), "asks nothing of 9 months; it asks of 6, 12"),
        (("--analyst", "Ada", "--comeback", "soon=.3"), "a whole number of months"),
        (("--analyst", "Ada", "--round", "2", "--leaf", "spent=.1"), "has no first round yet"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_one_line_and_nothing_is_kept(
    case: str, capsys: Capture, words: tuple[str, ...], said: str
) -> None:
    code, out, err = run(capsys, case, *words)
    assert (code, out) == (2, "")
    assert said in err.splitlines()[-1]
    with open_ledger(Path("data")) as ledger:
        assert ledger.file(case).judgements == {}


def test_a_case_without_a_lull_has_nothing_to_judge(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    make_assessment: Callable[..., Assessment],
    capsys: Capture,
) -> None:
    monkeypatch.chdir(tmp_path)
    with open_ledger(Path("data")) as ledger:
        name = ledger.keep(make_assessment(), now=NOW).case_id
    code, _, err = run(capsys, name)
    assert code == 2
    assert "is in no lull on 2020-01-23" in err


def test_the_panel_speaks_of_the_question_that_the_last_answer_asks(
    case: str, capsys: Capture, make_assessment: Callable[..., Assessment]
) -> None:
    first = answered(make_assessment)
    moved = first.question.model_copy(update={"line": 80.0})
    with open_ledger(Path("data")) as ledger:
        ledger.keep(answered(make_assessment, question=moved, seed=8), now=NOW + timedelta(days=1))
        ledger.keep(answered(make_assessment, seed=9), now=NOW + timedelta(days=2))
    assert run(capsys, case, "--analyst", "Ada", "--leaf", "patience=1")[0] == 0
    assert run(capsys, case, "--analyst", "Ada", "--keep")[0] == 0
    with open_ledger(Path("data")) as ledger:
        asked = [one for one in ledger.asked.questions(case) if (one.topic, one.horizon) == ("comeback", 12)]
        kept = {one.line: [f.forecaster for f in ledger.asked.forecasts(one.id)] for one in asked}
    assert {line: "panel" in told for line, told in kept.items()} == {60.0: True, 80.0: False}


def kept_panel(case: str) -> dict[date, list[float]]:
    """The panel's forecasts within 12 months, by the day of the question."""
    with open_ledger(Path("data")) as ledger:
        asked = [one for one in ledger.asked.questions(case) if (one.topic, one.horizon) == ("comeback", 12)]
        return {
            one.as_of: [f.value for f in ledger.asked.forecasts(one.id) if f.forecaster == "panel"]
            for one in asked
        }


def move(case: str, make_assessment: Callable[..., Assessment], day: date) -> None:
    """Let the case move to a day, with an answer of it."""
    later = answered(make_assessment).question.model_copy(update={"as_of": day})
    with open_ledger(Path("data")) as ledger:
        ledger.log.add(case, [DayMoved(as_of=day)], who="desk", why="", now=NOW + timedelta(days=1))
        moved = answered(make_assessment, question=later)
        ledger.keep(moved, now=NOW + timedelta(days=1), case_id=case)


def test_a_number_of_one_day_is_not_kept_as_the_panels_of_another(
    case: str, capsys: Capture, make_assessment: Callable[..., Assessment]
) -> None:
    opened, later = date(2020, 1, 23), date(2021, 6, 1)
    for who, leaf in (("Ada", "patience=1"), ("Ben", "spent=1")):
        assert run(capsys, case, "--analyst", who, "--leaf", leaf, "--comeback", "12=.4")[0] == 0
    move(case, make_assessment, later)
    code, out, err = run(capsys, case, "--analyst", "Ada", "--keep")
    told = " ".join(f"{out} {err}".split())
    assert code == 0
    assert "Nothing kept: Ada (as of 2020-01-23), Ben (as of 2020-01-23) judged of another day" in told
    assert "Not kept with the panel: Ada (as of 2020-01-23), Ben" in told
    assert kept_panel(case) == {opened: [], later: []}
    assert run(capsys, case, "--analyst", "Ada", "--round", "2", "--leaf", "patience=1")[0] == 0
    code, out, err = run(capsys, case, "--analyst", "Ada", "--keep", "--json")
    assert code == 0
    assert "Left out: Ben (as of 2020-01-23) judged of another day than 2021-06-01" in " ".join(err.split())
    assert [one["as_of"] for one in json.loads(out)["analysts"]] == ["2021-06-01", "2020-01-23"]
    assert kept_panel(case) == {opened: [], later: [pytest.approx(0.5)]}
    with open_ledger(Path("data")) as ledger:
        again = ledger.file(case).judgements["Ada", 2]
    assert (again.hypotheses["patience"], again.comeback) == (1.0, {}), (
        "a chance of the other day stays with it"
    )


def test_a_judgement_without_a_day_speaks_of_the_day_at_which_the_case_stood(
    case: str, capsys: Capture, make_assessment: Callable[..., Assessment]
) -> None:
    def judge(who: str) -> None:
        old = Judged(analyst=who, hypotheses={"patience": 1.0})
        assert "as_of" not in old.model_dump(mode="json"), "an older one is written as it was"
        with open_ledger(Path("data")) as ledger:
            ledger.log.add(case, [old], who=who, why="", now=NOW)

    judge("Ada")
    move(case, make_assessment, date(2021, 6, 1))
    judge("Ben")
    with open_ledger(Path("data")) as ledger:
        days = judged_days(ledger.log.entries(case), ledger.case(case).as_of)
    assert days == {"Ada": date(2020, 1, 23), "Ben": date(2021, 6, 1)}
