"""An answer of a file is one to go on from: its numbers are chances, its settings those of an answer."""

from __future__ import annotations

from collections.abc import Callable
from json import loads
from typing import Any

import pytest

from smoulder.reading.groups import load_registry
from smoulder.records.case_export import render_export
from smoulder.records.errors import BadData
from smoulder.records.evidence import Item, Likelihood, Source
from smoulder.store.case_check import read_export
from smoulder.store.ledger import open_ledger
from tests.store.test_case_exchange import LATER, NOW, answered, changed

Whole = dict[str, Any]  # Any: JSON
ONE = Likelihood(low=-1e-12, mid=0.5, high=1 + 1e-12)
ITEM = Item(
    id="e1", kind="visit", text="t", source=Source(kind="report", name="Wire", report=7), cluster="", weight=1.0,
    likelihoods={"spent": ONE}, why="", change={"spent": 0.0}, flips=False,
)  # fmt: skip


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The text of an export, with an item at a report that the answer does not read."""
    with open_ledger(tmp_path_factory.mktemp("exported")) as ledger:
        name = ledger.keep(answered(evidence=(ITEM,)), now=NOW).case_id
        return render_export(ledger.export_case(name, NOW))


def answer(whole: Whole) -> Whole:
    found: Whole = whole["answers"][0]["answer"]
    return found


def test_an_answer_as_it_is_comes_in(exported: str) -> None:
    assert read_export("case.json", exported, load_registry(), LATER)
    assert loads(exported)["answers"][0]["answer"]["evidence"][0]["source"]["report"] == 7


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda one: one["answer"]["12"].update(value=1e15), ".answer holds the chance 1e+15"),
        (lambda one: one["answer"]["12"].update(low=-0.1), ".answer holds the chance -0.1"),
        (lambda one: one["evidence"][0]["source"].update(report=-99), ".evidence[0] stands at no report"),
        (
            lambda one: one["evidence"][0]["likelihoods"]["spent"].update(low=-1e15),
            ".evidence[0].likelihoods.spent goes from -1e+15 over 0.5 to 1; it lies between 0 and 1",
        ),
        (lambda one: one["evidence"][0]["likelihoods"]["spent"].update(low=0.9), "low before high"),
        (lambda one: one["evidence"][0]["change"].update(spent=1e308), ".change.spent is 1e+308, a larger"),
        (lambda one: one.update(seed=-5), ".seed is -5, and a seed is 0 or above"),
        (lambda one: one["settings"].update(draws=10**9), ".settings.draws is 1000000000"),
        (lambda one: one["settings"].update(active_line="many"), ".settings.active_line is 'many'"),
    ],
)
def test_an_answer_that_nobody_goes_on_from_is_refused_with_its_place(
    exported: str, change: Callable[[Whole], object], said: str
) -> None:
    with pytest.raises(BadData) as refused:
        read_export(
            "case.json", changed(exported, lambda whole: change(answer(whole))), load_registry(), LATER
        )
    line = str(refused.value)
    assert said in line
    assert line.startswith("case.json: answers[0].answer")
    assert line.endswith("; export the case again")
