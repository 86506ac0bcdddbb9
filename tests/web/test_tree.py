"""The hypothesis tree: edited with chances that always add up, and entered as it was shown."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smoulder.assessment.foreseen import foresee
from smoulder.assessment.hypothesis import LEAVES
from smoulder.assessment.likelihood import parse_likelihood
from smoulder.records.change import HypothesisPut, Part
from smoulder.records.errors import SmoulderError
from smoulder.store.case_log import CaseLog
from smoulder.store.ledger import open_ledger
from smoulder.web.case_jobs import ask_answer
from smoulder.web.forms.tree import changed_names, preview_of, puts_of, tree_fields
from smoulder.web.guard.visitor import Visitor
from smoulder.web.house import House
from smoulder.web.jobs.do import do_next
from smoulder.web.jobs.doing import Site
from smoulder.web.shown import Shown, shown_case
from tests.web.beside import beside, field_in
from tests.web.browser import Browser
from tests.web.conftest import chosen_of, words_of

SPLIT = {
    "name-degraded-1": "hiding",
    "share-degraded-1": "60 %",
    "part-degraded-1": "it hides abroad",
    "name-degraded-2": "broken",
    "share-degraded-2": "40 %",
    "part-degraded-2": "it is broken up",
    "odds-degraded-2": "0.2-0.5",
}
CHANCE = st.one_of(
    st.sampled_from(
        ["", "unlikely", "very likely", "almost certain", "20-40 %", "0.999", "0.001", "even", "x", "-1"]
    ),
    st.floats(0.001, 0.999).map(lambda one: f"{one:.4f}"),
)
TYPED = st.fixed_dictionaries(
    {},
    optional={f"prior-{leaf}": CHANCE for leaf in LEAVES}
    | {name: st.just(value) for name, value in SPLIT.items()}
    | {
        "share-degraded-1": CHANCE,
        "odds-degraded-1": st.sampled_from(["", "1", "0.1-9", "1000", "0", "nan", "x"]),
    }
    | {"words-won": st.text(max_size=30)},
)


@pytest.fixture(scope="module")
def shown(real_source: tuple[Path, str]) -> Shown:
    """The real case, to be looked at alone."""
    folder, name = real_source
    with open_ledger(folder) as ledger:
        house = House(chosen_of(folder), ledger, ledger.workbench(), False, "http://127.0.0.1:1", b"x" * 32)
        return shown_case(house, name)


@given(TYPED)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_typed_the_shown_chances_add_up_or_the_form_says_what_is_wrong(
    shown: Shown, typed: dict[str, str]
) -> None:
    try:
        preview = preview_of(shown, typed)
    except SmoulderError:
        return  # told in words by the page; the next test says which
    assert preview is not None
    assert round(sum(float(one.prior) for one in preview.rows), 1) == 100
    assert round(sum(float(one.posterior) for one in preview.rows), 1) == 100


def test_the_tree_as_it_stands_gives_the_answer_back(shown: Shown) -> None:
    answer = shown.answer
    assert answer is not None
    found = foresee(answer, {}, {})
    assert found.answer == pytest.approx(answer.answer[12].value)
    for leaf, chance in zip(answer.hypotheses, found.posterior, strict=True):
        assert chance == pytest.approx(leaf.posterior.value, abs=1e-6)


def test_what_is_shown_before_is_what_the_answer_comes_to(real: str, browser: Browser, house: House) -> None:
    from smoulder.desk.answer import answer_case

    typed = SPLIT | {"prior-patience": "50-70 %"}
    preview = preview_of(shown_case(house, real), typed)
    browser.see(f"/cases/{real}/hypotheses")
    seen = str(shown_case(house, real).file.last)
    assert browser.send(f"/cases/{real}/hypotheses", seen=seen, why="tried", **typed).status_code == 200
    answer_case(house.desk("desk one"), real, (), None, "", lambda words: None)
    answer = shown_case(house, real).answer
    assert answer is not None
    assert preview is not None
    assert float(preview.answer.split()[0]) == pytest.approx(100 * answer.answer[12].value, abs=0.5)
    told = {one.id: float(one.posterior) for one in preview.rows}
    for leaf in answer.hypotheses:
        assert told[leaf.id] == pytest.approx(100 * leaf.posterior.value, abs=1.0)


def test_a_set_prior_moves_what_would_follow(shown: Shown) -> None:
    low, high = (preview_of(shown, {"prior-patience": one}) for one in ("very unlikely", "very likely"))
    assert low is not None
    assert high is not None
    assert float(low.rows[4].posterior) < 30 < 70 < float(high.rows[4].posterior)


def test_fields_that_were_not_sent_change_nothing(shown: Shown) -> None:
    assert puts_of(shown.file, {}) == []
    assert changed_names(shown.file, {"prior-won": ""}) == set()


def test_the_preview_is_a_part_of_the_page_and_enters_nothing(
    real: str, browser: Browser, house: House
) -> None:
    before = shown_case(house, real).file.last
    part = browser.client.get(
        f"/cases/{real}/hypotheses/preview",
        params=SPLIT | {"prior-patience": "likely"},
        headers={"HX-Request": "true"},
    )
    assert "<html" not in part.text
    shares = re.findall(r'data-posterior="([0-9.]+)"', part.text)
    assert (len(shares), round(sum(map(float, shares)), 1)) == (8, 100)
    assert shown_case(house, real).file.last == before


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"prior-patience": "perhaps"}, "is no likelihood"),
        ({"prior-patience": "1.5"}, "1 at most"),
        ({"name-won-1": "one", "share-won-1": ".5", "part-won-1": "a"}, "one part"),
        ({"name-won-1": "one"}, "one part"),
        (SPLIT | {"name-degraded-2": "patience"}, "already"),
        (SPLIT | {"name-degraded-2": "hiding"}, "already"),
        (SPLIT | {"part-degraded-2": ""}, "lacks"),
        (SPLIT | {"odds-degraded-2": "nan"}, "out of range"),
        (
            SPLIT | {f"{k[:-1]}{k[-1]}".replace("degraded", "won"): v for k, v in SPLIT.items()},
            "already|name of another",
        ),
    ],
)
def test_what_makes_no_sense_is_told_while_one_types(
    shown: Shown, real: str, browser: Browser, typed: dict[str, str], said: str
) -> None:
    part = browser.client.get(f"/cases/{real}/hypotheses/preview", params=typed)
    assert part.status_code == 200
    assert re.search(said, words_of(part.text)), words_of(part.text)
    assert "--" not in words_of(part.text)


def test_without_script_the_preview_comes_with_the_page(real: str, browser: Browser, house: House) -> None:
    browser.see(f"/cases/{real}/hypotheses")
    page = browser.send(f"/cases/{real}/hypotheses", **{"try": "1", "prior-deal": "likely", "seen": "0"})
    assert "With this tree" in words_of(page.text)
    assert 'value="likely"' in page.text
    assert house.ledger.file(real).hypotheses == {}


def test_what_was_set_is_taken_back_by_an_empty_field(real: str, browser: Browser, house: House) -> None:
    address = f"/cases/{real}/hypotheses"
    split = {"name-deal-1": "kept", "share-deal-1": "0.5", "part-deal-1": "it holds",
             "name-deal-2": "frail", "share-deal-2": "0.5", "part-deal-2": "it is frail"}  # fmt: skip
    page = browser.see(address).text
    typed = {"prior-deal": "likely", "words-won": "in office", **split}
    browser.send(address, seen=field_in(page, "seen"), **typed)
    assert set(house.ledger.file(real).hypotheses) == {"deal", "won"}
    page = browser.see(address).text
    empty = dict.fromkeys([*split, "prior-deal", "words-won"], "")
    sent = browser.send(address, **({"seen": field_in(page, "seen"), "why": "an error"} | empty))
    assert sent.status_code == 200
    assert house.ledger.file(real).hypotheses == {}
    told = words_of(browser.see(f"/cases/{real}/history").text)
    assert "deal: split and prior taken back" in told
    assert "won: words taken back" in told


def test_the_preview_says_where_a_prior_that_was_set_is_not_known_without_it(
    real: str, browser: Browser, house: House
) -> None:
    put = HypothesisPut(leaf="deal", prior=parse_likelihood("likely", "the prior"))
    house.desk("desk one").enter(real, [put], "")
    ask_answer(house, Visitor("desk one", None, "administrator"), real)
    done = do_next(Site(house.chosen))
    assert done is not None
    assert done.state == "done"
    part = browser.client.get(f"/cases/{real}/hypotheses/preview", params={"prior-deal": ""})
    assert "The prior of 'deal' is counted or assumed again" in unescape(words_of(part.text))


def _split_of_another(house: House, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let another split a leaf at the very instant in which the next change is entered."""
    half, add, times = parse_likelihood("0.5", "the share"), CaseLog.add, list[str]()
    parts = tuple(Part(id=name, words=name, share=half) for name in ("hiding", "ruling"))

    def at_once(self: CaseLog, case_id: str, *given: Any, **more: Any) -> Any:
        times.append(case_id)
        if len(times) == 1:
            add(
                self,
                case,
                [HypothesisPut(leaf="won", parts=parts)],
                who="desk two",
                why="",
                now=house.clock(),
            )
        return add(self, case_id, *given, **more)

    monkeypatch.setattr(CaseLog, "add", at_once)


def test_of_two_who_give_parts_of_two_leaves_one_name_at_one_instant_one_enters_it(
    real: str, browser: Browser, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"/cases/{real}/hypotheses"
    seen = field_in(browser.see(address).text, "seen")
    _split_of_another(house, real, monkeypatch)
    sent = browser.send(address, seen=seen, **SPLIT)
    assert sent.status_code == 422
    assert "'hiding' has the name of another leaf or part" in unescape(words_of(sent.text))
    assert set(house.ledger.file(real).hypotheses) == {"won"}
    assert browser.see(address).status_code == 200


def test_of_two_programs_who_give_one_name_at_one_instant_one_enters_it(
    real: str, browser: Browser, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = [{"id": name, "share": "0.5", "words": name} for name in ("hiding", "broken")]
    _split_of_another(house, real, monkeypatch)
    sent = browser.client.post(
        f"/api/v1/cases/{real}/hypotheses",
        json={"leaf": "degraded", "parts": parts},
        headers={"x-csrf-token": browser.csrf},
    )
    assert (sent.status_code, "'hiding' has the name" in sent.json()["detail"]) == (422, True)
    assert set(house.ledger.file(real).hypotheses) == {"won"}


def test_two_at_one_leaf_see_each_other_and_lose_nothing(real: str, browser: Browser, house: House) -> None:
    other = beside(browser, "desk two")
    mine = field_in(browser.see(f"/cases/{real}/hypotheses").text, "seen")
    theirs = field_in(other.see(f"/cases/{real}/hypotheses").text, "seen")
    address = f"/cases/{real}/hypotheses"
    first = {f"words-{leaf}": "" for leaf in LEAVES} | {f"prior-{leaf}": "" for leaf in LEAVES}
    sent = other.send(address, **(first | {"seen": theirs, "prior-deal": "likely", "why": "an accord"}))
    assert sent.status_code == 200
    both = browser.send(
        address, **(first | {"seen": mine, "prior-deal": "unlikely", "words-won": "in office"})
    )
    assert both.status_code == 409
    words = words_of(both.text)
    assert "desk two" in words
    assert "likely" in words
    assert "unlikely" in words
    assert "in office" in words
    assert house.ledger.file(real).hypotheses["deal"].prior.word == "likely"  # type: ignore[union-attr]
    kept = dict(re.findall(r'<input type="hidden" name="([a-z-]+)" value="([^"]*)">', both.text))
    assert "prior-patience" not in kept  # what one did not touch does not undo what others did
    assert browser.send(address, **{k: v for k, v in kept.items() if k != "csrf"}).status_code == 200
    held = house.ledger.file(real).hypotheses
    assert held["deal"].prior.word == "unlikely"  # type: ignore[union-attr]
    assert held["won"].words == "in office"


def test_two_at_two_leaves_do_not_disturb_each_other(real: str, browser: Browser, house: House) -> None:
    seen = field_in(browser.see(f"/cases/{real}/hypotheses").text, "seen")
    address, blank = f"/cases/{real}/hypotheses", {f"prior-{leaf}": "" for leaf in LEAVES}
    house_two = beside(browser, "desk two")
    assert house_two.send(address, **(blank | {"seen": seen, "prior-deal": "likely"})).status_code == 200
    assert browser.send(address, **(blank | {"seen": seen, "prior-spent": "unlikely"})).status_code == 200
    held = house.ledger.file(real).hypotheses
    assert held["deal"].prior is not None
    assert held["spent"].prior is not None


def test_the_form_holds_what_was_entered(real: str, browser: Browser, house: House) -> None:
    browser.see(f"/cases/{real}/hypotheses")
    last = shown_case(house, real).file.last
    browser.send(f"/cases/{real}/hypotheses", seen=str(last), **SPLIT)
    degraded = tree_fields(house.ledger.file(real))[5]
    assert [one.name for one in degraded.parts] == ["hiding", "broken"]
    assert "it hides abroad" in browser.see(f"/cases/{real}/hypotheses").text
