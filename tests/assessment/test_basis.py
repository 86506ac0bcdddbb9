"""What an answer rests on beside its items: which reports it may see, and which months the comeback model may."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from smoulder.assessment.assess import answer_on, find_subject
from smoulder.assessment.basis import (
    ISLAMIC_STATE,
    Basis,
    OtherWindow,
    draft_items,
    find_basis,
    seen_readings,
)
from smoulder.assessment.hypothesis import LEAVES
from smoulder.assessment.once import WINDOW
from smoulder.assessment.subject import Request
from smoulder.models.comeback import live
from smoulder.models.comeback.fit import ComebackFit
from smoulder.models.comeback.sample import Groups, Sample
from smoulder.models.comeback.stored import fit_for
from smoulder.records.case_file import CaseFile, OwnItem, own_item_id
from smoulder.records.change import ItemPut, ReportPut
from smoulder.records.evidence import Likelihood, Source
from smoulder.records.month import month_index, month_text
from smoulder.records.series import Series
from smoulder.records.settings import Settings
from smoulder.records.statement import Reading
from tests.assessment.at_work import numbers, request
from tests.cli.case_sample import reading

DAY = date(2019, 1, 20)
LAST, KNOWN = "2018-12", "2018-07"
"""Last month with a row by then, and the month in which the lull is known."""
EVEN = Likelihood(low=0.5, mid=0.5, high=0.5)
AGAINST = Likelihood(low=0.2, mid=0.2, high=0.2)


def window(first: str, last: str) -> ItemPut:
    """A test of a window, as an item that speaks against patience."""
    return ItemPut(
        kind=WINDOW,
        text=f"Fairs from {first} to {last}.",
        source=Source(kind="data", name="UCDP", row=first, reliability="B", credibility="2"),
        likelihoods={"patience": AGAINST, "degraded": EVEN, "spent": EVEN},
        basis="estimated",
        months=(first, last),
        indicator=f"fairs {first}",
    )


def asked(*items: ItemPut) -> Request:
    """The question with these items entered."""
    own = tuple(OwnItem(id=own_item_id(item), item=item, who="desk two") for item in items)
    return request(group="Islamic State", country="Iraq", as_of=DAY, file=CaseFile(items=own))


def base(of: Request) -> Basis:
    return find_basis(of, (), find_subject(of, ()))


@dataclass(slots=True)
class Spied:
    """Last months that the comeback model was fitted to and asked at, and the origins that it was asked of."""

    fits: list[str] = field(default_factory=list)
    asks: list[str] = field(default_factory=list)
    origins: list[Sample] = field(default_factory=list)
    groups: list[Groups] = field(default_factory=list)


@pytest.fixture(scope="module")
def spied() -> Iterator[Spied]:
    """The model is asked for real, of one fit that lies ready, and every month that it is given is noted."""
    notes = Spied()

    def fit(groups: Groups, settings: Settings, end: int, folder: Path | None) -> ComebackFit:
        notes.fits.append(month_text(end))
        return fit_for(groups, settings, month_index("2019-12"), folder)

    def origin(groups: Groups, key: Any, settings: Settings, to: int) -> Sample:  # Any: a key
        notes.asks.append(month_text(to))
        notes.groups.append(groups)
        notes.origins.append(live.origin_now(groups, key, settings, to))
        return notes.origins[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("smoulder.assessment.comeback.fit_for", fit)
        patch.setattr("smoulder.assessment.comeback.origin_now", origin)
        yield notes


@pytest.fixture(scope="module")
def plain(spied: Spied) -> Basis:
    """The basis without a window."""
    found = base(asked())
    assert (spied.fits, spied.asks) == ([LAST], [LAST])
    return found


@pytest.fixture(scope="module")
def beside(plain: Basis, spied: Spied) -> Basis:
    """The basis beside a window of the last three months."""
    found = base(asked(window("2018-10", LAST)))
    assert (spied.fits[1:], spied.asks[1:]) == (["2018-09"], ["2018-09"])
    return found


def other_from(one: Series, month: int) -> Series:
    """The series with other deaths and events from a month on."""
    at = max(0, month - one.first)
    deaths, events = one.deaths.copy(), one.events.copy()
    deaths[at:] += 500
    events[at:] += 50
    return replace(one, deaths=deaths, events=events)


def test_beside_a_window_no_month_from_it_on_reaches_the_comeback_model(beside: Basis, spied: Spied) -> None:
    cut = month_index("2018-10")
    assert beside.window == cut
    groups, origin = spied.groups[1], spied.origins[1]
    changed = Groups([other_from(one, cut) for one in groups.series], groups.won)
    again = live.origin_now(changed, (ISLAMIC_STATE, "Iraq"), asked().settings, cut - 1)
    np.testing.assert_array_equal(again.covariates.values, origin.covariates.values)
    assert again.origins.line.tolist() == origin.origins.line.tolist()
    later = live.origin_now(changed, (ISLAMIC_STATE, "Iraq"), asked().settings, cut)
    assert not np.array_equal(later.covariates.values, origin.covariates.values)


def test_the_window_is_said_and_counts_in_full_beside_the_model(beside: Basis, plain: Basis) -> None:
    assert "The comeback model saw no month from 2018-10 on: a test brings them as evidence." in (
        beside.ground.notes
    )
    assert plain.ground.notes == beside.ground.notes[:-1]
    (item,) = [one for one in draft_items(beside, asked(window("2018-10", LAST)), ()) if one.kind == WINDOW]
    assert (item.share, item.left_out) == (1.0, "")
    assert beside.footing is not None
    assert plain.footing is not None
    assert beside.footing.stack.shape == plain.footing.stack.shape
    assert not np.allclose(beside.footing.stack, plain.footing.stack)
    assert np.all(np.diff(beside.footing.stack, axis=1) >= -1e-9)


def test_an_answer_wants_the_basis_of_its_own_window(beside: Basis, plain: Basis) -> None:
    brings = asked(window("2018-10", LAST))
    for basis, request_ in ((plain, brings), (beside, asked()), (beside, asked(window("2018-11", LAST)))):
        with pytest.raises(OtherWindow, match="another window"):
            answer_on(basis, request_, ())


def test_a_neutral_window_leaves_all_as_it_was(plain: Basis) -> None:
    neutral = window("2018-10", LAST).model_copy(
        update={"months": None, "indicator": "", "likelihoods": dict.fromkeys(LEAVES, EVEN)}
    )
    first, second = (answer_on(plain, one, ()) for one in (asked(), asked(neutral)))
    assert len(second.evidence) == len(first.evidence) + 1
    assert numbers(second) == pytest.approx(numbers(first), abs=1e-12)
    assert second.stack == first.stack


@pytest.mark.parametrize("first", ["2018-03", KNOWN])
def test_a_window_that_opened_before_the_lull_was_known_is_left_out(plain: Basis, first: str) -> None:
    early = asked(window(first, LAST))
    (item,) = [one for one in draft_items(plain, early, ()) if one.kind == WINDOW]
    assert item.left_out == f"the window opened before the lull was known, in {KNOWN}"
    assert numbers(answer_on(plain, early, ())) == numbers(answer_on(plain, asked(), ()))


def test_a_window_of_months_that_no_row_covers_takes_nothing_from_the_model(
    plain: Basis, spied: Spied
) -> None:
    found = base(asked(window("2019-03", "2019-04")))
    assert (spied.fits[-1], spied.asks[-1]) == (LAST, LAST)
    assert found.footing is not None
    assert plain.footing is not None
    np.testing.assert_array_equal(found.footing.stack, plain.footing.stack)


def test_an_item_of_months_after_the_day_is_left_out_by_whatever_door_it_came(plain: Basis) -> None:
    late = window("2018-11", "2019-03").model_copy(update={"kind": "continued attacks", "indicator": ""})
    of = asked(late)
    (item,) = (one for one in draft_items(plain, of, ()) if one.entered_by)
    assert item.left_out == f"it rests on months up to 2019-03, and the question sees none after {LAST}"
    assert numbers(answer_on(plain, of, ())) == numbers(answer_on(plain, asked(), ()))


def of_day(name: str, day: date | None) -> Reading:
    made = reading(f"They wait in the hills, a trader said of {name}.")
    return made.model_copy(update={"report": made.report.model_copy(update={"name": name, "published": day})})


def test_a_report_of_the_day_itself_or_of_none_is_seen_and_a_later_one_is_not() -> None:
    given = (of_day("a", DAY), of_day("b", None), of_day("c", date(2019, 1, 21)))
    seen, left = seen_readings(given, CaseFile(), DAY)
    assert [one.report.name for one in seen] == ["a", "b"]
    assert left == ("Report c of 2019-01-21 is later than the as-of day and is not used.",)


@pytest.mark.parametrize("status", ["corrected", "retracted", "dropped"])
def test_a_report_that_no_longer_stands_is_seen_with_a_word_on_it(status: str) -> None:
    one = of_day("a", DAY)
    put = ReportPut.model_validate({"sha256": one.report.sha256, "status": status})
    seen, left = seen_readings((one,), CaseFile(reports={put.sha256: put}), DAY)
    assert seen == (one,)
    assert left == (f"Report a gives no evidence: it is marked {status}.",)


def test_a_group_that_fights_has_a_basis_without_a_lull() -> None:
    found = base(request(group="LTTE", country="Sri Lanka", as_of=date(2007, 6, 1)))
    assert (found.footing, found.learnt, found.rates, found.window) == (None, None, None, None)
    assert found.ground.standing.situation.state == "active"
