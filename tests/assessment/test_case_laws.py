"""Laws that hold from reports to the answer of a real case, with a tree that an analyst split."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.assessment.assess import find_subject, read_reports
from smoulder.assessment.basis import draft_items, find_basis
from smoulder.assessment.footing import Footing
from smoulder.assessment.judge import chance_with, judge, update_on
from smoulder.assessment.weighing import Draft
from smoulder.reading.page import report_from_text
from smoulder.records.case_file import CaseFile
from smoulder.records.change import HypothesisPut, ItemMark, ItemPut, Part
from smoulder.records.evidence import Likelihood, Source
from tests.assessment.at_work import EARLY, GENERAL, Answered, ask_once, numbers, request

HALF = Likelihood(low=0.4, mid=0.5, high=0.6)
SPLIT = HypothesisPut(
    leaf="patience",
    parts=(
        Part(id="abroad", words="it waits abroad", share=HALF),
        Part(id="home", words="it waits at home", share=HALF, odds=Likelihood(low=1.5, mid=3, high=6)),
    ),
)
OWN_PRIOR = HypothesisPut(leaf="deal", prior=Likelihood(low=0.02, mid=0.05, high=0.1))
TREES = {"whole": CaseFile(), "split": CaseFile(hypotheses={"patience": SPLIT, "deal": OWN_PRIOR})}


@dataclass(frozen=True, slots=True)
class Ready:
    """What a case stands on, and the items of two reports and of the data."""

    footing: Footing
    drafts: list[Draft]


@pytest.fixture(scope="module", params=list(TREES))
def ready(request: pytest.FixtureRequest) -> Ready:
    return prepared(TREES[request.param])


def prepared(file: CaseFile) -> Ready:
    asked = request(GENERAL, EARLY, file=file)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("smoulder.assessment.basis.ask_comeback", ask_once)
        readings = read_reports(asked)
        basis = find_basis(asked, readings, find_subject(asked, readings))
    assert basis.footing is not None
    return Ready(basis.footing, draft_items(basis, asked, readings))


def some_of(drafts: list[Draft], picks: list[int]) -> list[Draft]:
    """Some of the items, in the order of the picks."""
    return [drafts[at] for at in dict.fromkeys(one % len(drafts) for one in picks)]


picked = st.lists(st.integers(0, 30), max_size=12)
few = settings(max_examples=20, deadline=None)


@few
@given(picks=picked)
def test_posteriors_add_to_one_in_every_draw(ready: Ready, picks: list[int]) -> None:
    posterior = update_on(ready.footing, some_of(ready.drafts, picks)).posterior
    assert np.all(posterior >= 0)
    np.testing.assert_allclose(posterior.sum(axis=1), 1, atol=1e-12)


@few
@given(picks=picked, turn=st.randoms(use_true_random=False))
def test_the_order_of_the_evidence_does_not_matter(ready: Ready, picks: list[int], turn: object) -> None:
    drafts = some_of(ready.drafts, picks)
    turned = list(drafts)
    turn.shuffle(turned)  # type: ignore[attr-defined]
    first, second = (update_on(ready.footing, one).posterior for one in (drafts, turned))
    assert np.array_equal(first, second)


@few
@given(picks=picked, low=st.floats(0.01, 0.5), wide=st.floats(0, 0.4), grade=st.sampled_from("ABCDEF"))
def test_an_item_as_likely_under_every_hypothesis_changes_nothing(
    ready: Ready, picks: list[int], low: float, wide: float, grade: str
) -> None:
    drafts = some_of(ready.drafts, picks)
    same = Likelihood(low=low, mid=low + wide / 2, high=low + wide)
    source = Source.model_validate({"kind": "data", "name": "x", "reliability": grade, "credibility": "2"})
    even = Draft(
        "e00even", "weather", "It rained.", source, "", dict.fromkeys(ready.footing.tree.ids, same), "-"
    )
    with_it = update_on(ready.footing, [*drafts, even]).posterior
    np.testing.assert_allclose(with_it, update_on(ready.footing, drafts).posterior, atol=1e-12)


@few
@given(picks=st.lists(st.integers(0, 30), min_size=1, max_size=12), copies=st.integers(1, 6))
def test_copies_count_as_the_one_item_that_they_repeat(ready: Ready, picks: list[int], copies: int) -> None:
    drafts = some_of(ready.drafts, picks)
    of = drafts[0]
    more = [replace(of, id=f"e0copy{number}", copy_of=of.id) for number in range(copies)]
    alone, all_ = (update_on(ready.footing, one).posterior for one in (drafts, [*more, *drafts]))
    np.testing.assert_allclose(all_, alone, atol=1e-12)


@settings(max_examples=4, deadline=None)
@given(picks=picked)
def test_the_answer_is_the_sum_over_hypotheses_before_and_after_evidence(
    ready: Ready, picks: list[int]
) -> None:
    footing = ready.footing
    before = np.einsum("dl,dlm->dm", footing.before, footing.given)
    np.testing.assert_allclose(before, footing.stack, atol=1e-9)
    drafts = some_of(ready.drafts, picks)
    found = judge(footing, drafts)
    for horizon, chance in found.answer.items():
        month = horizon + footing.matter.late - 1
        tied = (found.posterior * footing.given[:, :, month]).sum(axis=1).mean()
        assert chance.value == pytest.approx(tied, abs=1e-9)
        assert chance_with(footing, drafts, horizon) == pytest.approx(tied, abs=1e-9)
    assert sum(one.prior.value for one in found.hypotheses) == pytest.approx(1)
    assert sum(one.posterior.value for one in found.hypotheses) == pytest.approx(1)


def test_without_evidence_the_answer_is_the_comeback_models_at_each_horizon(ready: Ready) -> None:
    found = judge(ready.footing, [])
    for horizon, chance in found.answer.items():
        assert (chance.value, chance.low, chance.high) == pytest.approx(
            (found.stack[horizon].value, found.stack[horizon].low, found.stack[horizon].high), abs=1e-9
        )


def test_a_case_whose_items_are_all_rejected_answers_as_the_comeback_model(answered: Answered) -> None:
    assert answered.first.answer[12].value != pytest.approx(answered.first.stack[12].value, abs=1e-3)
    answered.puts(*(ItemMark(item=one.id, rejected=True) for one in answered.first.evidence))
    found = answered.later().assessment
    assert {one.left_out for one in found.evidence} == {"rejected by desk two: known better"}
    for horizon, chance in found.answer.items():
        assert chance.value == pytest.approx(found.stack[horizon].value, abs=1e-9)
    assert found.moved is not None
    assert found.moved.steps[-1].after == found.answer[12].value


def test_a_copy_of_a_report_moves_nothing_in_a_case(answered: Answered) -> None:
    """The same text under another title a day later, as papers take it over from an agency."""
    once = answered.later(EARLY).assessment
    title, body = EARLY.raw.split("\n", 1)
    later = body.replace("10 January 2020", "11 January 2020")
    copy = report_from_text("copy.txt", f"{title}, an agency has\n{later}")
    twice = answered.later(copy).assessment
    assert len(twice.readings) == 3
    assert sum(bool(one.copy_of) for one in twice.evidence) == 2
    assert numbers(twice) == pytest.approx(numbers(once), abs=1e-12)
    assert twice.moved is not None
    assert twice.moved.steps == ()


def test_an_entered_item_that_tells_nothing_moves_nothing_in_a_case(answered: Answered) -> None:
    leaves = [one.id for one in answered.first.hypotheses]
    item = ItemPut(
        kind="weather",
        text="It rained in the hills.",
        source=Source(kind="report", name="a letter", reliability="A", credibility="1"),
        likelihoods=dict.fromkeys(leaves, HALF),
    )
    answered.puts(item)
    found = answered.later().assessment
    assert numbers(found) == pytest.approx(numbers(answered.first), abs=1e-12)
    (own,) = [one for one in found.evidence if one.entered_by]
    assert own.tells_nothing
    assert found.moved is not None
    assert found.moved.steps == ()
