"""From a request to the whole answer, on the figures that ship."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from smoulder.assessment.assess import Request, assess
from smoulder.reading.figures import load_series
from smoulder.reading.intake import ReadOptions
from smoulder.reading.page import open_report, report_from_text
from smoulder.reading.sources import find_source
from smoulder.records.case import Assessment
from smoulder.records.errors import NoData, NoLulls
from smoulder.records.settings import Settings
from smoulder.store.counts import Counts
from smoulder.store.events import open_events

EXAMPLES = Path(__file__).parents[2] / "examples"
QUICK = Settings(draws=400)


def ask(group: str, country: str, day: date, **more: object) -> Assessment:
    values = {"reports": (), "group": group, "country": country, "as_of": day, "today": date(2027, 1, 1)}
    return assess(Request(**{"settings": QUICK, **values, **more}))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def iraq() -> Assessment:
    report = open_report(EXAMPLES / "iraq-2020.txt")
    return assess(Request((report,), None, None, date(2020, 1, 24), date(2026, 1, 1), settings=QUICK))


def test_the_parts_of_all_items_add_up_to_what_evidence_changed(iraq: Assessment) -> None:
    for horizon, after in iraq.answer.items():
        added = sum(item.adds[horizon] for item in iraq.evidence)
        assert added == pytest.approx(after.value - iraq.stack[horizon].value, abs=1e-9)


def test_the_model_case_from_a_report_alone(iraq: Assessment) -> None:
    assert (iraq.question.group, iraq.question.country) == ("Islamic State", "Iraq")
    assert "from the report" in iraq.chosen
    assert iraq.situation.state == "subdued"
    assert (iraq.situation.known, iraq.situation.last_month, iraq.situation.seen_to) == (
        "2018-07",
        "2018-12",
        "2019-12",
    )
    assert iraq.bridge is not None
    assert iraq.bridge.kind == "battle-related by dyad"
    assert [year.deaths for year in iraq.years if year.used] == [498.0]


def test_six_months_cannot_be_decided_by_yearly_rows_and_gets_no_answer(iraq: Assessment) -> None:
    assert sorted(iraq.answer) == sorted(iraq.words) == sorted(iraq.major) == [12, 24]
    assert iraq.rates is not None
    assert [rate.decidable for rate in iraq.rates.rates] == [False, True, True]
    assert any("6-month" in line for line in iraq.not_known)


def test_the_unused_protests_are_evidence_between_patience_and_what_follows_it(iraq: Assessment) -> None:
    item = next(item for item in iraq.evidence if item.kind == "unused opportunity")
    assert item.change["patience"] < 0 < item.change["degraded"]
    assert item.source.report == 0
    assert item.source.start is not None
    assert iraq.readings[0].report.raw[item.source.start : item.source.end] == item.text


def test_hypotheses_add_up_and_tie_to_the_answer(iraq: Assessment) -> None:
    for share in ("prior", "posterior"):
        assert sum(getattr(leaf, share).value for leaf in iraq.hypotheses) == pytest.approx(1.0)
    for horizon, chance in iraq.answer.items():
        whole = sum(leaf.posterior.value * leaf.comeback[horizon].value for leaf in iraq.hypotheses)
        assert whole == pytest.approx(chance.value, abs=1e-12)
    assert [leaf.id for leaf in iraq.hypotheses if leaf.prior.basis == "estimated"] == [
        "won",
        "deal",
        "spent",
    ]
    assert all(leaf.prior.n for leaf in iraq.hypotheses if leaf.prior.basis == "estimated")


def test_nothing_later_than_the_day_is_used(iraq: Assessment) -> None:
    assert all(month.month <= "2019-12" for month in iraq.months)
    assert all(year.year <= 2019 for year in iraq.years)
    assert iraq.rates is not None
    assert all((case.came_back or "") <= "2019-12" for case in iraq.rates.cases)
    assert iraq.branches is not None
    assert not any("674" in figure for case in iraq.branches.cases for figure in case.figures)
    assert any(line.startswith("2020: 674") for line in iraq.hindsight)


def test_the_named_departure_is_told_with_its_figures(iraq: Assessment) -> None:
    assert iraq.branches is not None
    figures = " ".join(iraq.branches.cases[0].figures)
    assert "1,091" in figures
    assert "comeback 2013-07" in figures
    assert "foreign troops are gone" in iraq.branches.basis


def test_the_later_case_is_told_once_it_can_be_seen() -> None:
    found = ask("Islamic State", "Iraq", date(2023, 6, 1))
    assert found.branches is not None
    assert any("2020: 674" in figure for figure in found.branches.cases[1].figures)


def test_the_same_request_gives_the_same_answer(iraq: Assessment) -> None:
    report = open_report(EXAMPLES / "iraq-2020.txt")
    again = assess(Request((report,), None, None, date(2020, 1, 24), date(2026, 1, 1), settings=QUICK))
    assert again == iraq


def test_without_evidence_the_answer_is_the_comeback_models() -> None:
    found = ask("LTTE", "Sri Lanka", date(2011, 3, 1), settings=Settings(draws=4000))
    # the series adds an item of its own; it moves the answer less than the interval's width
    by_model = found.stack
    assert found.answer[12].value == pytest.approx(by_model[12].value, abs=0.03)


def test_a_group_that_is_active_gets_its_months_and_past_lulls_and_no_tree() -> None:
    found = ask("LTTE", "Sri Lanka", date(2007, 6, 1))
    assert found.situation.state == "active"
    assert found.hypotheses == ()
    assert found.branches is None
    assert found.answer == {}
    assert [lull.ended for lull in found.lulls] == ["1995-05", "2003-06"]
    assert "active, not in a lull" in found.headline


def test_months_counted_under_another_name_are_joined_and_said() -> None:
    found = ask("Boko Haram", "Nigeria", date(2016, 12, 1))
    assert any("deaths counted as IS in Nigeria are joined in" in note for note in found.situation.notes)
    assert found.situation.state == "subdued"


def test_an_answer_far_from_the_months_says_over_how_long_it_reaches() -> None:
    found = ask("LTTE", "Sri Lanka", date(2026, 11, 22))
    assert found.situation.unseen == 34
    assert "came back within 46 months" in found.headline
    assert "Nothing covers the 34 months" in found.not_known[0]
    assert found.confidence.level == "low"


@pytest.mark.slow
def test_yearly_rows_alone_answer_for_a_group_without_months() -> None:
    found = ask("FARC", "Colombia", date(2014, 1, 15))
    assert found.situation.last_month == ""
    assert found.question.measure == "battle-related by dyad"
    assert 12 in found.answer


def test_known_then_sees_only_releases_that_were_out() -> None:
    found = ask("Islamic State", "Iraq", date(2020, 1, 23), mode="known-then")
    assert found.situation.seen_to == "2018-12"
    assert found.situation.unseen == 12
    assert all(year.year <= 2018 for year in found.years)


def test_a_report_that_the_group_attacks_again_takes_patience_up() -> None:
    text = (
        "Written for a test.\n\nIslamic State mounts large attack in Iraq\n\n2 February 2020\n\n"
        "Islamic State fighters launched a large coordinated attack on an army base in northern Iraq on Friday, "
        "the army said. It was the largest assault by the group in Iraq for more than a year, a spokesman for "
        "the army said."
    )
    base = open_report(EXAMPLES / "iraq-2020.txt")
    day = date(2020, 2, 3)
    before, after = (
        assess(Request(reports, None, None, day, day, settings=QUICK))
        for reports in ((base,), (base, report_from_text("attack.txt", text)))
    )
    patience = [
        next(leaf.posterior.value for leaf in one.hypotheses if leaf.id == "patience")
        for one in (before, after)
    ]
    assert patience[1] > patience[0]


def test_a_day_before_the_rows_is_refused() -> None:
    with pytest.raises(NoData, match="give a later --as-of"):
        ask("LTTE", "Sri Lanka", date(1985, 1, 1))


def test_loaded_events_take_the_place_of_the_figures(tmp_path: Path) -> None:
    rows = Path(__file__).parents[3] / "shared" / "data" / "ucdp" / "ged_sri_lanka.csv"
    if not rows.is_file():
        pytest.skip("the GED file of Sri Lanka lies in ../shared/data/ucdp, which is absent")
    store = open_events(tmp_path)
    store.load(find_source("ucdp"), rows, ReadOptions(vintage="23.1"))
    counts = Counts(store)
    own = counts.series(320, "Sri Lanka")
    # the same release as the figures, counted by another way: the same months
    np.testing.assert_allclose(own.deaths, load_series(320, "Sri Lanka").deaths, atol=1e-6)
    found = ask("LTTE", "Sri Lanka", date(2012, 1, 1), counts=counts)
    assert found.situation.state == "quiet"
    assert "loaded events" in next(one.vintage for one in found.data if one.name == "UCDP GED")
    assert any(one.name == "Loaded events" and "23.1" in one.vintage for one in found.data)


def test_the_answer_says_what_the_model_was_learnt_from_and_what_its_members_say() -> None:
    found = ask("LTTE", "Sri Lanka", date(2011, 3, 1), settings=Settings(draws=400))
    learnt = found.learnt
    assert learnt is not None
    assert learnt.fitted_to == "2010-12"
    assert learnt.comebacks < learnt.lulls
    assert sum(learnt.weights.values()) == pytest.approx(1, abs=1e-3)
    said = [chances[12] for chances in learnt.members.values()]
    assert min(said) <= found.stack[12].value <= max(said)
    assert learnt.able is not None
    assert learnt.able.low <= learnt.able.high <= 1
    assert learnt.able.cannot_tell == learnt.able.words.startswith("the data cannot tell")


def test_a_day_by_which_no_comeback_was_on_record_is_refused_with_what_to_do() -> None:
    with pytest.raises(
        NoLulls, match=r"none of .* origins was followed by a comeback; give a later as-of day"
    ):
        ask("KDP", "Iraq", date(1990, 4, 15), settings=Settings(draws=400))


def test_what_the_answer_hangs_on_agrees_with_the_answer(iraq: Assessment) -> None:
    found = iraq.sensitivity
    assert found is not None
    shares = {one.id: one.posterior.value for one in iraq.hypotheses}
    assert found.first == max(shares, key=lambda leaf: shares[leaf])
    assert found.answer == pytest.approx(iraq.answer[12].value, abs=1e-4)
    left = [one for one in found.variants if one.what == "item"]
    assert {one.name for one in left} == {item.id for item in iraq.evidence if item.weight > 0}
    assert {one.name for one in left if one.reorders} == {item.id for item in iraq.evidence if item.flips}
    assert any(line.startswith("Look for ") for line in iraq.would_change)
