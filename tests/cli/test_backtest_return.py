"""`smoulder backtest return` scores past comebacks, says how, and refuses what it cannot do."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from smoulder.cli.backtest_return import forecast_in_jobs
from smoulder.cli.main import main
from smoulder.models.backtest.comebacks import FIRST_YEAR, HORIZONS
from smoulder.models.comeback.covariates import Covariates
from smoulder.models.comeback.origins import Origins
from smoulder.models.comeback.sample import Sample
from smoulder.models.episodes.hazard import Hazard as EpisodeHazard
from smoulder.models.episodes.quiet import quiet_years
from smoulder.records.series import Floats
from tests.models.comeback.made_groups import made_sample
from tests.models.episodes.made_up import NEAR, make_episodes

ASKED = ["backtest", "return", "--on", "months", "--jobs", "1"]


@dataclass(frozen=True)
class Level:
    """A member that costs nothing: a chance for lulls with few deaths and one for the others."""

    name: str
    quiet: float
    loud: float

    def fit(self, origins: Origins, covariates: Covariates, *, major: bool = False) -> Level:
        return self

    def curves(self, origins: Origins, covariates: Covariates, months: int) -> Floats:
        level = np.where(origins.twelve < 10, self.quiet, self.loud)
        return level[:, np.newaxis] * np.linspace(0.2, 1, months)

    def draw_curves(
        self, origins: Origins, covariates: Covariates, months: int, draws: int, rng: np.random.Generator
    ) -> Floats:
        return np.repeat(self.curves(origins, covariates, months)[:, :, np.newaxis], draws, axis=2)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Sample:
    """Sixty invented groups to 2004, and two members that cost nothing."""
    sample = made_sample()
    members = (Level("Kaplan–Meier by class", 0.3, 0.6), Level("hazard", 0.2, 0.8))
    monkeypatch.setattr("smoulder.models.comeback.learn.groups_of", lambda counts, as_of, own: None)
    monkeypatch.setattr("smoulder.models.comeback.learn.learning_sample", lambda groups, settings: sample)
    monkeypatch.setattr("smoulder.models.comeback.members.comeback_models", lambda more: members)
    return sample


@pytest.fixture
def few_episodes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sixty invented episodes and one model of them."""
    rows = quiet_years(make_episodes(60, seed=6), NEAR)
    monkeypatch.setattr("smoulder.models.episodes.quiet.quiet_years", lambda episodes, near: rows)
    monkeypatch.setattr(
        "smoulder.models.backtest.episodes.members",
        lambda: (EpisodeHazard("hazard", ("territory",), pull=3.0),),
    )


def words_of(text: str) -> str:
    return " ".join(text.split())


def test_group_months_are_printed_and_kept_in_the_folder(
    small: Sample, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "new" / "comebacks"
    assert main([*ASKED, "--years", "1997-1998", "--out", str(out)]) == 0
    printed = capsys.readouterr()
    for year in range(FIRST_YEAR, 1999):
        assert f"{year}: comebacks forecast" in printed.err
        assert f"{year}: major comebacks forecast" in printed.err
    assert "1999:" not in printed.err
    told = words_of(printed.out)
    for words in (
        "every lull of every group is asked every third month",
        "Seed 1, Smoulder",
        "1997–1998, peak 50 and more",
        "1997–1998, peak 50 and more, each lull once: skill over the quiet-age table",
        "1997–1998, peak 100 and more",
        "1997–1998, all lulls",
        "1997–1998, peak 50 and more, major comebacks",
        "Share that came back within the longest time",
        "Calibration of the stack by deaths in 12 months at the origin (A): 1997–1998, peak 50 and more",
        "Weights of the stack, comeback",
        "Weights of the stack, major",
    ):
        assert words_of(words) in told, words
    assert "Episodes" not in printed.out
    assert max(map(len, printed.out.splitlines())) <= 100
    assert "| stack |" in (out / "table.md").read_text(encoding="utf-8")
    assert (out / "calibration.svg").read_text(encoding="utf-8").startswith("<svg")
    check_figures((out / "scores.json").read_text(encoding="utf-8"), small.origins.take(~small.borrowed))


def test_columns_of_ones_own_reach_the_members(
    small: Sample, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "own.csv"
    file.write_text("country,strength\nSudan,500\nIraq,40\n")
    asked: list[tuple[str, ...]] = []

    def members(more: tuple[str, ...]) -> tuple[Level, ...]:
        asked.append(more)
        return (Level("Kaplan–Meier by class", 0.3, 0.6),)

    monkeypatch.setattr("smoulder.models.comeback.members.comeback_models", members)
    assert main([*ASKED, "--years", "1995", "--with", str(file), "--json"]) == 0
    assert set(asked) == {("own: strength",)}
    capsys.readouterr()
    file.write_text("country,strength\nAtlantis,500\n")
    assert main([*ASKED, "--years", "1995", "--with", str(file)]) == 2
    assert "Atlantis" in capsys.readouterr().err
    # a group that the user keeps is known by its name here as in `smoulder rates`
    (tmp_path / "groups.toml").write_text('[[group]]\nid = -900001\nname = "Norland Front"\n')
    file.write_text("group,strength\nNorland Front,500\nLTTE,40\n")
    assert main([*ASKED, "--years", "1995", "--with", str(file), "--data", str(tmp_path)]) == 0


def check_figures(text: str, origins: Origins) -> None:
    """What other programs read: rows of scores of 1997 and 1998, and the weights of each year."""
    held = json.loads(text, parse_constant=lambda word: pytest.fail(f"{word} is no JSON"))
    assert (held["seed"], held["on"], held["members"]) == (1, "months", ["Kaplan–Meier by class", "hazard"])
    fields = {"model", "horizon", "score", "value", "low", "high", "n", "block"}
    assert all(set(row) == fields for row in held["scores"])
    assert {row["horizon"] for row in held["scores"]} == set(HORIZONS)
    row = next(
        one
        for one in held["scores"]
        if (one["model"], one["score"], one["block"], one["horizon"])
        == ("stack", "observed", "1997–1998, peak 50 and more", 12)
    )
    year = origins.month // 12
    counted = origins.take((year >= 1997) & (year <= 1998) & (origins.peak >= 50) & origins.decided(12))
    assert row["n"] == len(counted)
    assert row["value"] == pytest.approx(counted.came_back(12).mean())
    assert sorted(held["weights"]) == ["comeback", "major"]
    assert held["weights"]["comeback"][str(FIRST_YEAR)] == [0.5, 0.5]
    assert list(held["weights"]["comeback"]) == [str(year) for year in range(FIRST_YEAR, 1999)]


def test_episodes_alone_are_scored_in_their_two_blocks(
    few_episodes: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backtest", "return", "--on", "episodes", "--out", str(tmp_path)]) == 0
    printed = capsys.readouterr()
    text = (tmp_path / "scores.json").read_text(encoding="utf-8")
    held = json.loads(text, parse_constant=lambda word: pytest.fail(f"{word} is no JSON"))
    assert {row["block"] for row in held["scores"]} <= {"1995–2004", "2005–2015"}
    assert held["scores"]
    assert held["weights"] == {}
    assert "every conflict that had stopped is asked" in words_of(printed.out)
    assert "skill over the quiet-age table" in printed.out
    assert max(map(len, printed.out.splitlines())) <= 100
    assert "Episodes forecast and scored" in printed.err
    assert "comebacks forecast" not in printed.err


def test_json_is_printed_on_demand(few_episodes: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backtest", "return", "--on", "episodes", "--seed", "7", "--json"]) == 0
    held = json.loads(capsys.readouterr().out)
    assert (held["on"], held["seed"], held["members"]) == ("episodes", 7, [])


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--years", "2000-1998"], "--years '2000-1998' is no span of years"),
        (["--years", "soon"], "write the first and the last"),
        (["--years", "1994"], "--years 1994 is out of range; years from 1995 to 2004 can be scored"),
        (["--years", "1999-2011"], "years from 1995 to 2004"),
        (["--on", "episodes", "--years", "1999"], "episodes are scored in two fixed blocks; leave it out"),
        (["--on", "episodes", "--with", "own.csv"], "--with own.csv is for group months"),
        (["--on", "weeks"], "'weeks' is not one of"),
        (["--jobs", "0"], "--jobs"),
        (["--seed", "-1"], "--seed"),
        (["--out", "README.md/x"], "choose another with --out"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    options: Sequence[str],
    said: str,
    small: Sample,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "README.md").write_text("a file")
    monkeypatch.chdir(tmp_path)
    assert main([*ASKED, *options]) == 2
    printed = capsys.readouterr()
    assert said in printed.err
    assert printed.err.count("\n") == 1
    assert printed.out == ""


@pytest.mark.slow
def test_two_processes_give_what_one_gives() -> None:
    sample = made_sample(16, borrow=False)
    one, two = (forecast_in_jobs(sample, FIRST_YEAR + 1, jobs, major=False) for jobs in (1, 2))
    for name in ("names", "row", "members", "mean", "table"):
        assert np.array_equal(getattr(one, name), getattr(two, name)), name
