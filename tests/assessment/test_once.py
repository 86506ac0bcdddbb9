"""No month and no indicator counts twice."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.assessment.hypothesis import LEAVES
from smoulder.assessment.likelihood import likelihoods
from smoulder.assessment.once import (
    WINDOW,
    Used,
    check_item,
    claim_months,
    count_once,
    months_of,
    months_used,
    windows_of,
)
from smoulder.assessment.update import update
from smoulder.assessment.weighing import Draft, name_items
from smoulder.records.change import ItemPut
from smoulder.records.errors import BadEntry
from smoulder.records.evidence import Source
from smoulder.records.month import month_index, month_text
from tests.series.test_lull import series

FROM, TO = month_index("2019-01"), month_index("2020-12")
USED = Used(months=frozenset(range(FROM, FROM + 8)), totals=frozenset(range(FROM + 8, FROM + 12)))


def draft(id_: str, kind: str = "large attack", grades: str = "C3", **more: object) -> Draft:
    source = Source.model_validate(
        {"kind": "data", "name": "x", "reliability": grades[0], "credibility": grades[1]}
    )
    plain = Draft(
        id=id_,
        kind=kind,
        text="",
        source=source,
        cluster="",
        likelihoods=likelihoods("large attack") or {},
        why="Because",
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def window(first: int, last: int) -> tuple[str, str]:
    return month_text(FROM + first), month_text(FROM + last)


@st.composite
def some_drafts(draw: st.DrawFn) -> list[Draft]:
    """Items on overlapping windows and on a few indicators."""
    out = []
    for at in range(draw(st.integers(1, 7))):
        first = draw(st.integers(0, 20))
        months = window(first, first + draw(st.integers(0, 6))) if draw(st.booleans()) else None
        out.append(
            draft(
                f"e{at}",
                draw(st.sampled_from([WINDOW, "unused opportunity", "large attack", "surrenders"])),
                draw(st.sampled_from(["A1", "B2", "C3", "F6"])),
                months=months,
                indicator=draw(
                    st.sampled_from(["", "", "protests 2019", "Protests  2019", "peak", "recruits"])
                ),
                basis=draw(st.sampled_from(["assumed", "estimated"])),
                left_out=draw(st.sampled_from(["", "", "", "rejected"])),
            )
        )
    return out


@given(some_drafts())
@settings(max_examples=150, deadline=None)
def test_no_month_and_no_indicator_has_a_total_weight_above_one(drafts: list[Draft]) -> None:
    found = [one for one in count_once(drafts, USED) if not one.left_out]
    weights = update(np.full((20, 7), 1 / 7), name_items(found), LEAVES, np.random.default_rng(1)).weights
    by_indicator: Counter[str] = Counter()
    by_month: Counter[int] = Counter(USED.months)
    claimed = claim_months([one for one in found if one.share > 0], USED)
    for one in found:
        assert weights[one.id] <= one.share + 1e-12
        by_indicator[" ".join(one.indicator.casefold().split())] += one.share  # type: ignore[assignment]
        if one.months is not None and one.share > 0:
            # an item spreads its share evenly over the months that it brings
            assert one.share == pytest.approx(len(claimed[one.id]) / len(months_of(one.months)))
            by_month.update(claimed[one.id])
            timed = one.kind in (WINDOW, "unused opportunity")
            assert timed or not claimed[one.id] & USED.totals
    assert max(by_month.values(), default=0) <= 1
    assert by_indicator["peak"] == 0
    assert all(total <= 1 for name, total in by_indicator.items() if name)


@given(some_drafts(), st.randoms())
@settings(max_examples=60, deadline=None)
def test_the_order_of_items_does_not_matter(drafts: list[Draft], shuffler) -> None:  # type: ignore[no-untyped-def]
    other = list(drafts)
    shuffler.shuffle(other)
    one, two = ({each.id: each for each in count_once(some, USED)} for some in (drafts, other))
    assert one == two


def test_months_that_the_model_has_used_count_for_nothing_and_it_is_said() -> None:
    for kind, first, last, share in (
        ("large attack", 0, 3, 0.0),
        ("large attack", 8, 11, 0.0),
        ("large attack", 10, 13, 0.5),
        ("large attack", 12, 13, 1.0),
        ("unused opportunity", 6, 9, 0.5),
        ("unused opportunity", 8, 11, 1.0),
        ("surrenders", 20, 21, 1.0),
    ):
        found = count_once([draft("a", kind, months=window(first, last))], USED)[0]
        assert found.share == share, (kind, first, last)
        assert ("comeback model" in found.why) == (share < 1)


def test_a_covariate_of_the_model_counts_for_nothing_and_it_is_said() -> None:
    found = count_once([draft("a", indicator="earlier comebacks")], USED)[0]
    assert found.share == 0
    assert found.why == "Because; not counted: the comeback model uses earlier comebacks already"


def test_a_test_of_a_window_comes_before_a_sentence_about_it() -> None:
    sentence = draft("a", "unused opportunity", "A1", months=window(12, 15), indicator="protests 2020-01")
    tested = draft("b", WINDOW, "B2", months=window(12, 15), indicator="Protests 2020-01")
    first, second = count_once([sentence, tested], USED)
    assert (first.share, first.copy_of, second.share) == (0.0, "b", 1.0)
    assert "b measures the same" in first.why


def test_months_of_an_item_are_left_to_a_better_founded_one() -> None:
    good, poor = (
        draft("b", grades="A1", months=window(12, 13)),
        draft("a", grades="C3", months=window(13, 14)),
    )
    found = {one.id: one for one in count_once([poor, good], USED)}
    assert (found["b"].share, found["a"].share) == (1.0, 0.5)
    assert "b or the comeback model has the rest" in found["a"].why


def test_the_model_ends_before_the_first_window_of_a_test() -> None:
    assert windows_of([draft("a", months=window(3, 5)), draft("b", "surrenders")]) is None
    tests = [
        draft("a", WINDOW, months=window(14, 16)),
        draft("b", WINDOW, months=window(12, 13)),
        draft("c", WINDOW, months=window(2, 3), left_out="rejected"),
        draft("d", WINDOW),
    ]
    assert windows_of(tests) == FROM + 12


def test_what_is_used_are_the_months_known_up_to_the_last_one_seen() -> None:
    cut = series([1.0, 2.0, np.nan, 0.0])
    carried = series([1.0, 2.0, np.nan, 0.0, 3.0, 3.0])
    used = months_used(cut, carried, carried.first + 4)
    assert used.months == {cut.first, cut.first + 1, cut.first + 3}
    assert used.totals == {cut.first + 4}


def test_an_item_on_a_covariate_or_on_months_that_it_does_not_name_is_refused_with_a_cure() -> None:
    item = ItemPut(kind="x", text="y", source=Source(kind="data", name="z"), indicator="earlier comebacks")
    with pytest.raises(BadEntry, match="would count twice; leave the item out"):
        check_item(item)
    free = item.model_copy(update={"indicator": "protests 2019"})
    check_item(free)
    with pytest.raises(BadEntry, match="name them, such as --months"):
        check_item(free.model_copy(update={"kind": "large attack"}))
    check_item(free.model_copy(update={"kind": "large attack", "months": window(0, 1)}))


def test_an_item_that_rests_on_months_and_names_none_counts_nothing() -> None:
    found = count_once([draft("a", "continued attacks"), draft("b", "surrenders")], USED)
    assert [one.share for one in found] == [0.0, 1.0]
    assert "does not say which" in found[0].why
