"""Items from reports: clusters, shares, and what each changes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from smoulder.assessment.hypothesis import LEAVES
from smoulder.assessment.update import update
from smoulder.assessment.weighing import Draft, draft_from_readings, name_items, weigh
from smoulder.assessment.weights import roots_of
from smoulder.assessment.working import work_out
from smoulder.records.evidence import Likelihood, Source
from smoulder.records.report import Report
from smoulder.records.series import Floats
from smoulder.records.statement import DateMention, Reading, Statement, TextEvidence

DAY = date(2020, 1, 23)
HALF = Likelihood(low=0.4, mid=0.5, high=0.6)


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


def repeating(id_: str, of: str = "", cluster: str = "", grades: str = "B3", name: str = "Daily") -> Draft:
    source = Source.model_validate(
        {"kind": "report", "name": name, "reliability": grades[0], "credibility": grades[1]}
    )
    return Draft(id_, "x", "", source, cluster, dict.fromkeys(LEAVES, HALF), "", copy_of=of)


def unit_weights(found: Sequence[Draft], roots: Sequence[str]) -> dict[str, Floats]:
    """What all copies of one item weigh together, by that item, shape (draw,)."""
    even = np.full((60, len(LEAVES)), 1 / len(LEAVES))
    worked = work_out(even, name_items(found), LEAVES, np.random.default_rng(1))
    each = dict(zip(worked.ids, worked.weights, strict=True))
    of = {draft.id: root for draft, root in zip(found, roots, strict=True)}
    return {
        root: np.sum([each.get(id_, np.zeros(60)) for id_, one in of.items() if one == root], axis=0)
        for root in roots
    }


IDS = ("a", "b", "c", "d", "e")
some_items = st.tuples(
    *(
        st.builds(
            repeating,
            st.just(id_),
            st.sampled_from(("", "a", "b") if id_ != "a" else ("",)),
            st.sampled_from(("", "one", "two")),
            st.builds("".join, st.tuples(st.sampled_from("ABEF"), st.sampled_from("1356"))),
            st.sampled_from(("Daily", "Radio")),
        )
        for id_ in IDS
    )
)


@given(some_items)
def test_what_an_item_and_its_copies_say_weighs_no_more_once_it_is_rejected(found: tuple[Draft, ...]) -> None:
    roots = roots_of(found)
    original, *others = found
    before = unit_weights(found, roots)
    after = unit_weights([replace(original, left_out="rejected"), *others], roots)
    assert np.all(after["a"] <= before["a"] + 1e-12)


def test_a_copy_of_a_copy_that_was_rejected_still_counts_as_one_with_the_original() -> None:
    first, middle, last = repeating("a"), repeating("b", "a"), repeating("c", "b")
    left = name_items([first, replace(middle, left_out="rejected"), last])
    assert roots_of(left) == ("a", "a")


def test_a_copy_stays_in_the_cluster_of_its_original_and_speaks_for_no_more_than_that() -> None:
    others = [repeating(id_, cluster="report 1") for id_ in ("d", "e")]
    first, copy = repeating("a", cluster="report 1"), repeating("b", "a", "report 2")
    both = [*others, first, copy]
    left = [*others, replace(first, left_out="rejected"), copy]
    roots = roots_of(both)
    np.testing.assert_allclose(unit_weights(left, roots)["a"], unit_weights(both, roots)["a"])
