"""Items from reports: clusters, shares, and what each changes."""

import numpy as np

from smoulder.assessment.hypothesis import LEAVES
from smoulder.assessment.update import update
from smoulder.assessment.weighing import draft_from_readings, name_items, weigh
from smoulder.records.report import Report
from smoulder.records.statement import Reading, Statement, TextEvidence


def evidence(kind: str, start: int, speaker: str = "A General") -> TextEvidence:
    return TextEvidence(
        text="x" * 5,
        start=start,
        end=start + 5,
        kind=kind,
        favours=("degraded",),
        over=("patience",),
        speaker=speaker,
    )


def reading(*items: TextEvidence, statements: tuple[Statement, ...] = (), name: str = "a") -> Reading:
    report = Report(name="r.txt", sha256=name * 64, raw="x" * 100, text="x" * 100)
    return Reading(report=report, evidence=items, statements=statements)


def test_sentences_of_one_speaker_in_one_report_share_a_cluster() -> None:
    drafts = draft_from_readings(
        [reading(evidence("surrenders", 0), evidence("regrouping", 10), evidence("large attack", 20, "B"))], 0
    )
    assert drafts[0].cluster == drafts[1].cluster != drafts[2].cluster


def test_the_same_kind_from_the_same_mouth_is_taken_once() -> None:
    one = [reading(evidence("surrenders", 0), evidence("surrenders", 10))]
    assert len(draft_from_readings(one, 0)) == 1
    assert len(draft_from_readings([*one, reading(evidence("surrenders", 0), name="b")], 0)) == 2


def test_attacks_that_go_on_are_news_only_for_months_the_series_lacks() -> None:
    for covered, share in ((0.0, 1.0), (0.75, 0.25), (1.0, 0.0)):
        found = draft_from_readings([reading(evidence("continued attacks", 0))], covered)[0]
        assert found.share == share
    assert draft_from_readings([reading(evidence("surrenders", 0))], 1.0)[0].share == 1.0


def test_a_kind_that_is_not_in_the_table_takes_its_direction_from_the_report() -> None:
    found = draft_from_readings([reading(evidence("something new", 0))], 0)[0]
    assert (
        found.likelihoods["degraded"].mid > found.likelihoods["moved"].mid > found.likelihoods["patience"].mid
    )


def test_a_denial_speaks_in_the_direction_the_reader_gives_it() -> None:
    denied = evidence("capacity judged low", 0).model_copy(
        update={"negated": True, "favours": ("patience",), "over": ("degraded",)}
    )
    found = draft_from_readings([reading(denied)], 0)[0]
    assert found.kind == "denied: capacity judged low"
    assert found.likelihoods["patience"].mid > found.likelihoods["degraded"].mid


def test_the_speaker_is_taken_from_the_statement_around_the_sentence() -> None:
    around = Statement(text="x", start=0, end=40, speaker="C Colonel", role="army spokesman")
    found = draft_from_readings([reading(evidence("surrenders", 5, ""), statements=(around,))], 0)[0]
    assert found.speaker == "C Colonel"
    assert found.source.reliability == "C"


def test_the_change_of_an_item_is_posterior_with_less_without() -> None:
    prior = np.full((300, len(LEAVES)), 1 / len(LEAVES))
    drafts = draft_from_readings(
        [reading(evidence("unused opportunity", 0), evidence("regrouping", 9, "B"))], 0
    )
    updated = update(prior, name_items(drafts), LEAVES, np.random.default_rng(1))
    given = np.linspace(0, 1, len(LEAVES))
    items = weigh(drafts, updated, given)
    posterior = updated.posterior.mean(axis=0)
    for item in items:
        total = sum(item.change.values())
        assert abs(total) < 1e-9
        moved = sum(value * given[LEAVES.index(leaf)] for leaf, value in item.change.items())
        assert abs(item.moves_answer - moved) < 1e-9
        at = LEAVES.index("patience")
        assert item.change["patience"] == posterior[at] - updated.without[item.id][at]
    assert items[0].change["patience"] < 0 < items[0].change["degraded"]


def test_an_item_keeps_its_id_wherever_its_report_stands() -> None:
    one, other = reading(evidence("surrenders", 0)), reading(evidence("surrenders", 0), name="b")
    alone, behind = draft_from_readings([one], 0)[0], draft_from_readings([other, one], 0)[1]
    assert alone.id == behind.id
    assert len({draft.id for draft in draft_from_readings([other, one], 0)}) == 2


def test_a_report_that_is_given_twice_is_taken_once() -> None:
    one = reading(evidence("surrenders", 0))
    assert len(draft_from_readings([one, one], 0)) == 1
