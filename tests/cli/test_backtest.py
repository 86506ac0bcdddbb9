"""`smoulder backtest counts` scores the past, says where it loses, and refuses what it cannot do."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from smoulder.cli.main import main
from smoulder.models.counts.benchmarks import Conflictology
from smoulder.models.counts.recent import Recent
from smoulder.records.panel import Panel

MEANS = np.array([0.0, 0.0, 0.2, 3.0, 30.0, 400.0])


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Six countries from 1999 to April 2008, and two members that cost nothing."""
    rng = np.random.default_rng(4)
    counts = rng.negative_binomial(1, 1 / (1 + MEANS[:, np.newaxis]), size=(6, 112)).astype(float)
    names = tuple(f"Country {letter}" for letter in "ABCDEF")
    panel = Panel(names, np.arange(6), 1999 * 12, counts, np.zeros((6, 6), dtype=bool))
    monkeypatch.setattr("smoulder.store.panels.country_panel", lambda store: panel)
    monkeypatch.setattr(
        "smoulder.models.ensemble.members.ensemble_members", lambda: (Conflictology(), Recent())
    )


def test_a_backtest_prints_every_table_and_names_each_window(
    small: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backtest", "counts", "--years", "2006-2007"]) == 0
    printed = capsys.readouterr()
    assert "2001 forecast and scored: 1 of 7 windows" in printed.err
    assert "State-based deaths of 6 countries, 2006-2007" in printed.out
    for words in (
        "Mean scores, 2006-2007",
        "The ensemble against conflictology",
        "2005-2007 lie in the era",
        "Difference by window, CRPS and MIS",
        "Where the CRPS comes from",
        "Largest gains, by CRPS",
        "The 90 % interval held",
    ):
        assert words in " ".join(printed.out.split()), words
    models = printed.out[printed.out.index("Mean scores") :].splitlines()[2:8]
    assert [line[:13].strip() for line in models] == [
        "zero", "last month", "conflictology", "bootstrap", "recent", "ensemble",
    ]  # fmt: skip
    assert "not run here" not in printed.out
    assert max(map(len, printed.out.splitlines())) <= 100


def test_the_folder_holds_scores_a_table_and_a_drawing(
    small: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "new" / "backtest"
    assert main(["backtest", "counts", "--years", "2007", "--out", str(out), "--json"]) == 0
    held = json.loads((out / "scores.json").read_text())
    assert json.loads(capsys.readouterr().out) == held
    assert (held["seed"], held["windows"], held["of"]) == (1, [2007], "countries")
    zero = next(
        one
        for one in held["scores"]
        if (one["model"], one["score"], one["windows"], one["horizon"]) == ("zero", "CRPS", "2007", "3-14")
    )
    assert set(zero) == {"model", "windows", "horizon", "score", "value", "low", "high", "n"}
    assert zero["n"] == 72
    assert zero["low"] <= zero["value"] <= zero["high"]
    whole = next(one for one in held["differences"] if (one["windows"], one["score"]) == ("2007", "CRPS"))
    assert whole["value"] == pytest.approx(whole["own"] - whole["reference"])
    assert "| zero |" in (out / "table.md").read_text()
    assert (out / "calibration.svg").read_text().startswith("<svg")


def test_the_same_seed_gives_the_same_figures(small: None, capsys: pytest.CaptureFixture[str]) -> None:
    told = []
    for seed in ("1", "1", "2"):
        assert main(["backtest", "counts", "--years", "2005", "--seed", seed, "--json"]) == 0
        told.append(json.loads(capsys.readouterr().out)["scores"])
    assert told[0] == told[1] != told[2]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--years", "2007-2006"], "--years '2007-2006' is no span of years"),
        (["--years", "soon"], "write the first and the last, such as 2018-2023, or one year"),
        (
            ["--years", "2004-2006"],
            "--years 2004-2006 is out of range; years from 2005 to 2007 can be scored",
        ),
        (["--years", "2006-2008"], "years from 2005 to 2007"),
        (["--of", "regions"], "'regions' is not one of"),
        (["--measure", "events"], "--measure events is for groups"),
        (["--seed", "-1"], "--seed"),
        (["--out", "README.md/x"], "choose another with --out"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    options: list[str],
    said: str,
    small: None,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "README.md").write_text("a file")
    monkeypatch.chdir(tmp_path)
    assert main(["backtest", "counts", *options]) == 2
    printed = capsys.readouterr()
    assert said in printed.err
    assert printed.err.count("\n") == 1
    assert printed.out == ""
