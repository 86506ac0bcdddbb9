from __future__ import annotations

import io
import json
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoulder.cli.main import main
from smoulder.desk.practice_number import number_of
from smoulder.records.errors import BadEntry
from smoulder.store.practice import all_practised

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fewer series, so that a round takes no time."""
    from smoulder.reading.figures import load_all_series
    from smoulder.store.counts import Counts

    some = [one for one in load_all_series() if np.nansum(one.deaths) > 300][:40]
    monkeypatch.setattr(Counts, "all_series", lambda *_: some)


def practise(monkeypatch: pytest.MonkeyPatch, folder: Path, said: str, *options: str) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(said))
    return main(["practice", "--seed", "7", "--n", "2", "--data", str(folder), *options])


@pytest.mark.usefixtures("few")
def test_a_round_shows_takes_a_number_and_scores_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    assert practise(monkeypatch, tmp_path, "30 %\nunlikely\n", "--analyst", "A", "--base-rate") == 0
    out = capsys.readouterr().out
    first, second = all_practised(tmp_path)
    assert (first.analyst, first.value, second.value) == ("A", 0.3, 0.325)
    assert f"{first.group} in {first.country}, end of {first.as_of}" in out
    assert "past lulls of its class" in out
    assert f"you                30 %  {(0.3 - bool(first.came_back)) ** 2:.3f}" in out
    assert "Done: 2 lulls" in out


@pytest.mark.usefixtures("few")
def test_hiding_keeps_name_place_and_calendar_back_until_the_number_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    practise(monkeypatch, tmp_path, "q\n", "--hide-name")
    hidden = capsys.readouterr().out
    practise(monkeypatch, tmp_path, ".1\nq\n", "--hide-name")
    [one] = all_practised(tmp_path)
    assert "An armed group" in hidden
    assert one.group not in hidden
    assert one.country not in hidden
    assert not any(f"{year}-" in hidden for year in range(1989, 2024))
    assert one.hidden


@pytest.mark.usefixtures("few")
def test_a_word_that_is_no_number_is_asked_again_and_the_end_of_input_leaves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    assert practise(monkeypatch, tmp_path, "perhaps\n10\n1 in 10\n") == 0
    out, err = capsys.readouterr()
    assert "'perhaps' is no likelihood" in err
    assert "write 10 % if it is per cent" in err
    assert "Left after 1 lull" in out
    assert [one.value for one in all_practised(tmp_path)] == [0.1]


@pytest.mark.usefixtures("few")
def test_an_interrupt_leaves_politely_with_what_was_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    class Interrupted(io.StringIO):
        def readline(self, *_: object) -> str:  # type: ignore[override]
            line = super().readline()
            if not line:
                raise KeyboardInterrupt
            return line

    monkeypatch.setattr("sys.stdin", Interrupted(".2\n"))
    assert main(["practice", "--seed", "7", "--n", "2", "--data", str(tmp_path)]) == 130
    assert "Left after 1 lull" in capsys.readouterr().out
    assert len(all_practised(tmp_path)) == 1


@pytest.mark.usefixtures("few")
def test_json_is_all_that_stands_on_stdout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    assert practise(monkeypatch, tmp_path, ".2\n.3\n", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [one["value"] for one in told] == [0.2, 0.3]
    assert {"base_rate", "came_back", "line", "as_of"} < set(told[0])


@pytest.mark.usefixtures("few")
def test_without_a_seed_no_lull_comes_to_an_analyst_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        monkeypatch.setattr("sys.stdin", io.StringIO(".2\n" * 4))
        assert main(["practice", "--n", "4", "--data", str(tmp_path)]) == 0
    found = [(one.group_id, one.country, one.lull) for one in all_practised(tmp_path)]
    assert len(set(found)) == len(found) == 12


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("30%", 0.3),
        ("30 %", 0.3),
        (".3", 0.3),
        ("0,3", 0.3),
        ("3 in 10", 0.3),
        ("3 out of 10", 0.3),
        ("3/10", 0.3),
        ("100%", 1.0),
        ("0", 0.0),
        ("20-40 %", 0.3),
        ("Very Likely", 0.875),
    ],
)
def test_a_number_can_be_said_in_many_ways(said: str, value: float) -> None:
    assert number_of(said) == pytest.approx(value)


@pytest.mark.parametrize("said", ["", "30", "1", "11 in 10", "3 in 0", "101 %", "-.1", "nan", "maybe"])
def test_what_is_no_chance_is_refused(said: str) -> None:
    with pytest.raises(BadEntry):
        number_of(said)


@given(st.text(max_size=12))
def test_whatever_is_typed_is_a_chance_or_refused(said: str) -> None:
    with suppress(BadEntry):
        assert 0 <= number_of(said) <= 1
