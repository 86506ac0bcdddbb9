"""Items from reports: clusters, shares, and what each changes."""

from dataclasses import replace
from datetime import date

import numpy as np

from smoulder.assessment.hypothesis import LEAVES
from smoulder.assessment.update import update
from smoulder.assessment.weighing import Draft, draft_from_readings, name_items, weigh
from smoulder.records.report import Report
from smoulder.records.statement import DateMention, Reading, Statement, TextEvidence

DAY = date(2020, 1, 23)


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


def drafts(*readings: Reading) -> list[Draft]:
    return draft_from_readings(readings, DAY)


def reading(
    *items: TextEvidence,
    statements: tuple[Statement, ...] = (),
    name: str = "a",
    published: date | None = None,
) -> Reading:
    report = Report(name="r.txt", sha256=name * 64, raw="x" * 100, text="x" * 100, published=published)
    return Reading(report=report, evidence=items, statements=statements)


def test_sentences_of_one_speaker_in_one_report_share_a_cluster() -> None:
    drafts = draft_from_readings(
        [reading(evidence("surrenders", 0), evidence("regrouping", 10), evidence("large attack", 20, "B"))],
        DAY,
    )
    assert drafts[0].cluster == drafts[1].cluster != drafts[2].cluster


def test_the_same_kind_from_the_same_mouth_is_taken_once() -> None:
    one = [reading(evidence("surrenders", 0), evidence("surrenders", 10))]
    assert len(draft_from_readings(one, DAY)) == 1
    assert len(draft_from_readings([*one, reading(evidence("surrenders", 0), name="b")], DAY)) == 2


def test_a_sentence_on_attacks_rests_on_the_last_months_before_its_report() -> None:
    found = drafts(reading(evidence("continued attacks", 0), evidence("surrenders", 10)))
    assert [draft.months for draft in found] == [("2019-11", "2020-01"), None]
    late = reading(evidence("continued attacks", 0), published=date(2020, 4, 2))
    assert draft_from_readings([late], date(2020, 5, 1))[0].months == ("2020-02", "2020-04")


def test_a_sentence_with_dates_of_its_own_rests_on_their_months() -> None:
    def mention(start: int, first: date, last: date) -> DateMention:
        return DateMention.model_validate(
            {"text": "x", "start": start, "end": start + 2, "from": first, "to": last}
        )

    dated = reading(evidence("large attack", 10)).model_copy(
        update={
            "dates": (
                mention(12, date(2019, 8, 3), date(2019, 8, 3)),
                mention(14, date(2019, 6, 1), date(2019, 6, 30)),
                mention(40, date(2018, 1, 1), date(2018, 1, 1)),
                mention(12, date(2021, 1, 1), date(2021, 1, 1)),
            )
        }
    )
    assert drafts(dated)[0].months == ("2019-06", "2019-08")


def test_a_kind_that_is_not_in_the_table_takes_its_direction_from_the_report() -> None:
    found = draft_from_readings([reading(evidence("something new", 0))], DAY)[0]
    assert (
        found.likelihoods["degraded"].mid > found.likelihoods["moved"].mid > found.likelihoods["patience"].mid
    )


def test_a_denial_speaks_in_the_direction_the_reader_gives_it() -> None:
    denied = evidence("capacity judged low", 0).model_copy(
        update={"negated": True, "favours": ("patience",), "over": ("degraded",)}
    )
    found = draft_from_readings([reading(denied)], DAY)[0]
    assert found.kind == "denied: capacity judged low"
    assert found.likelihoods["patience"].mid > found.likelihoods["degraded"].mid


def test_the_speaker_is_taken_from_the_statement_around_the_sentence() -> None:
    around = Statement(text="x", start=0, end=40, speaker="C Colonel", role="army spokesman")
    found = draft_from_readings([reading(evidence("surrenders", 5, ""), statements=(around,))], DAY)[0]
    assert found.speaker == "C Colonel"
    assert found.source.reliability == "C"


def test_the_change_of_an_item_is_posterior_with_less_without() -> None:
    prior = np.full((300, len(LEAVES)), 1 / len(LEAVES))
    drafts = draft_from_readings(
        [reading(evidence("unused opportunity", 0), evidence("regrouping", 9, "B"))], DAY
    )
    updated = update(prior, name_items(drafts), LEAVES, np.random.default_rng(1))
    given = np.linspace(0, 1, len(LEAVES))
    items = weigh(drafts, updated, given, {drafts[0].id})
    assert [item.flips for item in items] == [True, False]
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
    alone, behind = draft_from_readings([one], DAY)[0], draft_from_readings([other, one], DAY)[1]
    assert alone.id == behind.id
    assert len({draft.id for draft in draft_from_readings([other, one], DAY)}) == 2


def test_a_report_that_is_given_twice_is_taken_once() -> None:
    one = reading(evidence("surrenders", 0))
    assert len(draft_from_readings([one, one], DAY)) == 1


def test_an_item_that_is_left_out_is_listed_and_changes_nothing() -> None:
    prior = np.full((300, len(LEAVES)), 1 / len(LEAVES))
    kept, left = drafts(reading(evidence("surrenders", 0), evidence("regrouping", 9, "B")))
    left = replace(left, left_out="rejected by A: wrong group")
    alone = update(prior, name_items([kept]), LEAVES, np.random.default_rng(1))
    both = update(prior, name_items([kept, left]), LEAVES, np.random.default_rng(1))
    np.testing.assert_array_equal(alone.posterior, both.posterior)
    item = weigh([kept, left], both, np.ones(len(LEAVES)), set())[1]
    assert item.left_out == "rejected by A: wrong group"
    assert (item.weight, item.flips, item.tells_nothing) == (0.0, False, True)
    assert set(item.change.values()) == {0.0}
