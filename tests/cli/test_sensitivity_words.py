"""What an answer hangs on, as a terminal shows it."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from smoulder.assessment.next_look import Seekable
from smoulder.assessment.sensitivity import find_sensitivity
from smoulder.assessment.tilt import tilt
from smoulder.cli.main import main
from smoulder.cli.sensitivity_words import sensitivity_words
from smoulder.records.case import Assessment
from smoulder.records.sensitivity import Sensitivity
from smoulder.store.ledger import open_ledger
from tests.assessment.test_outlook import item
from tests.assessment.worked import exactly, worked

GIVEN = np.array([[0.6], [0.3]])
SOUGHT = [
    Seekable("large attack", "a large attack", np.array([0.6, 0.3]), 0.7),
    Seekable("surrenders", "surrenders", np.array([0.3, 0.6]), 0.7),
]


NAMES = {"e1": "declared defeated", "e2": "regrouping", "e3": "surrenders"}


def find() -> Sensitivity:
    case = worked(
        {"patience": 0.5, "degraded": 0.5},
        [
            exactly("e1", {"patience": 0.1, "degraded": 0.1}),
            exactly("e2", {"patience": 0.8, "degraded": 0.2}),
            exactly("e3", {"patience": 0.2, "degraded": 0.4}),
        ],
    )
    tilts = tilt(np.exp(case.start).T, case.leaves, lambda priors: (priors, GIVEN.T))
    return find_sensitivity(case, GIVEN, tilts, SOUGHT)


def shown(columns: int = 80) -> str:
    return sensitivity_words(find(), [item(id_, kind) for id_, kind in NAMES.items()], columns)


def test_what_turns_the_order_stands_first_and_is_marked() -> None:
    lines = shown().splitlines()
    at = lines.index("Left out, one at a time")
    assert lines[at + 2].startswith("regrouping (e2)")
    assert "degraded *" in lines[at + 2]
    assert "* another one than now" in lines


def test_an_item_that_tells_nothing_is_said_to() -> None:
    line = next(one for one in shown().splitlines() if one.startswith("declared defeated") and "0.000" in one)
    assert line.endswith("nothing")


def test_looks_and_the_pair_of_them_are_shown() -> None:
    text = shown()
    assert "What to look for, 0.92 bits being open" in text
    assert "Together most" in text


def test_sentences_keep_to_the_width_of_the_terminal() -> None:
    head = shown(60).split("\n\n")[0].splitlines()
    assert len(head) > 2
    assert all(len(line) <= 60 for line in head)


def test_a_case_shows_what_its_answer_hangs_on_when_asked_why(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    make_assessment: Callable[..., Assessment],
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    with open_ledger(Path("data")) as ledger:
        kept = ledger.keep(make_assessment(sensitivity=find()), now=datetime(2026, 1, 2, tzinfo=UTC)).case_id
    assert main(["case", "show", kept, "--data", "data"]) == 0
    assert "Left out, one at a time" not in capsys.readouterr().out
    assert main(["case", "show", kept, "--why", "--data", "data"]) == 0
    assert "Left out, one at a time" in capsys.readouterr().out
