"""Two reports after each other: a general on protests that were not used, then word of new attacks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from smoulder.assessment.hypothesis import LEAVES
from smoulder.cli.main import main
from smoulder.reading.page import open_report
from smoulder.records.case import Assessment
from smoulder.records.evidence import Item
from smoulder.records.report import Report
from smoulder.store.ledger import open_ledger
from tests.assessment.at_work import AGAIN, GENERAL, Desk, posterior

REPORT = "2020-01-23_us-general-warns"


@pytest.fixture(scope="module")
def warned(request: pytest.FixtureRequest) -> Path:
    """The shared report with what a careful reader takes from it beside; skips where it is absent."""
    folder: Path = request.getfixturevalue("shared")
    report = folder / "reports" / f"{REPORT}.txt"
    if not report.is_file():
        pytest.skip("needs the shared report")
    return report


@pytest.fixture(params=["ours", "shared"])
def general(request: pytest.FixtureRequest) -> Report:
    """Each of the two reports in turn."""
    if request.param == "ours":
        return GENERAL
    path: Path = request.getfixturevalue("warned")
    return open_report(path)


@pytest.fixture
def at(quick: None, tmp_path: Path) -> Iterator[Desk]:
    with open_ledger(tmp_path / "data") as ledger:
        yield Desk(ledger)


def unused(answer: Assessment) -> Item:
    (item,) = [one for one in answer.evidence if one.kind == "unused opportunity"]
    return item


def over(answer: Assessment) -> float:
    """How much likelier patience is than what follows it in the tree."""
    found = posterior(answer)
    return found["patience"] / found["degraded"]


def test_the_unused_protests_part_patience_from_what_follows_it_and_new_attacks_move_it_back(
    general: Report, at: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = at.assess(general)
    first = done.assessment
    assert (first.question.group, first.question.country) == ("Islamic State", "Iraq")
    item = unused(first)
    patience = LEAVES.index("patience")
    assert LEAVES[patience + 1] == "degraded"
    assert item.change["patience"] < -0.005
    assert item.change["degraded"] > 0.005
    assert first.sensitivity is not None
    (told,) = [one for one in first.sensitivity.items if one.id == item.id]
    assert told.between is not None
    assert set(told.between) == {"patience", "degraded"}
    assert item.moves_answer < 0, "a group that lacks the means comes back less often than one that waits"

    second = at.add(done.kept.case_id, AGAIN).assessment
    assert over(second) > over(first)
    assert second.answer[12].value > first.answer[12].value
    assert second.moved is not None
    attack = [one for one in second.moved.steps if one.words == "the group made a large attack"]
    assert attack
    assert all(one.after > one.before for one in attack)

    capsys.readouterr()
    assert main(["case", "history", done.kept.case_id, "--data", str(tmp_path / "data")]) == 0
    out = capsys.readouterr().out
    step = attack[0]
    assert f"from {step.before * 100:.0f} % to {step.after * 100:.0f} %: the group made a large attack" in out
    assert f"(was {first.answer[12].value * 100:.0f} %)" in out
    assert "the day moved from" in out


def test_the_item_is_the_one_that_a_careful_reader_takes_from_the_shared_report(
    warned: Path, at: Desk
) -> None:
    expected: Any = json.loads((warned.parent / f"{REPORT}.expected.json").read_text(encoding="utf-8"))
    answer = at.assess(open_report(warned)).assessment
    item = unused(answer)
    (wanted,) = [one for one in expected["evidence"] if one["over"] == "patience"]
    assert wanted["text_contains"] in " ".join(item.text.split())
    lead = max(wanted["favours"], key=lambda leaf: item.change[leaf])
    assert (lead, item.change[wanted["over"]] < 0 < item.change[lead]) == ("degraded", True)
    (said,) = [
        one for one in expected["statements"] if wanted["text_contains"] in one.get("text_contains", "")
    ]
    assert said["speaker"].split()[-1] in item.speaker
